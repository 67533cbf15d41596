internal import RigBatch
package import RigHTTP
internal import RigModel
internal import RigReports
internal import RigRules
internal import RigSystem

/// Answers requests: finds the route, checks its options, and turns problems into answers.
package final class Service: HTTPHandler {
  let context: ServiceContext
  let hosts: HostGuard
  let counts: ServerCounts
  let routeCounts = RouteCounts()
  let batches: BatchSessions

  /// Makes one.
  package init(_ context: ServiceContext, hosts: HostGuard, counts: ServerCounts) {
    self.context = context
    self.hosts = hosts
    self.counts = counts
    batches = BatchSessions(engine: context.engine, naming: context.naming)
  }

  package func refusal(of request: HTTPRequest) -> HTTPRefusal? { hosts.refusal(of: request) }

  package func lane(of request: HTTPRequest) -> HTTPLane {
    Route(rawValue: request.path)?.lane ?? .short
  }

  package func response(to request: HTTPRequest) -> HTTPResponse {
    let start = MonotonicClock.now
    var route: Route?
    var response: HTTPResponse
    let language = RouteQuery.language(of: request, context.language)
    do {
      let found = try Route.named(request.path)
      route = found
      try Self.check(request.method, of: found)
      response = try answer(request, found)
    } catch let problem as ServiceProblem {
      response = Self.response(problem, language)
      if problem.status == 405, let route {
        response.headers.append(("Allow", Self.methods(route)))
      }
    } catch {
      response = Self.response(problem(error), language)
    }
    response.headers += Self.safety
    routeCounts.add(
      route?.rawValue ?? "other", response.status, nanoseconds: MonotonicClock.now &- start)
    return response
  }

  package func response(to refusal: HTTPRefusal) -> HTTPResponse {
    var response = Self.response(
      ServiceProblem(
        status: refusal.status,
        [Diagnostic(code: refusal.code, message: refusal.message)]), context.language)
    if refusal.status == 429 || refusal.status == 503 {
      response.headers.append(("Retry-After", "1"))
    }
    response.headers += Self.safety
    routeCounts.add("refused", response.status, nanoseconds: 0)
    return response
  }

  private func answer(_ request: HTTPRequest, _ route: Route) throws -> HTTPResponse {
    let query = try RouteQuery(request, route, context.language)
    switch route {
    case .page: return pageAnswer()
    case .script: return Self.ok(route, Array(PageScript.text.utf8))
    case .styles: return Self.ok(route, Array(PageStyles.text.utf8))
    case .icon: return Self.ok(route, Array(PageHTML.icon.utf8))
    case .health: return Self.ok(route, health)
    case .metrics: return Self.ok(route, Array(metrics.utf8))
    case .description: return Self.ok(route, APIDescription(version: context.version).bytes)
    case .check: return try check(request.body, query)
    case .batch: return try batch(request.body, query)
    case .resolve:
      return Self.ok(route, try context.resolve(request.body, try query.name(Self.standardName)))
    case .suggest: return try suggest(request.body, query)
    case .show: return try show(request.body, query)
    case .parts: return try parts(query)
    case .rules: return Self.ok(route, context.rules(query.language))
    case .schema: return Self.ok(route, schema)
    }
  }

  // MARK: Problems

  private static func methods(_ route: Route) -> String {
    route.method == "GET" ? "GET, HEAD" : route.method
  }

  private static func check(_ method: String, of route: Route) throws(ServiceProblem) {
    guard method == route.method || route.method == "GET" && method == "HEAD" else {
      throw ServiceProblem(
        405, "method", "\(route.rawValue) is not asked by \(Quoted.key(method))",
        hint: "use \(methods(route))")
    }
  }

  private func problem(_ error: any Error) -> ServiceProblem {
    switch error {
    case let problem as ServiceProblem: problem
    case let invalid as InvalidBuild: ServiceProblem(invalid.diagnostics)
    case let diagnostic as Diagnostic: ServiceProblem([diagnostic])
    case let error as EngineError:
      ServiceProblem(
        status: 503, [Diagnostic(code: error.code ?? "engine/failed", message: "\(error)")])
    default: ServiceProblem(500, "failed", "\(error)")
    }
  }

  private static func response(_ problem: ServiceProblem, _ language: Language) -> HTTPResponse {
    HTTPResponse(
      status: problem.status, headers: [("Content-Type", "application/json")],
      body: .bytes(ProblemDocument(diagnostics: problem.diagnostics, language: language).bytes))
  }

  static func ok(_ route: Route, _ bytes: [UInt8], type: String? = nil) -> HTTPResponse {
    HTTPResponse(
      status: 200, headers: [("Content-Type", type ?? route.contentType)], body: .bytes(bytes))
  }

  /// What every answer tells a browser: take nothing for another type, show it in no other page,
  /// give it to no other site, keep no copy.
  private static let safety: [(name: String, value: String)] = [
    ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store"),
  ]

  /// What the program calls a build that comes from standard input.
  static let standardName = BuildReader.standardInputName
}
