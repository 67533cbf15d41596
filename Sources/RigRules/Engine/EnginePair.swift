package import RigModel

/// Two sets of rules on the same builds. A rule that both have with the same source, modules and
/// settings runs once: rules are pure, so that it answers the second time what it answered the first.
///
/// Holds the rules in force when it was made; a later reload of an engine does not reach it.
package final class EnginePair: Sendable {
  private let engines: (Engine, Engine)
  private let rules: (LoadedRules, LoadedRules)
  /// By rule of the second set: its position in the first, where it is the same there.
  private let shared: [Int?]

  /// - Parameter runsAll: Whether rules that both have run for both, for comparison.
  package init(_ first: Engine, _ second: Engine, runsAll: Bool = false) {
    engines = (first, second)
    let rules = (first.generation, second.generation)
    self.rules = rules
    // Nothing says whether the closures of two engines are the same.
    let hasFacts = first.programFacts != nil || second.programFacts != nil
    let canShare = !runsAll && !hasFacts && rules.0.answersLike(rules.1)
    let places = Dictionary(
      uniqueKeysWithValues: rules.0.rules.enumerated().map { ($1.description.id, $0) })
    shared = rules.1.rules.map { rule -> Int? in
      guard canShare, let place = places[rule.description.id],
        rules.0.fingerprint(of: rules.0.rules[place]) == rules.1.fingerprint(of: rule)
      else { return nil }
      return place
    }
  }

  /// Whether a rule is the same in both sets.
  package func isShared(_ id: String) -> Bool {
    zip(rules.1.rules, shared).contains { $0.description.id == id && $1 != nil }
  }

  /// How many rules run once for both sets.
  package var sharedCount: Int { shared.count { $0 != nil } }

  /// What both sets report on a build.
  package func reports(of build: Build) throws(EngineError) -> (Report, Report) {
    for rules in [rules.0, rules.1] where rules.rules.isEmpty && rules.failures.isEmpty {
      throw .noRules
    }
    let prepared = (
      engines.0.prepared(build, for: rules.0), engines.1.prepared(build, for: rules.1)
    )
    let first = try engines.0.withWorker(of: rules.0) { worker throws(EngineError) in
      try worker.evaluate(prepared.0.content)
    }
    let second = try results(on: prepared.1, after: first)
    return (
      ReportBuilder(generation: rules.0, build: prepared.0).report(first),
      ReportBuilder(generation: rules.1, build: prepared.1).report(second)
    )
  }

  private func results(on build: PreparedBuild, after first: [RuleResult]) throws(EngineError)
    -> [RuleResult]
  {
    var results = shared.map { place in place.map { first[$0] } }
    // A rule that breaks says in which file, and that is another one.
    let left = results.indices.filter { results[$0]?.outcome.isBroken ?? true }
    if !left.isEmpty {
      let made = try engines.1.withWorker(of: rules.1) { worker throws(EngineError) in
        try worker.evaluate(build.content, left)
      }
      for (index, result) in zip(left, made) { results[index] = result }
    }
    return results.compactMap { $0 }
  }
}

extension Outcome {
  fileprivate var isBroken: Bool { if case .broken = self { true } else { false } }
}
