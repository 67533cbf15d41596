internal import LuaRuntime
internal import RigRules

/// The examples of what a plugin's manifest gives as judges of mutants, on small engines with that
/// plugin and the rules that the examples ask for.
struct PluginJudge: MutationJudge {
  private(set) var problems: [String] = []
  private let engine: Engine
  /// As the files say: its examples are no part of what is changed.
  private let plugin: PluginDescription
  private let stages: [Stage]
  private let limits: Limits
  private let callLimits: Limits

  /// Profiles set rules of others, which take the most time to load: most mutants have been noticed
  /// before.
  private struct Stage {
    let kinds: Set<PluginTester.Kind>
    let rules: Set<String>
  }

  init(engine: Engine, plugin: PluginDescription, limits: Limits) throws {
    self.engine = engine
    self.plugin = plugin
    self.limits = limits
    var callLimits = Engine.pluginCallLimits
    callLimits.deadlineMilliseconds = limits.deadlineMilliseconds
    self.callLimits = callLimits
    stages = Self.stages(of: plugin)
    problems = try stages.flatMap { stage in
      tester(try variant(ChangedFiles(), stage)).problems(of: stage.kinds)
    }
  }

  func kills(_ changed: ChangedFiles) throws -> Bool? {
    for stage in stages {
      guard let variant = try? variant(changed, stage), variant.ruleSet.brokenPlugins.isEmpty
      else { return nil }
      if !tester(variant).problems(of: stage.kinds, upToFirst: true).isEmpty { return true }
    }
    return false
  }

  private func variant(_ changed: ChangedFiles, _ stage: Stage) throws -> Engine {
    try engine.variant(
      ofPlugin: plugin.name, rules: stage.rules, manifest: changed.manifests[plugin.name],
      modules: changed.modules, limits: limits)
  }

  private func tester(_ engine: Engine) -> PluginTester {
    PluginTester(engine: engine, plugin: plugin, callLimits: callLimits)
  }

  private static func stages(of plugin: PluginDescription) -> [Stage] {
    let shown = plugin.reporters.flatMap(\.examples).flatMap { $0.rules ?? plugin.rules }
    let first = Stage(kinds: [.fact, .reporter, .importer], rules: Set(shown))
    let profiles = plugin.profiles.filter { !$0.examples.isEmpty }
    if profiles.isEmpty { return [first] }
    let rules = profiles.flatMap { $0.settings.keys + $0.examples.compactMap(\.rule) }
    return [first, Stage(kinds: [.profile], rules: Set(rules))]
  }
}
