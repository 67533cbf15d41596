internal import LuaRuntime
internal import RigModel

/// Reads a table that a Lua file returned, strictly: what rules and manifests have in common.
///
/// Every problem is kept, under codes that begin with the noun (`rule/wrong-type`).
protocol TableDecoder {
  /// What the file is to people: `rule` or `plugin`.
  static var noun: String { get }
  var problems: [LoadProblem] { get set }
  /// Needs that were found to be right: most are those of other files, too.
  var rightNeeds: Set<String> { get set }
}

extension TableDecoder {
  mutating func problem(_ code: String, _ path: String, _ message: String, line: Int? = nil) {
    problems.append(
      LoadProblem(code: "\(Self.noun)/\(code)", path: path, message: message, line: line))
  }

  mutating func checkKeys(of table: LuaValue, at path: String, allowed: [String]) {
    for entry in table.entries where !allowed.contains(entry.key) {
      let near = nearestName(entry.key, among: allowed).map { "; did you mean `\($0)`?" } ?? "."
      let place = path.isEmpty ? "a \(Self.noun)" : "`\(path)`"
      problem(
        "unknown-key", path.isEmpty ? entry.key : "\(path).\(entry.key)",
        "\(place) has no key `\(entry.key)`\(near) Known are \(allowed.joined(separator: ", ")).")
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
      if required { missing(path) }
      return nil
    case .text(let text): return LocalizedText(english: text)
    case .map(let entries): return text(byLanguage: entries, at: path)
    case .some(let other):
      wrongType(path, other, "a text, or a table of texts by language")
      return nil
    }
  }

  /// A key that every such table has.
  mutating func missing(_ path: String) {
    guard let cut = path.lastIndex(of: ".") else {
      return problem("missing-key", "", "the \(Self.noun) has no `\(path)`")
    }
    let owner = String(path[..<cut])
    problem("missing-key", owner, "`\(owner)` has no `\(path[path.index(after: cut)...])`")
  }

  private mutating func text(byLanguage entries: [LuaValue.Entry], at path: String)
    -> LocalizedText?
  {
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
  }

  mutating func severity(_ value: LuaValue?, at path: String) -> Severity? {
    guard let value else {
      problem(
        "missing-key", "", "the \(Self.noun) has no `severity`: error, warning or advice")
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

  mutating func weight(_ value: LuaValue?, at path: String) -> Double? {
    switch value {
    case nil: return nil
    case .integer(let number) where number > 0 && number <= 1000: return Double(number)
    case .number(let number) where number > 0 && number <= 1000: return number
    default:
      problem("wrong-type", path, "`\(path)` must be a number above 0 and at most 1000")
      return nil
    }
  }

  /// A list of paths of a build, as written; each of `needs` may be several alternatives.
  mutating func needs(_ value: LuaValue?, at path: String) -> [String] {
    paths(value, at: path, takesAlternatives: true)
  }

  /// A list of paths of a build, as written.
  mutating func paths(_ value: LuaValue?, at path: String, takesAlternatives: Bool = false)
    -> [String]
  {
    guard let value else { return [] }
    if case .map(let entries) = value, entries.isEmpty { return [] }
    guard case .list(let items) = value else {
      wrongType(path, value, "a list of paths")
      return []
    }
    var paths: [String] = []
    for (index, item) in items.enumerated() {
      let place = "\(path)[\(index + 1)]"
      guard let text = item.text else {
        wrongType(place, item, "a path such as \"gpus[].tdp_w\"")
        continue
      }
      if let wrong = checkNeed(text) {
        problem("needs", place, wrong)
      } else if !takesAlternatives && text.utf8.contains(UInt8(ascii: "|")) {
        problem("needs", place, "`\(text)`: `\(path)` lists each path by itself, without `|`")
      } else if paths.contains(text) {
        problem("needs", place, "`\(path)` names `\(text)` twice")
      } else {
        paths.append(text)
      }
    }
    return paths
  }

  /// What is wrong with a need.
  private mutating func checkNeed(_ text: String) -> String? {
    if rightNeeds.contains(text) { return nil }
    switch NeedParser.parse(text) {
    case .failure(let reason): return reason.message
    case .success:
      rightNeeds.insert(text)
      return nil
    }
  }

  /// Names in the code that stand for nothing.
  mutating func checkNames(in words: LuaWords, _ names: CodeNames) {
    for found in NameChecker.problems(in: words, names: names) {
      problems.append(
        LoadProblem(
          code: "\(Self.noun)/\(found.code)", path: "", message: found.message, line: found.line,
          range: found.range))
    }
  }
}
