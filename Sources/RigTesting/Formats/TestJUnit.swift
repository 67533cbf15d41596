internal import RigModel
internal import RigReports

/// JUnit XML: a suite for each rule, a case for each thing that was tried.
struct TestJUnit {
  let report: TestReport

  var text: String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites name=\"rigrules test\" \(counts(report.points))>\n"
    for result in report.results {
      text += "  <testsuite name=\"\(XMLText.escaped(result.rule))\" \(counts(result.points)) "
      text += "time=\"0\">\n"
      for point in result.points { text += testCase(point) }
      if !result.warnings.isEmpty {
        let lines = result.warnings.map { "warning: \($0.place): \($0.message)" }
        text += "    <system-out>\(XMLText.escaped(lines.joined(separator: "\n")))</system-out>\n"
      }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  private func counts(_ points: [TestPoint]) -> String {
    let broken = points.count { $0.failures.contains(where: \.isBroken) }
    let failed = points.count { !$0.holds } - broken
    return "tests=\"\(points.count)\" failures=\"\(failed)\" errors=\"\(broken)\""
  }

  private func testCase(_ point: TestPoint) -> String {
    let parts = point.place.split(separator: ":")
    let line = parts.count > 1 ? " line=\"\(XMLText.escaped(String(parts[1])))\"" : ""
    var text = "    <testcase classname=\"\(XMLText.escaped(point.rule))\" "
    text += "name=\"\(XMLText.escaped(point.name))\" "
    text += "file=\"\(XMLText.escaped(parts.first.map(String.init) ?? ""))\"\(line) time=\"0\""
    if point.holds { return text + "/>\n" }
    let element = point.failures.contains(where: \.isBroken) ? "error" : "failure"
    let message = point.failures.first?.summary.joined(separator: "; ") ?? ""
    let body = point.failures.flatMap { $0.summary + $0.input }.joined(separator: "\n")
    text += ">\n      <\(element) type=\"\(point.kind.rawValue)\" "
    text += "message=\"\(XMLText.escaped(message))\">\(XMLText.escaped(body))</\(element)>\n"
    return text + "    </testcase>\n"
  }
}
