internal import RigModel
internal import RigRules

/// The report as SARIF 2.1.0, for code scanning and editors.
struct SARIFReport {
  let writer: ReportWriter

  func document(of builds: [ReportedBuild]) -> [UInt8] {
    var json = JSONBytes(pretty: true)
    json.beginObject()
    json.field("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
    json.field("version", "2.1.0")
    json.key("runs")
    json.beginArray()
    json.beginObject()
    appendTool(builds, &json)
    appendInvocation(builds, &json)
    json.key("results")
    json.beginArray()
    let indexes = Dictionary(
      rules(of: builds).enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for build in builds {
      for result in build.report.results { append(result, build, indexes, &json) }
    }
    json.endArray()
    json.field("columnKind", "unicodeCodePoints")
    json.endObject()
    json.endArray()
    json.endObject()
    json.endLine()
    return json.bytes
  }

  // MARK: The rules

  /// The rules, and the one about waivers where a result names it.
  private func rules(of builds: [ReportedBuild]) -> [RuleDescription] {
    let hasWaivers = builds.contains { build in
      build.report.results.contains { $0.rule == WaiverRule.id }
    }
    return writer.sortedRules + (hasWaivers ? [WaiverRule.description] : [])
  }

  private func appendTool(_ builds: [ReportedBuild], _ json: inout JSONBytes) {
    json.key("tool")
    json.beginObject()
    json.key("driver")
    json.beginObject()
    json.field("name", "rigrules")
    json.key("rules")
    json.beginArray()
    for rule in rules(of: builds) { append(rule, &json) }
    json.endArray()
    json.endObject()
    json.endObject()
  }

  private func append(_ rule: RuleDescription, _ json: inout JSONBytes) {
    let language = writer.language
    json.beginObject()
    json.field("id", rule.id)
    json.field("name", Self.pascalCase(rule.id))
    appendText("shortDescription", rule.title[language], &json)
    appendText("fullDescription", rule.why?[language] ?? rule.title[language], &json)
    let quotes = rule.source.map { "> \(MarkdownReport.escaped($0))" }.joined(separator: "\n")
    let why = rule.why?[language] ?? rule.title[language]
    json.key("help")
    json.beginObject()
    json.field("text", ([why] + rule.source).joined(separator: "\n"))
    json.field("markdown", "\(MarkdownReport.escaped(why))\n\n\(quotes)")
    json.endObject()
    json.key("defaultConfiguration")
    json.beginObject()
    json.field("level", Self.level(rule.severity))
    json.endObject()
    json.key("properties")
    json.beginObject()
    json.field("category", rule.category)
    json.key("tags")
    json.beginArray()
    json.value(rule.category)
    json.endArray()
    json.endObject()
    json.endObject()
  }

  private func appendText(_ key: String, _ text: String, _ json: inout JSONBytes) {
    json.key(key)
    json.beginObject()
    json.field("text", text)
    json.endObject()
  }

  // MARK: The results

  private func append(
    _ result: RuleResult, _ build: ReportedBuild, _ indexes: [String: Int],
    _ json: inout JSONBytes
  ) {
    guard case .fail(_, let findings) = result.outcome else { return }
    for finding in findings {
      json.beginObject()
      json.field("ruleId", result.rule)
      if let index = indexes[result.rule] { json.field("ruleIndex", index) }
      json.field("level", Self.level(finding.severity))
      var message = finding.message
      if let suggestion = finding.suggestion { message += " \(suggestion)" }
      appendText("message", message, &json)
      appendLocation(finding, of: result.rule, build, &json)
      json.key("partialFingerprints")
      json.beginObject()
      json.field("rigrulesFinding/v1", Self.fingerprint(finding, of: result.rule, build))
      json.endObject()
      if let waiver = result.waived { appendSuppression(waiver, &json) }
      json.key("properties")
      json.beginObject()
      json.field("finding", finding.id)
      json.field("build", build.report.id)
      json.key("data")
      json.value(finding.data)
      json.endObject()
      json.endObject()
    }
  }

  private func appendLocation(
    _ finding: Finding, of rule: String, _ build: ReportedBuild, _ json: inout JSONBytes
  ) {
    json.key("locations")
    json.beginArray()
    json.beginObject()
    // A waiver stands in the configuration, and results about it concern a line there.
    let place = rule == WaiverRule.id ? finding.at : nil
    if let place {
      appendPlace(place, &json)
    } else if let file = build.file {
      appendArtifact(file, line: finding.location?.line, column: finding.location?.column, &json)
    }
    json.key("logicalLocations")
    json.beginArray()
    json.beginObject()
    let path = place == nil ? finding.at : nil
    let name = path.map { "\(build.report.id)/\($0)" } ?? build.report.id
    json.field("fullyQualifiedName", name)
    json.endObject()
    json.endArray()
    json.endObject()
    json.endArray()
  }

  /// What stays the same while lines move: one finding is one alert, however the file is edited.
  private static func fingerprint(_ finding: Finding, of rule: String, _ build: ReportedBuild)
    -> String
  {
    let parts = [rule, finding.id, build.report.id, build.file ?? "", finding.at ?? ""]
    return StableHash.hexadecimal(of: parts)
  }

  /// `rigrules.yaml:12` as file and line.
  private func appendPlace(_ place: String, column: Int? = nil, _ json: inout JSONBytes) {
    let parts = place.split(separator: ":")
    let line = parts.count > 1 ? Int(parts[parts.count - 1]) : nil
    let file = line == nil ? place : parts.dropLast().joined(separator: ":")
    appendArtifact(file, line: line, column: column, &json)
  }

  private func appendArtifact(
    _ file: String, line: Int?, column: Int? = nil, _ json: inout JSONBytes
  ) {
    json.key("physicalLocation")
    json.beginObject()
    json.key("artifactLocation")
    json.beginObject()
    json.field("uri", Self.uri(file))
    json.endObject()
    if let line {
      json.key("region")
      json.beginObject()
      json.field("startLine", line)
      if let column { json.field("startColumn", column) }
      json.endObject()
    }
    json.endObject()
  }

  private func appendSuppression(_ waiver: Waiver, _ json: inout JSONBytes) {
    json.key("suppressions")
    json.beginArray()
    json.beginObject()
    json.field("kind", "external")
    json.field("justification", waiver.reason)
    json.endObject()
    json.endArray()
  }

  // MARK: What broke

  private func appendInvocation(_ builds: [ReportedBuild], _ json: inout JSONBytes) {
    var told: Set<String> = []
    json.key("invocations")
    json.beginArray()
    json.beginObject()
    json.key("executionSuccessful")
    json.value(!builds.contains { $0.report.counts.broken > 0 })
    json.key("toolExecutionNotifications")
    json.beginArray()
    for result in builds.flatMap(\.report.results) {
      guard case .broken(let failure) = result.outcome,
        told.insert("\(result.rule) \(failure.at)").inserted
      else { continue }
      append(failure, of: result, &json)
    }
    json.endArray()
    json.endObject()
    json.endArray()
  }

  private func append(
    _ failure: RuleFailure, of result: RuleResult, _ json: inout JSONBytes
  ) {
    json.beginObject()
    json.field("level", "error")
    appendText("message", "\(result.rule): \(failure.message)", &json)
    json.key("locations")
    json.beginArray()
    json.beginObject()
    appendPlace(failure.at, column: failure.excerpt?.column, &json)
    json.endObject()
    json.endArray()
    json.endObject()
  }

  // MARK: Spelling

  static func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .advice: "note"
    }
  }

  static func pascalCase(_ id: String) -> String {
    id.split { "/-:._".contains($0) }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// A path as the reference of a URI: everything that is not plain is written as bytes.
  static func uri(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var text = ""
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
        || (0x61...0x7a).contains(byte) || "-._~/".unicodeScalars.contains(scalar)
      if isPlain {
        text.unicodeScalars.append(scalar)
      } else {
        text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return text
  }
}
