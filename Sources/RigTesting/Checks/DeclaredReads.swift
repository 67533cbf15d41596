internal import RigModel
internal import RigRules

/// What a rule declares to look at is what it looks at in its examples.
struct DeclaredReads {
  let rule: RuleDescription
  /// Everything that was read in all cases.
  let reads: [Explanation.Read]

  func point(hasCases: Bool) -> TestPoint {
    TestPoint(
      rule: rule.id, kind: .reads, example: "", place: rule.path, runs: 0,
      failures: hasCases ? failures : [])
  }

  private var failures: [TestFailure] {
    let read = Set(reads.map { RulePaths.declared($0.path) })
    let needed = rule.needs.flatMap(RulePaths.alternatives)
    let declared = needed + rule.reads
    let idle = { (path: String) in
      !read.contains { RulePaths.contains(path, $0) || isList(path) && $0 == list(of: path) }
    }
    var sentences = needed.filter(idle).map {
      "`needs` names `\($0)`, which the rule reads in no example"
    }
    sentences += rule.reads.filter(idle).map {
      "`reads` names `\($0)`, which the rule reads in no example"
    }
    for path in read.sorted() where !declared.contains(where: { RulePaths.touch($0, path) }) {
      let near = nearestName(path, among: declared).map { " (near: `\($0)`)" } ?? ""
      sentences.append(
        "the rule reads `\(path)`, which neither `needs` nor `reads` names\(near); add it to "
          + "`reads` where the rule can do without it")
    }
    return sentences.map { TestFailure($0) }
  }

  /// `gpus[]` is a list itself.
  private func isList(_ path: String) -> Bool { path.hasSuffix("[]") }
  private func list(of path: String) -> String { String(path.dropLast(2)) }
}
