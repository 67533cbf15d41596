internal import LuaRuntime
internal import RigModel

extension NameChecker {
  /// What `value.key` is; a key that the value never has is refused.
  mutating func field(_ key: String, of value: KnownValue, at token: Int) -> KnownValue {
    switch value {
    case .component(let number): return part(key, of: number, token)
    case .list(let kind):
      refuse(
        token, "unknown-field",
        "a list has no field `\(key)`: go through it with `ipairs`, or take one entry, `[1]`")
      _ = kind
      return .unknown
    case .plain(let kind):
      guard table.isWithoutFields(kind) else {
        accept(token)
        return .unknown
      }
      refuse(token, "unknown-field", "a plain value has no field `\(key)`")
      return .unknown
    case .context: return contextField(key, token)
    case .parameters: return parameter(key, token)
    case .facts: return plugin(key, token)
    case .plugin(let name): return fact(key, of: name, token)
    case .library(let number): return libraryField(key, number, token)
    default:
      accept(token)
      return .unknown
    }
  }

  private mutating func part(_ key: String, of number: Int, _ token: Int) -> KnownValue {
    if let known = table.fields[number][key] {
      accept(token)
      trace(key, known, at: token)
      return known
    }
    if FieldRegistry.isFree(key) {
      accept(token)
      return .unknown
    }
    let component = table.components[number]
    let hint: String
    if component.field(key)?.isShorthand == true {
      // A module may write builds for an importer, which can use it.
      if names.kind == .module {
        accept(token)
        return .unknown
      }
      hint = "; it is written out before rules see it: use the number of entries"
    } else if let near = component.nearestField(to: key) {
      hint = "; did you mean `\(near.key)`?"
    } else {
      hint = component.allowedKeysHint.map { "; \($0)" } ?? ""
    }
    refuse(token, "unknown-field", "\(component.article) has no field `\(key)`\(hint)")
    return .unknown
  }

  private mutating func contextField(_ key: String, _ token: Int) -> KnownValue {
    let known = names.context
    guard known.contains(key) else {
      refuse(token, "undefined-name", "`ctx` has no `\(key)`" + choice(key, known))
      return .unknown
    }
    accept(token)
    switch key {
    case "params": return .parameters
    case "facts": return .facts
    case "lang": return .language
    default: return .unknown
    }
  }

  private mutating func parameter(_ key: String, _ token: Int) -> KnownValue {
    guard let parameters = names.parameters else {
      accept(token)
      return .unknown
    }
    guard parameters.contains(where: { $0.name == key }) else {
      let known = parameters.map(\.name)
      let others = known.isEmpty ? "; the rule declares none" : choice(key, known)
      refuse(token, "undefined-name", "`params` declares no `\(key)`\(others)")
      return .unknown
    }
    accept(token)
    return .parameter(key)
  }

  private mutating func plugin(_ key: String, _ token: Int) -> KnownValue {
    guard let facts = names.facts else { return .unknown }
    if facts[key] != nil {
      accept(token)
      return .plugin(key)
    }
    let near = nearestName(key, among: facts.keys.sorted())
    refuse(
      token, "unknown-fact",
      "no plugin `\(key)` is on" + (near.map { "; did you mean `\($0)`?" } ?? ""))
    return .unknown
  }

  private mutating func fact(_ key: String, of plugin: String, _ token: Int) -> KnownValue {
    let known = names.facts?[plugin] ?? []
    guard !known.contains(key) else {
      accept(token)
      return .unknown
    }
    refuse(
      token, "unknown-fact", "the plugin `\(plugin)` has no fact `\(key)`" + choice(key, known))
    return .unknown
  }

  private mutating func libraryField(_ key: String, _ number: Int, _ token: Int) -> KnownValue {
    let library = SandboxLibrary.libraries[number]
    guard !library.fields.contains(key) else {
      accept(token)
      return .unknown
    }
    let near = nearestName(key, among: library.fields)
    refuse(
      token, "undefined-name",
      "`\(library.name).\(key)` is not available in rules"
        + (near.map { "; did you mean `\(library.name).\($0)`?" } ?? ""))
    return .unknown
  }

  /// A name that is not a local: a function of Lua, or nothing.
  mutating func checkGlobal(_ word: String, _ token: Int) {
    guard checksGlobals, !SandboxLibrary.functions.contains(word), !SandboxLibrary.isLibrary(word),
      !word.hasPrefix("_"), !assigned.contains(word)
    else { return accept(token) }
    if SandboxLibrary.blocked.contains(word) {
      return refuse(token, "undefined-name", "`\(word)` is not available in rules")
    }
    if let other = Self.otherLanguages[word] {
      return refuse(token, "undefined-name", "`\(word)` is not defined; in Lua it is `\(other)`")
    }
    let known = scope.all + SandboxLibrary.functions + SandboxLibrary.libraries.map(\.name)
    let near = nearestName(word, among: known)
    refuse(
      token, "undefined-name",
      "`\(word)` is not defined" + (near.map { "; did you mean `\($0)`?" } ?? ""))
  }

  /// What other languages call it.
  private static let otherLanguages = [
    "null": "nil", "None": "nil", "undefined": "nil", "NULL": "nil", "True": "true",
    "False": "false", "len": "#", "str": "tostring", "int": "math.tointeger",
  ]

  /// A comparison with a word that the value never is.
  mutating func compare(_ value: KnownValue, _ other: KnownValue) {
    guard case .text(let token) = other, let text = words.literal(token) else { return }
    let allowed: [String]?
    switch value {
    case .plain(let kind): allowed = table.words(of: kind)
    case .language: allowed = Language.allCases.map(\.rawValue)
    case .parameter(let name):
      let parameter = names.parameters?.first { $0.name == name }
      allowed = parameter?.allowed?.compactMap(\.textValue)
    default:
      accept(token)
      return
    }
    guard let allowed, !allowed.isEmpty, !allowed.contains(text) else { return accept(token) }
    refuse(
      token, "undefined-name",
      "the value is never \(Quoted.text(text))"
        + (allowed.count <= 3
          ? "; known are \(allowed.joined(separator: ", "))" : choice(text, allowed)))
  }

  /// The nearest name, or all that there are.
  private func choice(_ word: String, _ known: [String]) -> String {
    if let near = nearestName(word, among: known) { return "; did you mean `\(near)`?" }
    return known.isEmpty || known.count > 20 ? "" : "; known are \(known.joined(separator: ", "))"
  }

  /// Whether it is `function(ctx, build)`: both names are right, and both values the other one.
  mutating func isSwapped(_ function: CodeFunction, key: String) -> Bool {
    let names = function.parameters
    guard names.first == "ctx" || names.count > 1 && names[1] == "build" else { return false }
    // The first of the names: each but the last has a comma behind it, the last the bracket.
    let token = function.body - 2 * names.count
    refuse(
      max(0, token), "undefined-name",
      "the arguments of `\(key)` are swapped: write `function(build, ctx)`")
    return true
  }
}
