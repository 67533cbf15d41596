internal import RigModel
internal import RigRules

/// What a rule declares to look at is what it looks at in its examples.
struct DeclaredReads {
  let rule: RuleDescription
  /// Everything that was read in all cases.
  let reads: [Explanation.Read]
  /// What the facts of plugins need, by `plugin.name`; empty for one that does not say.
  let factNeeds: [String: [String]]

  func point(hasCases: Bool) -> TestPoint {
    TestPoint(
      rule: rule.id, kind: .reads, example: "", place: rule.path, runs: 0,
      failures: hasCases ? failures : [])
  }

  private var failures: [TestFailure] {
    let read = Set(
      reads.map(\.path).filter { !$0.hasPrefix(RulePaths.factPrefix) }.map(RulePaths.declared))
    // What a fact reads is the fact's own affair; a rule that needs the fact may need it too.
    let facts = Set(reads.map(\.path).filter { $0.hasPrefix(RulePaths.factPrefix) })
      .map { factNeeds[String($0.dropFirst(RulePaths.factPrefix.count))] ?? [] }
    let isOpen = facts.contains { $0.isEmpty }
    let byFacts = facts.joined().flatMap(RulePaths.alternatives)
    let needed = rule.needs.flatMap(RulePaths.alternatives)
    let declared = needed + rule.reads
    let idle = { (path: String) in
      !read.contains { RulePaths.contains(path, $0) || isList(path) && $0 == list(of: path) }
    }
    let isIdleNeed = { (path: String) in
      idle(path) && !isOpen && !byFacts.contains { RulePaths.touch($0, path) }
    }
    var sentences = needed.filter(isIdleNeed).map {
      "`needs` names `\($0)`, which the rule reads in no example"
    }
    // What a fact can do without it does not declare, so a rule may say it in its place.
    sentences += rule.reads.filter { idle($0) && facts.isEmpty }.map {
      "`reads` names `\($0)`, which the rule reads in no example"
    }
    for path in read.sorted() where !declared.contains(where: { RulePaths.touch($0, path) }) {
      // A name that is not a field is not to be declared but to be corrected.
      do { _ = try FieldPath(parsing: path) } catch {
        sentences.append(
          "the rule reads `\(path)`, which no build has: \(error.message)"
            + (error.hint.map { "; \($0)" } ?? ""))
        continue
      }
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
