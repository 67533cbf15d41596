/// One finding in the form in which the rule reported it.
public struct LuaFinding: Sendable, Hashable {
  /// The id of the message.
  public let id: String
  /// The line of the call of `ctx.report`.
  public let line: Int
  /// The figures for the message.
  public let data: LuaValue
  /// Where in the build it is, if the rule states that.
  public let at: String?
  /// A text, or a map of texts by language.
  public let suggestion: LuaValue?
  /// 0 advice, 1 warning, 2 error; nil if the finding has the severity of its rule.
  public let severity: Int?
}

/// The outcome of a rule on a build.
public struct RuleAnswer: Sendable, Hashable {
  /// How the evaluation ended.
  public enum Outcome: Sendable, Hashable {
    /// The rule reported nothing.
    case pass
    /// The rule reported findings.
    case fail([LuaFinding])
    /// The build lacks fields that the rule needs; these are their paths.
    case unknown(missing: [String])
    /// The `when` of the rule is false for this build.
    case notApplicable
    /// The rule failed with an error, or exceeded a limit.
    case broken(LuaError)
  }
  /// How the evaluation ended.
  public let outcome: Outcome
  /// The score that the rule set with `ctx.score`, from 0 to 1.
  public let score: Double?
  /// How many findings exceeded `LuaRuntime.maximumFindings`.
  public let droppedFindings: Int
  /// Fuel used, in steps of 100.
  public let fuel: UInt64

  /// An answer with the given contents.
  package init(outcome: Outcome, score: Double?, droppedFindings: Int, fuel: UInt64) {
    self.outcome = outcome
    self.score = score
    self.droppedFindings = droppedFindings
    self.fuel = fuel
  }

  /// The same with other fuel.
  package func with(fuel: UInt64) -> RuleAnswer {
    RuleAnswer(outcome: outcome, score: score, droppedFindings: droppedFindings, fuel: fuel)
  }
}

/// What the engine decided about a loaded rule before it runs.
public struct RulePlan: Sendable {
  /// A step of a path: the number of a key, or nil for `[]`.
  public typealias Step = UInt32?
  /// Each need is a list of alternatives, each alternative a path from the build's root.
  public var needs: [[[Step]]]
  /// The ids that the rule may report.
  public var messageIDs: [String]
  /// The highest severity that the rule may report: 0 advice, 1 warning, 2 error.
  public var severity: Int
  /// What the rule sees as `ctx.lang`.
  public var language: String
  /// A map: what the rule sees as `ctx.params`.
  public var parameters: LuaDocument

  /// A plan with the given contents.
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
  /// The value that was read.
  public let value: LuaValue
}
