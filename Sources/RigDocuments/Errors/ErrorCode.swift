public import RigModel

/// One kind of mistake that the program reports, with the page that explains it.
///
/// A new code takes one entry in the table of its first part (`ErrorCode+Rule.swift`); a test holds
/// the tables against the codes that the sources raise.
public struct ErrorCode: Sendable, Hashable {
  /// `build/unknown-key`, as every diagnostic ends with it.
  public let name: String
  /// What is wrong.
  public let meaning: FieldDoc
  /// What to do about it.
  public let remedy: FieldDoc
  /// A text that has the mistake.
  public let sample: ErrorSample

  /// Makes one from its parts.
  public init(
    _ name: String, _ meaning: (en: String, zh: String), do remedy: (en: String, zh: String),
    sample: ErrorSample = .none
  ) {
    self.name = name
    self.meaning = FieldDoc(meaning.en, meaning.zh)
    self.remedy = FieldDoc(remedy.en, remedy.zh)
    self.sample = sample
  }

  /// Every code, sorted.
  public static let all: [ErrorCode] =
    (build + list + path + configuration + coverage + rule + plugin + cases + batch + catalog
    + plan + program + service)
    .sorted { $0.name < $1.name }

  /// The code of a name, such as `build/unknown-key`.
  public static func named(_ name: String) -> ErrorCode? { all.first { $0.name == name } }

  /// `errors/build/unknown-key.md`.
  public var path: String { "errors/\(name).md" }
}
