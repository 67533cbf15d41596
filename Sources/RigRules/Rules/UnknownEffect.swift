/// What it means for a verdict that a rule has no answer.
public enum UnknownEffect: String, Sendable, Hashable, CaseIterable {
  /// Without the answer there is no verdict.
  case incomplete
  /// The report lists the rule and what it misses; the verdict does not depend on it.
  case note
}

extension Severity {
  /// The effect for rules that state none: only errors decide whether a build works.
  var defaultUnknownEffect: UnknownEffect { self == .error ? .incomplete : .note }
}
