internal import LuaRuntime
internal import RigModel

/// What reports say about the configuration's own waivers, in the form of a rule's result.
///
/// A waiver that is over, that waives nothing, or whose reason is not written yet is a finding,
/// so that every format shows it and `--fail-on` sees it. It weighs nothing in the score, and a
/// report whose waivers are in order has no such result.
public enum WaiverRule {
  /// The id in reports; no rule file can have it.
  public static let id = "config/waivers"

  /// What the rule's page would say.
  public static let description = RuleDescription(
    id: id, category: "config",
    title: LocalizedText(
      english: "Waivers are in force, needed, and explained", chinese: "豁免有效、必要且写明理由"),
    why: LocalizedText(
      english: "A waiver outlives its reason unless someone looks: once it is over, the failure "
        + "counts again, and one that waives nothing may hide the next failure.",
      chinese: "没人检查，豁免就会比理由活得更久：过期后问题会重新计入，而不再对应任何问题的豁免会掩盖下一个问题。"),
    source: [], severity: .warning, weight: 0, needs: [], parameters: [], messages: messages,
    examples: [], path: "rigrules.yaml", origin: "rigrules", isStale: false)

  private static let messages = [
    RuleDescription.Message(
      id: "changed",
      text: LocalizedText(
        english: "The waiver of {what} no longer covers the finding, which has changed: {changes}",
        chinese: "对 {what} 的豁免不再有效，因为问题已经变化：{changes}")),
    RuleDescription.Message(
      id: "expired",
      text: LocalizedText(
        english: "The waiver of {what} ended on {until}; its reason was: {reason}",
        chinese: "对 {what} 的豁免已于 {until} 到期；理由是：{reason}")),
    RuleDescription.Message(
      id: "unexplained",
      text: LocalizedText(
        english: "The waiver of {what} has no reason yet, so it waives nothing: {reason}",
        chinese: "对 {what} 的豁免还没有写理由，因此无效：{reason}")),
    RuleDescription.Message(
      id: "unmatched",
      text: LocalizedText(
        english: "The waiver of {what} matches no finding; its reason was: {reason}",
        chinese: "对 {what} 的豁免没有对应任何问题；理由是：{reason}")),
  ]

  private static let suggestions = [
    "changed": LocalizedText(
      english: "Look at the finding again; if it is still accepted, update the waiver's values.",
      chinese: "重新检查该问题；如仍可接受，请更新豁免中的数值。"),
    "expired": LocalizedText(
      english: "Fix what was waived, or give the waiver a later day.",
      chinese: "解决被豁免的问题，或延后日期。"),
    "unexplained": LocalizedText(english: "Write why this is accepted.", chinese: "写明为何接受。"),
    "unmatched": LocalizedText(
      english: "Take the waiver out.", chinese: "删除这条豁免。"),
  ]

  /// One finding about a waiver.
  static func finding(
    _ id: String, _ severity: Severity, _ entry: WaiverEntry, _ changes: [String] = [],
    in language: Language
  ) -> Finding {
    var fields = [
      BuildValue.Field(key: "reason", value: .text(CleanText.clean(entry.waiver.reason))),
      BuildValue.Field(key: "rule", value: .text(CleanText.clean(entry.rule))),
    ]
    if !changes.isEmpty {
      let text = changes.joined(separator: language.choose("; ", "；"))
      fields.insert(.init(key: "changes", value: .text(CleanText.clean(text))), at: 0)
    }
    if let until = entry.waiver.until { fields.append(.init(key: "until", value: .text(until))) }
    let what = entry.finding.map { "\(entry.rule) (\($0))" } ?? entry.rule
    fields.append(.init(key: "what", value: .text(CleanText.clean(what))))
    let data = BuildValue.map(fields)
    let text = messages.first { $0.id == id }?.text[language] ?? id
    // The templates stand above, and a test fills each of them.
    let message = (try? MessageTemplate(text).filled(with: data)) ?? text
    return Finding(
      id: id, severity: severity, message: CleanText.clean(message), data: data, at: entry.at,
      suggestion: suggestions[id]?[language])
  }

  /// The same, with another thing to do where the waiver names no rule that is in force, or a
  /// finding that its rule does not have.
  static func suggesting(
    _ rules: [RuleDescription], for entry: WaiverEntry, _ finding: Finding, in language: Language
  ) -> Finding {
    let text: String
    if let rule = rules.first(where: { $0.id == entry.rule }) {
      let ids = rule.messages.map(\.id)
      guard let wanted = entry.finding, !ids.contains(wanted) else { return finding }
      text = unknownFinding(wanted, of: rule.id, among: ids, in: language)
    } else {
      text = unknownRule(entry.rule, among: rules.map(\.id), in: language)
    }
    return Finding(
      id: finding.id, severity: finding.severity, message: finding.message, data: finding.data,
      at: finding.at, suggestion: CleanText.clean(text))
  }

  private static func unknownRule(_ id: String, among ids: [String], in language: Language)
    -> String
  {
    let near = nearestName(id, among: ids)
    return switch language {
    case .english:
      "No rule `\(id)` is in force"
        + (near.map { "; did you mean `\($0)`?" } ?? ". Correct the id, or take the waiver out.")
    case .chinese:
      "没有生效的规则 `\(id)`" + (near.map { "，是否指 `\($0)`？" } ?? "。请修正 id 或删除这条豁免。")
    }
  }

  private static func unknownFinding(
    _ id: String, of rule: String, among ids: [String], in language: Language
  ) -> String {
    let near = nearestName(id, among: ids)
    let all = ids.joined(separator: language.choose(", ", "、"))
    return switch language {
    case .english:
      "The rule `\(rule)` has no finding `\(id)`"
        + (near.map { "; did you mean `\($0)`?" } ?? "; it has \(all).")
    case .chinese:
      "规则 `\(rule)` 没有问题 `\(id)`" + (near.map { "，是否指 `\($0)`？" } ?? "，只有 \(all)。")
    }
  }

  /// The result that a report has where there are findings.
  static func result(_ findings: [Finding]) -> RuleResult? {
    guard let worst = findings.map(\.severity).max() else { return nil }
    return RuleResult(
      rule: id, category: description.category,
      outcome: .fail(severity: worst, findings: findings), weight: 0, score: 0)
  }
}
