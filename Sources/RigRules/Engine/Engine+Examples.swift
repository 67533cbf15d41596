internal import RigModel

/// How an example of a rule came out.
public struct ExampleResult: Sendable, Hashable {
  /// The id of the rule.
  public let rule: String
  /// The example of the rule file.
  public let example: RuleExample
  /// What differs from what the example expects, one sentence each; empty where it holds.
  public let differences: [String]
  /// nil where the example's build is not valid.
  public let result: RuleResult?

  /// Whether nothing is wrong.
  public var holds: Bool { differences.isEmpty }
}

extension Engine {
  /// Runs one rule's examples. Each is a test of the rule, and part of its page.
  public func runExamples(of id: String) throws(EngineError) -> [ExampleResult] {
    guard let rule = ruleSet.rule(id) else {
      throw .unknownRule(id, nearest: ruleSet.nearestRule(to: id))
    }
    var results: [ExampleResult] = []
    for example in rule.examples { results.append(try run(example, of: rule)) }
    return results
  }

  /// The same rules and plugins with a profile in force, in place of that of the options.
  package func reopened(profile: String) throws(EngineError) -> Engine {
    var options = options
    options.profile = profile
    // The facts of the program are among the plugins already.
    let plugins = pluginSources.dropFirst(options.facts == nil ? 0 : 1)
    return try Engine(rules: sources, plugins: Array(plugins), options: options)
  }

  private func run(_ example: RuleExample, of rule: RuleDescription) throws(EngineError)
    -> ExampleResult
  {
    let build: Build
    do { build = try Build(example.build) } catch {
      return ExampleResult(
        rule: rule.id, example: example, differences: ["the build is not valid: \(error)"],
        result: nil)
    }
    let result = try evaluate(rule: rule.id, build: build, parameters: example.parameters)
    return ExampleResult(
      rule: rule.id, example: example,
      differences: example.expected.differences(from: result), result: result)
  }
}

/// One field of an answer that is not as an example says.
public struct FieldDifference: Sendable, Hashable {
  /// The field that differs.
  public let field: String
  /// nil where the field says nothing that could be expected, as the reason why a rule broke.
  public let expected: String?
  /// What came out.
  public let got: String

  /// Makes one from its parts.
  public init(field: String, expected: String?, got: String) {
    self.field = field
    self.expected = expected
    self.got = got
  }

  var sentence: String {
    expected.map { "\(field): expected \($0), got \(got)" } ?? "\(field): \(got)"
  }
}

extension ExpectedOutcome {
  func differences(from result: RuleResult) -> [String] {
    fieldDifferences(from: result).map(\.sentence)
  }

  /// What the answer has otherwise, field by field; empty where it is as expected.
  package func fieldDifferences(from result: RuleResult) -> [FieldDifference] {
    var list: [FieldDifference] = []
    func compare<Value: Equatable>(_ field: String, _ wanted: Value?, _ got: Value?) {
      guard let wanted, wanted != got else { return }
      list.append(
        FieldDifference(
          field: field, expected: "\(wanted)", got: got.map { "\($0)" } ?? "none"))
    }
    compare("outcome", outcome, result.outcome.name)
    switch result.outcome {
    case .fail(let worst, let reported):
      compare("findings", findings, reported.map(\.id))
      compare("severity", severity?.rawValue, worst.rawValue)
      compare(
        "at", at.map(BuildLocation.forPeople),
        reported.first?.at.map(BuildLocation.forPeople))
      if case .map(let fields)? = data {
        for field in fields {
          compare(
            "data.\(field.key)", field.value.spelled, reported.first?.data[field.key]?.spelled)
        }
      }
    case .unknown(let fields):
      compare(
        "missing", missing?.map(BuildLocation.forPeople), fields.map(BuildLocation.forPeople))
    case .broken(let failure):
      list.append(
        FieldDifference(
          field: "it broke at \(failure.at)", expected: nil, got: failure.message))
    case .pass, .notApplicable: break
    }
    if let score, abs(score - (result.score ?? -1)) > 1e-9 {
      compare("score", score, result.score)
    }
    return list
  }
}
