internal import RigModel
package import RigRules

/// How one report differs from another: what a person wants to know after an edit.
package struct ReportChange: Sendable, Equatable {
  /// A finding with the rule it is of.
  package struct Entry: Sendable, Hashable {
    package let rule: String
    package let finding: Finding
  }
  /// A rule whose outcome is another one, other than by findings that came or went.
  package struct Turn: Sendable, Hashable {
    package let rule: String
    package let before: String
    package let after: Outcome
  }

  package let old: Report
  package let new: Report
  package private(set) var gone: [Entry] = []
  package private(set) var appeared: [Entry] = []
  /// The same finding with other words or figures.
  package private(set) var altered: [Entry] = []
  /// Rules that lack data, broke, or do so no longer.
  package private(set) var turned: [Turn] = []

  package init(from old: Report, to new: Report) {
    self.old = old
    self.new = new
    let before = Self.entries(old)
    let after = Self.entries(new)
    let known = Dictionary(before.map { (Key($0), $0) }) { first, _ in first }
    let current = Set(after.map { Key($0) })
    gone = before.filter { !current.contains(Key($0)) }
    appeared = after.filter { known[Key($0)] == nil }
    altered = after.filter { entry in known[Key(entry)].map { $0 != entry } ?? false }
    let outcomes = Dictionary(old.results.map { ($0.rule, $0.outcome) }) { first, _ in first }
    for result in new.results {
      let before = outcomes[result.rule]
      if before == result.outcome { continue }
      let kinds = [before?.name ?? "not there", result.outcome.name]
      guard kinds[0] != kinds[1] || result.outcome.name != "fail" else { continue }
      // What the findings themselves say is not said twice.
      if ["pass", "not_applicable", "fail", "not there"].contains(kinds[0]),
        ["pass", "not_applicable", "fail"].contains(kinds[1])
      {
        continue
      }
      turned.append(Turn(rule: result.rule, before: kinds[0], after: result.outcome))
    }
  }

  /// Whether a reader of the two reports could tell them apart.
  package var isEmpty: Bool {
    gone.isEmpty && appeared.isEmpty && altered.isEmpty && turned.isEmpty
      && old.verdict == new.verdict && old.score == new.score
      && old.notices == new.notices
  }

  private struct Key: Hashable {
    let rule: String
    let finding: String
    let at: String?
    init(_ entry: Entry) {
      (rule, finding, at) = (entry.rule, entry.finding.id, entry.finding.at)
    }
  }

  package static func entries(_ report: Report) -> [Entry] {
    report.results.flatMap { result -> [Entry] in
      guard case .fail(_, let findings) = result.outcome, result.waived == nil else { return [] }
      return findings.map { Entry(rule: result.rule, finding: $0) }
    }
  }
}

extension ReportChange {
  /// Lines for a person: `-` went, `+` came, `~` says something else now; the verdict last.
  /// `path` spells the paths of what is missing.
  package func text(layout: TextLayout, path: (String) -> String = { $0 }) -> String {
    findingsText(layout: layout, path: path) + "  " + summary(layout: layout) + "\n"
  }

  /// The same without the last line.
  package func findingsText(
    layout: TextLayout, in language: Language = .english, path: (String) -> String = { $0 }
  ) -> String {
    var text = ""
    for (mark, entries) in [("-", gone), ("+", appeared), ("~", altered)] {
      for entry in entries { text += line(mark, entry, layout, language) }
    }
    for turn in turned { text += line(turn, language, path) }
    if old.notices != new.notices {
      for notice in new.notices where !old.notices.contains(notice) {
        text += "  ! \(notice.message)\(notice.at.map(language.bracketed) ?? "")\n"
      }
    }
    return text
  }

  /// `fail → pass, score 62.1 → 81.5`.
  package func summary(layout: TextLayout) -> String {
    let verdict = layout.paint(new.verdict.rawValue, as: new.verdict)
    let change = old.verdict == new.verdict ? verdict : "\(old.verdict.rawValue) → \(verdict)"
    let scores = [old.score, new.score].map(Self.spelled)
    let score = scores[0] == scores[1] ? scores[1] : "\(scores[0]) → \(scores[1])"
    return "\(change), score \(score)"
  }

