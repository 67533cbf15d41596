public import RigModel

/// A number, word or list that a user may set for a rule (`settings` in `rigrules.yaml`).
public struct Parameter: Sendable, Hashable {
  /// The name.
  public let name: String
  /// The value if nothing is set.
  public let defaultValue: BuildValue
  /// The value in force, after profile and settings.
  public let value: BuildValue
  /// The least value that is allowed.
  public let minimum: Double?
  /// The greatest value that is allowed.
  public let maximum: Double?
  /// The values allowed, where only some are.
  public let allowed: [BuildValue]?
  /// The unit of its values, if it has one.
  public let unit: String?
  /// What it is, in the words of its author.
  public let doc: LocalizedText?

  /// Makes one from its parts.
  public init(
    name: String, defaultValue: BuildValue, value: BuildValue, minimum: Double? = nil,
    maximum: Double? = nil, allowed: [BuildValue]? = nil, unit: String? = nil,
    doc: LocalizedText? = nil
  ) {
    self.name = name
    self.defaultValue = defaultValue
    self.value = value
    self.minimum = minimum
    self.maximum = maximum
    self.allowed = allowed
    self.unit = unit
    self.doc = doc
  }
}
