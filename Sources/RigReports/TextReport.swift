internal import RigRules

/// The report for a person: the answer first, then what to change, worst first.
struct TextReport {
  let writer: ReportWriter
  private let words: Wording
  private let layout: TextLayout

  init(writer: ReportWriter) {
    self.writer = writer
    words = Wording(language: writer.language)
    layout = TextLayout(color: writer.color)
  }

  func text(of builds: [ReportedBuild]) -> String {
    builds.map { text(of: $0.report) }.joined(separator: "\n")
  }

  private func text(of report: Report) -> String {
    var text = header(report)
    let failed = report.results.filter { $0.outcome.name == "fail" && $0.waived == nil }
    for (result, finding) in worstFirst(failed) { text += "\n" + self.text(of: finding, result) }
    for result in failed where result.droppedFindings > 0 {
      text += "  \(result.rule): \(words.more(result.droppedFindings))\n"
    }
    text += broken(report) + unknowns(report) + waived(report) + notices(report)
    return text + summary(report)
  }

  private func header(_ report: Report) -> String {
    let verdict = layout.paint(words.verdict(report.verdict), as: report.verdict)
    let name = report.name.map { "\(report.id) · \($0)" } ?? report.id
    let score = report.score.map { "\(words.score) \(Self.number($0))" } ?? words.noScore
    let covered = "\(Self.number((report.coverage * 100).rounded())) % \(words.coverage)"
    return "\(verdict)  \(layout.bold(name))\n      \(words.meaning(report.verdict)) · \(score) · "
      + "\(covered)\n"
  }

  private func worstFirst(_ results: [RuleResult]) -> [(RuleResult, Finding)] {
    var pairs: [(RuleResult, Finding)] = []
    for severity in Severity.allCases.reversed() {
      for result in results {
        guard case .fail(_, let findings) = result.outcome else { continue }
        for finding in findings where finding.severity == severity {
          pairs.append((result, finding))
        }
      }
    }
    return pairs
  }

  private func text(of finding: Finding, _ result: RuleResult) -> String {
    let word = words.severity(finding.severity)
    var text = "\(layout.paint(word, as: finding.severity))  "
    text += "\(layout.bold(writer.title(of: result.rule)))  \(layout.dim(result.rule))\n"
    text += layout.paragraph("", finding.message, indent: 2)
    if let suggestion = finding.suggestion {
      text += layout.paragraph(words.suggestion, suggestion, indent: 2)
    }
    if let at = finding.at { text += layout.paragraph(words.place, at, indent: 2) }
    guard let rule = writer.rules[result.rule] else { return text }
    if let why = rule.why { text += layout.paragraph(words.why, why[writer.language], indent: 2) }
    if !rule.source.isEmpty {
      let quoted = rule.source.map { "「\($0)」" }.joined(separator: " ")
      text += layout.paragraph(words.source, quoted, indent: 2)
    }
    return text
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : "\n\(layout.bold(title))\n" + lines.joined()
  }

  private func unknowns(_ report: Report) -> String {
    section(
      words.unknown,
      report.results.compactMap { result in
        guard case .unknown(let missing) = result.outcome else { return nil }
        let title = "\(writer.title(of: result.rule)) (\(result.rule))"
        let paths = "\(words.missing): \(missing.joined(separator: ", "))"
        return layout.paragraph("", title, indent: 2) + layout.paragraph("", paths, indent: 4)
      })
  }

  private func broken(_ report: Report) -> String {
    section(
      words.broken,
      report.results.compactMap { result in
        guard case .broken(let failure) = result.outcome else { return nil }
        return layout.paragraph(
          "\(result.rule) –",
          "\(words.kind(failure.kind)): \(failure.message) (\(failure.at)) [\(failure.code)]",
          indent: 2)
      })
  }

  private func waived(_ report: Report) -> String {
    section(
      words.waived,
      report.results.compactMap { result in
        guard let waiver = result.waived else { return nil }
        var text = waiver.reason
        if let owner = waiver.owner { text += " · \(owner)" }
        if let until = waiver.until { text += " · \(words.until) \(until)" }
        return layout.paragraph("\(result.rule) –", text, indent: 2)
      })
  }

  private func notices(_ report: Report) -> String {
    section(
      words.notices,
      report.notices.map { notice in
        layout.paragraph("", notice.message + (notice.at.map { " (\($0))" } ?? ""), indent: 2)
      })
  }

  private func summary(_ report: Report) -> String {
    func list(_ name: String) -> String {
      let ids = report.results.filter { $0.outcome.name == name }.map(\.rule)
      return ids.isEmpty ? words.none : ids.joined(separator: ", ")
    }
    var text = "\n"
    text += layout.paragraph("\(words.passed) (\(report.counts.pass)):", list("pass"), indent: 0)
    if report.counts.notApplicable > 0 && !writer.compact {
      let label = "\(words.notApplicable) (\(report.counts.notApplicable)):"
      text += layout.paragraph(label, list("not_applicable"), indent: 0)
    }
    return text
  }

  static func number(_ value: Double) -> String {
    Int64(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}
