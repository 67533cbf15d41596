/// The Test Anything Protocol, version 14: a line for each thing that was tried.
struct TestTAP {
  let report: TestReport

  var text: String {
    let points = report.points
    var text = "TAP version 14\n1..\(points.count)\n"
    for (index, point) in points.enumerated() {
      let word = point.holds ? "ok" : "not ok"
      text += "\(word) \(index + 1) - \(Self.escaped("\(point.rule): \(point.name)"))\n"
      if !point.holds { text += details(of: point) }
    }
    for result in report.results {
      for warning in result.warnings { text += "# warning: \(warning.place): \(warning.message)\n" }
      for gap in result.coverage?.gaps ?? [] { text += "# \(gap)\n" }
    }
    return text
  }

  /// A block of YAML below the line.
  private func details(of point: TestPoint) -> String {
    var lines = ["at: \(Self.quoted(point.place))", "failures:"]
    for failure in point.failures {
      lines.append("  - message: \(Self.quoted(failure.summary.joined(separator: "; ")))")
      guard !failure.input.isEmpty else { continue }
      lines.append("    input: |")
      lines += failure.input.map { "      \($0)" }
    }
    return "  ---\n" + lines.map { "  \($0)\n" }.joined() + "  ...\n"
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// `#` would begin a directive such as SKIP.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
  }
}
