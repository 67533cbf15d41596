internal import LuaRuntime

/// One runtime with a plugin `p` and rules that ask for its facts.
struct FactHarness {
  let runtime: LuaRuntime
  let plugin: UInt32
  private(set) var rules: [UInt32] = []

  /// `facts` are functions by name, as source; each of `checks` is the body of a rule's check.
  init(
    facts: [String: String], checks: [String], needs: [String: [[[RulePlan.Step]]]] = [:],
    file: String = "", modules: [String: String] = [:], limits: Limits = .patient,
    traced: Bool = false
  ) throws {
    runtime = try LuaRuntime(limits: limits, keys: LuaHarness.keys)
    for (name, source) in modules.sorted(by: { $0.key < $1.key }) {
      try runtime.define(module: name, source: Array(source.utf8), space: 1, chunk: 90)
    }
    let sorted = facts.sorted { $0.key < $1.key }
    // Each fact stands on a line of its own, from line 2 of a plugin without `file`.
    let source =
      "\(file)\nreturn { facts = {"
      + sorted.map { "\n\($0.key) = \($0.value)," }.joined() + "} }"
    plugin = try runtime.load(plugin: "p", source: Array(source.utf8), space: 1, chunk: 50).number
    try runtime.prepare(
      facts: sorted.map { FactPlan(key: $0.key, needs: needs[$0.key] ?? []) }, of: plugin,
      language: "en")
    for (index, check) in checks.enumerated() { try add(check, chunk: UInt32(index + 1)) }
    try runtime.bind(LuaHarness.build(), traced: traced)
  }

  mutating func add(_ check: String, when: String = "", chunk: UInt32 = 1) throws {
    let source = "return { \(when) check = function(build, ctx) \(check)\nend }"
    let number = try runtime.load(rule: Array(source.utf8), space: 0, chunk: chunk).number
    try runtime.prepare(rule: number, plan: LuaHarness.plan())
    rules.append(number)
  }

  /// A check that reports an expression's text.
  static func report(_ expression: String) -> String {
    "ctx.report('found', { v = tostring(\(expression)) })"
  }

  func answer(_ index: Int = 0) -> RuleAnswer { runtime.evaluate(rule: rules[index]) }

  /// What a rule reports as `v`, or why it broke.
  func said(_ index: Int = 0) -> String {
    switch answer(index).outcome {
    case .fail(let findings): "\(findings[0].data["v"]?.text ?? "?")"
    case .broken(let error): "\(error.kind) #\(error.chunk):\(error.line): \(error.message)"
    case let other: "\(other)"
    }
  }
}
