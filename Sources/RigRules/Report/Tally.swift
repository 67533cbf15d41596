internal import RigModel

/// From the outcomes to counts, verdict, score and coverage (`evaluation.md`).
struct Tally {
  private(set) var counts = OutcomeCounts()
  private var evaluated = 0.0
  private var applicable = 0.0
  private var earned = 0.0
  private var worst: Severity?
  private var isIncomplete = false
  private var anyApplicable = false

  mutating func add(_ result: RuleResult, unknown effect: UnknownEffect) {
    if result.waived != nil {
      counts.waived += 1
      anyApplicable = true
      return
    }
    switch result.outcome {
    case .pass:
      counts.pass += 1
      count(result)
    case .fail(let severity, _):
      counts.fail += 1
      worst = max(worst ?? severity, severity)
      count(result)
    case .unknown:
      counts.unknown += 1
      applicable += result.weight
      if effect == .incomplete { isIncomplete = true }
    case .notApplicable: counts.notApplicable += 1
    case .broken:
      counts.broken += 1
      applicable += result.weight
    }
  }

  private mutating func count(_ result: RuleResult) {
    evaluated += result.weight
    applicable += result.weight
    earned += result.weight * (result.score ?? 0)
  }

  /// No rule was evaluated on the build: that is never a pass.
  var nothingEvaluated: Bool {
    counts.pass + counts.fail + counts.unknown + counts.broken + counts.waived == 0
  }

  var verdict: Verdict {
    if counts.broken > 0 { return .broken }
    if worst == .error { return .fail }
    if isIncomplete || evaluated == 0 && !anyApplicable { return .incomplete }
    return worst == .warning ? .warn : .pass
  }

  var score: Double? {
    evaluated > 0 ? (1000 * earned / evaluated).rounded() / 10 : nil
  }

  var coverage: Double {
    applicable > 0 ? (100 * evaluated / applicable).rounded() / 100 : 0
  }
}
