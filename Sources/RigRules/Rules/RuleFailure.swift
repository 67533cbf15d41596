/// Why a rule gave no answer: it raised an error, met a limit, or did not load.
public struct RuleFailure: Error, Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case error, fuel, memory, deadline, load
  }
  public let kind: Kind
  public let message: String
  /// Rule file and line, as `Rules/psu/wattage.lua:12`.
  public let at: String
  /// The stable code of the diagnostic (`rule/unknown-key`), which names a page of the documents.
  public let code: String

  public init(kind: Kind, message: String, at: String, code: String) {
    self.kind = kind
    self.message = message
    self.at = at
    self.code = code
  }
}

/// A rule file that gave no rule.
public struct LoadFailure: Sendable, Hashable {
  /// The id the rule would have.
  public let rule: String
  public let category: String
  /// Everything that is wrong with the file, in its order; never empty.
  public let problems: [RuleFailure]
}
