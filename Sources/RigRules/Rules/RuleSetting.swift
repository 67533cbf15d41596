public import RigModel

/// What `rigrules.yaml` and a profile set for single rules.
public struct RuleSetting: Sendable, Hashable {
  /// How much it matters.
  public var severity: Severity?
  /// Whether the rule is switched off.
  public var isOff: Bool?
  /// What it counts in the score.
  public var weight: Double?
  /// The values that a user may set, by name.
  public var parameters: [String: BuildValue]
  /// `rigrules.yaml:12`.
  public var at: String?

  /// Makes one from its parts.
  public init(
    severity: Severity? = nil, isOff: Bool? = nil, weight: Double? = nil,
    parameters: [String: BuildValue] = [:], at: String? = nil
  ) {
    self.severity = severity
    self.isOff = isOff
    self.weight = weight
    self.parameters = parameters
    self.at = at
  }
}

extension RuleSetting {
  /// What this says, and where it says nothing, what the other does.
  public func over(_ other: RuleSetting?) -> RuleSetting {
    guard let other else { return self }
    return RuleSetting(
      severity: severity ?? other.severity, isOff: isOff ?? other.isOff,
      weight: weight ?? other.weight,
      parameters: other.parameters.merging(parameters) { $1 }, at: at ?? other.at)
  }
}