  /// The lines in a language, with how much of the build is known beside the score, and said in words
  /// where that is all that has changed.
  package func text(
    layout: TextLayout, in language: Language, path: (String) -> String = { $0 }
  ) -> String {
    // What is as unknown as before, for want of other fields, is no news to a person.
    var shown = self
    shown.turned = turned.filter { $0.before != $0.after.name }
    var lines = [shown.findingsText(layout: layout, in: language, path: path)]
    let words = Wording(language: language)
    switch knowledge {
    case .lost: lines.append("  \(words.knowledgeLost)\n")
    case .gained: lines.append("  \(words.knowledgeGained)\n")
    case nil: break
    }
    return lines.joined() + "  " + summary(layout: layout, in: language) + "\n"
  }

  /// `fail → pass, score 62.1 → 81.5 on 90 % of the checks`.
  package func summary(layout: TextLayout, in language: Language) -> String {
    let words = Wording(language: language)
    let percents = [old, new].map { DecimalText.short(($0.coverage * 100).rounded()) }
    let percent = percents[0] == percents[1] ? percents[1] : "\(percents[0]) → \(percents[1])"
    guard language == .chinese else {
      return "\(summary(layout: layout)) on \(percent) % of the checks"
    }
    let verdict = layout.paint(words.verdict(new.verdict), as: new.verdict)
    let change = old.verdict == new.verdict ? verdict : "\(words.verdict(old.verdict)) → \(verdict)"
    let scores = [old.score, new.score].map(Self.spelled)
    let score = scores[0] == scores[1] ? scores[1] : "\(scores[0]) → \(scores[1])"
    return "\(change)，得分 \(score)（评估了 \(percent)% 的检查）"
  }

  /// What a change is that finds nothing new and fixes nothing.
  package enum Knowledge: Sendable { case lost, gained }

  /// Set where checks can no longer be made, or can be made now, and that is all.
  package var knowledge: Knowledge? {
    guard !turned.isEmpty, altered.isEmpty else { return nil }
    let before = Self.unknown(old)
    let after = Self.unknown(new)
    if after.isSuperset(of: before), after != before, appeared.isEmpty,
      gone.allSatisfy({ after.contains($0.rule) })
    {
      return .lost
    }
    if before.isSuperset(of: after), after != before, gone.isEmpty, appeared.isEmpty {
      return .gained
    }
    return nil
  }

  private static func unknown(_ report: Report) -> Set<String> {
    Set(report.results.filter { $0.outcome.name == "unknown" }.map(\.rule))
  }

  package static func spelled(_ score: Double?) -> String {
    score.map { BuildValue.quantity($0).spelled } ?? "–"
  }

  private func line(
    _ mark: String, _ entry: Entry, _ layout: TextLayout, _ language: Language
  ) -> String {
    func word(_ severity: Severity) -> String {
      layout.paint(severity.word(in: language), as: severity)
    }
    let now = word(entry.finding.severity)
    let before = mark == "~" ? oldSeverity(of: entry) : nil
    let severity = before.map { "\(word($0)) → \(now)" } ?? now
    let label = "  \(mark) \(severity) \(entry.rule)\(language.colon)"
    return label + entry.finding.message + "\n"
  }

  /// Findings of both reports whose severity is not the same.
  package var severities: [(rule: String, finding: String, before: Severity, after: Severity)] {
    altered.compactMap { entry in
      oldSeverity(of: entry).map { (entry.rule, entry.finding.id, $0, entry.finding.severity) }
    }
  }

  /// The severity that an altered finding had before; nil if it has the same.
  private func oldSeverity(of entry: Entry) -> Severity? {
    let before = Self.entries(old).first { Key($0) == Key(entry) }?.finding.severity
    return before == entry.finding.severity ? nil : before
  }

  private func line(_ turn: Turn, _ language: Language, _ path: (String) -> String) -> String {
    let words = [turn.before, turn.after.name].map(language.outcome)
    let head = "  ~ \(turn.rule)\(language.colon)\(words[0]) → \(words[1])"
    switch turn.after {
    case .unknown(let missing):
      let fields = missing.map(path).joined(separator: language.comma)
      return head + language.bracketed(fields) + "\n"
    case .broken(let failure):
      return head + language.colon + failure.message + language.bracketed(failure.at) + "\n"
    default: return head + "\n"
    }
  }
}
