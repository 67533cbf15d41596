extension LoadedRules {
  /// The same rules with messages in another language: the same hash, for it is the same knowledge.
  func translated(to language: Language) -> LoadedRules {
    LoadedRules(
      number: number, trees: trees, rules: rules.map { $0.translated(to: language) },
      failures: failures, spaces: spaces, chunks: chunks, keys: keys, limits: limits,
      language: language, waivers: waivers, today: today, hash: laterHash, plugins: plugins,
      lostPlugins: lostPlugins, profile: profile, settings: settings, notices: notices,
      switchedOff: switchedOff)
  }
}

extension LoadedRule {
  fileprivate func translated(to language: Language) -> LoadedRule {
    var plan = plan
    plan.language = language.rawValue
    return LoadedRule(
      description: description, source: source, code: code, space: space, chunk: chunk, plan: plan,
      declaredSeverity: declaredSeverity, configuredSeverity: configuredSeverity,
      templates: RuleLoader.templates(description, language), staleness: staleness)
  }
}
