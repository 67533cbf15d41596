internal import LuaRuntime
internal import RigModel
internal import RigRules

/// What is tried beside the examples.
public struct TestOptions: Sendable {
  /// Only cases whose rule or name holds this text, in whatever case; the rules they belong to are
  /// still checked against what they declare.
  public var filter: String?
  /// Whether lines and branches are counted.
  public var measuresCoverage = false
  /// The least coverage of lines and of branches, in %.
  public var minimumCoverage: Double?

  /// The default values.
  public init() {}

  func wants(rule: String, name: String) -> Bool {
    guard let filter else { return true }
    let wanted = filter.lowercased()
    return rule.lowercased().contains(wanted) || name.lowercased().contains(wanted)
  }
}

/// Runs everything there is to try of one rule.
struct RuleTester {
  let engine: Engine
  let rule: RuleDescription
  let variant: RuleVariant
  let options: TestOptions
  /// Cases that a table brings.
  let table: [TestCase]
  /// Whether the rule's own examples run beside them.
  let runsExamples: Bool

  init(
    engine: Engine, rule: RuleDescription, table: [TestCase] = [], runsExamples: Bool = true,
    options: TestOptions
  ) throws {
    self.engine = engine
    self.rule = rule
    self.table = table
    self.runsExamples = runsExamples
    self.options = options
    variant = try engine.variant(of: rule.id, limits: Self.limits)
  }

  /// Those of every evaluation, but for the deadline: a busy machine must not fail a test.
  static let limits = Limits(deadlineMilliseconds: 10_000)

  func run() throws -> RuleTestResult {
    var result = RuleTestResult(rule: rule.id, path: rule.path)
    let (examples, problems) = runsExamples ? readExamples() : ([], [])
    result.points += problems
    let all = examples + table
    var reads: [Explanation.Read] = []
    for test in all {
      let explanation = try variant.explain(
        variant.prepare(test.build), parameters: test.parameters)
      reads += explanation.reads
      guard options.wants(rule: rule.id, name: test.name) else { continue }
      let point = self.point(test, explanation.result)
      result.points.append(point)
      // What is derived from a case that does not hold says nothing new.
      guard point.holds else { continue }
      result.points += try derived(test, explanation)
    }
    if runsExamples {
      result.points.append(examplesPoint(examples))
      result.points.append(
        DeclaredReads(rule: rule, reads: reads, factNeeds: factNeeds)
          .point(hasCases: !all.isEmpty))
      result.warnings =
        UnusedDeclarations(
          rule: rule, source: engine.ruleSet.source(of: rule.id) ?? [],
          modules: engine.modules(besides: rule.id).map(\.source)
        ).warnings
    }
    if options.measuresCoverage {
      let coverage = try RuleCoverage.measure(rule, all, engine: engine)
      result.coverage = coverage
      result.points.append(coverage.point(rule: rule, minimum: options.minimumCoverage))
    }
    return result
  }

  private var factNeeds: [String: [String]] {
    let facts = engine.ruleSet.plugins.flatMap { plugin in
      plugin.facts.map { ("\(plugin.name).\($0.name)", $0.needs) }
    }
    return Dictionary(facts, uniquingKeysWith: { first, _ in first })
  }

  private func point(_ test: TestCase, _ answer: RuleResult) -> TestPoint {
    let differences = test.expected.fieldDifferences(from: answer)
    var failures: [TestFailure] = []
    if !differences.isEmpty {
      failures.append(
        TestFailure(
          differences: differences, build: test.build,
          parameters: test.parameters, isBroken: answer.outcome.isBroken))
    }
    return TestPoint(
      rule: rule.id, kind: test.kind, example: test.name, place: test.place, runs: 1,
      failures: failures)
  }

  private func derived(_ test: TestCase, _ explanation: Explanation) throws -> [TestPoint] {
    let checks: [any DerivedCheck] = [
      PartOrder(), UnrelatedPart(), MissingField(), ParameterEdge(),
    ]
    return try checks.compactMap { check in
      let trials = check.trials(of: test, rule: rule, explanation: explanation)
      if trials.isEmpty { return nil }
      let failures = try trials.flatMap { trial -> [TestFailure] in
        guard let failure = try self.failure(of: trial, check, explanation.result) else {
          return []
        }
        let narrower = try trial.narrower.compactMap {
          try self.failure(of: $0, check, explanation.result)
        }
        return narrower.isEmpty ? [failure] : narrower
      }
      return TestPoint(
        rule: rule.id, kind: check.kind, example: test.name, place: test.place,
        runs: trials.count, failures: failures)
    }
  }

  private func failure(of trial: Trial, _ check: any DerivedCheck, _ original: RuleResult) throws
    -> TestFailure?
  {
    let answer = try variant.evaluate(
      variant.prepare(trial.build), parameters: trial.parameters)
    var differences = check.differences(original, answer, trial)
    if differences.isEmpty { return nil }
    if case .broken(let failure) = answer.outcome {
      differences = [
        FieldDifference(
          field: "it broke at \(failure.at)", expected: nil, got: failure.message)
      ]
    }
    return TestFailure(
      what: trial.what, differences: differences, build: trial.build,
      parameters: trial.parameters, isBroken: answer.outcome.isBroken)
  }

  // MARK: Examples

  /// The examples as cases, and a failed point for each whose build is not valid.
  private func readExamples() -> (cases: [TestCase], problems: [TestPoint]) {
    let map = RuleSourceMap(engine.ruleSet.source(of: rule.id) ?? [])
    var cases: [TestCase] = []
    var problems: [TestPoint] = []
    for (index, example) in rule.examples.enumerated() {
      let place = "\(rule.path):\(map.line(of: "examples[\(index + 1)]"))"
      do throws(InvalidBuild) {
        cases.append(
          TestCase(
            rule: rule.id, kind: .example, name: example.name, build: try Build(example.build),
            parameters: example.parameters, expected: example.expected, place: place))
      } catch {
        let sentences = error.diagnostics.map { "the build is not valid: \($0)" }
        problems.append(
          TestPoint(
            rule: rule.id, kind: .example, example: example.name, place: place, runs: 0,
            failures: sentences.map { TestFailure($0) }))
      }
    }
    return (cases, problems)
  }

  /// There are examples, and no two of them are the same build in another spelling.
  private func examplesPoint(_ examples: [TestCase]) -> TestPoint {
    var failures: [TestFailure] = []
    if rule.examples.isEmpty {
      failures.append(TestFailure("the rule has no examples, so nothing says that it works"))
    }
    for (index, test) in examples.enumerated() {
      let twin = examples[..<index].first {
        $0.build == test.build && $0.parameters == test.parameters
      }
      if let twin {
        failures.append(
          TestFailure(
            "the examples \"\(twin.name)\" and \"\(test.name)\" have the same build (\(test.place))"
          ))
      }
    }
    return TestPoint(
      rule: rule.id, kind: .examples, example: "", place: rule.path, runs: 0, failures: failures)
  }
}

extension Outcome {
  var isBroken: Bool { if case .broken = self { true } else { false } }
}
