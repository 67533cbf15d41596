internal import LuaRuntime

/// One runtime with one rule whose check function has the given body.
struct LuaHarness {
  let runtime: LuaRuntime
  let rule: UInt32
  static let keys = LuaKeys(["gpus", "cpu", "name", "tdp_w", "count", "price"])

  init(
    body: String, when: String? = nil, file: String = "", modules: [String: String] = [:],
    needs: [[[RulePlan.Step]]] = [], limits: Limits = .patient
  ) throws {
    runtime = try LuaRuntime(limits: limits, keys: Self.keys)
    for (name, source) in modules.sorted(by: { $0.key < $1.key }) {
      try runtime.define(module: name, source: Array(source.utf8), space: 0, chunk: 90)
    }
    let when = when.map { "when = function(build) \($0) end," } ?? ""
    let source = "\(file)\nreturn { \(when) check = function(build, ctx)\n\(body)\nend }"
    (rule, _) = try runtime.load(rule: Array(source.utf8), space: 0, chunk: 7)
    try runtime.prepare(rule: rule, plan: Self.plan(needs: needs))
    try runtime.bind(Self.build())
  }

  static func plan(needs: [[[RulePlan.Step]]] = []) -> RulePlan {
    var parameters = LuaDocument(keys: keys)
    parameters.beginMap()
    parameters.key("overhead")
    parameters.number(0.1)
    parameters.end()
    return RulePlan(
      needs: needs, messageIDs: ["found"], severity: 1, language: "en", parameters: parameters)
  }

  /// Two cards, the second without a `tdp_w`, and a processor.
  static func build() -> LuaDocument {
    var build = LuaDocument(keys: keys)
    build.beginMap()
    build.key("name")
    build.text("rig")
    build.key("gpus")
    build.beginList()
    for tdp in [250, nil] as [Int64?] {
      build.beginMap()
      build.key("name")
      build.text("card")
      if let tdp {
        build.key("tdp_w")
        build.integer(tdp)
      }
      build.end()
    }
    build.end()
    build.key("cpu")
    build.beginMap()
    build.key("tdp_w")
    build.integer(150)
    build.key("x_note")
    build.text("free")
    build.end()
    build.end()
    return build
  }

  func run() -> RuleAnswer { runtime.evaluate(rule: rule) }

  /// The text that the body reports as `v`, or why it broke.
  func reported() -> String {
    switch run().outcome {
    case .fail(let findings): "\(findings[0].data["v"]?.text ?? "?")"
    case .broken(let error): "\(error.kind): \(error.message)"
    case let other: "\(other)"
    }
  }
}

func evaluate(_ expression: String) throws -> String {
  try LuaHarness(body: "ctx.report('found', { v = tostring(\(expression)) })").reported()
}
