import RigModel
import RigRules
internal import RigSystem

/// What Tab offers for the text before the cursor.
struct ReplCompletions {
  let rules: [RuleDescription]
  let modules: [String]
  let build: Build
  let language: Language

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
        return ReplVerb.allCases.map { Completion(text: $0.name, note: $0.summary) }
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
    case .load, .save: return words.isEmpty ? Self.files(word) : []
    case .help:
      return ReplVerb.allCases.map { Completion(text: $0.rawValue, note: $0.summary) }
    case .lang: return Language.allCases.map { Completion(text: $0.rawValue) }
    case .watch: return ["on", "off"].map { Completion(text: $0) }
    case .set, .whatIf:
      guard let path = words.first else { return paths(word) }
      return command == .set ? values(of: path, quoted: false) : []
    case .add: return part(words, before)
    case .check, .diff, .new, .quit, .redo, .reload, .time, .undo: return []
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
    return ["build", "ctx", "require"].map { Completion(text: $0, isWhole: false) }
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
    let folder = word.contains("/") ? FilePath.folder(of: word) : "."
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
  func value(in build: Build) -> BuildValue? {
    steps.reduce(build.value) { value, step in
      switch step {
      case .key(let key): value?[key]
      case .index(let index): value?[index]
      }
    }
  }

  /// What the part at an index of this list is called.
  fileprivate func name(of index: Int, in build: Build) -> String {
    let part = canonical.value(in: build)?[index]
    return part?["name"]?.textValue ?? part?["chipset"]?.textValue ?? ""
  }
}

extension Repl {
  /// What Tab offers for the text before the cursor.
  func completions(_ line: String) -> [Completion] {
    ReplCompletions(
      rules: engine.ruleSet.rules, modules: session.moduleNames, build: draft.build,
      language: language
    ).candidates(line)
  }
}
