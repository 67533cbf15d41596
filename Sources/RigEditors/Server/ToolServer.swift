internal import RigCatalog
internal import RigModel
internal import RigReports
internal import RigRules

/// A tool server: a language model's build can be judged, and its parts looked up.
///
/// It speaks the Model Context Protocol (2025-06-18) over one stream, one message a line.
public final class ToolServer {
  private let context: EditorContext

  static let protocolVersions = ["2025-06-18", "2025-03-26", "2024-11-05"]

  /// Makes one.
  public init(_ context: EditorContext) {
    self.context = context
  }

  /// Serves until the other side is gone; false if it went while an answer was under way.
  public func run(on stream: MessageStream) -> Bool {
    var stream = stream
    while let message = stream.next() {
      if let answer = answer(to: message), !stream.send(answer) { return false }
    }
    return true
  }

  /// The message that answers one; nil for notifications.
  private func answer(to message: [UInt8]) -> [UInt8]? {
    switch Incoming(message) {
    case .answer, .notification: return nil
    case .invalid(let answer): return answer
    case .request(let id, let method, let parameters):
      do throws(Answer.Failure) { return try result(of: method, parameters, id) } catch {
        return Answer.failure(id, error)
      }
    }
  }

  private func result(of method: String, _ parameters: JSONNode?, _ id: RequestID)
    throws(Answer.Failure) -> [UInt8]
  {
    switch method {
    case "initialize":
      let asked = parameters?["protocolVersion"]?.text
      let version = Self.protocolVersions.first { $0 == asked } ?? Self.protocolVersions[0]
      return Answer.result(id) { initialized(version, &$0) }
    case "ping":
      return Answer.result(id) { json in
        json.beginObject()
        json.endObject()
      }
    case "tools/list": return Answer.result(id) { list(&$0) }
    case "tools/call":
      guard let name = parameters?["name"]?.text else {
        throw .wrongParameters("`name` is missing")
      }
      guard let tool = Tool(rawValue: name) else {
        let near = nearestName(name, among: Tool.allCases.map(\.rawValue))
        throw .wrongParameters(
          "there is no tool \(Quoted.key(name))" + (near.map { "; did you mean `\($0)`?" } ?? ""))
      }
      let result = call(tool, parameters?["arguments"])
      return Answer.result(id) { result.write(to: &$0) }
    default: throw .unknownMethod(method)
    }
  }

  private func initialized(_ version: String, _ json: inout JSONBytes) {
    json.beginObject()
    json.field("protocolVersion", version)
    json.key("capabilities")
    json.beginObject()
    json.key("tools")
    json.beginObject()
    json.endObject()
    json.endObject()
    json.key("serverInfo")
    json.beginObject()
    json.field("name", "rigrules")
    json.field("version", context.version)
    json.endObject()
    json.endObject()
  }

  private func list(_ json: inout JSONBytes) {
    json.beginObject()
    json.key("tools")
    json.beginArray()
    for tool in Tool.allCases { tool.write(to: &json) }
    json.endArray()
    json.endObject()
  }

  // MARK: Tools

  private func call(_ tool: Tool, _ arguments: JSONNode?) -> ToolResult {
    for key in tool.required where arguments?[key]?.text == nil {
      return .failure("`\(key)` is missing, or is not a text")
    }
    func text(_ key: String) -> String { arguments?[key]?.text ?? "" }
    switch tool {
    case .check: return check(text("build"))
    case .suggest: return suggest(text("build"), arguments)
    case .parts:
      return parts(text("text"), arguments?["category"]?.text, arguments?["limit"]?.number)
    case .explain: return explain(text("topic"))
    }
  }

  private func check(_ text: String) -> ToolResult {
    do {
      let build = try context.readBuild(Array(text.utf8), "build")
      let report = try context.engine.evaluate(build).located(in: build)
      let writer = ReportWriter(ruleSet: context.engine.ruleSet, language: context.language)
      let page = writer.bytes(of: [ReportedBuild(report, build: build)], as: .text)
      return ToolResult(
        text: String(decoding: page, as: UTF8.self), report: report)
    } catch let problems as InvalidBuild {
      return .failure(problems.description)
    } catch {
      return .failure("\(error)")
    }
  }

  private func suggest(_ text: String, _ arguments: JSONNode?) -> ToolResult {
    var options: [String] = []
    for name in Tool.searchOptions {
      guard let value = arguments?[name] else { continue }
      guard let word = value.text ?? value.number.map({ "\($0)" }) else {
        return .failure("`\(name)` is neither a text nor a whole number")
      }
      options.append("--\(name.replacing("_", with: "-"))=\(word)")
    }
    do {
      let found = try context.suggest(context.readBuild(Array(text.utf8), "build"), options)
      return ToolResult(text: found.text, data: found.json)
    } catch let problems as InvalidBuild {
      return .failure(problems.description)
    } catch {
      return .failure("\(error)")
    }
  }

