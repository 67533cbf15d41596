internal import RigModel

/// Applies waivers to one build's results and reports which need attention.
struct WaiverMatcher {
  let entries: [WaiverEntry]
  let today: String?
  let language: Language
  /// The part that a location belongs to, by its name.
  private let partName: (String) -> String?
  /// Waivers that cover a finding of this build.
  private var matched: Set<Int> = []
  /// Waivers whose finding is there with other values or another part, and what changed.
  private var changed: [Int: [String]] = [:]

  init(
    entries: [WaiverEntry], build: String, today: String?, language: Language,
    partName: @escaping (String) -> String?
  ) {
    self.entries = entries.filter { $0.build == nil || $0.build == build }
    self.today = today
    self.language = language
    self.partName = partName
  }

  /// The result as it is, or marked as waived if each of its findings is covered.
  mutating func applied(to result: RuleResult) -> RuleResult {
    guard !entries.isEmpty, case .fail(_, let findings) = result.outcome else { return result }
    var covering: Waiver?
    var isCovered = true
    for finding in findings {
      let valid = covers(finding, of: result.rule)
      matched.formUnion(valid)
      // A waiver without a reason accepts nothing.
      let explained = valid.first { !entries[$0].isUnexplained }
      covering = covering ?? explained.map { entries[$0].waiver }
      isCovered = isCovered && explained != nil
    }
    guard isCovered else { return result }
    return RuleResult(
      rule: result.rule, category: result.category, outcome: result.outcome, waived: covering,
      weight: result.weight, score: result.score, droppedFindings: result.droppedFindings)
  }

  /// The waivers that cover a finding; those that would, were it the same still, are kept as
  /// changed.
  private mutating func covers(_ finding: Finding, of rule: String) -> [Int] {
    entries.indices.filter { index in
      let entry = entries[index]
      guard entry.rule == rule, entry.finding == nil || entry.finding == finding.id,
        !entry.hasExpired(today: today)
      else { return false }
      let part = entry.part == nil ? nil : finding.at.flatMap(partName)
      let changes = entry.changes(in: finding, of: part, language)
      if changes.isEmpty { return true }
      if changed[index] == nil { changed[index] = changes }
      return false
    }
  }

  /// What a reader must know of the waivers themselves; nil if they are in order.
  ///
  /// One that names no build may serve another one, so that it only is advice to look at it.
  /// `rules` are those in force: a waiver of none of them is told the near name.
  func result(
    rules: @autoclosure () -> [RuleDescription], failed: @autoclosure () -> [String]
  ) -> RuleResult? {
    if entries.isEmpty { return nil }
    return WaiverRule.result(
      entries.indices.compactMap { index in
        let entry = entries[index]
        if entry.hasExpired(today: today) {
          return WaiverRule.finding("expired", .warning, entry, in: language)
        }
        guard matched.contains(index) else {
          if let changes = changed[index] {
            return WaiverRule.finding("changed", .warning, entry, changes, in: language)
          }
          let severity: Severity = entry.build == nil ? .advice : .warning
          let unmatched = WaiverRule.finding("unmatched", severity, entry, in: language)
          if failed().contains(entry.rule) { return unmatched }
          return WaiverRule.suggesting(rules(), for: entry, unmatched, in: language)
        }
        return entry.isUnexplained
          ? WaiverRule.finding("unexplained", .advice, entry, in: language) : nil
      })
  }
}

extension WaiverEntry {
  /// How a finding differs from the one that was accepted, one text for each value: `have_w 1150
  /// instead of 1200`; empty if it is the same.
  func changes(in finding: Finding, of part: String?, _ language: Language) -> [String] {
    let instead = language.choose(" instead of ", "，原为")
    var changes: [String] = []
    if let accepted = self.part, accepted != part {
      changes.append("\(part ?? "?")\(instead)\(accepted)")
    }
    guard case .map(let accepted)? = values else { return changes }
    for field in accepted {
      let now = finding.data[field.key]?.spelled
      if now == field.value.spelled { continue }
      changes.append("\(field.key) \(now ?? "–")\(instead)\(field.value.spelled)")
    }
    return changes
  }
}
