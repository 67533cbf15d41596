package import RigModel

/// The language of messages, titles and reasons.
public enum Language: String, Sendable, Hashable, CaseIterable {
  case english = "en"
  case chinese = "zh"
}

/// A text by language; English is the fallback.
public struct LocalizedText: Sendable, Hashable {
  /// The text in English.
  public let english: String
  /// The text in Chinese, if there is one.
  public let chinese: String?

  /// Makes one from its parts.
  public init(english: String, chinese: String? = nil) {
    self.english = english
    self.chinese = chinese
  }

  /// The text in a language; English if there is no other.
  public subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese ?? english
    }
  }
}

extension Language {
  /// The one of two texts that is in this language.
  package func choose(_ english: String, _ chinese: String) -> String {
    self == .chinese ? chinese : english
  }
}

extension FieldDoc {
  /// The text in a language.
  package subscript(language: Language) -> String { language.choose(english, chinese) }
}
