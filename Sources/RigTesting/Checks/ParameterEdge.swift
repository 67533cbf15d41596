internal import RigModel
internal import RigRules

/// Whatever a user may set a parameter to, the rule answers.
struct ParameterEdge: DerivedCheck {
  let kind = TestPoint.Kind.parameterEdge

  func trials(of test: TestCase, rule: RuleDescription, explanation: Explanation) -> [Trial] {
    rule.parameters.flatMap { parameter in
      Self.edges(of: parameter).compactMap { value -> Trial? in
        guard value != test.parameters[parameter.name] ?? parameter.value else { return nil }
        return Trial(
          what: "with \(parameter.name) = \(value.spelled)", build: test.build,
          parameters: test.parameters.merging([parameter.name: value]) { $1 })
      }
    }
  }

  private static func edges(of parameter: Parameter) -> [BuildValue] {
    if let allowed = parameter.allowed { return allowed }
    if case .boolean = parameter.defaultValue { return [false, true] }
    guard parameter.defaultValue.numberValue != nil else { return [] }
    return [parameter.minimum, parameter.maximum].compactMap { $0 }.map { BuildValue.quantity($0) }
  }

  func differences(_ original: RuleResult, _ answer: RuleResult, _ trial: Trial)
    -> [FieldDifference]
  {
    answer.outcome.isBroken
      ? FieldDifference.between("outcome", "any but broken", "broken") : []
  }
}
