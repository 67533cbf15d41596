internal import LuaRuntime
internal import RigModel
internal import RigReports
internal import RigRules

/// What evaluating each rule takes, measured on its examples. The only figures that differ from
/// machine to machine and from run to run.
public struct RuleBenchmark {
  private struct Row {
    let rule: String
    let cases: Int
    let nanoseconds: Double
    let fuel: Int
    let memory: UInt64
  }

  private var rows: [Row] = []
  private static let rounds = 50

  /// Evaluates the examples of every rule of the plan many times.
  public init(_ plan: TestPlan) throws {
    for part in plan.parts {
      for rule in part.engine.ruleSet.rules where part.wants(rule.id) {
        let row = try BigStack.run { () -> Result<Row?, any Error> in
          Result { try Self.measure(rule, part.engine) }
        }.get()
        if let row { rows.append(row) }
      }
    }
  }

  private static func measure(_ rule: RuleDescription, _ engine: Engine) throws -> Row? {
    let variant = try engine.variant(of: rule.id, limits: RuleTester.limits)
    // A change of parameters is not a part of an evaluation.
    let builds = rule.examples.filter(\.parameters.isEmpty).compactMap {
      (try? Build($0.build)).map(variant.prepare)
    }
    guard !builds.isEmpty else { return nil }
    var fuel = 0
    var memory: UInt64 = 0
    for build in builds {
      fuel = max(fuel, try variant.explain(build).fuel)
      memory = max(memory, try variant.memory(on: build))
    }
    var best = Duration.seconds(60)
    for _ in 1...5 {
      let start = ContinuousClock.now
      for _ in 1...rounds {
        for build in builds { _ = try variant.evaluate(build) }
      }
      best = min(best, ContinuousClock.now - start)
    }
    let each = best / Double(rounds * builds.count)
    return Row(
      rule: rule.id, cases: builds.count, nanoseconds: each / .nanoseconds(1), fuel: fuel,
      memory: memory)
  }

  /// A table: nanoseconds of the mean evaluation with its build being bound, the most fuel and the
  /// most memory that an example took.
  public var text: String {
    let columns = max(4, rows.map { TextLayout.columns(of: $0.rule) }.max() ?? 0)
    var text = TextLayout.padded("rule", to: columns) + "  examples          ns        fuel"
    text += "       bytes\n"
    for row in rows {
      let figures = [(row.cases, 8), (Int(row.nanoseconds.rounded()), 10), (row.fuel, 10)]
      text += TextLayout.padded(row.rule, to: columns)
      for (number, width) in figures + [(Int(clamping: row.memory), 10)] {
        let digits = "\(number)"
        text += "  " + String(repeating: " ", count: max(0, width - digits.count)) + digits
      }
      text += "\n"
    }
    return text
  }
}
