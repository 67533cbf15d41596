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
}

/// Evaluates builds that are complete, or of which some root keys are not decided yet.
///
/// An undecided key is neither absent nor unknown: a rule that reads it has no outcome. Every other
/// outcome holds for each build that agrees in the decided keys, because the rule has read nothing
/// else. Outcomes are cached by what a rule reads, as in a batch.
///
/// Not `Sendable`: one thread uses it, on a stack that rules may run on (`BigStack`).
package final class PartialEvaluator {
  private let session: BatchSession
  private let worker: BatchWorker
  private var values: ValueInterner
  private let results = ResultRecorder()
  private let records: UnsafeMutablePointer<UInt32>
  private let ruleCount: Int
  /// How many builds were evaluated.
  package private(set) var evaluations = 0

  /// Loads the rules in force once more, for one thread. nil if they cannot run as a batch.
  ///
  /// - Parameters:
  ///   - engine: The rules.
  ///   - budget: The most bytes for what is cached.
  package init?(_ engine: Engine, budget: Int = 64 << 20) throws(EngineError) {
    guard let session = try engine.batchSession() else { return nil }
    self.session = session
    values = ValueInterner(
      layout: session.layout, keys: session.generation.keys, budget: budget / 2)
    worker = try BatchWorker(session, valueLimit: values.valueLimit, budget: budget / 2)
    ruleCount = session.generation.rules.count
    records = .allocate(capacity: max(ruleCount, 1))
  }

  deinit { records.deallocate() }

  /// The outcome of each rule, in the order of the rules; nil for one that reads an undecided key.
  ///
  /// Returns nil if the build has a root key that is not a field, or is too large to be cached.
  package func evaluate(_ build: BuildValue, undecided: Set<String> = []) throws(EngineError)
    -> [RuleResult?]?
  {
    var decided = session.layout.allRootKeys
    for key in undecided {
      if let number = session.layout.rootKey(key) { decided &= ~(1 << UInt32(number)) }
    }
    evaluations += 1
    for _ in 0..<2 {
      if !worker.isFull, values.take(build),
        try worker.evaluate(
          values.numbers, values.values, decided: decided, into: records, results)
      {
        return (0..<ruleCount).map { rule in
          records[rule] == BatchWorker.undecided ? nil : results[records[rule]]
        }
      }
      values.forget()
      worker.forget()
      results.forget()
    }
    return nil
  }

  /// The report of a complete build from the outcomes of all rules.
  package func report(of build: Build, _ outcomes: [RuleResult]) -> Report {
    ReportBuilder(
      generation: session.generation,
      build: PreparedBuild(about: build, keys: session.generation.keys)
    ).report(outcomes)
  }

  /// What each rule has been found to read so far. It only grows, and an outcome rests on nothing
  /// that is not in it at the time.
  package var reads: [RuleReads] {
    worker.memos.map { memo in
      var fields: [String: Set<String>?] = [:]
      for (number, name) in session.layout.names.enumerated()
      where memo.rootKeys >> UInt32(number) & 1 != 0 {
        fields[name] = .some(session.layout.fieldNames(memo.fields[number], of: number))
      }
      return RuleReads(isWhole: memo.usesBoundBuild, fields: fields)
    }
  }
}
