public import RigModel

/// How much a finding matters; ordered from the mildest to the worst.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  case advice, warning, error

  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .advice: 0
    case .warning: 1
    case .error: 2
    }
  }

  /// What a rule of this severity counts in the score when it states no `weight` of its own.
  public var defaultWeight: Double {
    switch self {
    case .advice: 1
    case .warning: 3
    case .error: 10
    }
  }
}

/// The answer about one build, from the worst to the best.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  case broken, fail, incomplete, warn, pass
}

/// One thing a rule found.
public struct Finding: Sendable, Hashable {
  /// The message id, one of those the rule declares (`below_minimum`).
  public let id: String
  public let severity: Severity
  /// The message in the report's language, cleaned of control characters.
  public let message: String
  /// The numbers and words of the message, keys sorted; always a map.
  public let data: BuildValue
  /// The place in the build, indexed from 0 (`psus[0].wattage_w`).
  public let at: String?
  /// What to change, in the report's language.
  public let suggestion: String?

  public init(
    id: String, severity: Severity, message: String, data: BuildValue, at: String? = nil,
    suggestion: String? = nil
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.data = data
    self.at = at
    self.suggestion = suggestion
  }
}

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

/// A failure that somebody has accepted, with the reason.
public struct Waiver: Sendable, Hashable {
  public let reason: String
  /// The last day it holds, as `2026-12-31`.
  public let until: String?
  public let owner: String?

  public init(reason: String, until: String? = nil, owner: String? = nil) {
    self.reason = reason
    self.until = until
    self.owner = owner
  }
}

/// What one rule says of one build.
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
  public let category: String
  public let outcome: Outcome
  /// Set where the outcome is a failure that a waiver covers.
  public let waived: Waiver?
  /// What the rule weighs in the score.
  public let weight: Double
  /// 1 for a pass, 0 for a failure, or what the rule reported; nil where it gave no answer.
  public let score: Double?
  /// Findings beyond the first 100, which are not kept.
  public let droppedFindings: Int

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
public struct OutcomeCounts: Sendable, Hashable {
  public var pass = 0
  public var fail = 0
  public var unknown = 0
  public var notApplicable = 0
  public var broken = 0
  public var waived = 0

  public init() {}
}

/// Something about the rules or the configuration that a reader of the report must know.
public struct Notice: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A file no longer loads; its last good version was used.
    case stale
    /// A plugin that was asked for is not in use.
    case pluginLeftOut = "plugin_left_out"
  }
  public let kind: Kind
  public let message: String
  /// File and line, where there is one.
  public let at: String?

  public init(kind: Kind, message: String, at: String? = nil) {
    self.kind = kind
    self.message = message
    self.at = at
  }
}

/// Everything the rules say of one build.
public struct Report: Sendable, Hashable {
  public let id: String
  public let name: String?
  public let verdict: Verdict
  /// 0 to 100, rounded to one decimal; nil where no rule passed or failed.
  public let score: Double?
  /// The share of the applicable rules' weight that was evaluated: 0 to 1, two decimals.
  public let coverage: Double
  public let counts: OutcomeCounts
  /// One entry per rule, sorted by rule id; one more (`WaiverRule.id`) where waivers need attention.
  public let results: [RuleResult]
  /// Stale files and plugins that are left out; empty in the ordinary case.
  public let notices: [Notice]
  /// Hash of all sources and settings that made this report.
  public let ruleset: String
  /// The sum of the prices that the build states, where it states any.
  public let price: Double?

  public init(
    id: String, name: String?, verdict: Verdict, score: Double?, coverage: Double,
    counts: OutcomeCounts, results: [RuleResult], notices: [Notice] = [], ruleset: String,
    price: Double? = nil
  ) {
    self.id = id
    self.name = name
    self.verdict = verdict
    self.score = score
    self.coverage = coverage
    self.counts = counts
    self.results = results
    self.notices = notices
    self.ruleset = ruleset
    self.price = price
  }
}
