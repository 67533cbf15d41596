internal import RigModel
package import RigRules

extension Comparison {
  /// One difference for a person: the build, then what went, came and says something else.
  package func text(
    of difference: Difference, layout: TextLayout, in language: Language = .english
  ) -> String {
    let (report, _) = difference.reports
    let change = difference.change
    return "\(layout.bold(report.id))  \(layout.dim(difference.place))\n"
      + (language == .chinese
        ? change.text(layout: layout, in: language) : change.text(layout: layout))
  }

  /// The sums for a person.
  package func summary(layout: TextLayout, in language: Language = .english) -> String {
    var text =
      layout.bold(
        language.choose(
          "\(builds) builds, \(differing) differ", "\(builds) 份配置，\(differing) 份不同")) + "\n"
    text += "  \(names.0) → \(names.1)\n"
    if sameRules > 0 {
      let rules = sameRules == 1 ? "1 rule is" : "\(sameRules) rules are"
      text += language.choose(
        "  \(rules) the same in both and ran once\n", "  \(sameRules) 条规则两边相同，只运行一次\n")
    }
    let comma = language.choose(", ", "、")
    for (name, ids) in [(names.0, onlyIn.0), (names.1, onlyIn.1)] where !ids.isEmpty {
      let head = language.choose("only in \(name):", "只在 \(name) 中：")
      text += layout.paragraph(head, ids.joined(separator: comma), indent: 2)
    }
    if !verdicts.isEmpty {
      let all = verdicts.sorted { $0.key < $1.key }.map {
        "\(Self.turn($0.key, in: language)) \($0.value)"
      }
      let head = language.choose("verdict:", "结论：")
      text += layout.paragraph(head, all.joined(separator: comma), indent: 2)
    }
    if scores.higher + scores.lower > 0 {
      text += language.choose(
        "  score: higher \(scores.higher), lower \(scores.lower)\n",
        "  得分：升高 \(scores.higher)、降低 \(scores.lower)\n")
    }
    for (rule, counts) in rules.sorted(by: { $0.key < $1.key }) {
      text += "  \(rule)\(language.choose(": ", "："))\(Self.spelled(counts, in: language))\n"
    }
    return text
  }

  /// `pass → fail` in a language.
  private static func turn(_ names: String, in language: Language) -> String {
    guard language == .chinese else { return names }
    return names.split(separator: " → ").map { name in
      Verdict(rawValue: String(name))?.word(in: language) ?? String(name)
    }.joined(separator: " → ")
  }

  private static func spelled(_ counts: RuleCounts, in language: Language) -> String {
    [
      (language.choose("gone", "消失"), counts.gone), (language.choose("new", "新增"), counts.new),
      (language.choose("altered", "变化"), counts.altered),
      (language.choose("another outcome", "结果不同"), counts.turned),
    ].filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: language.choose(", ", "、"))
  }
}
