internal import RigRules

extension Comparison {
  /// One difference for a person: the build, then what went, came and says something else.
  package func text(of difference: Difference, layout: TextLayout) -> String {
    let (report, _) = difference.reports
    return "\(layout.bold(report.id))  \(layout.dim(difference.place))\n"
      + difference.change.text(layout: layout)
  }

  /// The sums for a person.
  package func summary(layout: TextLayout) -> String {
    var text = layout.bold("\(builds) builds, \(differing) differ") + "\n"
    text += "  \(names.0) → \(names.1)\n"
    for (name, ids) in [(names.0, onlyIn.0), (names.1, onlyIn.1)] where !ids.isEmpty {
      text += layout.paragraph("only in \(name):", ids.joined(separator: ", "), indent: 2)
    }
    if !verdicts.isEmpty {
      let all = verdicts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      text += layout.paragraph("verdict:", all.joined(separator: ", "), indent: 2)
    }
    if scores.higher + scores.lower > 0 {
      text += "  score: higher \(scores.higher), lower \(scores.lower)\n"
    }
    for (rule, counts) in rules.sorted(by: { $0.key < $1.key }) {
      text += "  \(rule): \(Self.spelled(counts))\n"
    }
    return text
  }

  private static func spelled(_ counts: RuleCounts) -> String {
    [
      ("gone", counts.gone), ("new", counts.new), ("altered", counts.altered),
      ("another outcome", counts.turned),
    ].filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}
