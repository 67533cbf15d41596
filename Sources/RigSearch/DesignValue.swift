internal import RigModel
internal import RigRules

/// The function in Lua of a plan cannot be used.
package struct ObjectiveError: Error {
  /// What is wrong with it.
  package let message: String
}

/// A user's function in Lua that says how good a design is.
///
/// It runs as a rule does, in the same sandbox with the same limits, in an engine of its own.
final class DesignValue {
  private let engine: Engine

  /// Loads the function: `objective = function(build, report) … end`, or `return function …`.
  ///
  /// The text begins on the first line of what is loaded, so lines in errors are its own.
  init(_ source: String) throws {
    let isExpression = source.drop { $0.isWhitespace }.hasPrefix("function")
    let text =
      "local objective; local returned = (function() \(isExpression ? "return " : "")\(source)\n"
        + """
        end)()
        local value = returned or objective
        return {
          title = { en = "The objective" }, severity = "advice",
          messages = { value = { en = "{value}" } },
          check = function(build, ctx)
            local number = value(build, build.x_report)
            if number ~= nil then ctx.report("value", { value = number }) end
          end,
        }
        """
    engine = try Engine(rules: [.files(["design/objective.lua": text], displayedAs: "plan")])
    if let failure = engine.ruleSet.failures.first {
      throw ObjectiveError(message: failure.problems[0].message)
    }
  }

  /// The number for a build; nil where the function returns nil.
  func number(_ build: Build, _ report: Report, price: Double?) throws -> Double? {
    var facts: [BuildValue.Field] = [
      .init(key: "verdict", value: .text(report.verdict.rawValue)),
      .init(key: "coverage", value: .quantity(report.coverage)),
    ]
    if let score = report.score { facts.append(.init(key: "score", value: .quantity(score))) }
    if let price { facts.append(.init(key: "price", value: .quantity(price))) }
    guard let shown = try? Build(build.value.with("x_report", .map(facts))) else { return nil }
    switch try engine.evaluate(shown).results.first?.outcome {
    case .fail(_, let findings)?:
      guard let number = findings.first?.data["value"]?.numberValue else {
        throw ObjectiveError(message: "it returned something that is not a number")
      }
      return number
    case .broken(let failure)?: throw ObjectiveError(message: "\(failure.at): \(failure.message)")
    default: return nil
    }
  }
}
