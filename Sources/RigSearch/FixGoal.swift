internal import RigModel
package import RigRules

/// What a fixed build has to reach.
package enum FixGoal: Sendable, Equatable {
  /// A verdict of at least `warn`, or `pass`.
  case verdict(Verdict)
  /// A score, on no fewer checks than before.
  case score(Double)

  /// Reads `pass`, `warn` or `score=90`.
  package init?(_ text: String) {
    if text == "pass" {
      self = .verdict(.pass)
    } else if text == "warn" {
      self = .verdict(.warn)
    } else if text.hasPrefix("score="), let score = Double(text.dropFirst(6)), score >= 0,
      score <= 100
    {
      self = .score(score)
    } else {
      return nil
    }
  }

  /// As an option says it.
  package var text: String {
    switch self {
    case .verdict(let verdict): verdict.rawValue
    case .score(let score): "score=" + DecimalText.short(score)
    }
  }

  /// Whether a report reaches the goal.
  ///
  /// - Parameter leavesOpen: What the base does not state makes the verdict incomplete, and does not
  ///   count.
  package func isReached(
    by report: Report, from base: Report, _ rules: [RuleDescription], leavesOpen: Bool = false
  ) -> Bool {
    if case .verdict(let verdict) = self, !leavesOpen, report.verdict.rank > verdict.rank {
      return false
    }
    return conditions(of: report, from: base, rules).allSatisfy { $0 }
  }

  /// The goal as one condition for each rule; for a score, one condition.
  ///
  /// No outcome that was known before may be unknown afterwards: what is not known is never better.
  package func conditions(of report: Report, from base: Report, _ rules: [RuleDescription])
    -> [Bool]
  {
    switch self {
    case .score(let least):
      return [(report.score ?? -1) >= least && report.coverage >= base.coverage]
    case .verdict(let verdict):
      let before = Self.byRule(base)
      let after = Self.byRule(report)
      return rules.map { rule in
        guard let result = after[rule.id] else { return false }
        if result.waived != nil { return true }
        switch result.outcome {
        case .pass, .notApplicable: return true
        case .broken: return false
        case .fail(let severity, _): return severity < (verdict == .pass ? .warning : .error)
        case .unknown:
          // What was open before is left open, and told.
          if case .unknown? = before[rule.id]?.outcome { return true }
          return false
        }
      }
    }
  }

  private static func byRule(_ report: Report) -> [String: RuleResult] {
    Dictionary(report.results.map { ($0.rule, $0) }, uniquingKeysWith: { one, _ in one })
  }
}
