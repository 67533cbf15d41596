import ArgumentParser
import RigRules

/// From which severity on findings make the exit status 1.
enum FailureThreshold: String, CaseIterable, ExpressibleByArgument, Sendable {
  case error, warning, advice
  /// Any finding, and any rule that lacks data.
  case unknown

  /// What a report means for the exit status.
  func status(of report: Report) -> ExitStatus {
    if report.counts.broken > 0 { return .broken }
    return report.results.contains(where: isMet) ? .findings : .success
  }

  /// A waived failure is accepted, so it never counts.
  private func isMet(by result: RuleResult) -> Bool {
    switch result.outcome {
    case .fail(let severity, _): result.waived == nil && severity >= mildest
    case .unknown: self == .unknown
    case .pass, .notApplicable, .broken: false
    }
  }

  private var mildest: Severity {
    switch self {
    case .error: .error
    case .warning: .warning
    case .advice, .unknown: .advice
    }
  }
}
