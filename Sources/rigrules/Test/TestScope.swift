import RigModel
import RigRules
import RigTesting

/// What `rigrules test` is asked to test, looked up anew for each run.
struct TestScope {
  private let paths: [String]
  private let folders: [String]

  init(_ paths: [String], _ shared: SharedOptions) throws(CommandFailure) {
    let configuration = try ConfigurationDiscovery.load(given: shared.config)
    self.paths = paths
    // Paths of rules bring their own folder; only tables, and no path at all, need the rules in
    // force.
    do throws(CommandFailure) {
      folders = try RuleDiscovery.find(given: shared.rules, configuration: configuration).folders
    } catch {
      guard !paths.isEmpty, !paths.contains(where: CaseTable.isTable) else { throw error }
      folders = []
    }
  }

  /// Everything whose change changes the result.
  var watched: [String] {
    let places = rulePaths.compactMap { try? RulePlace($0, known: folders) }
    return folders + paths + places.map(\.root)
  }

  private var rulePaths: [String] { paths.filter { !CaseTable.isTable($0) } }

  func plan() throws(CommandFailure) -> TestPlan {
    var parts: [TestPlan.Part] = []
    if paths.isEmpty { parts.append(TestPlan.Part(engine: try engine(of: folders))) }
    for path in rulePaths {
      let place: RulePlace
      do throws(RulePlace.Refusal) { place = try RulePlace(path, known: folders) } catch {
        throw CommandFailure(.usage, "\(error)")
      }
      let engine = try Self.engine([place.source])
      let ids = engine.ruleSet.rules.map(\.id) + engine.ruleSet.failures.map(\.rule)
      guard ids.contains(where: place.wants) else {
        throw CommandFailure(.usage, "there is no rule in \(path)")
      }
      parts.append(TestPlan.Part(engine: engine, wants: { place.wants($0) }))
    }
    return try TestPlan(parts: parts + tables())
  }

  private func tables() throws(CommandFailure) -> [TestPlan.Part] {
    let files = paths.filter(CaseTable.isTable)
    if files.isEmpty { return [] }
    let engine = try engine(of: folders)
    var parts: [TestPlan.Part] = []
    for file in files {
      do throws(InvalidCases) {
        let table = try CaseTable(contentsOfFile: file, rules: engine.ruleSet)
        let rules = Set(table.cases.map(\.rule))
        parts.append(
          TestPlan.Part(
            engine: engine, runsExamples: false, table: table.cases,
            wants: { rules.contains($0) }))
      } catch {
        throw CommandFailure(.usage, error.diagnostics.map(\.description))
      }
    }
    return parts
  }

  private func engine(of folders: [String]) throws(CommandFailure) -> Engine {
    try Self.engine(folders.map { .directory(path: $0) })
  }

  /// Without a configuration: tests are about the files, not about anybody's settings.
  private static func engine(_ sources: [RuleSource]) throws(CommandFailure) -> Engine {
    do throws(EngineError) { return try Engine(rules: sources) } catch {
      throw CommandFailure(.usage, "\(error)")
    }
  }
}
