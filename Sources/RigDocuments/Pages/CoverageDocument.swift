internal import RigModel
public import RigRules

/// The table of recommendations: which rule carries each, and which examples show it.
public struct CoverageDocument {
  /// One row, with everything found.
  public struct Row: Sendable, Hashable {
    /// The id by which everything else refers to it.
    public let id: String
    /// nil where no machine can check it.
    public let rule: String?
    /// The sentence of the source document.
    public let sentence: String
    /// The name of an example that passes, and of one that does not; nil where there is none.
    public let passing: String?
    /// A build on which the rule fails, if one is shown.
    public let failing: String?
    let sections: [String: String]
  }

  /// One row for each sentence.
  public let rows: [Row]
  /// Rules that carry no recommendation.
  public let unnamed: [String]

  /// Holds the table against the rules; throws where it names what is not there.
  public init(_ table: CoverageTable, rules: [RuleDescription]) throws(InvalidCoverage) {
    var problems: [Diagnostic] = []
    rows = table.entries.map { entry in
      switch entry.carrier {
      case .unchecked(let reason):
        return Row(
          id: entry.id, rule: nil, sentence: "\(reason.english) \(reason.chinese)", passing: nil,
          failing: nil, sections: [:])
      case .rule(let id, let sentence, let passes, let fails):
        guard let rule = rules.first(where: { $0.id == id }) else {
          problems.append(Self.unknown(id, entry, rules))
          return Row(
            id: entry.id, rule: id, sentence: "", passing: nil, failing: nil, sections: [:])
        }
        return Self.row(entry, rule, sentence, (passes, fails), &problems)
      }
    }
    let named = Set(rows.compactMap(\.rule))
    unnamed = rules.map(\.id).filter { !named.contains($0) }
    guard problems.isEmpty else { throw InvalidCoverage(diagnostics: problems) }
  }

  /// The generated file.
  public var file: GeneratedFile { GeneratedFile(path: "coverage.md", text: text) }

  private var text: String {
    var text =
      "<!-- \(GeneratedFile.mark)docs` from coverage.yaml and the rules; edit those. -->\n\n"
    text += "# What of the source document is checked · 原文覆盖情况\n\n"
    text +=
      "Every recommendation of the source document, the rule that carries it, the sentence it "
    text += "stands in, and one example on each side of it.\n\n"
    text += "原文的每条建议、对应的规则、原句，以及通过和不通过的示例各一个。\n\n"
    text += Markdown.table(
      ["#", "Rule · 规则", "Sentence · 原句", "Passes · 通过", "Fails · 不通过"],
      rows.map { row in
        [
          row.id, row.rule.map { "[\($0)](\(RuleDocument.path(of: $0)))" } ?? "–",
          Markdown.cell(row.sentence), Self.link(row.passing, row), Self.link(row.failing, row),
        ]
      })
    if !unnamed.isEmpty {
      text += "\nRules beyond the source document · 原文之外的规则: "
      text += unnamed.map { "[\($0)](\(RuleDocument.path(of: $0)))" }.joined(separator: ", ") + "\n"
    }
    return text
  }

  private static func link(_ example: String?, _ row: Row) -> String {
    guard let example, let rule = row.rule else { return "–" }
    let section = row.sections[example].map { "#\($0)" } ?? ""
    return "[\(Markdown.cell(example))](\(RuleDocument.path(of: rule))\(section))"
  }

  // MARK: Finding

  private static func row(
    _ entry: CoverageTable.Entry, _ rule: RuleDescription, _ sentence: CoverageTable.Sentence,
    _ filters: (passes: CoverageTable.Filter, fails: CoverageTable.Filter),
    _ problems: inout [Diagnostic]
  ) -> Row {
    let words: String
    switch sentence {
    case .all: words = rule.source.joined(separator: " … ")
    case .words(let text): words = text
    case .quotation(let number):
      words = number <= rule.source.count ? rule.source[number - 1] : ""
      if number > rule.source.count {
        problems.append(
          problem(
            "no-sentence", entry,
            "`\(entry.id)` names quotation \(number) of `\(rule.id)`, which has "
              + "\(rule.source.count)"))
      }
    }
    return Row(
      id: entry.id, rule: rule.id, sentence: words,
      passing: example(of: rule, "pass", filters.passes),
      failing: example(of: rule, "fail", filters.fails), sections: sections(of: rule))
  }

  /// The first example of an outcome that the filter lets through.
  private static func example(
    of rule: RuleDescription, _ outcome: String, _ filter: CoverageTable.Filter
  ) -> String? {
    rule.examples.first { example in
      guard example.expected.outcome == outcome else { return false }
      if let finding = filter.finding, example.expected.findings?.contains(finding) != true {
        return false
      }
      return filter.values.allSatisfy { path, value in
        let build = (try? Build(example.build))?.value
        return (build?[path: path] ?? example.build[path: path]) == value
      }
    }?.name
  }

  /// Where each example stands on the page of its rule, as renderers of Markdown name headings.
  private static func sections(of rule: RuleDescription) -> [String: String] {
    var sections: [String: String] = [:]
    for (index, example) in rule.examples.enumerated() {
      let heading = "\(index + 1). \(example.name)".lowercased()
      let kept = heading.unicodeScalars.filter {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == " " || $0 == "-"
          || $0 == "_"
      }
      sections[example.name] = String(String.UnicodeScalarView(kept)).split(
        separator: " ", omittingEmptySubsequences: false
      ).joined(separator: "-")
    }
    return sections
  }

  private static func unknown(
    _ id: String, _ entry: CoverageTable.Entry, _ rules: [RuleDescription]
  ) -> Diagnostic {
    problem(
      "unknown-rule", entry, "`\(entry.id)` names the rule `\(id)`, which is not there",
      hint: nearestName(id, among: rules.map(\.id)).map { "did you mean `\($0)`?" })
  }

  private static func problem(
    _ code: String, _ entry: CoverageTable.Entry, _ message: String, hint: String? = nil
  ) -> Diagnostic {
    let parts = entry.at.split(separator: ":")
    let line = parts.count > 1 ? Int(parts[parts.count - 1]) : nil
    let file = line == nil ? entry.at : parts.dropLast().joined(separator: ":")
    return Diagnostic(
      code: "coverage/\(code)", file: file, line: line, message: message, hint: hint)
  }
}
