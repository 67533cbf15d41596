public import RigModel

/// One thing a rule found.
public struct Finding: Sendable, Hashable, Codable {
  /// The message id, one of those the rule declares (`below_minimum`).
  public let id: String
  /// How much it matters.
  public let severity: Severity
  /// The message in the report's language, cleaned of control characters.
  public let message: String
  /// The numbers and words of the message, keys sorted; always a map.
  public let data: BuildValue
  /// The place in the build, indexed from 0 (`psus[0].wattage_w`).
  public let at: String?
  /// What to change, in the report's language.
  public let suggestion: String?
  /// Where the build's file has it; nil where the build came from no file, or it is not known.
  public package(set) var location: FileLocation?

  /// Makes one from its parts.
  public init(
    id: String, severity: Severity, message: String, data: BuildValue, at: String? = nil,
    suggestion: String? = nil
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.data = data
    self.at = at
    self.suggestion = suggestion
  }
}
