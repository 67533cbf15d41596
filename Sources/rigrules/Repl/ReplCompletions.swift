import LuaRuntime
import RigModel
import RigPictures
import RigRules
internal import RigSystem

/// What Tab offers for the text before the cursor.
struct ReplCompletions {
  let rules: [RuleDescription]
  let modules: [String]
  let build: Build
  let language: Language
  /// The rule that `ctx` is of.
  var focus: RuleDescription?
  /// `plugin.fact` of the plugins that are on.
  var facts: [String] = []
  /// Names of parts that begin like a text, of one kind of part or of any.
  var partNames: (String, String?) -> [String] = { _, _ in [] }

  /// Whole words that the last word of the line may become.
  func candidates(_ line: String) -> [Completion] {
    let word = Self.lastWord(line)
    let before = line.dropLast(word.count)
    return all(word, before).filter { $0.text.hasPrefix(word) }
  }

  private static let breaks: Set<Character> = [" ", "\t", "\n", "=", ",", ";", "(", ")", "{", "}"]

  static func lastWord(_ line: String) -> String {
    String(line.reversed().prefix { !breaks.contains($0) }.reversed())
  }

  private func all(_ word: String, _ before: Substring) -> [Completion] {
    let words = before.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first, first.hasPrefix(":") else {
      if words.isEmpty && word.hasPrefix(":") {
        return ReplVerb.allCases.map { Completion(text: $0.name, note: $0.summary[language]) }
      }
      return lua(word, before)
    }
    guard let command = ReplVerb(rawValue: String(first.dropFirst())) else { return [] }
    return arguments(of: command, words.dropFirst(), word, before)
  }

  private func arguments(
    of command: ReplVerb, _ words: ArraySlice<String>, _ word: String, _ before: Substring
  ) -> [Completion] {
    switch command {
    case .why, .rule, .trace, .edit, .rules: return words.isEmpty ? ruleIDs : []
    case .params:
      guard let id = words.first else { return ruleIDs }
      return parameters(of: id)
    case .load, .save, .source: return words.isEmpty ? Self.files(word) : []
    case .help:
      let verbs = ReplVerb.allCases.map {
        Completion(text: $0.rawValue, note: $0.summary[language])
      }
      return verbs + ruleIDs + paths(word)
    case .suggest: return ["pass", "warn", "score=90", "parts"].map { Completion(text: $0) }
    case .lang: return Language.allCases.map { Completion(text: $0.rawValue) }
    case .show:
      return PictureKind.allCases.map {
        Completion(text: $0.rawValue, note: $0.title(in: language))
      }
    case .watch: return ["on", "off"].map { Completion(text: $0) }
    case .set, .whatIf:
      guard let path = words.first else { return paths(word) }
      let found = values(of: path, quoted: false)
      return found.isEmpty && command == .set ? partNames(word, before, at: path) : found
    case .add: return part(words, before)
    case .parts: return partNames(word, before, at: nil)
    case .apply, .check, .diff, .history, .new, .paste, .quit, .redo, .reload, .time, .undo:
      return []
    }
  }

  private var ruleIDs: [Completion] {
    rules.map { Completion(text: $0.id, note: $0.title[language]) }
  }

  private func parameters(of id: String) -> [Completion] {
    (rules.first { $0.id == id }?.parameters ?? []).map {
      let unit = $0.unit.map { " \($0)" } ?? ""
      return Completion(text: $0.name, note: "\($0.value.spelled)\(unit)", isWhole: false)
    }
  }

  // MARK: Fields

  private func part(_ words: ArraySlice<String>, _ before: Substring) -> [Completion] {
    let root = FieldRegistry.version1.root
    guard let name = words.first else {
      return root.fields.filter { $0.component != nil }
        .map { Completion(text: $0.key, note: $0.doc.english) }
    }
    guard let component = root.field(name)?.component else { return [] }
    let tail = before.reversed().drop { $0.isWhitespace }
    if tail.first == "=" {
      let key = String(
        tail.dropFirst().drop { $0.isWhitespace }.prefix { !Self.breaks.contains($0) }.reversed())
      return Self.words(of: component.field(key), quoted: true)
    }
    return component.fields.map { Completion(text: $0.key, note: Self.note($0), isWhole: false) }
  }

