public import RigModel
internal import RigRules

/// Which rule carries which recommendation of the source document, as `coverage.yaml` beside the
/// rules says it.
///
/// It names rules and says which of their examples belong to the recommendation; sentences and
/// examples themselves stand in the rules alone.
public struct CoverageTable: Sendable, Hashable {
  /// One recommendation.
  public struct Entry: Sendable, Hashable {
    /// `R8`.
    public let id: String
    /// What carries the sentence out.
    public let carrier: Carrier
    /// `coverage.yaml:12`.
    public let at: String
  }

  /// What carries a sentence out.
  public enum Carrier: Sendable, Hashable {
    case rule(id: String, sentence: Sentence, passes: Filter, fails: Filter)
    /// Why a machine cannot check it.
    case unchecked(FieldDoc)
  }

  /// Which words of the source document the recommendation is.
  public enum Sentence: Sendable, Hashable {
    /// All that the rule quotes.
    case all
    /// One of them, counted from 1.
    case quotation(Int)
    /// Words that the rule does not quote.
    case words(String)
  }

  /// Which examples count: those whose build has these values (`nil` for absent) and that report
  /// this finding.
  public struct Filter: Sendable, Hashable {
    /// The values to set, by path.
    public var values: [String: BuildValue?] = [:]
    /// The finding that is expected.
    public var finding: String?
    /// The default values.
    public init() {}
  }

  /// One entry for each sentence.
  public let entries: [Entry]

  /// Reads the table; throws everything that is wrong with it.
  public init(parsing bytes: [UInt8], file: String) throws(InvalidCoverage) {
    var decoder = CoverageDecoder(file: file)
    entries = decoder.decode(bytes)
    guard decoder.diagnostics.isEmpty else {
      throw InvalidCoverage(diagnostics: decoder.diagnostics)
    }
  }
}

/// A coverage table that cannot be used.
public struct InvalidCoverage: Error, Sendable, Hashable, CustomStringConvertible {
  /// Everything that is wrong, in the order of the file.
  public let diagnostics: [Diagnostic]
  /// The text for people: one line for each problem, with its location and code.
  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}

/// Reads `coverage.yaml` by its own small vocabulary.
struct CoverageDecoder {
  static let keys = ["rule", "source", "sentence", "where", "passes", "fails", "unchecked"]

  let file: String
  private(set) var diagnostics: [Diagnostic] = []

  init(file: String) { self.file = file }

  mutating func decode(_ bytes: [UInt8]) -> [CoverageTable.Entry] {
    let source = SourceDocument.parse(bytes, file: file, domain: "coverage")
    diagnostics = source.diagnostics
    guard let root = source.root else { return [] }
    return map(root, "the table").compactMap { entry($0) }
  }

  private mutating func entry(_ source: SourceEntry) -> CoverageTable.Entry? {
    let fields = map(source.value, "`\(source.key)`")
    for field in fields where !Self.keys.contains(field.key) {
      let near = nearestName(field.key, among: Self.keys)
      problem(
        "unknown-key", field.position,
        "a recommendation has no key `\(field.key)`; known are \(Self.keys.joined(separator: ", "))",
        hint: near.map { "did you mean `\($0)`?" })
    }
    let value = { (key: String) in fields.first { $0.key == key }?.value }
    let at = source.position.map { "\(file):\($0.line)" } ?? file
    if let node = value("unchecked") {
      guard let text = texts(node) else { return nil }
      return CoverageTable.Entry(id: source.key, carrier: .unchecked(text), at: at)
    }
    guard case .text(let rule)? = value("rule")?.plainValue else {
      problem("missing-key", source.position, "`\(source.key)` names no `rule`")
      return nil
    }
    var both = CoverageTable.Filter()
    read(value("where"), into: &both)
    var (passes, fails) = (both, both)
    read(value("passes"), into: &passes)
    read(value("fails"), into: &fails)
    let carrier = CoverageTable.Carrier.rule(
      id: rule, sentence: sentence(value("source"), value("sentence")), passes: passes,
      fails: fails)
    return CoverageTable.Entry(id: source.key, carrier: carrier, at: at)
  }

  private mutating func sentence(_ number: SourceNode?, _ words: SourceNode?)
    -> CoverageTable.Sentence
  {
    if let words {
      if case .text(let text)? = words.plainValue { return .words(text) }
      problem("wrong-type", words.position, "`sentence` must be a text")
    }
    guard let number else { return .all }
    if case .integer(let number)? = number.plainValue, number > 0 {
      return .quotation(Int(clamping: number))
    }
    problem(
      "wrong-type", number.position,
      "`source` must be the number of one of the rule's quotations, counted from 1")
    return .all
  }

  private mutating func read(_ node: SourceNode?, into filter: inout CoverageTable.Filter) {
    guard let node else { return }
    for entry in map(node, "a choice of examples") {
      let value = entry.value.plainValue
      if entry.key == "finding", case .text(let id)? = value {
        filter.finding = id
      } else {
        filter.values[entry.key] = value
      }
    }
  }

  private mutating func texts(_ node: SourceNode) -> FieldDoc? {
    let fields = map(node, "`unchecked`")
    let texts = ["en", "zh"].map { language in
      if case .text(let text)? = fields.first(where: { $0.key == language })?.value.plainValue {
        return text
      }
      return ""
    }
    guard !texts.contains("") else {
      problem("missing-key", node.position, "`unchecked` says why in `en` and in `zh`")
      return nil
    }
    return FieldDoc(texts[0], texts[1])
  }

  private mutating func map(_ node: SourceNode, _ what: String) -> [SourceEntry] {
    if case .map(let entries) = node.content { return entries }
    problem("wrong-type", node.position, "\(what) must be a map of keys")
    return []
  }

  private mutating func problem(
    _ code: String, _ position: SourcePosition?, _ message: String, hint: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        code: "coverage/\(code)", file: file, line: position?.line, column: position?.column,
        message: message, hint: hint))
  }
}
