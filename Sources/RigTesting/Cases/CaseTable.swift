public import RigModel
public import RigRules

/// Cases from a file: a YAML or JSON list of `{rule, name, build, params, expect}`, or one such JSON
/// object on each line (`.jsonl`).
public struct CaseTable: Sendable {
  static let keys = ["rule", "name", "build", "params", "expect"]

  /// The cases in the order of the file.
  public let cases: [TestCase]

  /// Reads and validates a table. `rules` are those that cases may name.
  public init(contentsOfFile path: String, rules: RuleSet) throws(InvalidCases) {
    let bytes: [UInt8]
    do throws(Diagnostic) {
      bytes = try FileBytes.read(path, displayedAs: path, domain: "cases")
    } catch {
      throw InvalidCases(diagnostics: [error])
    }
    try self.init(parsing: bytes, file: path, rules: rules)
  }

  /// The same from bytes.
  public init(parsing bytes: [UInt8], file: String, rules: RuleSet) throws(InvalidCases) {
    var reader = CaseTableReader(file: file, rules: rules)
    reader.read(bytes)
    guard reader.diagnostics.isEmpty else {
      throw InvalidCases(diagnostics: Array(reader.diagnostics.prefix(50)))
    }
    cases = reader.cases
  }

  /// Codes of diagnostics about tables of cases, with what each means.
  public static let diagnosticCodes: [(code: String, meaning: String)] = [
    ("cases/unreadable", "The file cannot be read."),
    ("cases/syntax", "The file is neither YAML nor JSON."),
    ("cases/not-a-table", "The file is not a list of cases, or holds none."),
    ("cases/unknown-key", "A case has a key that cases do not have."),
    ("cases/missing-key", "A case lacks its rule, name, build or expectation."),
    ("cases/wrong-type", "A key of a case holds another type of value than it must."),
    ("cases/unknown-rule", "A case names a rule that is not there."),
    ("cases/expectation", "What a case expects, or its parameters, is not valid."),
    ("cases/duplicate", "Two cases of one rule have the same name or the same build."),
  ]

  /// Whether a file's name says that it is a table.
  public static func isTable(_ path: String) -> Bool {
    [".yaml", ".yml", ".json", ".jsonl"].contains { path.lowercased().hasSuffix($0) }
  }
}

/// A table that cannot be used, with everything that is wrong with it.
public struct InvalidCases: Error, Sendable, Hashable, CustomStringConvertible {
  /// Everything that is wrong, in the order of the file.
  public let diagnostics: [Diagnostic]

  /// The text for people: one line for each problem, with its location and code.
  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}

/// Reads one table and goes on after mistakes.
private struct CaseTableReader {
  let file: String
  let rules: RuleSet
  var cases: [TestCase] = []
  var diagnostics: [Diagnostic] = []
  /// Rules and names, and what the cases are about, of all cases so far.
  private var names: Set<[String]> = []
  private var inputs: [Input: String] = [:]
  private struct Input: Hashable {
    let rule: String
    let build: Build
    let parameters: [String: BuildValue]
  }
  /// Lines before the text that is being read.
  private var offset = 0

  init(file: String, rules: RuleSet) {
    self.file = file
    self.rules = rules
  }

  mutating func read(_ bytes: [UInt8]) {
    if file.lowercased().hasSuffix(".jsonl") {
      readLines(bytes)
    } else {
      readList(bytes)
    }
    if cases.isEmpty && diagnostics.isEmpty {
      problem("not-a-table", nil, "the file holds no case")
    }
  }

