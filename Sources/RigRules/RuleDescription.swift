public import RigModel

/// The language of messages, titles and reasons.
public enum Language: String, Sendable, Hashable, CaseIterable {
  case english = "en"
  case chinese = "zh"
}

/// A text by language; English is the fallback.
public struct LocalizedText: Sendable, Hashable {
  public let english: String
  public let chinese: String?

  public init(english: String, chinese: String? = nil) {
    self.english = english
    self.chinese = chinese
  }

  public subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese ?? english
    }
  }
}

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

/// What an example of a rule says must come out.
public struct ExpectedOutcome: Sendable, Hashable {
  /// `pass`, `fail`, `unknown` or `not_applicable`.
  public let outcome: String
  /// The ids of the findings, in the order reported; nil where the example does not say.
  public let findings: [String]?
  public let severity: Severity?
  public let missing: [String]?
  public let score: Double?
  /// The place that the first finding names.
  public let at: String?
  /// Figures that the first finding's data must hold; a map.
  public let data: BuildValue?

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
  public let name: String
  /// The build as written; decode it with `Build(_:)`.
  public let build: BuildValue
  public let parameters: [String: BuildValue]
  public let expected: ExpectedOutcome
  /// The line of the example in the rule file.
  public let line: Int?

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

/// Everything a rule file declares, without its code.
public struct RuleDescription: Sendable, Hashable {
  public let id: String
  public let category: String
  public let title: LocalizedText
  public let why: LocalizedText?
  /// The sentences of the source document, each one contiguous quotation.
  public let source: [String]
  /// The worst the rule may report, after settings.
  public let severity: Severity
  public let weight: Double
  /// The paths the rule needs, as written (`gpus[].power_limit_w | gpus[].tdp_w`).
  public let needs: [String]
  /// Fields that the rule looks at and can do without.
  public let reads: [String]
  /// Lists of parts whose order the rule heeds, where the build says nothing better (`gpus`).
  public let ordered: [String]
  public let parameters: [Parameter]
  /// Message templates by finding id, sorted by id.
  public let messages: [Message]
  public let examples: [RuleExample]
  /// As shown to people: `Rules/psu/wattage.lua`.
  public let path: String
  /// `rules`, or the plugin's name.
  public let origin: String
  /// Set while the file on disk no longer loads and this is its last good version.
  public internal(set) var isStale: Bool

  public init(
    id: String, category: String, title: LocalizedText, why: LocalizedText?, source: [String],
    severity: Severity, weight: Double, needs: [String], reads: [String] = [],
    ordered: [String] = [],
    parameters: [Parameter],
    messages: [Message], examples: [RuleExample], path: String, origin: String, isStale: Bool
  ) {
    self.id = id
    self.category = category
    self.title = title
    self.why = why
    self.source = source
    self.severity = severity
    self.weight = weight
    self.needs = needs
    self.reads = reads
    self.ordered = ordered
    self.parameters = parameters
    self.messages = messages
    self.examples = examples
    self.path = path
    self.origin = origin
    self.isStale = isStale
  }
}

extension RuleDescription {
  /// The text of one kind of finding, with `{name}` where data is put in.
  public struct Message: Sendable, Hashable {
    public let id: String
    public let text: LocalizedText

    public init(id: String, text: LocalizedText) {
      self.id = id
      self.text = text
    }
  }
}
