internal import RigModel
internal import RigReports
internal import RigRules

/// For people: a line for each rule, and below it what does not hold.
struct TestText {
  let report: TestReport
  let layout: TextLayout

  init(report: TestReport, color: Bool) {
    self.report = report
    layout = TextLayout(color: color)
  }

  var text: String {
    let columns = report.results.map { TextLayout.columns(of: $0.rule) }.max() ?? 0
    return report.results.map { lines(of: $0, columns) }.joined() + summary
  }

  private func lines(of result: RuleTestResult, _ columns: Int) -> String {
    let word =
      result.holds
      ? layout.paint("ok    ", as: Verdict.pass) : layout.paint("FAILED", as: Verdict.fail)
    var line = "\(word)  \(TextLayout.padded(result.rule, to: columns))  "
    line += Self.count(result.cases, "case") + ", " + Self.count(result.runs, "run")
    if let coverage = result.coverage, coverage.problem == nil {
      line += "  lines \(RuleCoverage.shown(coverage.linePercent)) %"
      line += " (\(coverage.coveredLines) of \(coverage.lines)), "
      line += "branches \(RuleCoverage.shown(coverage.branchPercent)) %"
      line += " (\(coverage.coveredBranches) of \(coverage.branches))"
    }
    line += "\n"
    for point in result.points where !point.holds { line += lines(of: point) }
    for warning in result.warnings {
      line += "        \(layout.paint("warning", as: Severity.warning))  \(warning.message)"
      line += "  \(layout.dim(warning.place))\n"
    }
    for gap in result.coverage?.gaps ?? [] { line += layout.dim("          \(gap)") + "\n" }
    return line
  }

  private func lines(of point: TestPoint) -> String {
    var text = "        \(layout.bold(point.name))  \(layout.dim(point.place))\n"
    for failure in point.failures {
      if !failure.what.isEmpty { text += "          \(failure.what):\n" }
      for line in failure.diff { text += "          \(painted(line))\n" }
      for line in failure.input { text += "            \(line)\n" }
    }
    return text
  }

  private func painted(_ line: String) -> String {
    if line.hasPrefix("- ") { return layout.paint(line, "32") }
    return line.hasPrefix("+ ") ? layout.paint(line, "31") : line
  }

  private var summary: String {
    let failed = report.results.filter { !$0.holds }
    let cases = report.results.reduce(0) { $0 + $1.cases }
    let runs = report.results.reduce(0) { $0 + $1.runs }
    let head =
      "\(Self.count(report.results.count, "rule")), \(Self.count(cases, "case")), "
      + Self.count(runs, "run")
    let warnings = report.results.reduce(0) { $0 + $1.warnings.count }
    let tail = warnings == 0 ? "" : "; \(Self.count(warnings, "warning"))"
    if failed.isEmpty { return "\(head): all hold\(tail)\n" }
    let points = report.points.count { !$0.holds }
    return "\(head): \(Self.count(points, "check")) of \(Self.count(failed.count, "rule")) "
      + (points == 1 ? "does not hold" : "do not hold") + "\(tail)\n"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
