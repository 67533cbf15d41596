extension CheckedFolders {
  /// The text for some folders of rules and plugins, all of whose code is right.
  package static func text(rules: [RuleSource], plugins: [PluginSource]) -> String {
    let folders = rules.map { source in
      let files = RuleFolder(source).files
      return lines(source.displayName, files) {
        $0.path.hasPrefix("lib/") ? nil : ExampleRange(in: $0.bytes)
      }
    }
    let below = plugins.flatMap { PluginTree($0).folders }.map { folder in
      lines(folder.displayPath, folder.tree.files) {
        $0.path.hasPrefix("rules/") ? ExampleRange(in: $0.bytes) : nil
      }
    }
    return (folders + below).joined()
  }
}
