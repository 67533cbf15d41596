import RigModel
import RigRules
import RigTesting

/// What `rigrules test` is asked to test, looked up again for each run.
struct TestScope {
  private let paths: [String]
  private let rules: [String]
  private let plugins: PluginDiscovery.Found

  init(_ paths: [String], _ shared: SharedOptions) throws(CommandFailure) {
    let configuration = try ConfigurationDiscovery.load(given: shared.config)
    self.paths = paths
    // Paths of rules bring their own folder; only tables, and no path at all, need the rules in
    // force.
    let found: (rules: [String], plugins: PluginDiscovery.Found)
    do throws(CommandFailure) { found = try Self.inForce(shared, configuration) } catch {
      guard !paths.isEmpty, !paths.contains(where: CaseTable.isTable) else { throw error }
      found = ([], PluginDiscovery.Found())
    }
    (rules, plugins) = found
  }

  private static func inForce(_ shared: SharedOptions, _ configuration: Configuration?)
    throws(CommandFailure) -> (rules: [String], plugins: PluginDiscovery.Found)
  {
    let rules = try RuleDiscovery.find(given: shared.rules, configuration: configuration)
    var plugins = try PluginDiscovery.find(
      given: shared.plugins, none: shared.noPlugins, configuration: configuration, rules: rules)
    // A test of what comes with the program includes its plugins.
    if rules.origin == .program, !shared.noPlugins, shared.plugins.isEmpty,
      let shipped = PluginDiscovery.shipped
    {
      // The folder holds the plugins that are on by default, which need not be read twice.
      let defaults = PluginDiscovery.defaults(in: shipped)
      plugins.on.removeAll { defaults.contains($0) }
      plugins.on.append(shipped)
    }
    return (rules.folders, plugins)
  }

  /// Everything whose change changes the result.
  var watched: [String] {
    let places = rulePaths.compactMap { try? RuleLocation($0, known: rules) }
    return rules + plugins.on.map(\.path) + paths + places.map(\.root)
  }

  private var rulePaths: [String] { paths.filter { !CaseTable.isTable($0) } }

  func plan() throws(CommandFailure) -> TestPlan {
    var parts: [TestPlan.Part] = []
    if paths.isEmpty { parts.append(TestPlan.Part(engine: try everything())) }
    for path in rulePaths { parts.append(try part(of: path)) }
    return try TestPlan(parts: parts + tables())
  }

  private func part(of path: String) throws(CommandFailure) -> TestPlan.Part {
    let place: RuleLocation
    do throws(RuleLocation.Refusal) { place = try RuleLocation(path, known: rules) } catch {
      throw CommandFailure(.usage, "\(error)")
    }
    let engine =
      switch place.source {
      case .rules(let source):
        try Self.engine(
          [source.displayed(FilePath.shown)], plugins.sources(includingAvailable: false))
      // Profiles set what rules in force have, and modules of theirs can be required.
      case .plugins(let source): try Self.engine(inForce, [source.displayed(FilePath.shown)])
      }
    let isOfRules = if case .rules = place.source { true } else { false }
    let wants = { @Sendable (id: String) in place.wants(id) && isOfRules != id.contains(":") }
    let set = engine.ruleSet
    let ids = set.rules.map(\.id) + set.failures.map(\.rule)
    let isBroken = set.brokenPlugins.contains { place.wantsPlugin($0.name) }
    let isOfPlugin = !isOfRules && set.plugins.contains { place.wantsManifest(of: $0.name) }
    guard isBroken || isOfPlugin || ids.contains(where: wants) else {
      throw CommandFailure(.usage, "there is no rule in \(path)")
    }
    return TestPlan.Part(
      engine: engine,
      wants: wants,
      wantsPlugin: { name in !isOfRules && place.wantsPlugin(name) },
      wantsManifest: { name in !isOfRules && place.wantsManifest(of: name) })
  }

  private func tables() throws(CommandFailure) -> [TestPlan.Part] {
    let files = paths.filter(CaseTable.isTable)
    if files.isEmpty { return [] }
    let engine = try everything()
    var parts: [TestPlan.Part] = []
    for file in files {
      do throws(InvalidCases) {
        let table = try CaseTable(contentsOfFile: file, rules: engine.ruleSet)
        let rules = Set(table.cases.map(\.rule))
        parts.append(
          TestPlan.Part(
            engine: engine, runsExamples: false, table: table.cases,
            wants: { rules.contains($0) }, wantsPlugin: { _ in false }))
      } catch {
        throw CommandFailure(.usage, error.diagnostics.map(\.description))
      }
    }
    return parts
  }

  private func everything() throws(CommandFailure) -> Engine {
    try Self.engine(inForce, plugins.sources(includingAvailable: false))
  }

  private var inForce: [RuleSource] {
    rules.map { .directory(path: $0, displayedAs: FilePath.shown($0)) }
  }

  /// Without a configuration: tests are about the files, not about the settings of a user.
  private static func engine(_ sources: [RuleSource], _ plugins: [PluginSource])
    throws(CommandFailure) -> Engine
  {
    // Nor does a busy machine make a file one that does not load.
    let options = EngineOptions(limits: Limits(deadlineMilliseconds: 10_000))
    do throws(EngineError) {
      return try Engine(rules: sources, plugins: plugins, options: options)
    } catch {
      throw CommandFailure(.usage, error.withCode)
    }
  }
}
