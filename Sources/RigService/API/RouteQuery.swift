internal import RigHTTP
internal import RigModel
internal import RigRules

/// The options of one request, checked against those of its route.
struct RouteQuery {
  private let values: [String: String]
  let defaultLanguage: Language

  init(_ request: HTTPRequest, _ route: Route, _ defaultLanguage: Language) throws(ServiceProblem) {
    self.defaultLanguage = defaultLanguage
    var values: [String: String] = [:]
    for (name, value) in request.query {
      guard let option = route.options.first(where: { $0.name == name }) else {
        throw Self.unknown(name, route)
      }
      guard values.updateValue(value, forKey: name) == nil else {
        throw ServiceProblem(400, "repeated-option", "`\(name)` is there twice")
      }
      try Self.check(value, option)
    }
    for option in route.options where option.isNeeded && values[option.name] == nil {
      throw ServiceProblem(400, "missing-option", "`\(option.name)` is missing")
    }
    self.values = values
  }

  subscript(name: String) -> String? { values[name] }

  func isOn(_ name: String) -> Bool { values[name].map { $0 != "false" && $0 != "0" } ?? false }

  /// The language that a request asks for, whether or not its other options are right.
  static func language(of request: HTTPRequest, _ standard: Language) -> Language {
    request.query.first { $0.0 == "lang" }.flatMap { Language(rawValue: $0.1) } ?? standard
  }

  var language: Language { values["lang"].flatMap(Language.init(rawValue:)) ?? defaultLanguage }

  /// The name that a text without one gets: that of standard input, as in the program.
  func name(_ standard: String) throws(ServiceProblem) -> String {
    guard let name = values["name"], !name.isEmpty else { return standard }
    guard name.count <= 60, !name.contains("/") else {
      throw ServiceProblem(400, "bad-option", "`name` has at most 60 characters and no slash")
    }
    return name
  }

  private static func unknown(_ name: String, _ route: Route) -> ServiceProblem {
    let names = route.options.map(\.name)
    let near = nearestName(name, among: names)
    let hint =
      near.map { "did you mean `\($0)`?" }
      ?? (names.isEmpty ? "it takes none" : "there are \(names.joined(separator: ", "))")
    return ServiceProblem(
      400, "unknown-option", "\(route.rawValue) has no option \(Quoted.key(name))", hint: hint)
  }

  private static func check(_ value: String, _ option: RouteOption) throws(ServiceProblem) {
    let allowed: [String]
    switch option.kind {
    case .text: return
    case .flag: allowed = ["", "true", "false", "1", "0"]
    case .words(let words): allowed = words
    }
    guard !allowed.contains(value) else { return }
    let near = nearestName(value, among: allowed)
    throw ServiceProblem(
      400, "bad-option",
      "`\(option.name)` is \(Quoted.key(value)); allowed are "
        + allowed.filter { !$0.isEmpty }.joined(separator: ", "),
      hint: near.map { "did you mean `\($0)`?" })
  }
}
