internal import LuaRuntime
internal import RigModel
internal import RigRules

/// One rule's examples as judges of mutants: their builds are read once.
struct RuleJudge: MutationJudge {
  let rule: RuleDescription
  private(set) var problems: [String] = []
  /// The rule's own source, without examples.
  private let source: [UInt8]
  private let engine: Engine
  private let limits: Limits
  private var cases:
    [(expected: ExpectedOutcome, parameters: [String: BuildValue], build: PreparedBuild)] = []

  init(engine: Engine, rule: RuleDescription, limits: Limits, table: [TestCase] = []) throws {
    self.engine = engine
    self.rule = rule
    self.limits = limits
    source = LuaOutline.withoutExamples(engine.ruleSet.source(of: rule.id) ?? [])
    let original = try engine.variant(of: rule.id, source: source, limits: limits)
    if rule.examples.isEmpty { problems.append("\(rule.path): the rule has no examples") }
    for example in rule.examples {
      cases.append(
        (example.expected, example.parameters, original.prepare(try Build(example.build))))
    }
    for test in table where test.rule == rule.id {
      cases.append((test.expected, test.parameters, original.prepare(test.build)))
    }
    let names = rule.examples.map(\.name) + table.filter { $0.rule == rule.id }.map(\.name)
    for (name, test) in zip(names, cases) {
      let result = try original.evaluate(test.build, parameters: test.parameters)
      for difference in test.expected.fieldDifferences(from: result) {
        problems.append(
          "\(rule.path): the example \"\(name)\" does not hold: "
            + "\(difference.field): \(difference.got)")
      }
    }
  }

  func kills(_ changed: ChangedFiles) throws -> Bool? {
    guard
      let variant = try? engine.variant(
        of: rule.id, source: changed.rule.map(LuaOutline.withoutExamples) ?? source,
        modules: changed.modules, manifests: changed.manifests, limits: limits)
    else { return nil }
    for test in cases {
      let result = try variant.evaluate(test.build, parameters: test.parameters)
      if !test.expected.fieldDifferences(from: result).isEmpty { return true }
    }
    return false
  }
}
