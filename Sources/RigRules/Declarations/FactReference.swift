internal import LuaRuntime
internal import RigModel

/// The `ctx.facts.plugin.name` of a file, as far as they are written out: what a typo in them would
/// otherwise hide until that line runs.
struct FactReference: Hashable {
  let plugin: String
  let fact: String
  let line: Int

  static func all(in source: SourceTokens) -> [FactReference] {
    let tokens = source.tokens
    let text = source.text
    /// The name that follows as `.name` or `["name"]`, and where it ends.
    func field(at index: Int) -> (name: String, end: Int)? {
      if text(index) == ".", index + 1 < tokens.count, tokens[index + 1].kind == .name {
        return (text(index + 1), index + 2)
      }
      guard text(index) == "[", index + 1 < tokens.count, tokens[index + 1].kind == .string,
        text(index + 2) == "]"
      else { return nil }
      return (String(text(index + 1).dropFirst().dropLast()), index + 3)
    }
    return source.indices(ofName: "ctx").compactMap { index in
      guard let facts = field(at: index + 1), facts.name == "facts",
        let plugin = field(at: facts.end), let fact = field(at: plugin.end)
      else { return nil }
      return FactReference(plugin: plugin.name, fact: fact.name, line: tokens[index].line)
    }
  }

  /// What is wrong with it where the plugin is one of `plugins`, its facts by name; plugins that are
  /// not known may be on another time.
  func problem(among plugins: [String: [String]]) -> String? {
    guard let facts = plugins[plugin], !facts.contains(fact) else { return nil }
    let near = nearestName(fact, among: facts).map { "; did you mean `\($0)`?" } ?? ""
    return "the plugin `\(plugin)` has no fact `\(fact)`\(near)"
  }
}
