internal import RigModel
package import RigRules

/// The rules of a batch. They stay the same until the batch ends.
package struct BatchSession: Sendable {
  let generation: LoadedRules
  let layout: RootKeyLayout
  /// What the program computes of each build.
  let facts: ProgramFacts?

  /// Whether these are still the rules in force.
  package func isCurrent(in engine: Engine) -> Bool { engine.generation === generation }

  /// The ids of the rules, in their order.
  package var ruleIDs: [String] { generation.rules.map(\.description.id) }
  /// The names of the root keys.
  package var names: [String] { layout.names }
  /// By rule: whether a verdict is incomplete without its answer.
  package var incompleteIfUnknown: [Bool] {
    generation.rules.map { $0.description.unknown == .incomplete }
  }
  /// The names of all numbered keys.
  package var keyNames: [String] { generation.keys.names }
  /// The language of messages.
  package var language: Language { generation.language }
  /// The content hash of the rules.
  package var hash: String { generation.hash }
  /// What every report states in addition to the outcomes.
  package var notices: [Notice] { generation.notices }
  /// Whether reports hold more than the outcomes: waivers, failed files, or stale rules.
  package var needsWholeReports: Bool {
    !generation.waivers.isEmpty || !generation.failures.isEmpty
      || generation.rules.contains { $0.staleness != nil }
  }

  /// Whether waivers name parts, so that a report needs the names of the build's parts.
  package var needsPartNames: Bool { generation.waivers.contains { $0.part != nil } }

  /// Makes a whole report of the results of all rules, which are in their order.
  package func report(
    id: String, name: String?, price: Double?, results: [RuleResult]
  ) -> Report {
    let build = PreparedBuild(id: id, name: name, price: price, keys: generation.keys)
    return ReportBuilder(generation: generation, build: build).report(results)
  }
}

extension Engine {
  /// The current rules for a batch; nil if the build format has more root keys than a batch
  /// supports.
  package func batchSession() throws(EngineError) -> BatchSession? {
    let generation = generation
    if generation.rules.isEmpty && generation.failures.isEmpty { throw .noRules }
    return RootKeyLayout(keys: generation.keys).map {
      BatchSession(generation: generation, layout: $0, facts: programFacts)
    }
  }
}
