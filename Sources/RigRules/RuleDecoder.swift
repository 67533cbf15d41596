internal import LuaRuntime
internal import RigModel

/// Reads the table of a rule file strictly: the vocabulary is closed, and a rule that would never
/// run because of a typo does not load.
struct RuleDecoder {
  static let keys = [
    "title", "why", "source", "severity", "weight", "needs", "params", "messages", "when",
    "check", "examples",
  ]

  let id: String
  let path: String
  let origin: String
  private(set) var problems: [LoadProblem] = []

  init(id: String, path: String, origin: String) {
    self.id = id
    self.path = path
    self.origin = origin
  }

  mutating func problem(_ code: String, _ path: String, _ message: String, line: Int? = nil) {
    problems.append(LoadProblem(code: "rule/\(code)", path: path, message: message, line: line))
  }

  /// The description, unless `problems` has entries afterwards.
  mutating func decode(_ table: LuaValue, calls: [ReportCall]) -> RuleDescription {
    checkKeys(of: table, at: "", allowed: Self.keys)
    checkFunctions(table)
    let title = text(table["title"], at: "title", required: true)
    let severity = severity(table["severity"], at: "severity")
    let needs = needs(table["needs"])
    let parameters = parameters(table["params"])
    let messages = messages(table["messages"])
    checkCalls(calls, messages)
    let examples = examples(table["examples"], parameters: parameters)
    return RuleDescription(
      id: id, category: Self.category(of: id), title: title ?? LocalizedText(english: id),
      why: text(table["why"], at: "why"), source: source(table["source"]),
      severity: severity ?? .error,
      weight: weight(table["weight"]) ?? (severity ?? .error).defaultWeight, needs: needs,
      parameters: parameters, messages: messages, examples: examples, path: path, origin: origin,
      isStale: false)
  }

  /// `psu` of `psu/wattage`; the plugin's name does not count (`power:mains/circuit` → `mains`).
  static func category(of id: String) -> String {
    let local = id.split(separator: ":").last ?? Substring(id)
    let parts = local.split(separator: "/")
    if parts.count > 1 { return String(parts[0]) }
    return id.contains(":") ? String(id.prefix { $0 != ":" }) : "general"
  }

  // MARK: Small things

  mutating func checkKeys(of table: LuaValue, at path: String, allowed: [String]) {
    for entry in table.entries where !allowed.contains(entry.key) {
      let near = nearestName(entry.key, among: allowed).map { "; did you mean `\($0)`?" } ?? ""
      let place = path.isEmpty ? "a rule" : "`\(path)`"
      problem(
        "unknown-key", path.isEmpty ? entry.key : "\(path).\(entry.key)",
        "\(place) has no key `\(entry.key)`\(near) Known are \(allowed.joined(separator: ", ")).")
    }
  }

  private mutating func checkFunctions(_ table: LuaValue) {
    switch table["check"] {
    case .function: break
    case nil: problem("missing-key", "", "the rule has no `check` function")
    case .some(let other): wrongType("check", other, "a function")
    }
    if let when = table["when"] {
      guard case .function = when else { return wrongType("when", when, "a function") }
    }
  }

  mutating func wrongType(_ path: String, _ value: LuaValue, _ wanted: String) {
    problem("wrong-type", path, "`\(path)` is a \(value.typeName); it must be \(wanted)")
  }

  /// A text, or texts by language; English is required.
  mutating func text(_ value: LuaValue?, at path: String, required: Bool = false)
    -> LocalizedText?
  {
    switch value {
    case nil:
      if required { problem("missing-key", "", "the rule has no `\(path)`") }
      return nil
    case .text(let text): return LocalizedText(english: text)
    case .map(let entries):
      let languages = Language.allCases.map(\.rawValue)
      var texts: [String: String] = [:]
      for entry in entries {
        if !languages.contains(entry.key) {
          problem(
            "text", "\(path).\(entry.key)",
            "`\(path)` names the language `\(entry.key)`; known are en, zh")
        } else if let text = entry.value.text {
          texts[entry.key] = text
        } else {
          wrongType("\(path).\(entry.key)", entry.value, "a text")
        }
      }
      guard let english = texts["en"] else {
        problem("text", path, "`\(path)` has no English text (`en`), the one others fall back to")
        return nil
      }
      return LocalizedText(english: english, chinese: texts["zh"])
    case .some(let other):
      wrongType(path, other, "a text, or a table of texts by language")
      return nil
    }
  }

