internal import RigSystem

/// Everything that a report depends on, for its hash.
struct RulesHash: Sendable {
  let rules: [LoadedRule]
  let failures: [LoadFailure]
  let spaces: [ModuleSpace]
  let chunks: [ScriptChunk]
  let plugins: [LoadedPlugin]
  let lostPlugins: [PluginDescription]
  let settings: SettingsTable
  let leftOut: Set<String>
  let waivers: [WaiverEntry]

  func hexadecimal() -> String {
    var hash = ContentHash()
    hash.update(framed: "rigrules 1")
    // Modules count once, with the first rule of their folder.
    var hashed: Set<Int> = []
    for rule in rules {
      hash.update(framed: rule.description.id)
      hash.update(framed: rule.source)
      addModules(of: rule.space, to: &hash, hashed: &hashed)
    }
    for failure in failures {
      hash.update(framed: failure.rule)
      hash.update(framed: failure.problems[0].message)
    }
    addPlugins(to: &hash, hashed: &hashed)
    hash.update(framed: settings.canonical)
    if !leftOut.isEmpty {
      hash.update(framed: "without " + leftOut.sorted().joined(separator: " "))
    }
    hash.update(framed: waivers.map(\.canonical).joined(separator: "\n"))
    return hash.hexadecimal()
  }

  private func addModules(of space: Int, to hash: inout ContentHash, hashed: inout Set<Int>) {
    guard hashed.insert(space).inserted else { return }
    for module in spaces[space].modules {
      hash.update(framed: module.name)
      hash.update(framed: chunks[module.chunk - 1].bytes)
    }
  }

  /// What the facts follow from, and what is missing. What is only available changes no report.
  private func addPlugins(to hash: inout ContentHash, hashed: inout Set<Int>) {
    for plugin in plugins where plugin.isOn {
      hash.update(framed: plugin.name)
      hash.update(framed: plugin.source)
      addModules(of: plugin.space, to: &hash, hashed: &hashed)
    }
    for plugin in lostPlugins where plugin.isWanted {
      hash.update(framed: plugin.name)
      hash.update(framed: plugin.problems[0].message)
    }
  }
}
