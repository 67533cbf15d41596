/// Puts a report together from what the rules answered.
package struct ReportBuilder {
  let generation: LoadedRules
  let build: PreparedBuild
  /// The rules that were run; nil: all.
  let selection: RuleSelection?

  package init(generation: LoadedRules, build: PreparedBuild) {
    self.init(generation: generation, build: build, selection: nil)
  }

  init(generation: LoadedRules, build: PreparedBuild, selection: RuleSelection?) {
    self.generation = generation
    self.build = build
    self.selection = selection
  }

  package func report(_ evaluated: [RuleResult]) -> Report {
    // A waiver of a rule that was not run is neither used nor out of place.
    var waivers = WaiverMatcher(
      entries: generation.waivers.filter { selection?.contains($0.rule) ?? true }, build: build.id,
      today: generation.today,
      language: generation.language, partName: { build.partName(at: $0) })
    var tally = Tally()
    var results: [RuleResult] = []
    results.reserveCapacity(evaluated.count + generation.failures.count + 1)
    for (index, result) in evaluated.enumerated() {
      let final = waivers.applied(to: result)
      let rule = generation.rules[selection?.indices[index] ?? index]
      tally.add(final, unknown: rule.description.unknown)
      results.append(final)
    }
    let failures = generation.failures.filter { selection?.contains($0.rule) ?? true }
    for failure in failures {
      let result = RuleResult(
        rule: failure.rule, category: failure.category,
        outcome: .broken(failure.problems[0].message(in: generation.language)),
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
    if !failures.isEmpty || ofWaivers != nil { results.sort { $0.rule < $1.rule } }
    return Report(
      id: build.id, name: build.name, verdict: tally.verdict, score: tally.score,
      coverage: tally.coverage, counts: tally.counts, results: results,
      notices: generation.reportNotices + selectionNotices,
      ruleset: generation.hash,
      price: build.price)
  }

  /// A report of some rules must not be taken for one of all.
  private var selectionNotices: [Notice] {
    guard let selection else { return [] }
    let all = generation.rules.count + generation.failures.count
    return [
      Notice(
        kind: .switchedOff,
        message: LocalizedText(
          english: "only \(selection.count) of \(all) rules were evaluated",
          chinese: "\(all) 条规则中只评估了 \(selection.count) 条")[generation.language])
    ]
  }
}