  private func lua(_ word: String, _ before: Substring) -> [Completion] {
    let tail = before.reversed().drop { $0.isWhitespace }
    let left = String(
      tail.dropFirst().drop { $0.isWhitespace }.prefix { !Self.breaks.contains($0) }.reversed())
    if tail.first == "=", left.hasPrefix("build.") {
      let found = values(of: left, quoted: true)
      if !found.isEmpty { return found }
    }
    if word.hasPrefix("build.") {
      return paths(String(word.dropFirst(6))).map {
        Completion(text: "build.\($0.text)", note: $0.note, isWhole: false)
      }
    }
    if word.hasPrefix("\"lib") || word.hasPrefix("\"") {
      return modules.map { Completion(text: "\"\($0)\"") }
    }
    // `#build.gpus` and `-x` complete what stands behind the sign.
    let signs = String(word.prefix { "#-~(+*/<>".contains($0) })
    if !signs.isEmpty {
      return lua(String(word.dropFirst(signs.count)), before).map {
        Completion(text: signs + $0.text, note: $0.note, isWhole: $0.isWhole)
      }
    }
    return names(word, before)
  }

  /// Names of Lua: members of what stands before the last dot, else globals and locals.
  private func names(_ word: String, _ before: Substring) -> [Completion] {
    func members(_ prefix: String, _ names: [(name: String, note: String)]) -> [Completion] {
      names.map { Completion(text: prefix + $0.name, note: $0.note, isWhole: false) }
    }
    if word.hasPrefix("ctx.params.") {
      let parameters = focus?.parameters ?? []
      return members(
        "ctx.params.", parameters.map { ($0.name, "\($0.value.spelled) \($0.unit ?? "")") })
    }
    if word.hasPrefix("ctx.facts.") { return members("ctx.facts.", facts.map { ($0, "") }) }
    if word.hasPrefix("ctx.") {
      return members("ctx.", ["params", "facts", "lang", "rule"].map { ($0, "") })
    }
    for library in SandboxLibrary.libraries where word.hasPrefix(library.name + ".") {
      return members(library.name + ".", library.fields.map { ($0, "") })
    }
    let keywords = [
      "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "if", "in",
      "local",
      "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
    ]
    let globals =
      ["build", "ctx", "require", "print", "_"] + SandboxLibrary.functions
      + SandboxLibrary.libraries.map(\.name) + Self.locals(String(before))
    let all = word.isEmpty ? ["build", "ctx", "require"] : globals + keywords
    return all.map { Completion(text: $0, isWhole: false) }
  }

  /// Names that the input itself declares: `local x`, `for i, card in`, `function f`.
  private static func locals(_ before: String) -> [String] {
    let source = Array(before.utf8)
    let tokens = LuaSource.tokens(of: source)
    var names: [String] = []
    var isDeclaring = false
    for token in tokens {
      let text = String(decoding: source[token.range], as: UTF8.self)
      switch token.kind {
      case .keyword: isDeclaring = ["local", "for", "function"].contains(text)
      case .name where isDeclaring: if !names.contains(text) { names.append(text) }
      case .symbol where text == ",": continue
      case .symbol where text == "(": continue
      default: isDeclaring = false
      }
    }
    return names
  }

  /// Names of parts for a place such as `gpus[1]`, or of any kind.
  private func partNames(_ word: String, _ before: Substring, at path: String?) -> [Completion] {
    var category: String?
    if let path {
      guard let last = try? BuildPath(path), last.field?.component != nil else { return [] }
      category = last.canonical.description.prefix { $0 != "[" }.description
    }
    // The word that is completed is the last one of the name.
    let lead = path.map { String(before).components(behind: $0) } ?? ""
    let quote = word.hasPrefix("\"") || lead.hasPrefix("\"") ? "\"" : ""
    let typed = (lead + word).replacing("\"", with: "")
    guard typed.count > 1 else { return [] }
    return partNames(typed, category).compactMap { name in
      let whole = quote + name + quote
      let shown = lead.isEmpty ? whole : String(whole.dropFirst(lead.count))
      return Completion(text: shown, note: lead.isEmpty ? "" : name)
    }
  }

