public import ArgumentParser
public import RigReports
import RigRules

extension ReportFormat: ExpressibleByArgument {}

extension Workshop {
  /// All reports as one text.
  func bytes(
    of builds: [ReportedBuild], as format: ReportFormat, compact: Bool, color: Bool
  ) -> [UInt8] {
    ReportWriter(ruleSet: engine.ruleSet, language: language, color: color, compact: compact)
      .bytes(of: builds, as: format)
  }
}
