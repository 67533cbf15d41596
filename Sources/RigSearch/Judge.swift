package import RigMemo
package import RigModel
package import RigRules
internal import RigSystem

/// The rules as the judge of many builds that differ little: cached outcomes, and what each rule reads.
///
/// One thread uses it. Where many builds are judged at once, it asks as many threads as it has jobs;
/// what it gives does not depend on their number.
package final class Judge {
  /// The rules.
  package let engine: Engine
  /// The rules' ids and what an unknown outcome of each means, in their order.
  package let rules: [RuleDescription]
  /// One for each job; none where the rules cannot run as a batch.
  private let evaluators: [PartialEvaluator]
  /// A build was met that only the engine itself can evaluate, so nothing is known of what it reads.
  private var readsAll = false

  /// Loads the rules for one thread, or for as many as there are jobs.
  ///
  /// - Parameters:
  ///   - engine: The rules.
  ///   - budget: The most bytes for what is cached, by all jobs together.
  ///   - jobs: The most threads that are used at the same time.
  package init(_ engine: Engine, budget: Int = 64 << 20, jobs: Int = 1) throws(EngineError) {
    self.engine = engine
    rules = engine.ruleSet.rules
    var evaluators: [PartialEvaluator] = []
    for _ in 0..<max(1, jobs) {
      guard let one = try PartialEvaluator(engine, budget: budget / max(1, jobs)) else { break }
      evaluators.append(one)
    }
    self.evaluators = evaluators
  }

  /// How many times a build, or a part of one, was judged.
  package private(set) var count = 0

  /// The report of a build: what `Engine.evaluate` gives.
  package func report(of build: Build) throws(EngineError) -> Report {
    count += 1
    if let evaluator = evaluators.first, let outcomes = try evaluator.evaluate(build.value) {
      let complete = outcomes.compactMap(\.self)
      if complete.count == outcomes.count { return evaluator.report(of: build, complete) }
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
    return try evaluators.first?.evaluate(value, undecided: undecided)
  }

  /// The outcome of one rule on a build of which some keys are not decided.
  package enum PartialOutcome: Sendable {
    case decided(RuleResult)
    /// It reads a key that is not decided.
    case undecided
    /// Only the engine itself can evaluate such a build.
    case unavailable
  }

  /// So many builds and more are judged by several threads.
  private static let fewest = 48

  /// The outcomes of one rule, by its number, on builds made of values of a stock.
  ///
  /// - Parameters:
  ///   - rule: The number of the rule.
  ///   - builds: For each build the positions of its values in the stock.
  ///   - stock: The values.
  ///   - undecided: The keys that are not decided.
  package func outcomes(
    of rule: Int, on builds: [[Int]], of stock: PartStock, undecided: Set<String>
  ) throws -> [PartialOutcome] {
    count += builds.count
    guard let first = evaluators.first else {
      return Array(repeating: .unavailable, count: builds.count)
    }
    let decided = first.keys(without: undecided)
    let jobs = builds.count < Self.fewest ? 1 : evaluators.count
    var parts = (0..<jobs).map { JudgeShare(evaluator: evaluators[$0], number: $0, of: jobs) }
    if jobs == 1 {
      parts[0].judge(rule, builds, stock, decided)
    } else {
      parts.withUnsafeMutableBufferPointer { parts in
        let parts = parts
        Threads.run(count: jobs, stackBytes: Threads.ruleStackBytes) { number in
          parts[number].judge(rule, builds, stock, decided)
        }
      }
    }
    if let error = parts.lazy.compactMap(\.error).first { throw error }
    return builds.indices.map { parts[$0 % jobs].outcomes[$0 / jobs] }
  }

  /// The rules that a waiver names: their failures may not count.
  package var waived: Set<String> { Set(engine.generation.waivers.map(\.rule)) }

  /// What each rule has been found to read.
  package var reads: [RuleReads] {
    guard let first = evaluators.first, !readsAll else {
      return rules.map { _ in RuleReads(isWhole: true, fields: [:]) }
    }
    return evaluators.dropFirst().reduce(first.reads) { all, one in
      zip(all, one.reads).map { $0.merged(with: $1) }
    }
  }
}

/// The builds that one job judges: each `of`-th, from `number`.
private struct JudgeShare {
  let evaluator: PartialEvaluator
  let number: Int
  let of: Int
  var outcomes: [Judge.PartialOutcome] = []
  var error: EngineError?

  mutating func judge(_ rule: Int, _ builds: [[Int]], _ stock: PartStock, _ decided: DecidedKeys) {
    do throws(EngineError) {
      for place in stride(from: number, to: builds.count, by: of) {
        if let outcome = try evaluator.evaluate(
          rule: rule, on: builds[place], of: stock, decided: decided)
        {
          outcomes.append(outcome.map { .decided($0) } ?? .undecided)
        } else {
          outcomes.append(.unavailable)
        }
      }
    } catch {
      self.error = error
    }
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
