internal import RigCatalog
internal import RigModel
internal import RigRules

extension DesignAttempt {
  /// Judges a whole build.
  func leaf() throws {
    var value = search.space.plan.fixed.value
    for place in order {
      let option = classes[place][chosen[place]!].option
      value = value.with(option.offer.category.buildKey, option.value)
    }
    guard let build = try? Build(value) else {
      counts.add(.rule("build"), prefix)
      return
    }
    let report = try search.judge.report(of: build)
    counts.judged += prefix
    switch report.verdict {
    case .fail, .broken: return
    case .warn where search.space.plan.goal == .pass: return
    case .incomplete where search.space.plan.goal == .pass && warns(report): return
    default: break
    }
    try add(build, report)
  }

  private func add(_ build: Build, _ report: Report) throws {
    let parts = order.map { classes[$0][chosen[$0]!].option }
    let (price, memory) = (chosenTotals.price, chosenTotals.memory)
    let shown = price.map { Double($0) / 10_000 }
    let number = try search.value?.number(build, report, price: shown)
    if search.value != nil && number == nil {
      counts.unranked += prefix
      return
    }
    let rank =
      report.verdict == .incomplete
      ? bound.optimisticRank(of: report, effects, price: price, memory: memory, value: number)
      : bound.rank(
        verdict: report.verdict, score: report.score, coverage: report.coverage, price: price,
        memory: memory, value: number)
    let hasCards = parts.contains { $0.offer.category == .gpu }
    add(
      Design(
        build: build, report: report, parts: parts,
        alike: order.map { classes[$0][chosen[$0]!].alike }, price: shown,
        memory: hasCards ? memory.map { Double($0) / 1000 } : nil,
        value: number, order: rank, path: order.map { classes[$0][chosen[$0]!].position },
        missing: missing(report)))
  }

  private func missing(_ report: Report) -> [String] {
    var fields: [String] = []
    for result in report.results where effects[result.rule] == .incomplete {
      guard case .unknown(let missing) = result.outcome else { continue }
      for field in missing where !fields.contains(field) { fields.append(field) }
    }
    return fields
  }

  private func warns(_ report: Report) -> Bool {
    report.results.contains {
      if case .fail(.warning, _) = $0.outcome { $0.waived == nil } else { false }
    }
  }

  private func add(_ design: Design) {
    func insert(into list: inout [Design]) {
      // The search meets again what the first look has found.
      if list.contains(where: { $0.path == design.path }) { return }
      let place = list.firstIndex { design.isBetter(than: $0) } ?? list.count
      list.insert(design, at: place)
      if list.count > most { list.removeLast() }
    }
    if design.report.verdict == .incomplete {
      insert(into: &ifKnown)
    } else {
      insert(into: &proved)
    }
  }
}
