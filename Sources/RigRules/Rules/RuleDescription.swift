/// Everything a rule file declares, without its code.
public struct RuleDescription: Sendable, Hashable {
  /// The id by which everything else refers to it.
  public let id: String
  /// The first part of the id: `psu` of `psu/wattage`.
  public let category: String
  /// What the rule checks, in a few words.
  public let title: LocalizedText
  /// Why it matters.
  public let why: LocalizedText?
  /// The sentences of the source document, each one contiguous quotation.
  public let source: [String]
  /// The worst the rule may report, after settings.
  public let severity: Severity
  /// What it counts in the score.
  public let weight: Double
  /// What it means for the verdict that the rule is unknown.
  public var unknown: UnknownEffect { statedUnknown ?? severity.defaultUnknownEffect }
  /// What the rule file states; nil leaves it to the severity.
  public let statedUnknown: UnknownEffect?
  /// The paths the rule needs, as written (`gpus[].power_limit_w | gpus[].tdp_w`).
  public let needs: [String]
  /// Fields that the rule looks at and can do without.
  public let reads: [String]
  /// Lists of parts whose order the rule respects, if the build says nothing better (`gpus`).
  public let ordered: [String]
  /// The values that a user may set, by name.
  public let parameters: [Parameter]
  /// Message templates by finding id, sorted by id.
  public let messages: [Message]
  /// Builds with the outcome that the rule must give.
  ///
  /// If the engine loads without them (`EngineOptions.checksExamples`), they are decoded when they
  /// are first read, and those that are wrong are left out.
  public var examples: [RuleExample] { exampleList.examples }
  let exampleList: ExampleList
  /// As shown to people: `Rules/psu/wattage.lua`.
  public let path: String
  /// `rules`, or the plugin's name.
  public let origin: String
  /// Set while the file on disk no longer loads and this is its last good version.
  public internal(set) var isStale: Bool

  /// Makes one from its parts.
  public init(
    id: String, category: String, title: LocalizedText, why: LocalizedText?, source: [String],
    severity: Severity, weight: Double, unknown: UnknownEffect? = nil, needs: [String],
    reads: [String] = [], ordered: [String] = [],
    parameters: [Parameter],
    messages: [Message], examples: [RuleExample], path: String, origin: String, isStale: Bool
  ) {
    self.init(
      id: id, category: category, title: title, why: why, source: source, severity: severity,
      weight: weight, unknown: unknown, needs: needs, reads: reads, ordered: ordered,
      parameters: parameters, messages: messages, examples: ExampleList(examples), path: path,
      origin: origin, isStale: isStale)
  }

  init(
    id: String, category: String, title: LocalizedText, why: LocalizedText?, source: [String],
    severity: Severity, weight: Double, unknown: UnknownEffect?, needs: [String],
    reads: [String], ordered: [String], parameters: [Parameter], messages: [Message],
    examples: ExampleList, path: String, origin: String, isStale: Bool
  ) {
    self.id = id
    self.category = category
    self.title = title
    self.why = why
    self.source = source
    self.severity = severity
    self.weight = weight
    self.statedUnknown = unknown
    self.needs = needs
    self.reads = reads
    self.ordered = ordered
    self.parameters = parameters
    self.messages = messages
    exampleList = examples
    self.path = path
    self.origin = origin
    self.isStale = isStale
  }
}

extension RuleDescription {
  /// The text of one kind of finding, with `{name}` where data is put in.
  public struct Message: Sendable, Hashable {
    /// The id by which everything else refers to it.
    public let id: String
    /// The message with its placeholders.
    public let text: LocalizedText

    /// Makes one from its parts.
    public init(id: String, text: LocalizedText) {
      self.id = id
      self.text = text
    }
  }
}
