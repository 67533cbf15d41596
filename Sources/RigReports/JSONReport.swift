public import RigRules

/// The report as JSON: the contract for programs. Key order is fixed.
public struct JSONReport: Sendable {
  /// Whether results that passed or did not apply are left out.
  public let compact: Bool

  public init(compact: Bool = false) { self.compact = compact }

  /// One report as an object, several (or none) as an array.
  public func document(of reports: [Report]) -> [UInt8] {
    var json = JSONBytes(pretty: true)
    if reports.count == 1 {
      append(reports[0], to: &json)
    } else {
      json.beginArray()
      for report in reports { append(report, to: &json) }
      json.endArray()
    }
    json.endLine()
    return json.bytes
  }

  /// One line for each report.
  public func lines(of reports: [Report]) -> [UInt8] {
    var json = JSONBytes()
    for report in reports {
      append(report, to: &json)
      json.endLine()
    }
    return json.bytes
  }

  /// One report as a value.
  public func append(_ report: Report, to json: inout JSONBytes) {
    json.beginObject()
    json.field("id", report.id)
    json.field("name", report.name)
    json.field("verdict", report.verdict.rawValue)
    json.key("score")
    if let score = report.score { json.value(score) } else { json.null() }
    json.key("coverage")
    json.value(report.coverage)
    append(report.counts, to: &json)
    json.key("results")
    json.beginArray()
    for result in report.results where !compact || result.outcome.isWorthTelling {
      append(result, to: &json)
    }
    json.endArray()
    append(report.notices, to: &json)
    json.field("ruleset", report.ruleset)
    json.endObject()
  }

  private func append(_ counts: OutcomeCounts, to json: inout JSONBytes) {
    json.key("counts")
    json.beginObject()
    json.field("pass", counts.pass)
    json.field("fail", counts.fail)
    json.field("unknown", counts.unknown)
    json.field("not_applicable", counts.notApplicable)
    json.field("broken", counts.broken)
    json.field("waived", counts.waived)
    json.endObject()
  }

  /// One rule's line of a report.
  package func append(_ result: RuleResult, to json: inout JSONBytes) {
    json.beginObject()
    json.field("rule", result.rule)
    json.field("category", result.category)
    json.field("outcome", result.outcome.name)
    switch result.outcome {
    case .pass, .notApplicable: break
    case .fail(let severity, let findings):
      json.field("severity", severity.rawValue)
      json.key("findings")
      json.beginArray()
      for finding in findings { append(finding, to: &json) }
      json.endArray()
      if result.droppedFindings > 0 { json.field("findings_dropped", result.droppedFindings) }
      if let waived = result.waived { append(waived, to: &json) }
    case .unknown(let missing):
      json.key("missing")
      json.beginArray()
      for path in missing { json.value(path) }
      json.endArray()
    case .broken(let failure):
      json.key("error")
      json.beginObject()
      json.field("kind", failure.kind.rawValue)
      json.field("message", failure.message)
      json.field("at", failure.at)
      json.endObject()
    }
    json.endObject()
  }

  private func append(_ finding: Finding, to json: inout JSONBytes) {
    json.beginObject()
    json.field("id", finding.id)
    json.field("severity", finding.severity.rawValue)
    json.field("message", finding.message)
    json.key("data")
    json.value(finding.data)
    if let at = finding.at { json.field("at", at) }
    if let suggestion = finding.suggestion { json.field("suggestion", suggestion) }
    json.endObject()
  }

  private func append(_ waiver: Waiver, to json: inout JSONBytes) {
    json.key("waived")
    json.beginObject()
    json.field("reason", waiver.reason)
    json.field("until", waiver.until)
    json.field("owner", waiver.owner)
    json.endObject()
  }

  /// The key `notices` and its list; nothing where there is none.
  package func append(_ notices: [Notice], to json: inout JSONBytes) {
    if notices.isEmpty { return }
    json.key("notices")
    json.beginArray()
    for notice in notices {
      json.beginObject()
      json.field("kind", notice.kind.rawValue)
      json.field("message", notice.message)
      if let at = notice.at { json.field("at", at) }
      json.endObject()
    }
    json.endArray()
  }
}

extension Outcome {
  /// Not a pass, and not a rule that does not apply.
  public var isWorthTelling: Bool {
    switch self {
    case .pass, .notApplicable: false
    case .fail, .unknown, .broken: true
    }
  }
}
