internal import RigBatch
internal import RigHTTP
internal import RigModel
internal import RigReports
internal import RigRules

/// Answers about builds that a request holds.
extension Service {
  /// The report of each build of the body, by the writer that `rigrules check` has.
  func check(_ body: [UInt8], _ query: RouteQuery) throws -> HTTPResponse {
    let format = query["format"].flatMap(ReportFormat.init(rawValue:)) ?? .json
    let reading = try context.read(body, try query.name(Self.standardName))
    let reported = try reading.builds.map { build in
      let report = try context.engine.evaluate(build, language: query.language)
      // Lines are those of a batch, byte for byte.
      return ReportedBuild(format == .jsonl ? report : report.located(in: build), build: build)
    }
    let writer = ReportWriter(
      ruleSet: context.engine.ruleSet, language: query.language, compact: query.isOn("compact"))
    return Self.ok(.check, writer.bytes(of: reported, as: format), type: Self.type(of: format))
  }

  private static func type(of format: ReportFormat) -> String {
    switch format {
    case .json, .sarif: "application/json"
    case .jsonl: "application/jsonl; charset=utf-8"
    case .html: "text/html; charset=utf-8"
    case .svg: "image/svg+xml"
    case .junit: "application/xml"
    case .markdown: "text/markdown; charset=utf-8"
    case .text, .github: "text/plain; charset=utf-8"
    }
  }

  /// The lines of the body, evaluated piece by piece as the client takes them.
  func batch(_ body: [UInt8], _ query: RouteQuery) throws -> HTTPResponse {
    let format = query["format"].flatMap(BatchFormat.init(rawValue:)) ?? .jsonl
    let session = batches.session(format, compact: query.isOn("compact"))
    let pieces = BatchPieces(body: body, session: session, language: context.language)
    // What can go wrong at all does so with the first piece, and is then an answer of its own.
    let first = try pieces.first()
    return HTTPResponse(
      status: 200, headers: [("Content-Type", Route.batch.contentType)],
      body: .pieces { first.take() ?? pieces.next() })
  }

  /// The fixes of the one build of the body.
  func suggest(_ body: [UInt8], _ query: RouteQuery) throws -> HTTPResponse {
    let reading = try context.read(body, try query.name(Self.standardName))
    guard reading.builds.count == 1 else {
      throw ServiceProblem(
        422, "several-builds",
        "the list describes \(reading.builds.count) machines; send one build")
    }
    let names = [
      "goal": "goal", "allow": "allow", "keep": "keep", "max_changes": "max-changes",
      "max_price": "max-price",
    ]
    let options = names.sorted { $0.key < $1.key }.flatMap { key, option in
      query[key].map { value in
        key == "allow"
          ? value.split(separator: ",").map { "--allow=\($0)" } : ["--\(option)=\(value)"]
      } ?? []
    }
    return Self.ok(.suggest, try context.suggest(reading.builds[0], options, query.language))
  }
}
