internal import LuaRuntime
internal import RigModel
internal import RigRules

/// One rule's examples as judges of mutants: their builds are read once.
struct MutationJudge {
  let rule: RuleDescription
  /// The rule's own source, without examples.
  let source: [UInt8]
  /// Why the examples judge nothing: there are none, or they do not hold.
  private(set) var problems: [String] = []
  private let engine: Engine
  private let limits: Limits
  private var cases: [(example: RuleExample, build: PreparedBuild)] = []

  init(engine: Engine, rule: RuleDescription, limits: Limits) throws {
    self.engine = engine
    self.rule = rule
    self.limits = limits
    source = LuaOutline.withoutExamples(engine.ruleSet.source(of: rule.id) ?? [])
    let original = try engine.variant(of: rule.id, source: source, limits: limits)
    if rule.examples.isEmpty { problems.append("\(rule.path): the rule has no examples") }
    for example in rule.examples {
      let build = original.prepare(try Build(example.build))
      cases.append((example, build))
      let result = try original.evaluate(build, parameters: example.parameters)
      for difference in example.expected.fieldDifferences(from: result) {
        problems.append(
          "\(rule.path): the example \"\(example.name)\" does not hold: "
            + "\(difference.field): \(difference.got)")
      }
    }
  }

  /// Whether an example comes out otherwise; nil where the changed rule does not load.
  func kills(source: [UInt8], modules: [String: [UInt8]]) throws -> Bool? {
    guard
      let variant = try? engine.variant(
        of: rule.id, source: source, modules: modules, limits: limits)
    else { return nil }
    for (example, build) in cases {
      // Without this a parameter that only the mutant's default changes would hide behind it.
      let result = try variant.evaluate(build, parameters: example.parameters)
      if !example.expected.fieldDifferences(from: result).isEmpty { return true }
    }
    return false
  }
}
