/// The language of messages, titles and reasons.
public enum Language: String, Sendable, Hashable, CaseIterable {
  case english = "en"
  case chinese = "zh"
}

/// A text by language; English is the fallback.
public struct LocalizedText: Sendable, Hashable {
  public let english: String
  public let chinese: String?

  public init(english: String, chinese: String? = nil) {
    self.english = english
    self.chinese = chinese
  }

  public subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese ?? english
    }
  }
}
