internal import LuaRuntime
internal import RigModel

/// Reads the table of a rule file strictly: the vocabulary is closed, and a rule that would never
/// run because of a typo does not load.
struct RuleDecoder: TableDecoder {
  static let noun = "rule"
  static let keys = [
    "title", "why", "source", "severity", "weight", "unknown", "needs", "reads", "ordered",
    "params", "messages", "when", "check", "examples",
  ]

  let id: String
  let path: String
  let origin: String
  var problems: [LoadProblem] = []
  var rightNeeds: Set<String> = []
  /// What data the texts of each message put in.
  private(set) var placeholders: [String: Set<String>] = [:]
  /// Whether every parameter could be read, so that any other name is none.
  var knowsParameters: Bool { !problems.contains { $0.path.hasPrefix("params") } }

  init(id: String, path: String, origin: String) {
    self.id = id
    self.path = path
    self.origin = origin
  }

  /// The description, unless `problems` has entries afterwards. Without `words`, `checkTexts` and
  /// `checkCalls` are left to the caller; without `examples`, they are those of the table, and are
  /// checked.
  mutating func decode(
    _ table: LuaValue, words: LuaWords?, examples: (([Parameter]) -> ExampleList)? = nil
  ) -> RuleDescription {
    checkKeys(of: table, at: "", allowed: Self.keys)
    checkFunctions(table)
    let title = text(table["title"], at: "title", required: true)
    let severity = severity(table["severity"], at: "severity")
    let needs = needs(table["needs"], at: "needs")
    let reads = paths(table["reads"], at: "reads")
    checkNotRepeated(reads, in: needs)
    let ordered = paths(table["ordered"], at: "ordered")
    checkAreLists(ordered)
    let parameters = parameters(table["params"])
    let messages = messages(table["messages"], checksTexts: words != nil)
    if let words { checkCalls(in: words, messages, severity) }
    let examples =
      examples?(parameters)
      ?? ExampleList(self.examples(table["examples"], parameters: parameters))
    return RuleDescription(
      id: id, category: Self.category(of: id), title: title ?? LocalizedText(english: id),
      why: text(table["why"], at: "why"), source: source(table["source"]),
      severity: severity ?? .error,
      weight: weight(table["weight"], at: "weight") ?? (severity ?? .error).defaultWeight,
      unknown: unknownEffect(table["unknown"]), needs: needs, reads: reads, ordered: ordered,
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

  private mutating func unknownEffect(_ value: LuaValue?) -> UnknownEffect? {
    guard let value else { return nil }
    if let effect = value.text.flatMap(UnknownEffect.init) { return effect }
    let allowed = UnknownEffect.allCases.map(\.rawValue)
    let near = value.text.flatMap { nearestName($0, among: allowed) }
    problem(
      "wrong-type", "unknown",
      "`unknown` must be one of \(allowed.joined(separator: ", "))"
        + (near.map { "; did you mean `\($0)`?" } ?? ""))
    return nil
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

  /// What a rule needs it need not say again.
  private mutating func checkNotRepeated(_ reads: [String], in needs: [String]) {
    let needed = needs.flatMap { need in
      need.split(separator: "|").map { String($0.trimmingBlanks) }
    }
    for (index, path) in reads.enumerated() where needed.contains(path) {
      problem("needs", "reads[\(index + 1)]", "`reads` names `\(path)`, which `needs` has already")
    }
  }

  /// Only lists of parts have an order that a rule could respect.
  private mutating func checkAreLists(_ ordered: [String]) {
    if ordered.isEmpty { return }
    let lists = FieldRegistry.version1.allPaths.filter {
      $0.field.isList && $0.field.component != nil
    }
    .map(\.path)
    for (index, path) in ordered.enumerated() where !lists.contains(path) {
      let near = nearestName(path, among: lists).map { "; did you mean `\($0)`?" } ?? ""
      problem(
        "needs", "ordered[\(index + 1)]",
        "`\(path)` is not a list of parts\(near) Lists are \(lists.joined(separator: ", ")).")
    }
  }

  // MARK: Messages

  private mutating func messages(_ value: LuaValue?, checksTexts: Bool) -> [RuleDescription.Message]
  {
    guard let value else { return [] }
    guard case .map(let entries) = value else {
      wrongType("messages", value, "a table of texts by message id")
      return []
    }
    var messages: [RuleDescription.Message] = []
    for entry in entries {
      guard let text = text(entry.value, at: "messages.\(entry.key)") else { continue }
      let message = RuleDescription.Message(id: entry.key, text: text)
      if checksTexts { checkTexts(of: message) }
      messages.append(message)
    }
    return messages
  }

  mutating func checkTexts(of message: RuleDescription.Message) {
    for version in [message.text.english, message.text.chinese ?? ""] {
      do {
        let template = try MessageTemplate(version)
        placeholders[message.id, default: []].formUnion(template.placeholders)
      } catch {
        let path = "messages.\(message.id)"
        problem("placeholder", path, "`\(path)`: \(error.reason)")
      }
    }
  }
}
