internal import RigModel
internal import RigReports
internal import RigRules

/// For programs: one object, keys in a fixed order.
struct TestJSON {
  let report: TestReport

  var bytes: [UInt8] {
    var json = JSONBytes(pretty: true)
    json.beginObject()
    json.key("holds")
    json.value(report.holds)
    json.key("rules")
    json.beginArray()
    for result in report.results { Self.append(result, to: &json) }
    json.endArray()
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func append(_ result: RuleTestResult, to json: inout JSONBytes) {
    json.beginObject()
    json.field("rule", result.rule)
    json.field("path", result.path)
    if result.isOfPlugin {
      json.key("plugin")
      json.value(true)
    }
    json.key("holds")
    json.value(result.holds)
    json.field("cases", result.cases)
    json.field("runs", result.runs)
    json.key("checks")
    json.beginArray()
    for point in result.points { append(point, to: &json) }
    json.endArray()
    if let coverage = result.coverage { append(coverage, to: &json) }
    if !result.warnings.isEmpty {
      json.key("warnings")
      json.beginArray()
      for warning in result.warnings {
        json.beginObject()
        json.field("at", warning.place)
        json.field("message", warning.message)
        json.endObject()
      }
      json.endArray()
    }
    json.endObject()
  }

  private static func append(_ point: TestPoint, to json: inout JSONBytes) {
    json.beginObject()
    json.field("kind", point.kind.rawValue)
    json.field("name", point.example.isEmpty ? nil : point.example)
    json.field("at", point.place)
    json.field("runs", point.runs)
    json.key("holds")
    json.value(point.holds)
    if !point.holds {
      json.key("failures")
      json.beginArray()
      for failure in point.failures { append(failure, to: &json) }
      json.endArray()
    }
    json.endObject()
  }

  private static func append(_ failure: TestFailure, to json: inout JSONBytes) {
    json.beginObject()
    json.field("what", failure.what.isEmpty ? nil : failure.what)
    json.key("broken")
    json.value(failure.isBroken)
    json.key("differences")
    json.beginArray()
    for difference in failure.differences {
      json.beginObject()
      json.field("field", difference.field.isEmpty ? nil : difference.field)
      json.field("expected", difference.expected)
      json.field("got", difference.got)
      json.endObject()
    }
    json.endArray()
    if let build = failure.build {
      json.key("build")
      json.value(build.value)
      json.key("params")
      json.value(
        .map(
          failure.parameters.sorted { $0.key < $1.key }.map {
            BuildValue.Field(key: $0.key, value: $0.value)
          }))
    }
    json.endObject()
  }

  private static func append(_ coverage: RuleCoverage, to json: inout JSONBytes) {
    json.key("coverage")
    json.beginObject()
    json.field("lines", coverage.lines)
    json.field("lines_covered", coverage.coveredLines)
    json.field("branches", coverage.branches)
    json.field("branches_covered", coverage.coveredBranches)
    json.key("uncovered_lines")
    json.value(.list(coverage.missedLines.map { .integer(Int64($0)) }))
    json.key("uncovered_branches")
    json.beginArray()
    for branch in coverage.missedBranches {
      json.beginObject()
      json.field("line", branch.line)
      json.field("column", branch.column)
      json.field("kind", branch.kind)
      json.field("condition", branch.text)
      json.key("never")
      json.value(.list(branch.never.map { .boolean($0) }))
      json.endObject()
    }
    json.endArray()
    json.field("problem", coverage.problem)
    json.endObject()
  }
}
