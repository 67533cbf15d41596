/// Something about the rules or the configuration that a reader of the report must know.
public struct Notice: Sendable, Hashable, Codable {
  /// The sorts there are.
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
  /// What the notice is about.
  public let kind: Kind
  /// What was found and what is allowed, in one sentence.
  public let message: String
  /// File and line, where there is one.
  public let at: String?

  /// Makes one from its parts.
  public init(kind: Kind, message: String, at: String? = nil) {
    self.kind = kind
    self.message = message
    self.at = at
  }
}

/// The result of all rules for one build: a verdict, a score, and one result per rule.
///
/// ```swift
/// let report = try engine.evaluate(build)
/// print(report.verdict, report.score ?? 0, report.coverage)
/// for case .fail(let severity, let findings) in report.results.map(\.outcome) {
///   print(severity, findings.map(\.message))
/// }
/// ```
///
/// A score says little if few rules could be evaluated: show it together with `coverage`.
public struct Report: Sendable, Hashable, Codable {
  /// The build's `id`, or the name of its file.
  public let id: String
  /// The build's `name`, if it states one.
  public let name: String?
  /// The worst outcome that counts: one error makes it `fail`.
  public let verdict: Verdict
  /// 0 to 100, rounded to one decimal; nil if no rule passed or failed.
  public let score: Double?
  /// The share of the applicable rules' weight that was evaluated: 0 to 1, two decimals.
  public let coverage: Double
  /// How many rules passed, failed, lacked data and so on.
  public let counts: OutcomeCounts
  /// One entry per rule, sorted by rule id; one more (`WaiverRule.id`) where waivers need attention.
  public let results: [RuleResult]
  /// Stale files and plugins that are left out; empty in the ordinary case.
  public let notices: [Notice]
  /// Hash of all sources and settings that made this report.
  public let ruleset: String
  /// The sum of the prices that the build states, in the build's currency; nil if a part has none.
  public let price: Double?

  /// Makes one from its parts.
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
