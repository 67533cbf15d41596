/// A waiver as `rigrules.yaml` states it.
public struct WaiverEntry: Sendable, Hashable {
  public let rule: String
  /// The build's id; nil for every build.
  public let build: String?
  /// The finding's id; nil for all of the rule's findings.
  public let finding: String?
  public let waiver: Waiver
  /// `rigrules.yaml:12`.
  public let at: String?

  public init(
    rule: String, build: String? = nil, finding: String? = nil, waiver: Waiver, at: String? = nil
  ) {
    self.rule = rule
    self.build = build
    self.finding = finding
    self.waiver = waiver
    self.at = at
  }

  var canonical: String {
    [rule, build ?? "*", finding ?? "*", waiver.reason, waiver.until ?? "", waiver.owner ?? ""]
      .map { "\($0.utf8.count):\($0)" }.joined()
  }

  /// The last day it holds has passed.
  func hasExpired(today: String?) -> Bool {
    guard let until = waiver.until, let today else { return false }
    return until < today
  }
}

/// Applies waivers to one build's results and tells which need attention.
struct WaiverPass {
  let entries: [WaiverEntry]
  let build: String
  let today: String?
  private(set) var matched: Set<Int> = []
  private(set) var expired: Set<Int> = []

  init(entries: [WaiverEntry], build: String, today: String?) {
    self.entries = entries.filter { $0.build == nil || $0.build == build }
    self.build = build
    self.today = today
  }

  /// The result as it is, or marked as waived where each of its findings is covered.
  mutating func applied(to result: RuleResult) -> RuleResult {
    guard !entries.isEmpty, case .fail(_, let findings) = result.outcome else { return result }
    var covering: Waiver?
    for finding in findings {
      let matching = entries.indices.filter {
        entries[$0].rule == result.rule
          && (entries[$0].finding == nil || entries[$0].finding == finding.id)
      }
      expired.formUnion(matching.filter { entries[$0].hasExpired(today: today) })
      guard let valid = matching.first(where: { !entries[$0].hasExpired(today: today) }) else {
        return result
      }
      matched.insert(valid)
      covering = covering ?? entries[valid].waiver
    }
    return RuleResult(
      rule: result.rule, category: result.category, outcome: result.outcome, waived: covering,
      weight: result.weight, score: result.score, droppedFindings: result.droppedFindings)
  }

  var notices: [Notice] {
    entries.indices.compactMap { index in
      let entry = entries[index]
      let what = entry.finding.map { "\(entry.rule) (\($0))" } ?? entry.rule
      if entry.hasExpired(today: today) {
        return Notice(
          kind: .waiverExpired,
          message: "The waiver of \(what) ended on \(entry.waiver.until ?? "").", at: entry.at)
      }
      if matched.contains(index) { return nil }
      return Notice(
        kind: .waiverUnmatched, message: "The waiver of \(what) matches no finding.",
        at: entry.at)
    }
  }
}
