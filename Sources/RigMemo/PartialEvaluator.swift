package import RigModel
package import RigRules

/// What one rule is known to read: the root keys of a build, and of each the fields.
package struct RuleReads: Sendable, Equatable {
  /// It reads the build as a whole.
  package let isWhole: Bool
  /// By root key: the fields it reads, nil for all. A list that is read shows its length, too.
  package let fields: [String: Set<String>?]

  /// Makes one from its parts.
  package init(isWhole: Bool, fields: [String: Set<String>?]) {
    (self.isWhole, self.fields) = (isWhole, fields)
  }

  /// What is read by either.
  package func merged(with other: RuleReads) -> RuleReads {
    if self == other { return self }
    let fields = fields.merging(other.fields) { one, other in
      one.flatMap { one in other.map { one.union($0) } }
    }
    return RuleReads(isWhole: isWhole || other.isWhole, fields: fields)
  }
}

/// Evaluates builds that are complete, or of which some root keys are not decided yet.
///
/// An undecided key is neither absent nor unknown: a rule that reads it has no outcome. Every other
/// outcome holds for each build that agrees in the decided keys, because the rule has read nothing
/// else. Outcomes are cached by what a rule reads, as in a batch.
///
/// Not `Sendable`: one thread uses it, on a stack that rules may run on (`BigStack`).
package final class PartialEvaluator {
  private let cached: CachingEvaluator
  /// How many builds were evaluated.
  package private(set) var evaluations = 0

  /// Loads the rules in force once more, for one thread. nil if they cannot run as a batch.
  ///
  /// - Parameters:
  ///   - engine: The rules.
  ///   - budget: The most bytes for what is cached.
  package init?(_ engine: Engine, budget: Int = 64 << 20) throws(EngineError) {
    guard let session = try engine.batchSession() else { return nil }
    cached = try CachingEvaluator(session, budget: budget)
  }

  /// The outcome of each rule, in the order of the rules; nil for one that reads an undecided key.
  ///
  /// Returns nil if the build has a root key that is not a field, or is too large to be cached.
  package func evaluate(_ build: BuildValue, undecided: Set<String> = []) throws(EngineError)
    -> [RuleResult?]?
  {
    evaluations += 1
    guard try cached.evaluate(build, decided: decided(without: undecided)) else { return nil }
    return (0..<cached.ruleCount).map { cached[$0] }
  }

  /// The outcome of one rule, by its number; nil if it reads an undecided key.
  ///
  /// Returns nil of nil if the build cannot be cached.
  package func evaluate(rule: Int, on build: BuildValue, undecided: Set<String>)
    throws(EngineError) -> RuleResult??
  {
    evaluations += 1
    let decided = decided(without: undecided)
    guard try cached.evaluate(build, decided: decided, only: rule) else { return nil }
    return .some(cached[rule])
  }

  /// The outcome of one rule on a build made of values of a stock; nil if it reads an undecided key.
  ///
  /// Returns nil of nil if the build cannot be cached.
  package func evaluate(rule: Int, on parts: [Int], of stock: PartStock, decided: DecidedKeys)
    throws(EngineError) -> RuleResult??
  {
    evaluations += 1
    guard try cached.evaluate(stock, parts, decided: decided.mask, rule: rule) else { return nil }
    return .some(cached[rule])
  }

  /// All keys of a build but some.
  package func keys(without undecided: Set<String>) -> DecidedKeys {
    DecidedKeys(mask: decided(without: undecided))
  }

  private func decided(without undecided: Set<String>) -> UInt32 {
    let layout = cached.session.layout
    var decided = layout.allRootKeys
    for key in undecided {
      if let number = layout.rootKey(key) { decided &= ~(1 << UInt32(number)) }
    }
    return decided
  }

  /// The report of a complete build from the outcomes of all rules.
  package func report(of build: Build, _ outcomes: [RuleResult]) -> Report {
    cached.report(of: build, outcomes)
  }

  /// What each rule has been found to read so far. It only grows, and an outcome rests on nothing
  /// that is not in it at the time.
  package var reads: [RuleReads] {
    let layout = cached.session.layout
    return (0..<cached.ruleCount).map { rule in
      let memo = cached.worker.memos + rule
      var fields: [String: Set<String>?] = [:]
      for (number, name) in layout.names.enumerated()
      where memo.pointee.rootKeys >> UInt32(number) & 1 != 0 {
        fields[name] = .some(layout.fieldNames(memo.pointee.fields[number], of: number))
      }
      return RuleReads(isWhole: memo.pointee.usesBoundBuild, fields: fields)
    }
  }
}
