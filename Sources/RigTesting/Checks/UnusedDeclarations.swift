internal import LuaRuntime
internal import RigRules

/// Messages that no `ctx.report` names, and parameters that the rule never reads.
///
/// A name counts as used wherever it is written outside of the tables that declare it, in the rule
/// and in its modules, so that only what is certain is reported.
struct UnusedDeclarations {
  let rule: RuleDescription
  let source: [UInt8]
  let modules: [[UInt8]]

  var warnings: [TestWarning] {
    guard let outline = LuaOutline(source) else { return [] }
    let own = Uses(outline, besides: ["messages", "params", "examples"])
    let others = modules.map { Uses($0) }
    let all = [own] + others
    let map = RuleSourceMap(source)
    var warnings: [TestWarning] = []
    func warn(_ path: String, _ message: String) {
      warnings.append(TestWarning(place: "\(rule.path):\(map.line(of: path))", message: message))
    }
    if !all.contains(where: \.computesMessages) {
      for message in rule.messages where !all.contains(where: { $0.words.contains(message.id) }) {
        warn(
          "messages.\(message.id)",
          "`messages` declares `\(message.id)`, which no ctx.report names")
      }
    }
    for parameter in rule.parameters
    where !all.contains(where: { $0.words.contains(parameter.name) }) {
      warn(
        "params.\(parameter.name)",
        "`params` declares `\(parameter.name)`, which the rule never reads")
    }
    return warnings
  }
}

/// The names and short texts in some code.
private struct Uses {
  private(set) var words: Set<String> = []
  /// Whether the id of a message is put together.
  private(set) var computesMessages = false

  init(_ source: [UInt8]) {
    let tokens = LuaSource.tokens(of: source)
    let texts = tokens.map { String(decoding: source[$0.range], as: UTF8.self) }
    note(tokens, texts, besides: [])
  }

  init(_ outline: LuaOutline, besides fields: [String]) {
    note(outline.tokens, outline.words, besides: fields.compactMap(outline.field))
  }

  private mutating func note(_ tokens: [LuaToken], _ texts: [String], besides: [Range<Int>]) {
    for (index, token) in tokens.enumerated() {
      if besides.contains(where: { $0.contains(index) }) { continue }
      switch token.kind {
      case .name: words.insert(texts[index])
      case .string: words.insert(String(texts[index].dropFirst().dropLast()))
      default: break
      }
      guard texts[index] == "report", index + 3 < texts.count, texts[index + 1] == "(" else {
        continue
      }
      if texts[index + 3] != "," && texts[index + 3] != ")" { computesMessages = true }
    }
  }
}
