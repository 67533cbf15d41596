internal import LuaRuntime
internal import RigModel
internal import RigRules

/// Which lines and which ways of each decision in a rule's functions its cases pass.
public struct RuleCoverage: Sendable, Hashable {
  /// A decision that only ever went one way, or none.
  public struct MissedBranch: Sendable, Hashable {
    /// The line, counted from 1.
    public let line: Int
    /// The column, counted from 1.
    public let column: Int
    /// `if`, `elseif`, `while`, `until`, `and`, `or`.
    public let kind: String
    /// What is decided, as it is written.
    public let text: String
    /// The ways that were not taken.
    public let never: [Bool]
  }

  /// The path of the rule file.
  public let path: String
  /// Lines that can run.
  public private(set) var lines = 0
  /// Lines that never ran.
  public private(set) var missedLines: [Int] = []
  /// Two for each decision.
  public private(set) var branches = 0
  /// Branches that went one way only.
  public private(set) var missedBranches: [MissedBranch] = []
  /// Why it could not be measured.
  public private(set) var problem: String?

  init(path: String) { self.path = path }

  /// Lines that ran.
  public var coveredLines: Int { lines - missedLines.count }
  /// Branches that were taken.
  public var coveredBranches: Int { branches - missedBranches.reduce(0) { $0 + $1.never.count } }
  /// Lines that ran, in percent.
  public var linePercent: Double { Self.percent(coveredLines, lines) }
  /// Branches that were taken, in percent.
  public var branchPercent: Double { Self.percent(coveredBranches, branches) }

  static func percent(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 100 : 100 * Double(part) / Double(whole)
  }

  /// Runs the cases on a copy of the rule that tells where it goes. The answers must be those of
  /// the rule itself.
  static func measure(_ rule: RuleDescription, _ cases: [TestCase], engine: Engine) throws -> Self {
    var coverage = RuleCoverage(path: rule.path)
    guard let instrumented = Instrumentation(engine.ruleSet.source(of: rule.id) ?? []) else {
      coverage.problem = "the source cannot be taken apart"
      return coverage
    }
    do {
      let probes = try coverage.run(instrumented, rule, cases, engine)
      coverage.note(probes, instrumented)
    } catch let refusal as VariantRefusal {
      coverage.problem = "the instrumented copy does not load: \(refusal)"
    }
    return coverage
  }

  private mutating func run(
    _ instrumented: Instrumentation, _ rule: RuleDescription, _ cases: [TestCase],
    _ engine: Engine
  ) throws -> [ProbeHits] {
    // Telling takes instructions, which must not count.
    var limits = Limits(fuel: 40_000_000, deadlineMilliseconds: 60_000)
    limits.probes = UInt32(instrumented.probes)
    let copy = try engine.variant(
      of: rule.id, source: LuaOutline.withoutExamples(instrumented.source), limits: limits)
    let plain = try engine.variant(of: rule.id, limits: RuleTester.limits)
    for test in cases {
      let build = plain.prepare(test.build)
      let expected = try plain.evaluate(build, parameters: test.parameters)
      let got = try copy.evaluate(build, parameters: test.parameters)
      if expected != got, problem == nil, !expected.outcome.isBroken {
        problem = "the instrumented copy answers \"\(test.name)\" otherwise"
      }
    }
    return copy.probes
  }

  private mutating func note(_ probes: [ProbeHits], _ instrumented: Instrumentation) {
    let outline = instrumented.outline
    var passed: [Int: Bool] = [:]
    for (index, statement) in instrumented.statements.enumerated() {
      let line = outline.line(of: statement.token)
      passed[line] = passed[line] == true || probes[index].contains(.wasTrue)
    }
    lines = passed.count
    missedLines = passed.filter { !$0.value }.map(\.key).sorted()
    branches = 2 * instrumented.decisions.count
    for (index, decision) in instrumented.decisions.enumerated() {
      let hits = probes[instrumented.statements.count + index]
      let never =
        (hits.contains(.wasTrue) ? [] : [true]) + (hits.contains(.wasFalse) ? [] : [false])
      if never.isEmpty { continue }
      let token = decision.tokens.lowerBound
      missedBranches.append(
        MissedBranch(
          line: outline.line(of: token), column: outline.column(of: token),
          kind: decision.kind.rawValue, text: outline.text(of: decision.tokens), never: never))
    }
    missedBranches.sort { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  /// The point that a threshold makes of it.
  func point(rule: RuleDescription, minimum: Double?) -> TestPoint {
    var failures: [TestFailure] = []
    if let problem { failures.append(TestFailure("coverage cannot be measured: \(problem)")) }
    for (name, percent) in [("lines", linePercent), ("branches", branchPercent)] {
      guard let minimum, percent < minimum else { continue }
      failures.append(
        TestFailure(
          differences: [
            FieldDifference(
              field: "coverage of \(name)",
              expected: "\(BuildValue.quantity(minimum).spelled) % or more",
              got: "\(Self.shown(percent)) %")
          ]))
    }
    return TestPoint(
      rule: rule.id, kind: .coverage, example: "", place: rule.path, runs: 0, failures: failures)
  }

  /// One decimal, rounded down.
  static func shown(_ percent: Double) -> String {
    BuildValue.quantity((percent * 10).rounded(.down) / 10).spelled
  }
}
