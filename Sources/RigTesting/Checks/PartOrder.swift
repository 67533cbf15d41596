internal import RigModel
internal import RigRules

/// A list of parts is in no order: the answer is the same whichever part comes first. Where it
/// names a part it may name it by another index, or another of two that are equally bad. A rule
/// that says that it respects the order of a list may find something else, but of the same severity.
struct PartOrder: DerivedCheck {
  let kind = TestPoint.Kind.partOrder

  func trials(of test: TestCase, rule: RuleDescription, explanation: Explanation) -> [Trial] {
    var trials: [Trial] = []
    for field in test.build.value.mapValue ?? [] {
      guard let parts = field.value.listValue, parts.count > 1, parts[0].mapValue != nil else {
        continue
      }
      trials += orders(of: parts.count).compactMap { order in
        trial(test, field.key, order, parts, rule)
      }
    }
    if let slots = test.build.value["motherboard"]?["pcie_slots"]?.listValue, slots.count > 1 {
      let board = test.build.value["motherboard"]!.setting(
        "pcie_slots", to: .list(slots.reversed()))
      trials += made(
        test, "motherboard.pcie_slots in the reverse order",
        test.build.value.setting("motherboard", to: board), slots.count,
        isOrdered: rule.ordered.contains("motherboard.pcie_slots"))
    }
    return trials
  }

  private func orders(of count: Int) -> [(name: String, indexes: [Int])] {
    let reverse = ("in the reverse order", Array((0..<count).reversed()))
    guard count > 2 else { return [reverse] }
    return [reverse, ("with the first one last", Array(1..<count) + [0])]
  }

  private func trial(
    _ test: TestCase, _ key: String, _ order: (name: String, indexes: [Int]),
    _ parts: [BuildValue], _ rule: RuleDescription
  ) -> Trial? {
    let changed = order.indexes.map { parts[$0] }
    guard changed != parts else { return nil }
    var value = test.build.value.setting(key, to: .list(changed))
    if key == "gpus" { value = Self.renumbered(value, order.indexes) }
    return made(
      test, "\(key) \(order.name)", value, parts.count, isOrdered: rule.ordered.contains(key)
    ).first
  }

  private func made(
    _ test: TestCase, _ what: String, _ value: BuildValue, _ count: Int, isOrdered: Bool
  ) -> [Trial] {
    guard let build = try? Build(value), build != test.build else { return [] }
    return [
      Trial(
        what: what, build: build, parameters: test.parameters, indexes: count,
        isOrdered: isOrdered)
    ]
  }

  /// Power supplies go on feeding the same cards: `gpu:1` is the card that was first.
  private static func renumbered(_ build: BuildValue, _ order: [Int]) -> BuildValue {
    guard let supplies = build["psus"]?.listValue else { return build }
    let changed = supplies.map { supply -> BuildValue in
      guard let powers = supply["powers"]?.listValue else { return supply }
      let targets = powers.map { target -> BuildValue in
        guard let text = target.textValue, text.hasPrefix("gpu:"),
          let number = Int(text.dropFirst(4)), let place = order.firstIndex(of: number - 1)
        else { return target }
        return .text("gpu:\(place + 1)")
      }
      return supply.setting("powers", to: .list(targets))
    }
    return build.setting("psus", to: .list(changed))
  }

  // MARK: Comparing

  func differences(_ original: RuleResult, _ answer: RuleResult, _ trial: Trial)
    -> [FieldDifference]
  {
    let names = FieldDifference.between(
      "outcome", original.outcome.name, answer.outcome.name)
    if !names.isEmpty { return names }
    let scores = [original, answer].map {
      $0.score.map { BuildValue.quantity($0).spelled } ?? "none"
    }
    let score = FieldDifference.between("score", scores[0], scores[1])
    switch (original.outcome, answer.outcome) {
    case (.unknown(let old), .unknown(let new)):
      return FieldDifference.between(
        "missing", Self.withoutIndexes(old), Self.withoutIndexes(new))
    case (.fail(let worst, let old), .fail(let newWorst, let new)):
      let severity = FieldDifference.between(
        "severity", worst.rawValue, newWorst.rawValue)
      if trial.isOrdered { return severity }
      return severity + FieldDifference.between("findings", Self.ids(old), Self.ids(new))
        + unmatched(old, new, trial) + score
    default: return score
    }
  }

  private static func ids(_ findings: [Finding]) -> String {
    findings.map(\.id).sorted().joined(separator: ", ")
  }

  private static func withoutIndexes(_ paths: [String]) -> String {
    paths.map { masked($0, upTo: .max) }.sorted().joined(separator: ", ")
  }

  /// Findings of the old answer that no finding of the new one says as well.
  private func unmatched(_ old: [Finding], _ new: [Finding], _ trial: Trial)
    -> [FieldDifference]
  {
    var left = new
    var differences: [FieldDifference] = []
    for finding in old {
      let twin = left.firstIndex {
        $0.id == finding.id && $0.severity == finding.severity
          && Self.isSame(finding.data, $0.data, trial.indexes)
      }
      if let twin {
        left.remove(at: twin)
      } else if let other = left.first(where: { $0.id == finding.id }) {
        differences.append(
          FieldDifference(
            field: "data of \(finding.id)", expected: finding.data.spelled,
            got: other.data.spelled))
      }
    }
    return differences
  }

  /// Whether two figures say the same, where whole numbers that could be indexes are all one.
  static func isSame(_ old: BuildValue, _ new: BuildValue, _ indexes: Int) -> Bool {
    switch (old, new) {
    case (.integer(let a), .integer(let b)):
      return a == b || (0...Int64(indexes)).contains(a) && (0...Int64(indexes)).contains(b)
    case (.text(let a), .text(let b)):
      return masked(a, upTo: indexes) == masked(b, upTo: indexes)
    case (.list(let a), .list(let b)):
      let shown = [a, b].map { $0.map { masked($0.spelled, upTo: indexes) }.sorted() }
      return shown[0] == shown[1]
    case (.map(let a), .map(let b)):
      return a.map(\.key) == b.map(\.key)
        && zip(a, b).allSatisfy { isSame($0.value, $1.value, indexes) }
    default: return old == new
    }
  }

  /// The text with `#` for each number that could be an index.
  private static func masked(_ text: String, upTo limit: Int) -> String {
    var result = ""
    var digits = ""
    func flush() {
      let isIndex = Int(digits).map { $0 <= limit } ?? false
      result += isIndex ? "#" : digits
      digits = ""
    }
    for character in text {
      if character.isASCII && character.isNumber {
        digits.append(character)
      } else {
        flush()
        result.append(character)
      }
    }
    flush()
    return result
  }
}
