/// The rules of one generation that an evaluation runs.
struct RuleSelection: Sendable {
  /// Positions in the generation's rules, ascending.
  let indices: [Int]
  private let ids: Set<String>

  /// Looks the ids up. Rules that do not load can be named too: they are broken in the report.
  init(_ wanted: [String], in generation: LoadedRules) throws(EngineError) {
    let failed = Set(generation.failures.map(\.rule))
    let places = Dictionary(
      uniqueKeysWithValues: generation.rules.enumerated().map { ($1.description.id, $0) })
    for id in wanted where places[id] == nil && !failed.contains(id) {
      throw .unknownRule(id, nearest: generation.ruleSet.nearestRule(to: id))
    }
    ids = Set(wanted)
    indices = ids.compactMap { places[$0] }.sorted()
  }

  var isEmpty: Bool { ids.isEmpty }
  var count: Int { ids.count }
  func contains(_ id: String) -> Bool { ids.contains(id) }
}
