internal import LuaRuntime
package import RigModel

/// Reads what a case outside of a rule file expects, as strictly as the examples within one.
package enum ExampleReader {
  /// What is wrong, with the path of the key it is about (`expect.severity`).
  package struct Problem: Sendable, Hashable {
    package let path: String
    package let message: String
  }

  /// The parameters and the expectation of a case for a rule, or all that is wrong with them.
  package static func read(
    name: String, parameters: BuildValue?, expect: BuildValue?, for rule: RuleDescription
  ) -> (example: RuleExample?, problems: [Problem]) {
    var fields = [
      BuildValue.Field(key: "name", value: .text(name)),
      BuildValue.Field(key: "build", value: .map([])),
    ]
    if let parameters { fields.append(BuildValue.Field(key: "params", value: parameters)) }
    if let expect { fields.append(BuildValue.Field(key: "expect", value: expect)) }
    var decoder = RuleDecoder(id: rule.id, path: rule.path, origin: rule.origin)
    let examples = decoder.examples(
      .list([LuaValue(.map(fields))]), parameters: rule.parameters)
    let prefix = "examples[1]."
    let problems = decoder.problems.map { problem in
      Problem(
        path: problem.path.hasPrefix(prefix) ? String(problem.path.dropFirst(prefix.count)) : "",
        message: problem.message)
    }
    return (problems.isEmpty ? examples.first : nil, problems)
  }
}
