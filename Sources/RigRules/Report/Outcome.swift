/// The result of one rule for one build.
public enum Outcome: Sendable, Hashable {
  case pass
  case fail(severity: Severity, findings: [Finding])
  /// Fields that the rule needs and the build does not state, by path (`gpus[2].tdp_w`).
  case unknown(missing: [String])
  case notApplicable
  case broken(RuleFailure)

  /// The word for it in a report.
  public var name: String {
    switch self {
    case .pass: "pass"
    case .fail: "fail"
    case .unknown: "unknown"
    case .notApplicable: "not_applicable"
    case .broken: "broken"
    }
  }
}

/// One rule's line in a report.
public struct RuleResult: Sendable, Hashable {
  /// The rule's id (`psu/wattage`, or `power:mains-circuit` of a plugin).
  public let rule: String
  /// The first part of the id: `psu` of `psu/wattage`.
  public let category: String
  /// What came out.
  public let outcome: Outcome
  /// Set where the outcome is a failure that a waiver covers.
  public let waived: Waiver?
  /// What the rule weighs in the score.
  public let weight: Double
  /// 1 for a pass, 0 for a failure, or what the rule reported; nil where it gave no answer.
  public let score: Double?
  /// Findings beyond the first 100, which are not kept.
  public let droppedFindings: Int

  /// Makes one from its parts.
  public init(
    rule: String, category: String, outcome: Outcome, waived: Waiver? = nil, weight: Double,
    score: Double? = nil, droppedFindings: Int = 0
  ) {
    self.rule = rule
    self.category = category
    self.outcome = outcome
    self.waived = waived
    self.weight = weight
    self.score = score
    self.droppedFindings = droppedFindings
  }
}

/// How many results there are of each kind; a waived failure counts in `waived` alone.
public struct OutcomeCounts: Sendable, Hashable, Codable {
  private enum CodingKeys: String, CodingKey {
    case pass, fail, unknown, broken, waived
    case notApplicable = "not_applicable"
  }

  /// Rules that passed.
  public var pass = 0
  /// Rules with findings that are not waived.
  public var fail = 0
  /// Rules that lack data.
  public var unknown = 0
  /// Rules that do not concern the build.
  public var notApplicable = 0
  /// Rules that raised an error or exceeded a limit.
  public var broken = 0
  /// Rules whose findings are all waived.
  public var waived = 0

  /// Begins with nothing.
  public init() {}
}

extension Outcome {
  /// Not a pass, and not a rule that does not apply.
  public var isWorthTelling: Bool {
    switch self {
    case .pass, .notApplicable: false
    case .fail, .unknown, .broken: true
    }
  }
}
