internal import LuaRuntime

/// A rule that loads, and what the engine decided about it.
///
/// A class, because every result of every build looks a rule up: a copy of all its parts would cost
/// more than many rules take to run.
package final class LoadedRule: Sendable {
  package let description: RuleDescription
  let source: [UInt8]
  /// What runs of the source: all, or all but the examples.
  let code: [UInt8]
  /// The modules it can require, as they were when it loaded.
  let space: Int
  let chunk: Int
  let plan: RulePlan
  /// What the file itself says, before settings.
  let declaredSeverity: Severity
  /// Set where settings give another severity.
  let configuredSeverity: Severity?
  let templates: [String: MessageTemplate]
  /// Set where the file on disk no longer loads, and this is its last good version.
  package let staleness: [RuleFailure]?

  init(
    description: RuleDescription, source: [UInt8], code: [UInt8], space: Int, chunk: Int,
    plan: RulePlan, declaredSeverity: Severity, configuredSeverity: Severity?,
    templates: [String: MessageTemplate], staleness: [RuleFailure]? = nil
  ) {
    (self.description, self.source, self.code) = (description, source, code)
    (self.space, self.chunk, self.plan) = (space, chunk, plan)
    (self.declaredSeverity, self.configuredSeverity) = (declaredSeverity, configuredSeverity)
    (self.templates, self.staleness) = (templates, staleness)
  }

  func template(_ id: String) -> MessageTemplate? { templates[id] }

  func stale(_ problems: [RuleFailure]) -> LoadedRule {
    var description = description
    description.isStale = true
    return LoadedRule(
      description: description, source: source, code: code, space: space, chunk: chunk, plan: plan,
      declaredSeverity: declaredSeverity, configuredSeverity: configuredSeverity,
      templates: templates, staleness: problems)
  }
}
