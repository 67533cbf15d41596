internal import RigModel
internal import RigRules

/// The report as JUnit XML: a suite for each build, a case for each rule.
struct JUnitReport {
  let writer: ReportWriter

  func text(of builds: [ReportedBuild]) -> String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    let reports = builds.map(\.report)
    text += "<testsuites name=\"rigrules\" tests=\"\(reports.reduce(0) { $0 + $1.results.count })\""
    text += " failures=\"\(reports.reduce(0) { $0 + failures($1) })\""
    text += " errors=\"\(reports.reduce(0) { $0 + $1.counts.broken })\">\n"
    for build in builds { text += suite(build) }
    return text + "</testsuites>\n"
  }

  /// Findings that are only advice are no failures of a build.
  private func failures(_ report: Report) -> Int {
    report.results.count { isFailure($0) }
  }

  private func isFailure(_ result: RuleResult) -> Bool {
    guard case .fail(let severity, _) = result.outcome, result.waived == nil else { return false }
    return severity > .advice
  }

  private func isSkipped(_ result: RuleResult) -> Bool {
    switch result.outcome {
    case .unknown, .notApplicable: true
    case .fail: result.waived != nil
    case .pass, .broken: false
    }
  }

  private func suite(_ build: ReportedBuild) -> String {
    let report = build.report
    let skipped = report.results.count { isSkipped($0) }
    var text =
      "  <testsuite name=\"\(XMLText.escaped(report.id))\" tests=\"\(report.results.count)\""
    text += " failures=\"\(failures(report))\" errors=\"\(report.counts.broken)\""
    text += " skipped=\"\(skipped)\" time=\"0\">\n"
    for result in report.results { text += testCase(result, build) }
    return text + "  </testsuite>\n"
  }

  private func testCase(_ result: RuleResult, _ build: ReportedBuild) -> String {
    let name = XMLText.escaped(result.rule)
    let category = XMLText.escaped(result.category)
    var text = "    <testcase classname=\"\(XMLText.escaped(build.report.id)).\(category)\""
    text += " name=\"\(name)\" time=\"0\""
    let body = body(of: result)
    if body.isEmpty { return text + "/>\n" }
    text += ">\n" + body + "    </testcase>\n"
    return text
  }

  private func body(of result: RuleResult) -> String {
    switch result.outcome {
    case .pass: return ""
    case .notApplicable: return "      <skipped message=\"does not apply\"/>\n"
    case .unknown(let missing):
      return
        "      <skipped message=\"\(XMLText.escaped("unknown: " + missing.joined(separator: ", ")))"
        + "\"/>\n"
    case .broken(let failure):
      return "      <error type=\"\(failure.kind.rawValue)\" message=\""
        + "\(XMLText.escaped(failure.message))\">\(XMLText.escaped(failure.at))</error>\n"
    case .fail(let severity, let findings):
      if let waiver = result.waived {
        return "      <skipped message=\"\(XMLText.escaped("waived: " + waiver.reason))\"/>\n"
      }
      let text = XMLText.escaped(findings.map(line).joined(separator: "\n"))
      guard severity > .advice else { return "      <system-out>\(text)</system-out>\n" }
      let first = XMLText.escaped(findings.first?.message ?? "")
      return "      <failure type=\"\(severity.rawValue)\" message=\"\(first)\">\(text)</failure>\n"
    }
  }

  private func line(_ finding: Finding) -> String {
    var text = "\(finding.severity.rawValue) \(finding.id): \(finding.message)"
    if let suggestion = finding.suggestion { text += " \(suggestion)" }
    if let at = finding.at { text += " [\(at)]" }
    return text
  }
}
