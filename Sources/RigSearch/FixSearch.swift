package import RigModel
package import RigRules

/// Finds the smallest sets of changes after which a build reaches a goal.
///
/// Each fix is made of groups of changes. The changes of a group help only together, and no rule
/// that matters reads two groups; so groups are found one by one, and combined freely. What rules
/// read is found out while they run: the search repeats until it finds nothing new in that.
package final class FixSearch {
  let judge: Judge
  let build: Build
  let base: Report
  let goal: FixGoal
  let limits: FixLimits
  let space: FixSpace
  /// Dimensions that turned out not to be independent, as pairs.
  var linked: Set<[Int]> = []
  /// More combinations than this of one group are not tried.
  static let mostCombinations = 20_000

  /// Prepares a search; the build is evaluated.
  package init(
    _ engine: Engine, _ build: Build, _ offers: Offers, goal: FixGoal, limits: FixLimits
  ) throws {
    judge = try Judge(engine)
    self.build = build
    (self.goal, self.limits) = (goal, limits)
    base = try judge.report(of: build)
    space = FixSpace(build, offers, limits)
  }

  /// Searches. The same build, rules and parts give the same answer; throws `FixSearchEnded` where
  /// the limits end it.
  package func run() throws -> FixAnswer {
    while true {
      let (reads, links) = (judge.reads, linked)
      let answer = try attempt()
      if judge.reads == reads && linked == links { return answer }
    }
  }

  private func attempt() throws -> FixAnswer {
    var trial = try FixTrial(self)
    let isReached = goal.isReached(by: base, from: base, judge.rules)
    var menus: [FixMenu] = []
    if !isReached && trial.outOfReach.isEmpty && !trial.failing.isEmpty {
      let most = min(limits.together ?? 3, limits.changes, max(1, trial.dimensions.count))
      for size in 1...max(1, most) {
        try trial.findGroups(of: size)
        menus = try trial.menus()
        if !menus.isEmpty && limits.together == nil || size == most {
          if size < limits.changes { trial.omit(.moreTogether(size)) }
          break
        }
      }
    }
    let above = trial.aboveLimit
    if above.alternatives + above.fixes > 0 {
      trial.omit(.aboveLimitTogether(alternatives: above.alternatives, fixes: above.fixes))
    }
    return FixAnswer(
      base: base, isReached: isReached, menus: menus,
      outOfReach: trial.outOfReach.map { ruleName($0) },
      unstated: trial.unstated.sorted().map { ruleName($0) },
      omissions: space.omissions + trial.omissions,
      judged: judge.count)
  }

  private func ruleName(_ index: Int) -> String {
    if case .score = goal { return goal.text }
    return judge.rules[index].id
  }

  /// The report of the build with changes; nil where that is not a valid build.
  func report(_ changes: [Change]) throws -> Report? {
    guard limits.goesOn() else { throw FixSearchEnded() }
    guard let changed = try? Build(Change.apply(changes, to: named)) else { return nil }
    return try judge.report(of: changed)
  }

  /// The build with the name it is known by: waivers may name it.
  var named: BuildValue {
    guard build.id == nil, let id = build.fallbackID else { return build.value }
    return build.value.with("id", .text(id))
  }
}
