internal import RigCatalog
internal import RigHTTP
internal import RigModel
internal import RigReports
internal import RigRules

/// What can be asked: each path with its method, its options and its answer.
///
/// The server, its errors and `/openapi.json` all come from this list.
enum Route: String, CaseIterable {
  case page = "/"
  case script = "/page.js"
  case styles = "/page.css"
  case icon = "/favicon.ico"
  case health = "/healthz"
  case metrics = "/metrics"
  case description = "/openapi.json"
  case check = "/v1/check"
  case batch = "/v1/batch"
  case resolve = "/v1/resolve"
  case suggest = "/v1/suggest"
  case show = "/v1/show"
  case parts = "/v1/parts"
  case rules = "/v1/rules"
  case schema = "/v1/schema"

  var method: String {
    switch self {
    case .check, .batch, .resolve, .suggest, .show: "POST"
    default: "GET"
    }
  }

  var lane: HTTPLane {
    switch self {
    case .batch, .suggest: .long
    default: .short
    }
  }

  /// Whether programs ask it; the rest is the page.
  var isAPI: Bool {
    rawValue.hasPrefix("/v1/") || [.health, .metrics, .description].contains(self)
  }

  var summary: String {
    switch self {
    case .page: "The page."
    case .script, .styles, .icon: "A part of the page."
    case .health: "Whether the server answers, and with which rules."
    case .metrics: "Counts and times in the text format of Prometheus."
    case .description: "This description."
    case .check: "The report of a build or of each machine of a part list."
    case .batch: "The report of each line, streamed: builds in JSON, one a line."
    case .resolve: "What became of each line of a part list, and of each named part of a build."
    case .suggest: "The smallest changes after which a build passes."
    case .show: "What the page shows of a build: report with pictures, parts and numbers."
    case .parts: "Parts of the catalogue by name."
    case .rules: "The rules in force."
    case .schema: "The JSON Schema of builds."
    }
  }

  /// The type of a good answer, where no option changes it.
  var contentType: String {
    switch self {
    case .page: "text/html; charset=utf-8"
    case .script: "text/javascript; charset=utf-8"
    case .styles: "text/css; charset=utf-8"
    case .icon: "image/svg+xml"
    case .metrics: "text/plain; version=0.0.4; charset=utf-8"
    case .batch: "application/jsonl; charset=utf-8"
    default: "application/json"
    }
  }

  var options: [RouteOption] {
    switch self {
    case .check:
      [
        RouteOption("format", .words(ReportFormat.allCases.map(\.rawValue)), "Form of the report."),
        .language, RouteOption("compact", .flag, "Leave out results that passed or do not apply."),
        .name,
      ]
    case .batch:
      [
        RouteOption("format", .words(["jsonl", "compact"]), "Form of the lines."),
        RouteOption("compact", .flag, "Leave out results that passed or do not apply."),
      ]
    case .resolve: [.name]
    case .suggest:
      [
        RouteOption("goal", .text, "What to reach: pass, warn, or score=90."),
        RouteOption("allow", .text, "Kinds of change, with commas."),
        RouteOption("keep", .text, "Keys of the build that stay, with commas."),
        RouteOption("max_changes", .text, "The most changes of one fix."),
        RouteOption("max_price", .text, "The most that the changes may cost."), .language, .name,
      ]
    case .show: [.language, .name]
    case .parts:
      [
        RouteOption("text", .text, "Words of the name; they may be misspelt.", isNeeded: true),
        RouteOption(
          "category", .words(PartCategory.allCases.map(\.rawValue)), "Kind of part."),
        RouteOption("limit", .text, "How many at most: 20, or up to 50."),
      ]
    case .rules: [.language]
    default: []
    }
  }

  /// The routes of a path, and the nearest path where there is none.
  static func named(_ path: String) throws(ServiceProblem) -> Route {
    if let route = Route(rawValue: path) { return route }
    let paths = allCases.filter(\.isAPI).map(\.rawValue)
    let near = nearestName(path, among: paths)
    throw ServiceProblem(
      404, "unknown-path", "there is no \(Quoted.key(path))",
      hint: near.map { "did you mean `\($0)`?" } ?? "there are \(paths.joined(separator: ", "))")
  }
}

/// An option in the query of a request.
struct RouteOption {
  enum Kind {
    case words([String])
    case text
    case flag
  }
  let name: String
  let kind: Kind
  let summary: String
  var isNeeded = false

  init(_ name: String, _ kind: Kind, _ summary: String, isNeeded: Bool = false) {
    (self.name, self.kind, self.summary, self.isNeeded) = (name, kind, summary, isNeeded)
  }

  static let language = RouteOption(
    "lang", .words(Language.allCases.map(\.rawValue)), "Language of texts for people.")
  static let name = RouteOption("name", .text, "What the build is called where it has no id.")
}
