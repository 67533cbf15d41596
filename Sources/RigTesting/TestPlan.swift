public import RigRules

/// What is to be tested: rules of some engines, and cases of tables.
public struct TestPlan: Sendable {
  /// Some rules of one engine, which holds them without the settings of a user.
  public struct Part: Sendable {
    /// The engine with the rules under test.
    public let engine: Engine
    /// Whether a rule is one of those; a file that does not load is asked for too.
    public let wants: @Sendable (String) -> Bool
    /// Whether the rules' own examples run, or the tables' cases alone.
    public let runsExamples: Bool
    /// Cases from files beside those in the rules.
    public let table: [TestCase]
    /// Whether a plugin that does not load is told.
    public let wantsPlugin: @Sendable (String) -> Bool
    /// Whether the examples in a plugin's manifest run.
    public let wantsManifest: @Sendable (String) -> Bool

    /// Makes one from its parts.
    public init(
      engine: Engine, runsExamples: Bool = true, table: [TestCase] = [],
      wants: @escaping @Sendable (String) -> Bool = { _ in true },
      wantsPlugin: @escaping @Sendable (String) -> Bool = { _ in true },
      wantsManifest: @escaping @Sendable (String) -> Bool = { _ in true }
    ) {
      self.wantsManifest = wantsManifest
      self.wantsPlugin = wantsPlugin
      self.engine = engine
      self.runsExamples = runsExamples
      self.table = table
      self.wants = wants
    }
  }

  /// What is tried, rule by rule.
  public var parts: [Part]

  /// Makes one from its parts.
  public init(parts: [Part]) { self.parts = parts }

  /// What the result follows from: the same text, the same report.
  public var signature: String {
    parts.map { part in
      let set = part.engine.ruleSet
      let broken = set.brokenPlugins.flatMap(\.problems).map { "\($0.at) \($0.message)" }
      return "\(set.hash) \(broken) \(part.table)"
    }.joined(separator: "\n")
  }

  /// Runs everything; the same plan gives the same report.
  public func run(_ options: TestOptions = TestOptions()) throws -> TestReport {
    var report = TestReport()
    for part in parts {
      for failure in part.engine.ruleSet.failures where part.wants(failure.rule) {
        report.results.append(.unloadable(failure.rule, failure.problems))
      }
      for plugin in part.engine.ruleSet.brokenPlugins where part.wantsPlugin(plugin.name) {
        report.results.append(.unloadable(plugin.name, plugin.problems))
      }
      if part.runsExamples { report.results += try pluginResults(of: part, options) }
      for rule in part.engine.ruleSet.rules where part.wants(rule.id) {
        let table = part.table.filter { $0.rule == rule.id }
        if table.isEmpty && !part.runsExamples { continue }
        let tester = try RuleTester(
          engine: part.engine, rule: rule, table: table, runsExamples: part.runsExamples,
          options: options)
        let result = try BigStack.run { () -> Result<RuleTestResult, any Error> in
          Result { try tester.run() }
        }.get()
        if options.filter == nil || result.cases > 0 { report.results.append(result) }
      }
    }
    report.results.sort { $0.rule < $1.rule }
    return report
  }

  /// What the manifests of the plugins under test give.
  private func pluginResults(of part: Part, _ options: TestOptions) throws -> [RuleTestResult] {
    try part.engine.ruleSet.plugins.filter { $0.state == .on && part.wantsManifest($0.name) }
      .compactMap { plugin in
        let tester = PluginTester(engine: part.engine, plugin: plugin, options: options)
        let result = try tester.run()
        let isEmpty = result.points.isEmpty && result.warnings.isEmpty
        return isEmpty || options.filter != nil && result.cases == 0 ? nil : result
      }
  }
}

/// Everything that was tried.
public struct TestReport: Sendable, Hashable {
  /// Sorted by rule.
  public var results: [RuleTestResult] = []

  /// Everything that was tried.
  public var points: [TestPoint] { results.flatMap(\.points) }
  /// Whether nothing is wrong.
  public var holds: Bool { results.allSatisfy(\.holds) }
  /// Whether a rule does not load, or breaks.
  public var isBroken: Bool {
    points.contains { $0.failures.contains(where: \.isBroken) }
  }
}

extension RuleTestResult {
  /// A rule file that gives no rule to test, or a plugin that gives nothing.
  static func unloadable(_ id: String, _ problems: [RuleFailure]) -> RuleTestResult {
    let place = problems.first?.at ?? id
    let path = place.split(separator: ":").first.map(String.init) ?? place
    var result = RuleTestResult(rule: id, path: path)
    result.points = problems.map { problem in
      TestPoint(
        rule: id, kind: .load, example: "", place: problem.at, runs: 0,
        failures: [
          TestFailure(
            differences: [
              FieldDifference(
                field: "", expected: nil, got: "\(problem.message) [\(problem.code)]")
            ], isBroken: true)
        ])
    }
    return result
  }
}
