/// One thing that a rule reported, as it said it.
public struct LuaFinding: Sendable, Hashable {
  public let id: String
  /// The line of the `ctx.report`.
  public let line: Int
  public let data: LuaValue
  public let at: String?
  /// A text, or a map of texts by language.
  public let suggestion: LuaValue?
  /// 0 advice, 1 warning, 2 error, where the finding states its own.
  public let severity: Int?
}

/// What a rule answered about the bound build.
public struct RuleAnswer: Sendable, Hashable {
  public enum Outcome: Sendable, Hashable {
    case pass
    case fail([LuaFinding])
    case unknown(missing: [String])
    case notApplicable
    case broken(LuaError)
  }
  public let outcome: Outcome
  /// What the rule gave with `ctx.score`, 0 to 1.
  public let score: Double?
  public let droppedFindings: Int
  /// Fuel used, in steps of 100.
  public let fuel: UInt64
}

/// What the engine decided about a loaded rule before it runs.
public struct RulePlan: Sendable {
  /// A step of a path: the number of a key, or nil for `[]`.
  public typealias Step = UInt32?
  /// Each need is a list of alternatives, each alternative a path from the build's root.
  public var needs: [[[Step]]]
  public var messageIDs: [String]
  /// 0 advice, 1 warning, 2 error.
  public var severity: Int
  public var language: String
  /// A map.
  public var parameters: LuaDocument

  public init(
    needs: [[[Step]]], messageIDs: [String], severity: Int, language: String,
    parameters: LuaDocument
  ) {
    self.needs = needs
    self.messageIDs = messageIDs
    self.severity = severity
    self.language = language
    self.parameters = parameters
  }
}

/// A value that a rule read from a traced build.
public struct LuaRead: Sendable, Hashable {
  /// From the build's root, indexed from 0; `#gpus` for the length of a list.
  public let path: String
  public let value: LuaValue
}
