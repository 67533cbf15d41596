/// Puts a report together from what the rules answered.
package struct ReportBuilder {
  let generation: LoadedRules
  let build: PreparedBuild

  package init(generation: LoadedRules, build: PreparedBuild) {
    self.generation = generation
    self.build = build
  }

  package func report(_ evaluated: [RuleResult]) -> Report {
    var waivers = WaiverMatcher(
      entries: generation.waivers, build: build.id, today: generation.today,
      language: generation.language, partName: { build.partName(at: $0) })
    var tally = Tally()
    var results: [RuleResult] = []
    results.reserveCapacity(evaluated.count + generation.failures.count)
    for (index, result) in evaluated.enumerated() {
      let final = waivers.applied(to: result)
      tally.add(final, unknown: generation.rules[index].description.unknown)
      results.append(final)
    }
    for failure in generation.failures {
      let result = RuleResult(
        rule: failure.rule, category: failure.category, outcome: .broken(failure.problems[0]),
        weight: 0)
      tally.add(result, unknown: .incomplete)
      results.append(result)
    }
    let ofWaivers = waivers.result(
      rules: generation.rules.map(\.description), failed: generation.failures.map(\.rule))
    if let ofWaivers {
      tally.add(ofWaivers, unknown: .note)
      results.append(ofWaivers)
    }
    if !generation.failures.isEmpty || ofWaivers != nil { results.sort { $0.rule < $1.rule } }
    return Report(
      id: build.id, name: build.name, verdict: tally.verdict, score: tally.score,
      coverage: tally.coverage, counts: tally.counts, results: results,
      notices: generation.notices + staleNotices + pluginNotices, ruleset: generation.hash,
      price: build.price)
  }
  /// Plugins that should be on and are not, or not as they are on disk.
  private var pluginNotices: [Notice] {
    let stale = generation.plugins.map(\.description).filter { $0.isStale && $0.isWanted }
    let lost = generation.lostPlugins.filter(\.isWanted)
    return stale.map { plugin in
      Notice(
        kind: .stale,
        message: "the plugin `\(plugin.name)` no longer loads, so its last good version was used: "
          + plugin.problems[0].message, at: plugin.problems[0].at)
    }
      + lost.map { plugin in
        Notice(
          kind: .pluginLeftOut,
          message: "the plugin `\(plugin.name)` is left out: \(plugin.problems[0].message)",
          at: plugin.problems[0].at)
      }
  }

  private var staleNotices: [Notice] {
    generation.rules.compactMap { rule in
      rule.staleness.map { problems in
        Notice(
          kind: .stale,
          message: "\(rule.description.path) no longer loads, so its last good version was used: "
            + problems[0].message, at: problems[0].at)
      }
    }
  }
}