  mutating func severity(_ value: LuaValue?, at path: String) -> Severity? {
    guard let value else {
      problem("missing-key", "", "the rule has no `severity`: error, warning or advice")
      return nil
    }
    guard let name = value.text else {
      wrongType(path, value, "one of error, warning, advice")
      return nil
    }
    if let severity = Severity(rawValue: name) { return severity }
    let near = nearestName(name, among: Severity.allCases.map(\.rawValue))
    problem(
      "severity", path,
      "the severity `\(name)` is none of error, warning, advice"
        + (near.map { "; did you mean `\($0)`?" } ?? ""))
    return nil
  }

  private mutating func weight(_ value: LuaValue?) -> Double? {
    switch value {
    case nil: return nil
    case .integer(let number) where number > 0 && number <= 1000: return Double(number)
    case .number(let number) where number > 0 && number <= 1000: return number
    default:
      problem("wrong-type", "weight", "`weight` must be a number above 0 and at most 1000")
      return nil
    }
  }

  private mutating func source(_ value: LuaValue?) -> [String] {
    switch value {
    case nil: return []
    case .text(let text): return [text]
    case .list(let items) where items.allSatisfy { $0.text != nil }:
      return items.compactMap(\.text)
    case .some(let other):
      wrongType("source", other, "a text, or a list of texts")
      return []
    }
  }

  private mutating func needs(_ value: LuaValue?) -> [String] {
    guard let value else { return [] }
    if case .map(let entries) = value, entries.isEmpty { return [] }
    guard case .list(let items) = value else {
      wrongType("needs", value, "a list of paths")
      return []
    }
    var needs: [String] = []
    for (index, item) in items.enumerated() {
      let place = "needs[\(index + 1)]"
      guard let text = item.text else {
        wrongType(place, item, "a path such as \"gpus[].tdp_w\"")
        continue
      }
      if case .failure(let reason) = NeedParser.parse(text) {
        problem("needs", place, reason.message)
      } else if needs.contains(text) {
        problem("needs", place, "`needs` names `\(text)` twice")
      } else {
        needs.append(text)
      }
    }
    return needs
  }

  // MARK: Messages

  private mutating func messages(_ value: LuaValue?) -> [RuleDescription.Message] {
    guard let value else { return [] }
    guard case .map(let entries) = value else {
      wrongType("messages", value, "a table of texts by message id")
      return []
    }
    var messages: [RuleDescription.Message] = []
    for entry in entries {
      let path = "messages.\(entry.key)"
      guard let text = text(entry.value, at: path) else { continue }
      for version in [text.english, text.chinese ?? ""] {
        do { _ = try MessageTemplate(version) } catch {
          problem("placeholder", path, "`\(path)`: \(error.reason)")
        }
      }
      messages.append(RuleDescription.Message(id: entry.key, text: text))
    }
    return messages
  }

  private mutating func checkCalls(_ calls: [ReportCall], _ messages: [RuleDescription.Message]) {
    let ids = messages.map(\.id)
    for call in calls {
      guard let message = messages.first(where: { $0.id == call.id }) else {
        let near = nearestName(call.id, among: ids).map { "; did you mean `\($0)`?" } ?? ""
        problem(
          "undeclared-message", "",
          "ctx.report names `\(call.id)`, which `messages` does not "
            + "declare\(near)", line: call.line)
        continue
      }
      guard let keys = call.keys else { continue }
      let versions = [message.text.english, message.text.chinese ?? ""]
      let wanted = versions.flatMap { (try? MessageTemplate($0))?.placeholders ?? [] }
      for name in Set(wanted).subtracting(keys).sorted() {
        let near = nearestName(name, among: keys.sorted()).map { "; did you mean `\($0)`?" } ?? ""
        problem(
          "placeholder", "",
          "the message `\(call.id)` has `{\(name)}`, and this ctx.report gives no `\(name)`\(near)",
          line: call.line)
      }
    }
  }
}
