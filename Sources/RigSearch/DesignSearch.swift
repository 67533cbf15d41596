internal import RigCatalog
internal import RigModel
package import RigRules

/// Finds the best of all builds that a plan allows, and proves it.
///
/// A branch and bound with the rules as the judge. A rule is asked as soon as all that it reads is
/// chosen but for one kind; what it excludes of that kind is not looked at any further. What rules
/// read is found out while they run: if a rule turns out to read more, the search begins again.
package final class DesignSearch {
  let judge: Judge
  let space: DesignSpace
  let limits: DesignLimits
  let value: DesignValue?

  /// Prepares a search.
  package init(_ engine: Engine, _ space: DesignSpace, limits: DesignLimits) throws {
    judge = try Judge(engine, budget: limits.memory / 2)
    (self.space, self.limits) = (space, limits)
    if case .lua(let source) = space.plan.objective {
      value = try DesignValue(source)
    } else {
      value = nil
    }
  }

  /// Searches. The same plan, rules and parts give the same answer, unless it is ended early.
  package func run() throws -> DesignAnswer {
    try discover()
    while true {
      let reads = judge.reads
      do {
        let attempt = try DesignAttempt(self, reads)
        try attempt.run()
        // What an outcome rests on may have been found out after it was used.
        if judge.reads == reads || attempt.isStopped { return attempt.answer() }
      } catch is ReadsGrew {}
    }
  }

  /// Judges each option once among others, so that most of what rules read is known.
  private func discover() throws {
    if space.choices.contains(where: { $0.options.isEmpty }) { return }
    let most = space.sizes.max() ?? 0
    var seen: [Set<BuildValue>] = space.choices.map { _ in [] }
    for number in 0..<most {
      var value = space.plan.fixed.value
      var isNew = false
      for (index, choice) in space.choices.enumerated() {
        let option = choice.options[number % choice.options.count]
        let shown = option.value.shown(judge.reads.fields(of: choice.category.buildKey))
        if seen[index].insert(shown).inserted { isNew = true }
        value = value.with(choice.category.buildKey, option.value)
      }
      if isNew, let build = try? Build(value) { _ = try judge.report(of: build) }
      let progress = DesignProgress(share: 0, best: nil, evaluations: judge.count)
      if number % 64 == 0 && !limits.goesOn(progress) { return }
    }
  }
}

extension BuildValue {
  /// A part, or each part of a list, with only some fields.
  func shown(_ fields: Set<String>?) -> BuildValue {
    if let items = listValue { return .list(items.map { $0.projected(on: fields) }) }
    return projected(on: fields)
  }
}
