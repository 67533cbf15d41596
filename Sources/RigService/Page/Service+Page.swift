internal import RigHTTP
internal import RigModel
internal import RigReports
internal import RigRules

/// The page, and what it shows.
extension Service {
  /// Scripts and styles come from here and nowhere else, and nothing is sent elsewhere.
  func pageAnswer() -> HTTPResponse {
    var response = Self.ok(.page, Array(PageHTML.text.utf8))
    response.headers.append(
      (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
      ))
    return response
  }

  /// Each build of the body with its report as HTML and with what can be changed.
  func show(_ body: [UInt8], _ query: RouteQuery) throws -> HTTPResponse {
    let reading = try context.read(body, try query.name(Self.standardName))
    let rules = context.engine.ruleSet
    let writer = ReportWriter(ruleSet: rules, language: query.language)
    var json = JSONBytes()
    json.beginObject()
    json.field("ruleset", rules.hash)
    json.key("lines")
    json.value(.list(reading.lines.map { .text($0[query.language]) }))
    json.key("builds")
    json.beginArray()
    for build in reading.builds {
      let report = try context.engine.evaluate(build, language: query.language)
      json.beginObject()
      json.field("name", report.name ?? report.id)
      json.field("verdict", report.verdict.rawValue)
      json.key("score")
      if let score = report.score { json.value(score) } else { json.null() }
      json.key("coverage")
      json.value(report.coverage)
      json.key("build")
      json.value(named(build))
      PageModel(build: build, language: query.language).write(to: &json)
      json.field("html", writer.fragment(of: [ReportedBuild(report, build: build)]))
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endLine()
    return Self.ok(.show, json.bytes)
  }

  /// The build with its id, so that it keeps it when it comes back.
  private func named(_ build: Build) -> BuildValue {
    guard build.id == nil, let id = build.fallbackID, let fields = build.value.mapValue else {
      return build.value
    }
    return .map([BuildValue.Field(key: "id", value: .text(id))] + fields)
  }
}
