package import LuaRuntime

extension Engine {
  /// One plugin loaded again with changed files, as a small engine: for tools that try how well its
  /// examples pin it down (mutation). Settings play no part.
  ///
  /// - Parameters:
  ///   - rules: The ids of the rules that are loaded with it. Without any that is not its own, no
  ///     other plugin is there.
  ///   - manifest: What stands for its `plugin.lua`.
  ///   - modules: Sources that stand for those of its own modules, by name (`lib.power`).
  ///   - limits: They stand for the engine's own.
  package func variant(
    ofPlugin name: String, rules: Set<String>, manifest: [UInt8]? = nil,
    modules: [String: [UInt8]] = [:], limits: Limits
  ) throws(EngineError) -> Engine {
    let trees = generation.trees
    var changed = Dictionary(
      uniqueKeysWithValues: modules.map { ("\($0.key.replacing(".", with: "/")).lua", $0.value) })
    changed[PluginFolder.manifest] = manifest
    let isAlone = rules.allSatisfy { $0.hasPrefix("\(name):") }
    var options = EngineOptions(limits: limits, language: options.language)
    options.checksExamples = false
    return try Engine(
      rules: zip(sources, trees.rules).map { source, tree in
        RuleSource(
          kind: .files(
            tree.contents {
              $0.hasPrefix("lib/") || rules.contains(String($0.dropLast(".lua".count)))
            }),
          displayName: source.displayName)
      },
      plugins: trees.plugins.filter { $0.activation == .on && ($0.name == name || !isAlone) }
        .map { folder in
          let kept = Set(folder.rules.filter { rules.contains(folder.ruleID(of: $0)) }.map(\.path))
          let files = folder.tree.contents { !$0.hasPrefix("rules/") || kept.contains($0) }
          return PluginSource(
            kind: .files(
              name: folder.name,
              folder.name == name ? files.merging(changed) { $1 } : files),
            displayName: folder.displayPath, activation: .on)
        },
      options: options)
  }
}

extension RuleFolder {
  /// The bytes of some of its files, by path.
  fileprivate func contents(where wanted: (String) -> Bool) -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for file in files where wanted(file.path) { contents[file.path] = file.bytes }
    return contents
  }
}
