/// What every report of a generation says besides its results.
extension LoadedRules {
  /// Rules and plugins that are not as they are on disk, or not in use though they should be.
  static func notices(
    rules: [LoadedRule], plugins: [LoadedPlugin], lost: [PluginDescription], _ language: Language
  ) -> [Notice] {
    func notice(_ kind: Notice.Kind, _ words: String, _ problem: RuleFailure) -> Notice {
      Notice(kind: kind, message: language.message(words + problem.message), at: problem.at)
    }
    let staleRules = rules.compactMap { rule in
      rule.staleness.map { problems in
        notice(
          .stale,
          "\(rule.description.path) no longer loads, so its last good version was used: ",
          problems[0])
      }
    }
    let stalePlugins = plugins.map(\.description).filter { $0.isStale && $0.isWanted }.map {
      plugin in
      notice(
        .stale, "the plugin `\(plugin.name)` no longer loads, so its last good version was used: ",
        plugin.problems[0])
    }
    let left = lost.filter(\.isWanted).map { plugin in
      notice(.pluginLeftOut, "the plugin `\(plugin.name)` is left out: ", plugin.problems[0])
    }
    return staleRules + stalePlugins + left
  }
}
