internal import RigRules

/// The report as Markdown, for an issue, a pull request or a wiki.
struct MarkdownReport {
  let writer: ReportWriter
  private let words: Wording

  init(writer: ReportWriter) {
    self.writer = writer
    words = Wording(language: writer.language)
  }

  func text(of builds: [ReportedBuild]) -> String {
    builds.map { text(of: $0) }.joined(separator: "\n")
  }

  private func text(of reported: ReportedBuild) -> String {
    let report = reported.report
    let name = report.name.map { "\(report.id): \($0)" } ?? report.id
    var text = "## \(Self.escaped(name)): \(words.verdict(report.verdict))\n\n"
    let parts = reported.build.map { PartsSummary(build: $0, language: writer.language).text }
    if let parts, !parts.isEmpty { text += Self.escaped(parts) + "\n\n" }
    let meaning =
      report.verdict == .incomplete && report.counts.fail > 0
      ? words.incompleteWithFindings : words.meaning(report.verdict)
    text += "\(meaning) · \(words.score(report.score, coverage: report.coverage))\n\n"
    for group in FindingGroup.all(in: report, rules: writer.rules, language: writer.language) {
      text += self.text(of: group)
    }
    text += missing(report) + others(report)
    let passed = report.results.filter { $0.outcome == .pass }.map { "`\($0.rule)`" }
    let list = passed.isEmpty ? words.none : passed.joined(separator: ", ")
    return text + "**\(words.passed) (\(report.counts.pass)):** \(list)\n"
  }

  private func text(of group: FindingGroup) -> String {
    var text = "### \(words.severity(group.severity)): \(Self.escaped(group.message))\n\n"
    if let suggestion = group.suggestion {
      text += "**\(words.suggestion)** \(Self.escaped(suggestion))\n\n"
    }
    text +=
      ([group.at, group.rule].compactMap { $0 }.map { "`\($0)`" })
      .joined(separator: " · ") + "\n\n"
    return text + reason(group.rule)
  }

  private func reason(_ id: String) -> String {
    guard writer.detail.why, let rule = writer.rules[id] else { return "" }
    var text = ""
    if let why = rule.why { text += "\(words.why) \(Self.escaped(why[writer.language]))\n\n" }
    guard writer.language == .chinese, !rule.source.isEmpty else { return text }
    for sentence in rule.source { text += "> \(Self.escaped(sentence))\n" }
    return text + "\n"
  }

  private func missing(_ report: Report) -> String {
    let missing = MissingFields(report, rules: writer.rules, language: writer.language)
    guard !missing.entries.isEmpty else { return "" }
    let title = words.unchecked(missing.ruleCount)
    let lines = missing.entries.map { entry in
      "- \(Self.escaped(entry.label))" + (entry.meaning.map { " – \(Self.escaped($0))" } ?? "")
    }
    return "**\(title)**\n\n" + lines.joined(separator: "\n") + "\n\n"
  }

  private func others(_ report: Report) -> String {
    var rows: [String] = []
    for result in report.results {
      switch result.outcome {
      case .broken(let failure):
        let what = Self.cell("\(failure.message) (\(failure.at))")
        rows.append("| `\(result.rule)` | \(words.kind(failure.kind)) | \(what) |")
      case .fail:
        guard let waiver = result.waived else { continue }
        rows.append("| `\(result.rule)` | \(words.waived) | \(Self.cell(waiver.reason)) |")
      case .pass, .notApplicable, .unknown: break
      }
    }
    for notice in report.notices {
      rows.append("| \(notice.at ?? "") | \(words.notices) | \(Self.cell(notice.message)) |")
    }
    return rows.isEmpty
      ? "" : "| | | |\n| --- | --- | --- |\n" + rows.joined(separator: "\n") + "\n\n"
  }

  static func cell(_ text: String) -> String { escaped(text, "\\`*_[]<>#|") }

  /// Text that Markdown would read as something else, as it is.
  static func escaped(_ text: String) -> String { escaped(text, "\\`*_[]<>#") }

  /// Scalar by scalar, because an accent behind a bracket makes another character of it. A line's
  /// end becomes a blank: what follows it could begin a heading, a list or a row.
  private static func escaped(_ text: String, _ special: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\r" {
        result += " "
        continue
      }
      if special.unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
