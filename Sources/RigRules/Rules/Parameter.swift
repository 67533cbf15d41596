public import RigModel

/// A number, word or list that a user may set for a rule (`settings` in `rigrules.yaml`).
public struct Parameter: Sendable, Hashable {
  public let name: String
  public let defaultValue: BuildValue
  /// The value in force, after profile and settings.
  public let value: BuildValue
  public let minimum: Double?
  public let maximum: Double?
  /// The values allowed, where only some are.
  public let allowed: [BuildValue]?
  public let unit: String?
  public let doc: LocalizedText?

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
