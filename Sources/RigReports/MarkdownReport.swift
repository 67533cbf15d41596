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
    builds.map { text(of: $0.report) }.joined(separator: "\n")
  }

  private func text(of report: Report) -> String {
    let name = report.name.map { "\(report.id): \($0)" } ?? report.id
    let score = report.score.map { "\(words.score) \(TextReport.number($0))" } ?? words.noScore
    let covered = TextReport.number((report.coverage * 100).rounded())
    var text = "## \(Self.escaped(name)): \(words.verdict(report.verdict))\n\n"
    text += "\(words.meaning(report.verdict)) · \(score) · \(covered) % \(words.coverage)\n\n"
    for severity in Severity.allCases.reversed() { text += findings(of: report, severity) }
    text += others(report)
    let passed = report.results.filter { $0.outcome == .pass }.map { "`\($0.rule)`" }
    let list = passed.isEmpty ? words.none : passed.joined(separator: ", ")
    return text + "**\(words.passed) (\(report.counts.pass)):** \(list)\n"
  }

  private func findings(of report: Report, _ severity: Severity) -> String {
    var text = ""
    for result in report.results where result.waived == nil {
      guard case .fail(_, let findings) = result.outcome else { continue }
      for finding in findings where finding.severity == severity {
        let title = Self.escaped(writer.title(of: result.rule))
        text += "### \(words.severity(severity)): \(title) (`\(result.rule)`)\n\n"
        text += Self.escaped(finding.message) + "\n\n"
        if let suggestion = finding.suggestion {
          text += "**\(words.suggestion)** \(Self.escaped(suggestion))\n\n"
        }
        if let at = finding.at { text += "\(words.place) `\(at)`\n\n" }
        text += reason(result.rule)
      }
    }
    return text
  }

  private func reason(_ id: String) -> String {
    guard let rule = writer.rules[id] else { return "" }
    var text = ""
    if let why = rule.why { text += "\(words.why) \(Self.escaped(why[writer.language]))\n\n" }
    for sentence in rule.source { text += "> \(Self.escaped(sentence))\n" }
    return rule.source.isEmpty ? text : text + "\n"
  }

  private func others(_ report: Report) -> String {
    var rows: [String] = []
    for result in report.results {
      switch result.outcome {
      case .unknown(let missing):
        let paths = missing.map { "`\($0)`" }.joined(separator: ", ")
        rows.append("| `\(result.rule)` | \(words.unknown) | \(words.missing): \(paths) |")
      case .broken(let failure):
        let what = Self.cell("\(failure.message) (\(failure.at))")
        rows.append("| `\(result.rule)` | \(words.kind(failure.kind)) | \(what) |")
      case .fail:
        guard let waiver = result.waived else { continue }
        rows.append("| `\(result.rule)` | \(words.waived) | \(Self.cell(waiver.reason)) |")
      case .pass, .notApplicable: break
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
