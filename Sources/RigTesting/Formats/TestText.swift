internal import RigModel
internal import RigReports
internal import RigRules

/// For people: a line for each rule, and below it what does not hold.
struct TestText {
  let report: TestReport
  let layout: TextLayout
  let language: Language

  init(report: TestReport, color: Bool, language: Language = .english) {
    self.report = report
    self.language = language
    layout = TextLayout(color: color)
  }

  var text: String {
    let columns = report.results.map { TextLayout.columns(of: $0.rule) }.max() ?? 0
    return report.results.map { lines(of: $0, columns) }.joined() + summary
  }

  private func lines(of result: RuleTestResult, _ columns: Int) -> String {
    let word =
      result.holds
      ? layout.paint(language.choose("ok    ", "通过  "), as: Verdict.pass)
      : layout.paint(language.choose("FAILED", "未通过"), as: Verdict.fail)
    var line = "\(word)  \(TextLayout.padded(result.rule, to: columns))  "
    line += cases(result.cases) + comma + runs(result.runs)
    if let coverage = result.coverage, coverage.problem == nil { line += covered(coverage) }
    line += "\n"
    for point in result.points where !point.holds { line += lines(of: point) }
    for warning in result.warnings {
      let word = layout.paint(language.choose("warning", "警告"), as: Severity.warning)
      line += "        \(word)  \(language.message(warning.message))"
      line += "  \(layout.dim(warning.place))\n"
    }
    for gap in result.coverage?.gaps(in: language) ?? [] {
      line += layout.dim("          \(gap)") + "\n"
    }
    return line
  }

  private func covered(_ coverage: RuleCoverage) -> String {
    let percents = [coverage.linePercent, coverage.branchPercent].map(RuleCoverage.shown)
    return language.choose(
      "  lines \(percents[0]) % (\(coverage.coveredLines) of \(coverage.lines)), "
        + "branches \(percents[1]) % (\(coverage.coveredBranches) of \(coverage.branches))",
      "  行 \(percents[0])%（\(coverage.coveredLines)/\(coverage.lines)）、"
        + "分支 \(percents[1])%（\(coverage.coveredBranches)/\(coverage.branches)）")
  }

  private func lines(of point: TestPoint) -> String {
    var text = "        \(layout.bold(point.name(in: language)))  \(layout.dim(point.place))\n"
    for failure in point.failures {
      if !failure.what.isEmpty {
        text += "          \(language.message(failure.what))\(language.choose(":", "："))\n"
      }
      for line in failure.diff(in: language) { text += "          \(painted(line))\n" }
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
    let plugins = report.results.count(where: \.isOfPlugin)
    let counts =
      [
        number(report.results.count - plugins, "rule", "条规则"),
        plugins == 0 ? "" : number(plugins, "plugin", "个插件"),
        cases(report.results.reduce(0) { $0 + $1.cases }),
        runs(report.results.reduce(0) { $0 + $1.runs }),
      ].filter { !$0.isEmpty }.joined(separator: comma)
    let warnings = report.results.reduce(0) { $0 + $1.warnings.count }
    let tail =
      warnings == 0
      ? "" : language.choose("; ", "；") + number(warnings, "warning", "个警告")
    if failed.isEmpty { return counts + language.choose(": all hold", "：全部通过") + tail + "\n" }
    let points = report.points.count { !$0.holds }
    let verb = points == 1 ? "does not hold" : "do not hold"
    return counts
      + language.choose(
        ": \(number(points, "check", "")) of \(number(failed.count, "rule", "")) \(verb)",
        "：\(failed.count) 条规则的 \(points) 项检查未通过") + tail + "\n"
  }

  private var comma: String { language.choose(", ", "、") }

  private func cases(_ count: Int) -> String { number(count, "case", "个示例") }

  private func runs(_ count: Int) -> String { number(count, "run", "次运行") }

  private func number(_ count: Int, _ noun: String, _ chinese: String) -> String {
    language.choose("\(count) \(noun)\(count == 1 ? "" : "s")", "\(count) \(chinese)")
  }
}
