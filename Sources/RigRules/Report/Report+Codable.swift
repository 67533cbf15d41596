internal import RigModel

// Reports are coded under the keys of `check --format json`, so that the JSON of an encoder is read by
// whatever reads that. Added are only what a program needs to have the same value again: `weight` and
// `score` of a result, `price`, and the code of a failure.

extension Severity: Codable {}
extension Verdict: Codable {}
extension Notice.Kind: Codable {}
extension RuleFailure.Kind: Codable {}

extension RuleFailure: Codable {
  private enum CodingKeys: String, CodingKey { case kind, message, at, code }

  /// Reads one; the line of the source is not part of it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      kind: try container.decode(Kind.self, forKey: .kind),
      message: try container.decode(String.self, forKey: .message),
      at: try container.decode(String.self, forKey: .at),
      code: try container.decode(String.self, forKey: .code))
  }

  /// Writes all but the line of the source.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(message, forKey: .message)
    try container.encode(at, forKey: .at)
    try container.encode(code, forKey: .code)
  }
}

extension Outcome: Codable {
  private enum CodingKeys: String, CodingKey { case outcome, severity, findings, missing, error }

  /// Reads the word of `outcome` and what belongs to it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let name = try container.decode(String.self, forKey: .outcome)
    switch name {
    case "pass": self = .pass
    case "not_applicable": self = .notApplicable
    case "fail":
      self = .fail(
        severity: try container.decode(Severity.self, forKey: .severity),
        findings: try container.decode([Finding].self, forKey: .findings))
    case "unknown":
      self = .unknown(missing: try container.decode([String].self, forKey: .missing))
    case "broken": self = .broken(try container.decode(RuleFailure.self, forKey: .error))
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .outcome, in: container,
        debugDescription: "`\(name)` is none of pass, fail, unknown, not_applicable, broken")
    }
  }

  /// Writes the word and what belongs to it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .outcome)
    switch self {
    case .pass, .notApplicable: break
    case .fail(let severity, let findings):
      try container.encode(severity, forKey: .severity)
      try container.encode(findings, forKey: .findings)
    case .unknown(let missing): try container.encode(missing, forKey: .missing)
    case .broken(let failure): try container.encode(failure, forKey: .error)
    }
  }
}

extension RuleResult: Codable {
  private enum CodingKeys: String, CodingKey {
    case rule, category, waived, weight, score
    case droppedFindings = "findings_dropped"
  }

  /// Reads one; the outcome's keys stand beside the others.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      rule: try container.decode(String.self, forKey: .rule),
      category: try container.decode(String.self, forKey: .category),
      outcome: try Outcome(from: decoder),
      waived: try container.decodeIfPresent(Waiver.self, forKey: .waived),
      weight: try container.decode(Double.self, forKey: .weight),
      score: try container.decodeIfPresent(Double.self, forKey: .score),
      droppedFindings: try container.decodeIfPresent(Int.self, forKey: .droppedFindings) ?? 0)
  }

  /// Writes it; the outcome's keys stand beside the others.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rule, forKey: .rule)
    try container.encode(category, forKey: .category)
    try outcome.encode(to: encoder)
    try container.encodeIfPresent(waived, forKey: .waived)
    try container.encode(weight, forKey: .weight)
    try container.encodeIfPresent(score, forKey: .score)
    if droppedFindings > 0 { try container.encode(droppedFindings, forKey: .droppedFindings) }
  }
}
