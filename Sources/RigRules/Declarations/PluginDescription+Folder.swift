extension PluginDescription {
  /// The same in its last good version, with the rules that the folder has now.
  func stale(_ problems: [RuleFailure], in folder: PluginFolder) -> PluginDescription {
    PluginDescription(
      name: name, state: folder.activation == .on ? .on : .available,
      isWanted: folder.activation == .on, version: version, description: description,
      homepage: homepage, author: author, licence: licence, path: path, location: location,
      parameters: parameters, rules: folder.rules.map(folder.ruleID), facts: facts,
      reporters: reporters,
      importers: importers, profiles: profiles, problems: problems, isStale: true)
  }

  /// What is known of a folder before its manifest, or without one.
  init(_ folder: PluginFolder, _ state: State, _ problems: [RuleFailure]) {
    self.init(
      name: folder.name, state: state, isWanted: folder.activation == .on, version: nil,
      description: nil, homepage: nil, author: nil,
      licence: nil, path: folder.displayPath, location: folder.location,
      parameters: [], rules: folder.rules.map(folder.ruleID), facts: [], reporters: [],
      importers: [],
      profiles: [], problems: problems, isStale: false)
  }
}

extension PluginDescription {
  /// The same, with the places of its profiles' settings in the file.
  func placed(in file: SourceFile) -> PluginDescription {
    guard !profiles.isEmpty else { return self }
    let map = RuleSourceMap(file.bytes)
    var placed = self
    placed.profiles = profiles.map { profile in
      Profile(
        name: profile.name, doc: profile.doc,
        settings: profile.settings.mapValues { setting in
          var setting = setting
          setting.at = "\(file.displayPath):\(map.line(of: setting.at ?? ""))"
          return setting
        }, examples: profile.examples)
    }
    return placed
  }
}
