internal import RigModel
public import RigRules

extension DocumentSet {
  /// The pages of an engine's rules with their index, and of every plugin that is on.
  ///
  /// The engine should run without settings: a page shows what a rule says by itself.
  public static func rules(of engine: Engine, coverage: CoverageTable? = nil) throws
    -> DocumentSet
  {
    let rules = engine.ruleSet.rules
    let own = rules.filter { !$0.id.contains(":") }
    var files = try rules.map { rule in
      RuleDocument(rule: rule, results: try engine.runExamples(of: rule.id)).file
    }
    var folders: [String] = []
    if !own.isEmpty {
      files.append(RuleIndexDocument(rules: own).file)
      folders.append("rules")
    }
    let plugins = engine.ruleSet.plugins.filter { $0.state == .on }
    if !plugins.isEmpty {
      files.append(PluginIndexDocument(plugins: plugins).file)
      files += plugins.map { plugin in
        PluginDocument(
          plugin: plugin, rules: rules.filter { $0.id.hasPrefix(plugin.name + ":") }
        ).file
      }
      folders.append("plugins")
    }
    if let coverage { files.append(try CoverageDocument(coverage, rules: own).file) }
    return DocumentSet(files: files, folders: folders)
  }
}
