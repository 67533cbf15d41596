import ArgumentParser
import RigReports
import RigRules

/// The forms that reports can be printed in.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text, json, jsonl, markdown, junit, sarif, github
}

extension Workshop {
  /// All reports as one text.
  func text(
    of reports: [Report], format: ReportFormat, compact: Bool, _ options: SharedOptions,
    _ console: Console
  ) -> String {
    TextReporter().text(reports)
  }
}
