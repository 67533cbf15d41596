/// Something about the rules or the configuration that a reader of the report must know.
public struct Notice: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A file no longer loads; its last good version was used.
    case stale
    /// A plugin that was asked for is not in use.
    case pluginLeftOut = "plugin_left_out"
    /// Something that is on by default was switched off.
    case switchedOff = "switched_off"
    /// A setting is of a rule whose plugin is not on.
    case settingUnused = "setting_unused"
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
