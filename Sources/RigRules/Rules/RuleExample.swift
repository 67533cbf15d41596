public import RigModel

/// What an example of a rule says must come out.
public struct ExpectedOutcome: Sendable, Hashable {
  /// `pass`, `fail`, `unknown` or `not_applicable`.
  public let outcome: String
  /// The ids of the findings, in the order reported; nil where the example does not say.
  public let findings: [String]?
  /// How much it matters.
  public let severity: Severity?
  /// The fields that must be named as missing.
  public let missing: [String]?
  /// The score of the result, 0 to 1.
  public let score: Double?
  /// The place that the first finding names.
  public let at: String?
  /// Figures that the first finding's data must hold; a map.
  public let data: BuildValue?

  /// Makes one from its parts.
  public init(
    outcome: String, findings: [String]? = nil, severity: Severity? = nil,
    missing: [String]? = nil, score: Double? = nil, at: String? = nil, data: BuildValue? = nil
  ) {
    self.outcome = outcome
    self.findings = findings
    self.severity = severity
    self.missing = missing
    self.score = score
    self.at = at
    self.data = data
  }
}

/// A test of a rule that stands in the rule itself, and documents it.
public struct RuleExample: Sendable, Hashable {
  /// The name of the example.
  public let name: String
  /// The build as written; decode it with `Build(_:)`.
  public let build: BuildValue
  /// The values that a user may set, by name.
  public let parameters: [String: BuildValue]
  /// What must come out.
  public let expected: ExpectedOutcome
  /// The line of the example in the rule file.
  public let line: Int?

  /// Makes one from its parts.
  public init(
    name: String, build: BuildValue, parameters: [String: BuildValue] = [:],
    expected: ExpectedOutcome, line: Int? = nil
  ) {
    self.name = name
    self.build = build
    self.parameters = parameters
    self.expected = expected
    self.line = line
  }
}
