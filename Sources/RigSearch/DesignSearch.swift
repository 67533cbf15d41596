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
  /// By choice: the fields of its options as numbers.
  let columns: [DesignColumns]
  /// It was ended early. Once so, it stays so, whatever phase it is in.
  private(set) var isStopped = false

  /// Prepares a search.
  package init(_ engine: Engine, _ space: DesignSpace, limits: DesignLimits) throws {
    judge = try Judge(engine, budget: limits.memory / 2, jobs: limits.jobs)
    (self.space, self.limits) = (space, limits)
    columns = space.choices.map { DesignColumns($0.options) }
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
        if judge.reads == reads || isStopped { return attempt.answer() }
      } catch is ReadsGrew {}
    }
  }

  /// Whether the search is to end now.
  func isToStop(_ progress: DesignProgress) -> Bool {
    if !isStopped { isStopped = !limits.goesOn(progress) }
    return isStopped
  }

  /// How many builds are judged before the search; what these do not show, it finds out itself.
  private static let samples = 96

  /// Judges a few builds of all kinds of options, so that most of what rules read is known.
  private func discover() throws {
    if space.choices.contains(where: { $0.options.isEmpty }) { return }
    for number in 0..<min(Self.samples, space.sizes.max() ?? 0) {
      var value = space.plan.fixed.value
      for choice in space.choices {
        let step = max(1, choice.options.count / Self.samples)
        let option = choice.options[number * step % choice.options.count]
        value = value.with(choice.category.buildKey, option.value)
      }
      if let build = try? Build(value) { _ = try judge.report(of: build) }
      let progress = DesignProgress(
        share: 0, best: nil, bound: nil, evaluations: judge.count)
      if number % 16 == 0 && isToStop(progress) { return }
    }
  }
}
