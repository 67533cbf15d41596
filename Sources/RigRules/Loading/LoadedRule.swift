internal import LuaRuntime

/// A rule that loads, and what the engine decided about it.
package struct LoadedRule: Sendable {
  package var description: RuleDescription
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
  package var staleness: [RuleFailure]?

  func template(_ id: String) -> MessageTemplate? { templates[id] }

  func stale(_ problems: [RuleFailure]) -> LoadedRule {
    var copy = self
    copy.staleness = problems
    copy.description.isStale = true
    return copy
  }
}
