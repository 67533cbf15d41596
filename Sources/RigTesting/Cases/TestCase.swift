public import RigModel
public import RigRules

/// A build, and what a rule must say of it: from the rule's examples or from a table.
public struct TestCase: Sendable, Hashable {
  public let rule: String
  public let kind: TestPoint.Kind
  public let name: String
  public let build: Build
  public let parameters: [String: BuildValue]
  public let expected: ExpectedOutcome
  /// `Rules/psu/wattage.lua:312`.
  public let place: String
}
