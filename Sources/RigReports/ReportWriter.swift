public import RigModel
public import RigPictures
public import RigRules

/// A form that reports can be written in.
public enum ReportFormat: String, Sendable, Hashable, CaseIterable {
  case text, json, jsonl, markdown, junit, sarif, github, html, svg
}

/// A report, and the file that its build came from.
public struct ReportedBuild: Sendable, Hashable {
  /// The report of the rules.
  public let report: Report
  /// As it was named; nil for standard input and for builds made by a program.
  public let file: String?
  /// The build itself, whose parts a report for people shows; nil if they are not known.
  public let build: Build?

  /// Makes one from its parts.
  public init(_ report: Report, file: String? = nil, build: Build? = nil) {
    self.report = report
    self.file = file
    self.build = build
  }
}

/// How much a report for people says, and how wide it is.
public struct ReportDetail: Sendable, Hashable {
  /// Whether each finding says why it matters, and on which sentence it rests.
  public var why: Bool
  /// Whether checks that passed or do not apply, and every field that is not stated, are listed.
  public var all: Bool
  /// Columns of the terminal.
  public var width: Int
  /// The pictures below a text, and those of SVG; a page has all.
  public var pictures: [PictureKind]

  /// Makes one from its parts.
  public init(
    why: Bool = false, all: Bool = false, width: Int = 96, pictures: [PictureKind] = []
  ) {
    self.why = why
    self.all = all
    self.width = width
    self.pictures = pictures
  }
}

/// Turns reports into text. Writes nothing anywhere; the same reports give the same bytes.
public struct ReportWriter: Sendable {
  /// The rules by id.
  public let rules: [String: RuleDescription]
  /// The rules in the order of their ids.
  public let sortedRules: [RuleDescription]
  /// The language of texts for people.
  public let language: Language
  /// Whether text for people has the colours of a terminal.
  public let color: Bool
  /// Whether results that passed or did not apply are left out.
  public let compact: Bool
  /// What text for people says.
  public let detail: ReportDetail

  /// Makes one from its parts.
  public init(
    ruleSet: RuleSet, language: Language = .english, color: Bool = false, compact: Bool = false,
    detail: ReportDetail = ReportDetail()
  ) {
    self.init(
      rules: ruleSet.rules, language: language, color: color, compact: compact, detail: detail)
  }

  /// The same with rules by themselves.
  public init(
    rules: [RuleDescription], language: Language = .english, color: Bool = false,
    compact: Bool = false, detail: ReportDetail = ReportDetail()
  ) {
    sortedRules = rules
    // Reports may hold a result about waivers, which no file gives.
    self.rules = Dictionary(
      (rules + [WaiverRule.description]).map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    self.language = language
    self.color = color
    self.compact = compact
    self.detail = detail
  }

  /// All reports in one form, as UTF-8, with a line end behind.
  public func bytes(of builds: [ReportedBuild], as format: ReportFormat) -> [UInt8] {
    switch format {
    case .text: Array(TextReport(writer: self).text(of: builds).utf8)
    case .json: JSONReport(compact: compact).document(of: builds.map(\.report))
    case .jsonl: JSONReport(compact: compact).lines(of: builds.map(\.report))
    case .markdown: Array(MarkdownReport(writer: self).text(of: builds).utf8)
    case .junit: Array(JUnitReport(writer: self).text(of: builds).utf8)
    case .sarif: SARIFReport(writer: self).document(of: builds)
    case .github: Array(GitHubReport(writer: self).text(of: builds).utf8)
    case .html: Array(HTMLReport(writer: self).text(of: builds).utf8)
    case .svg: Array(sheet(of: builds).utf8)
    }
  }

  /// The reports as HTML within a page of another target, which has `pageStyles`.
  package func fragment(of builds: [ReportedBuild]) -> String {
    HTMLReport(writer: self).body(of: builds)
  }

  /// The styles of pages with reports.
  package static var pageStyles: String { PictureStyles.text + HTMLStyles.text }

  /// The pictures of all builds that are known, all kinds where none is chosen.
  private func sheet(of builds: [ReportedBuild]) -> String {
    let drawn = builds.compactMap { reported in
      pictures(of: reported).map { (reported.report.name ?? reported.report.id, $0) }
    }
    let kinds = detail.pictures.isEmpty ? PictureKind.allCases : detail.pictures
    return PictureSheet.svg(of: drawn, kinds: kinds)
  }

  /// The pictures of a build; nil where it is not known.
  func pictures(of reported: ReportedBuild) -> Pictures? {
    reported.build.map {
      Pictures(of: $0, report: reported.report, rules: sortedRules, language: language)
    }
  }

  func title(of rule: String) -> String { rules[rule]?.title[language] ?? rule }
}
