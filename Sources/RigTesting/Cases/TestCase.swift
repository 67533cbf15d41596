public import RigModel
public import RigRules

/// A build, and what a rule must report for it: from the rule's examples or from a table.
public struct TestCase: Sendable, Hashable {
  /// The id of the rule.
  public let rule: String
  /// What sort it is.
  public let kind: TestPoint.Kind
  /// The name.
  public let name: String
  /// The build.
  public let build: Build
  /// The values that a user may set, by name.
  public let parameters: [String: BuildValue]
  /// What must come out.
  public let expected: ExpectedOutcome
  /// `Rules/psu/wattage.lua:312`.
  public let place: String
}