  private mutating func readLines(_ bytes: [UInt8]) {
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated() where line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 })
    {
      offset = number
      let tree = SourceDocument.parse(Array(line), as: .json, file: file, domain: "cases")
      diagnostics += tree.diagnostics.map(moved)
      if tree.diagnostics.isEmpty, let root = tree.root { read(root) }
    }
    offset = 0
  }

  private mutating func readList(_ bytes: [UInt8]) {
    let tree = SourceDocument.parse(bytes, file: file, domain: "cases")
    diagnostics += tree.diagnostics
    guard tree.diagnostics.isEmpty, let root = tree.root else { return }
    guard case .list(let items) = root.content else {
      return problem(
        "not-a-table", root.position, "a table of cases is a list of \(Self.shape)")
    }
    for item in items { read(item) }
  }

  private static let shape = "{rule, name, build, expect}, with params where needed"

  private mutating func read(_ node: SourceNode) {
    guard case .map(let entries) = node.content else {
      return problem("not-a-table", node.position, "a case is a map of \(Self.shape)")
    }
    for entry in entries where !CaseTable.keys.contains(entry.key) {
      problem(
        "unknown-key", entry.position, "a case has no key `\(Quoted.clean(entry.key, limit: 60))`",
        hint: nearestName(entry.key, among: CaseTable.keys).map { "did you mean `\($0)`?" }
          ?? "known are \(CaseTable.keys.joined(separator: ", "))")
    }
    let before = diagnostics.count
    guard let id = text("rule", entries, node), let name = text("name", entries, node) else {
      return
    }
    for key in ["build", "expect"] where !entries.contains(where: { $0.key == key }) {
      problem("missing-key", node.position, "the case \"\(name)\" has no `\(key)`")
    }
    guard diagnostics.count == before, let rule = rule(id, entries) else { return }
    add(name, rule, entries, node)
  }

  private mutating func add(
    _ name: String, _ rule: RuleDescription, _ entries: [SourceEntry], _ node: SourceNode
  ) {
    let value = { (key: String) in entries.first { $0.key == key }?.value }
    let (example, problems) = ExampleReader.read(
      name: name, parameters: value("params")?.plainValue, expect: value("expect")?.plainValue,
      for: rule)
    for found in problems {
      let key = String(found.path.prefix { $0 != "." && $0 != "[" })
      let place = entries.first { $0.key == key }?.position ?? node.position
      problem("expectation", place, found.message)
    }
    var build: Build?
    do throws(InvalidBuild) { build = try Build(value("build") ?? node, file: file) } catch {
      diagnostics += error.diagnostics.map(moved)
    }
    guard let build, let example else { return }
    let place = node.position.map { "\(file):\($0.line + offset)" } ?? file
    let test = TestCase(
      rule: rule.id, kind: .table, name: name, build: build, parameters: example.parameters,
      expected: example.expected, place: place)
    refuseTwin(of: test, node.position)
    cases.append(test)
  }

  private mutating func refuseTwin(of test: TestCase, _ position: SourcePosition?) {
    if !names.insert([test.rule, test.name]).inserted {
      problem("duplicate", position, "two cases of `\(test.rule)` are named \"\(test.name)\"")
    }
    let input = Input(rule: test.rule, build: test.build, parameters: test.parameters)
    if let other = inputs[input], other != test.name {
      problem(
        "duplicate", position, "the cases \"\(other)\" and \"\(test.name)\" have the same build")
    }
    inputs[input] = test.name
  }

  private mutating func text(_ key: String, _ entries: [SourceEntry], _ node: SourceNode)
    -> String?
  {
    guard let entry = entries.first(where: { $0.key == key }) else {
      problem("missing-key", node.position, "the case has no `\(key)`")
      return nil
    }
    switch entry.value.content {
    case .text(let text) where !text.isEmpty: return Quoted.clean(text, limit: 200)
    case .plain(let text) where !text.isEmpty: return Quoted.clean(text, limit: 200)
    default:
      problem("wrong-type", entry.value.position, "`\(key)` must be a text")
      return nil
    }
  }

  private mutating func rule(_ id: String, _ entries: [SourceEntry]) -> RuleDescription? {
    if let rule = rules.rule(id) { return rule }
    let place = entries.first { $0.key == "rule" }?.value.position
    problem(
      "unknown-rule", place, "there is no rule `\(id)`",
      hint: rules.nearestRule(to: id).map { "did you mean `\($0)`?" })
    return nil
  }

  private mutating func problem(
    _ code: String, _ position: SourcePosition?, _ message: String, hint: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        code: "cases/\(code)", file: file, line: position.map { $0.line + offset },
        column: position?.column, message: message, hint: hint))
  }

  private func moved(_ found: Diagnostic) -> Diagnostic {
    Diagnostic(
      code: found.code, severity: found.severity, file: found.file,
      line: found.line.map { $0 + offset }, column: found.column, path: found.path,
      message: found.message, hint: found.hint)
  }
}
