internal import LuaRuntime
internal import RigModel

extension RuleDecoder {
  static let exampleKeys = ["name", "build", "expect", "params"]
  static let expectKeys = ["outcome", "findings", "severity", "missing", "score", "at", "data"]
  static let outcomes = ["pass", "fail", "unknown", "not_applicable"]

  mutating func examples(_ value: LuaValue?, parameters: [Parameter]) -> [RuleExample] {
    guard let value else { return [] }
    if case .map(let entries) = value, entries.isEmpty { return [] }
    guard case .list(let items) = value else {
      wrongType("examples", value, "a list of examples")
      return []
    }
    var examples: [RuleExample] = []
    for (index, item) in items.enumerated() {
      let place = "examples[\(index + 1)]"
      guard let example = example(item, at: place, parameters: parameters) else { continue }
      if let twin = examples.first(where: { $0.name == example.name }) {
        problem("duplicate-example", place, "two examples are named \"\(twin.name)\"")
      } else if let twin = examples.first(where: {
        $0.build == example.build && $0.parameters == example.parameters
      }) {
        problem(
          "duplicate-example", place,
          "the examples \"\(twin.name)\" and \"\(example.name)\" have the same build")
      }
      examples.append(example)
    }
    return examples
  }

  private mutating func example(_ value: LuaValue, at place: String, parameters: [Parameter])
    -> RuleExample?
  {
    guard case .map = value else {
      wrongType(place, value, "a table with name, build and expect")
      return nil
    }
    checkKeys(of: value, at: place, allowed: Self.exampleKeys)
    guard let name = value["name"]?.text, !name.isEmpty else {
      problem("example", place, "the example has no `name`")
      return nil
    }
    guard let given = value["build"], let build = BuildValue(given) else {
      problem("example", place, "the example \"\(name)\" has no `build`, or one that is not data")
      return nil
    }
    guard let expected = expected(value["expect"], at: "\(place).expect", name: name) else {
      return nil
    }
    var overrides: [String: BuildValue] = [:]
    for entry in value["params"]?.entries ?? [] {
      overrides[entry.key] = override(entry, at: "\(place).params", parameters: parameters)
    }
    return RuleExample(name: name, build: build, parameters: overrides, expected: expected)
  }

  private mutating func override(
    _ entry: LuaValue.Entry, at path: String, parameters: [Parameter]
  ) -> BuildValue? {
    guard let parameter = parameters.first(where: { $0.name == entry.key }) else {
      let near = nearestName(entry.key, among: parameters.map(\.name))
      problem(
        "example", path,
        "the rule has no parameter `\(entry.key)`"
          + (near.map { "; did you mean `\($0)`?" } ?? ""))
      return nil
    }
    guard let value = BuildValue(entry.value) else { return nil }
    if let reason = parameter.refusal(of: value) {
      problem("example", path, "`\(entry.key)` \(reason)")
    }
    return value
  }

  mutating func expected(_ value: LuaValue?, at path: String, name: String)
    -> ExpectedOutcome?
  {
    switch value {
    case nil:
      problem("example", path, "the example \"\(name)\" does not say what to `expect`")
      return nil
    case .text(let outcome): return expectedOutcome(outcome, at: path)
    case .list(let items) where items.allSatisfy { $0.text != nil }:
      return ExpectedOutcome(outcome: "fail", findings: items.compactMap(\.text))
    case .map(let entries) where entries.isEmpty:
      problem("example", path, "`expect = {}` says nothing; write \"pass\" or name findings")
      return nil
    case .map: return detailed(value!, at: path)
    case .some(let other):
      wrongType(path, other, "\"pass\", \"unknown\", \"not_applicable\" or a list of finding ids")
      return nil
    }
  }

  private mutating func expectedOutcome(_ outcome: String, at path: String) -> ExpectedOutcome? {
    if Self.outcomes.contains(outcome) { return ExpectedOutcome(outcome: outcome) }
    let near = nearestName(outcome, among: Self.outcomes)
    problem(
      "example", path,
      "`\(outcome)` is none of \(Self.outcomes.joined(separator: ", "))"
        + (near.map { "; did you mean `\($0)`?" } ?? ""))
    return nil
  }

  private mutating func detailed(_ value: LuaValue, at path: String) -> ExpectedOutcome? {
    checkKeys(of: value, at: path, allowed: Self.expectKeys)
    let findings = value["findings"]?.items.compactMap(\.text)
    let missing = value["missing"]?.items.compactMap(\.text)
    let standard = missing != nil ? "unknown" : findings != nil ? "fail" : "pass"
    guard let plain = expectedOutcome(value["outcome"]?.text ?? standard, at: path) else {
      return nil
    }
    checkUse(of: value, for: plain.outcome, at: path)
    return ExpectedOutcome(
      outcome: plain.outcome, findings: findings,
      severity: value["severity"].flatMap { severity($0, at: "\(path).severity") },
      missing: missing?.compactMap { location($0, at: "\(path).missing") },
      score: value["score"].flatMap { BuildValue($0)?.numberValue },
      at: value["at"]?.text.flatMap { location($0, at: "\(path).at") },
      data: value["data"].flatMap { BuildValue($0) })
  }

  /// What an outcome of another kind has, so that it would be compared with nothing.
  private mutating func checkUse(of value: LuaValue, for outcome: String, at path: String) {
    let owners = [
      "missing": "unknown", "findings": "fail", "severity": "fail", "at": "fail", "data": "fail",
    ]
    for entry in value.entries {
      guard let owner = owners[entry.key], owner != outcome else { continue }
      problem(
        "example", "\(path).\(entry.key)",
        "`expect.\(entry.key)` is of the outcome `\(owner)`, and `\(outcome)` is expected here")
    }
  }

  /// A location as reports write it; examples count from 1, as everything in Lua.
  private mutating func location(_ written: String, at path: String) -> String? {
    if let location = BuildLocation.fromLua(written) { return location }
    problem(
      "example", path,
      "`\(written)` has the index 0; lists count from 1 in Lua: write `[1]` for the first")
    return nil
  }
}