  private func parts(_ text: String, _ category: String?, _ limit: Int?) -> ToolResult {
    guard let catalog = context.parts()?.catalog else {
      return .failure("there is no catalogue of parts")
    }
    if let category, PartCategory(rawValue: category) == nil {
      let all = PartCategory.allCases.map(\.rawValue).joined(separator: ", ")
      return .failure("\(Quoted.key(category)) is not a category; there are \(all)")
    }
    do {
      let found = try catalog.search(
        text, category: category.flatMap(PartCategory.init(rawValue:)),
        limit: min(max(1, limit ?? 8), 50))
      guard !found.isEmpty else { return ToolResult(text: "no part has such a name") }
      return ToolResult(text: found.map(Self.described).joined(separator: "\n"))
    } catch {
      return .failure("\(error)")
    }
  }

  private static func described(_ part: Part) -> String {
    let fields = part.fields.map {
      "  \($0.key): \($0.value.value.spelled) (\($0.value.certainty.word), \($0.value.source))"
    }
    return "\(part.fullName) [\(part.id)]\n" + fields.joined(separator: "\n")
  }

  private func explain(_ topic: String) -> ToolResult {
    let rules = context.engine.ruleSet
    if let page = FieldPage(topic, rules: rules) {
      return ToolResult(text: page.markdown(language: context.language))
    }
    guard let rule = rules.rule(topic) else {
      let near = rules.nearestRule(to: topic) ?? nearestName(topic, among: FieldPage.paths)
      return .failure(
        "there is no rule and no field \(Quoted.key(topic))"
          + (near.map { "; did you mean `\($0)`?" } ?? ""))
    }
    var text = "**\(rule.id)**: \(rule.title[context.language])\n"
    if let why = rule.why { text += "\n\(why[context.language])\n" }
    for sentence in rule.source { text += "\n> \(sentence)" }
    if !rule.needs.isEmpty {
      text += "\n\nneeds: " + rule.needs.map { "`\($0)`" }.joined(separator: ", ")
    }
    for parameter in rule.parameters {
      let unit = parameter.unit.map { " \($0)" } ?? ""
      text += "\nparameter `\(parameter.name)`: \(parameter.value.spelled)\(unit)"
    }
    return ToolResult(text: text)
  }
}

/// What a tool gives back.
private struct ToolResult {
  let text: String
  var report: Report?
  /// A JSON document of one object.
  var data: [UInt8]?
  var isError = false

  static func failure(_ text: String) -> ToolResult { ToolResult(text: text, isError: true) }

  func write(to json: inout JSONBytes) {
    json.beginObject()
    json.key("content")
    json.beginArray()
    json.beginObject()
    json.field("type", "text")
    json.field("text", text)
    json.endObject()
    json.endArray()
    if let report {
      json.key("structuredContent")
      JSONReport().append(report, to: &json)
    } else if let data {
      json.key("structuredContent")
      json.value(written: data)
    }
    json.key("isError")
    json.value(isError)
    json.endObject()
  }
}

/// The tools that a model may call.
private enum Tool: String, CaseIterable {
  case check, suggest, parts, explain

  /// Those of `rigrules suggest` that make sense here, with `_` for `-`.
  static let searchOptions = ["goal", "allow", "keep", "max_changes", "max_price"]

  private var summary: String {
    switch self {
    case .check:
      "Judge a PC build: which rules it breaks and why. Takes a build in YAML or JSON, a build whose parts are named (`gpus: 4x RTX 2080 Ti`), or a plain part list."
    case .suggest:
      "Find the smallest changes after which a build passes: other parts of the catalogue, numbers, limits, slots. Each fix was judged by all rules. Say with `keep` what stays; that makes it faster too."
    case .parts: "Look up real parts by name, with every known value and its source."
    case .explain:
      "Explain a rule (`psu/wattage`) or a field of builds (`gpus[].tdp_w`): meaning, unit, why."
    }
  }

  private var arguments: [(name: String, type: String, summary: String)] {
    switch self {
    case .check: [("build", "string", "The build or the part list, as text.")]
    case .suggest:
      [
        ("build", "string", "The build or the part list, as text."),
        ("goal", "string", "What to reach: pass (without it), warn, or score=90."),
        ("allow", "string", "A kind of change: part, count, cap, move, setting, quantity."),
        ("keep", "string", "Keys of the build that stay, with commas: gpus,cpu."),
        ("max_changes", "integer", "The most changes of one fix."),
        ("max_price", "integer", "The most that the changes may cost."),
      ]
    case .parts:
      [
        ("text", "string", "Words of the part's name; they may be misspelt."),
        ("category", "string", "gpu, cpu, cpu_cooler, motherboard, memory, storage, psu, chassis"),
        ("limit", "integer", "How many parts at most: 8, or up to 50."),
      ]
    case .explain: [("topic", "string", "The id of a rule, or the path of a field.")]
    }
  }

  var required: [String] {
    switch self {
    case .check, .suggest: ["build"]
    case .parts: ["text"]
    case .explain: ["topic"]
    }
  }

  func write(to json: inout JSONBytes) {
    json.beginObject()
    json.field("name", rawValue)
    json.field("description", summary)
    json.key("inputSchema")
    json.beginObject()
    json.field("type", "object")
    json.key("properties")
    json.beginObject()
    for argument in arguments {
      json.key(argument.name)
      json.beginObject()
      json.field("type", argument.type)
      json.field("description", argument.summary)
      json.endObject()
    }
    json.endObject()
    json.field("required", required)
    json.endObject()
    json.endObject()
  }
}
