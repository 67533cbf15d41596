/// Applies waivers to one build's results and tells which need attention.
struct WaiverMatcher {
  let entries: [WaiverEntry]
  let today: String?
  /// Those that cover a finding of this build.
  private var matched: Set<Int> = []

  init(entries: [WaiverEntry], build: String, today: String?) {
    self.entries = entries.filter { $0.build == nil || $0.build == build }
    self.today = today
  }

  /// The result as it is, or marked as waived where each of its findings is covered.
  mutating func applied(to result: RuleResult) -> RuleResult {
    guard !entries.isEmpty, case .fail(_, let findings) = result.outcome else { return result }
    var covering: Waiver?
    var isCovered = true
    for finding in findings {
      let valid = entries.indices.filter {
        entries[$0].rule == result.rule
          && (entries[$0].finding == nil || entries[$0].finding == finding.id)
          && !entries[$0].hasExpired(today: today)
      }
      matched.formUnion(valid)
      covering = covering ?? valid.first.map { entries[$0].waiver }
      isCovered = isCovered && !valid.isEmpty
    }
    guard isCovered else { return result }
    return RuleResult(
      rule: result.rule, category: result.category, outcome: result.outcome, waived: covering,
      weight: result.weight, score: result.score, droppedFindings: result.droppedFindings)
  }

  /// What a reader must know of the waivers themselves; nil where they are in order.
  ///
  /// One that names no build may serve another one, so that it only is advice to look at it.
  /// `rules` are those in force: a waiver of none of them is told the near name.
  func result(in language: Language, rules: @autoclosure () -> [String]) -> RuleResult? {
    if entries.isEmpty { return nil }
    return WaiverRule.result(
      entries.indices.compactMap { index in
        let entry = entries[index]
        if entry.hasExpired(today: today) {
          return WaiverRule.finding("expired", .warning, entry, in: language)
        }
        guard matched.contains(index) else {
          let severity: Severity = entry.build == nil ? .advice : .warning
          let unmatched = WaiverRule.finding("unmatched", severity, entry, in: language)
          return WaiverRule.suggesting(rules(), for: entry, unmatched, in: language)
        }
        return entry.isUnexplained
          ? WaiverRule.finding("unexplained", .advice, entry, in: language) : nil
      })
  }
}
