public import RigModel

/// Why a rule gave no answer: it raised an error, met a limit, or did not load.
public struct RuleFailure: Error, Sendable, Hashable {
  /// The sorts there are.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case error, fuel, memory, deadline, load
  }
  /// What sort it is.
  public let kind: Kind
  /// What was found and what is allowed, in one sentence.
  public let message: String
  /// Rule file and line, as `Rules/psu/wattage.lua:12`.
  public let at: String
  /// The stable code of the diagnostic (`rule/unknown-key`), which names a page of the documents.
  public let code: String
  /// The line of the source, and what in it is meant; nil where no file has it.
  public let excerpt: SourceExcerpt?

  /// Makes one from its parts.
  public init(
    kind: Kind, message: String, at: String, code: String, excerpt: SourceExcerpt? = nil
  ) {
    self.kind = kind
    self.message = message
    self.at = at
    self.code = code
    self.excerpt = excerpt
  }
}

/// A rule file that gave no rule.
public struct LoadFailure: Sendable, Hashable {
  /// The id the rule would have.
  public let rule: String
  /// The first part of the id: `psu` of `psu/wattage`.
  public let category: String
  /// Everything that is wrong with the file, in its order; never empty.
  public let problems: [RuleFailure]
}

extension RuleFailure {
  /// The same with its message in a language.
  package func message(in language: Language) -> RuleFailure {
    guard language != .english else { return self }
    return RuleFailure(
      kind: kind, message: language.message(message), at: at, code: code, excerpt: excerpt)
  }

  /// File, line and column, as `Rules/psu/wattage.lua:12:5`; the column where it is known.
  public var place: String {
    excerpt.flatMap { $0.column }.map { "\(at):\($0)" } ?? at
  }

  /// As an error is told on a terminal: one line, then the line of the source with a mark below.
  public var lines: [String] {
    ["\(place): error: \(message) [\(code)]"] + (excerpt?.lines ?? [])
  }
}