  /// Fields of the build below what is typed of a path.
  private func paths(_ word: String) -> [Completion] {
    if let open = word.lastIndex(of: "["), !word[open...].contains("]") {
      let list = String(word[..<open])
      guard let path = try? BuildPath(list), path.field?.isList == true else { return [] }
      let count = path.canonical.value(in: build)?.listValue?.count ?? 0
      return (1...max(count, 1)).map { number in
        Completion(
          text: "\(list)[\(number)]", note: path.name(of: number - 1, in: build), isWhole: false)
      }
    }
    let parent: String
    if let dot = word.lastIndex(of: ".") { parent = String(word[...dot]) } else { parent = "" }
    var component: ComponentDefinition? = FieldRegistry.version1.root
    if !parent.isEmpty {
      component = (try? BuildPath(String(parent.dropLast())))?.field?.component
    }
    return (component?.fields ?? []).filter { !$0.isShorthand }.map { field in
      Completion(
        text: parent + field.key + (field.isList && field.component != nil ? "[" : ""),
        note: Self.note(field), isWhole: false)
    }
  }

  private func values(of path: String, quoted: Bool) -> [Completion] {
    Self.words(of: (try? BuildPath(path))?.field, quoted: quoted)
  }

  private static func words(of field: FieldDefinition?, quoted: Bool) -> [Completion] {
    switch field?.kind {
    case .enumeration(let words, _)?:
      words.map { Completion(text: quoted ? "\"\($0)\"" : $0) }
    case .boolean?: ["true", "false"].map { Completion(text: $0) }
    case .integerChoice(let numbers)?: numbers.map { Completion(text: "\($0)") }
    default: []
    }
  }

  private static func note(_ field: FieldDefinition) -> String {
    field.unit.map { "\($0)  \(field.doc.english)" } ?? field.doc.english
  }

  // MARK: Files

  private static func files(_ word: String) -> [Completion] {
    let folder = word.contains("/") ? DiskFiles.folder(of: FilePath.expanded(word)) : "."
    let prefix = word.contains("/") ? String(word[...word.lastIndex(of: "/")!]) : ""
    let start = word.dropFirst(prefix.count)
    return (DiskFiles.list(folder) ?? []).sorted()
      .filter { !$0.hasPrefix(".") || start.hasPrefix(".") }
      .map { name in
        let isFolder = DiskFiles.kind("\(folder)/\(name)") == .folder
        return Completion(text: prefix + name + (isFolder ? "/" : ""), isWhole: !isFolder)
      }
  }
}

extension BuildPath {
  /// What the part at an index of this list is called.
  fileprivate func name(of index: Int, in build: Build) -> String {
    let part = canonical.value(in: build)?[index]
    return part?["name"]?.textValue ?? part?["chipset"]?.textValue ?? ""
  }
}

extension String {
  /// What stands behind the last place where a word is.
  fileprivate func components(behind word: String) -> String {
    guard let range = ranges(of: word).last else { return "" }
    return String(self[range.upperBound...].drop { $0 == " " })
  }
}

extension Repl {
  /// What Tab offers for the text before the cursor.
  func completions(_ line: String) -> [Completion] {
    var completions = ReplCompletions(
      rules: engine.ruleSet.rules, modules: session.moduleNames, build: draft.build,
      language: language)
    completions.focus = focus.flatMap { engine.ruleSet.rule($0) }
    completions.facts = engine.ruleSet.plugins.filter { $0.state == .on }
      .flatMap { plugin in plugin.facts.map { "\(plugin.name).\($0.name)" } }
    completions.partNames = { [setup] text, category in
      guard let parts = try? setup.parts() else { return [] }
      return (try? parts.names(near: text, of: category)) ?? []
    }
    // What was begun on the lines before declares names too.
    let begun = pending.isEmpty ? line : pending.joined(separator: "\n") + "\n" + line
    return completions.candidates(begun)
  }
}
