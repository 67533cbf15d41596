package import RigMemo
package import RigModel
package import RigRules

/// The rules as the judge of many builds that differ little: cached outcomes, and what each rule reads.
///
/// One thread uses it.
package final class Judge {
  /// The rules.
  package let engine: Engine
  /// The rules' ids and what an unknown outcome of each means, in their order.
  package let rules: [RuleDescription]
  private let evaluator: PartialEvaluator?
  /// A build was met that only the engine itself can evaluate, so nothing is known of what it reads.
  private var readsAll = false

  /// Loads the rules for one thread.
  package init(_ engine: Engine, budget: Int = 64 << 20) throws(EngineError) {
    self.engine = engine
    rules = engine.ruleSet.rules
    evaluator = try PartialEvaluator(engine, budget: budget)
  }

  /// How many times a build, or a part of one, was judged.
  package private(set) var count = 0

  /// The report of a build: what `Engine.evaluate` gives.
  package func report(of build: Build) throws(EngineError) -> Report {
    count += 1
    if let outcomes = try evaluator?.evaluate(build.value) {
      let complete = outcomes.compactMap(\.self)
      if complete.count == outcomes.count, let evaluator {
        return evaluator.report(of: build, complete)
      }
    }
    readsAll = true
    return try engine.evaluate(build)
  }

  /// The outcome of each rule on a build of which some keys are not decided; nil for a rule that
  /// reads one of them. nil if the build cannot be judged in part.
  package func outcomes(of value: BuildValue, undecided: Set<String>) throws(EngineError)
    -> [RuleResult?]?
  {
    count += 1
    return try evaluator?.evaluate(value, undecided: undecided)
  }

  /// The outcome of one rule on a build of which some keys are not decided.
  package enum PartialOutcome {
    case decided(RuleResult)
    /// It reads a key that is not decided.
    case undecided
    /// Only the engine itself can evaluate such a build.
    case unavailable
  }

  /// The outcome of one rule, by its number.
  package func outcome(of rule: Int, on value: BuildValue, undecided: Set<String>)
    throws(EngineError) -> PartialOutcome
  {
    count += 1
    guard let evaluator,
      let outcome = try evaluator.evaluate(rule: rule, on: value, undecided: undecided)
    else { return .unavailable }
    return outcome.map { .decided($0) } ?? .undecided
  }

  /// The rules that a waiver names: their failures may not count.
  package var waived: Set<String> { Set(engine.generation.waivers.map(\.rule)) }

  /// What each rule has been found to read.
  package var reads: [RuleReads] {
    guard let evaluator, !readsAll else {
      return rules.map { _ in RuleReads(isWhole: true, fields: [:]) }
    }
    return evaluator.reads
  }
}

/// The fields of a kind of part, or a setting, that a choice may change.
package struct Footprint: Sendable, Hashable {
  /// The key of a build.
  package let key: String
  /// The fields under it; nil for all.
  package let fields: Set<String>?
  /// The number of parts changes, too, or whether there is one.
  package let changesNumber: Bool

  /// Makes one from its parts.
  package init(key: String, fields: Set<String>?, changesNumber: Bool) {
    (self.key, self.fields, self.changesNumber) = (key, fields, changesNumber)
  }
}

extension RuleReads {
  /// Whether the rule reads anything of what a choice changes.
  package func touches(_ footprint: Footprint) -> Bool {
    if isWhole { return true }
    guard let read = fields[footprint.key] else { return false }
    guard let read, !footprint.changesNumber else { return true }
    guard let changed = footprint.fields else { return !read.isEmpty }
    return !read.isDisjoint(with: changed)
  }
}

extension [RuleReads] {
  /// The fields under a key that any rule reads; nil for all.
  package func fields(of key: String) -> Set<String>? {
    var all: Set<String> = []
    for one in self {
      if one.isWhole { return nil }
      guard let read = one.fields[key] else { continue }
      guard let read else { return nil }
      all.formUnion(read)
    }
    return all
  }
}
