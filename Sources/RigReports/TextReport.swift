internal import RigModel
internal import RigPictures
internal import RigRules

/// The report for a person: the verdict and the parts, then what is wrong, worst first, then what
/// is not known. What each check means stands in `explain`.
struct TextReport {
  let writer: ReportWriter
  private let words: Wording
  private let layout: TextLayout
  private var detail: ReportDetail { writer.detail }

  init(writer: ReportWriter) {
    self.writer = writer
    words = Wording(language: writer.language)
    layout = TextLayout(color: writer.color, width: writer.detail.width)
  }

  func text(of builds: [ReportedBuild]) -> String {
    builds.map { text(of: $0) }.joined(separator: "\n")
  }

  private func text(of reported: ReportedBuild) -> String {
    let report = reported.report
    var text = header(report, reported.build)
    let groups = FindingGroup.all(in: report, rules: writer.rules, language: writer.language)
    for group in groups { text += "\n" + self.text(of: group) }
    for result in report.results where result.droppedFindings > 0 && result.waived == nil {
      text += "  \(result.rule): \(words.more(result.droppedFindings))\n"
    }
    text += broken(report) + unknowns(report) + waived(report) + notices(report)
    return text + pictures(reported) + summary(report)
  }

  private func pictures(_ reported: ReportedBuild) -> String {
    guard !detail.pictures.isEmpty, let pictures = writer.pictures(of: reported) else { return "" }
    return detail.pictures.map { "\n" + pictures.text($0, columns: detail.width) }.joined()
  }

  // MARK: Above

  private func header(_ report: Report, _ build: Build?) -> String {
    let verdict = layout.paint(words.verdict(report.verdict), as: report.verdict)
    let name = report.name.map { "\(report.id) · \($0)" } ?? report.id
    var text = "\(verdict)  \(layout.bold(name))\n"
    let parts = build.map { PartsSummary(build: $0, language: writer.language).text } ?? ""
    if !parts.isEmpty { text += layout.paragraph("", parts, indent: 2) }
    let score = words.score(report.score, coverage: report.coverage)
    return text + layout.paragraph("", "\(words.meaning(of: report)) · \(score)", indent: 2)
  }

  // MARK: Findings

  private func text(of group: FindingGroup) -> String {
    let word = words.severity(group.severity)
    let hang = TextLayout.columns(of: word) + 2
    let message = layout.paragraph("", group.message, indent: hang)
    var text = layout.paint(word, as: group.severity) + "  " + message.dropFirst(hang)
    if let suggestion = group.suggestion {
      text += layout.paragraph(words.suggestion, suggestion, indent: hang)
    }
    let location = group.location.map(\.description)
    let place = [group.at, group.rule, location].compactMap { $0 }.joined(separator: " · ")
    text += layout.dimmed(place, indent: hang)
    return text + reason(group.rule, indent: hang)
  }

  /// Why the rule exists. The source is Chinese, so that English reports leave the quotation to
  /// `explain`.
  private func reason(_ id: String, indent: Int) -> String {
    guard detail.why, let rule = writer.rules[id] else { return "" }
    var text = ""
    if let why = rule.why {
      text += layout.paragraph(words.why, why[writer.language], indent: indent)
    }
    if writer.language == .chinese, !rule.source.isEmpty {
      let quoted = rule.source.map { "「\($0)」" }.joined(separator: " ")
      text += layout.paragraph(words.source, quoted, indent: indent)
    }
    return text
  }

  // MARK: Below

  private func section(_ title: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : "\n\(layout.bold(title))\n" + lines.joined()
  }

  /// How many fields are named; an incomplete build is told more of them.
  private func shownFields(_ report: Report) -> Int {
    if detail.all { return .max }
    return report.verdict == .incomplete ? 6 : 3
  }

  private func unknowns(_ report: Report) -> String {
    let missing = MissingFields(report, rules: writer.rules, language: writer.language)
    guard !missing.entries.isEmpty else { return "" }
    let most = shownFields(report)
    var lines = missing.entries.prefix(most).map { entry in
      layout.paragraph(
        "", entry.label + (entry.meaning.map { " – \($0)" } ?? ""), indent: 2, hang: 4)
    }
    let left = missing.entries.count - lines.count
    if left > 0 { lines.append(layout.paragraph("", words.moreFields(left), indent: 2)) }
    let title = words.unchecked(missing.ruleCount)
    return section(report.verdict == .incomplete ? "\(title) · \(words.fillIn)" : title, lines)
  }

  private func broken(_ report: Report) -> String {
    section(
      words.broken,
      report.results.compactMap { result in
        guard case .broken(let failure) = result.outcome else { return nil }
        let text = layout.paragraph(
          "\(result.rule) –",
          "\(words.kind(failure.kind)): \(failure.message) (\(failure.place)) [\(failure.code)]",
          indent: 2)
        // A file that does not load was told with its line before.
        let excerpt = failure.kind == .load ? nil : failure.excerpt
        return text + (excerpt?.lines ?? []).map { "  \($0)\n" }.joined()
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
    guard detail.all else {
      let passed = words.passed(
        report.counts.pass, notApplicable: writer.compact ? 0 : report.counts.notApplicable)
      return "\n" + layout.dimmed(passed, indent: 0)
    }
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
}
