internal import LuaRuntime
internal import RigModel
internal import RigRules

/// The rules in force for one thread, with what it caches, for builds one after another.
final class CachingEvaluator {
  let session: BatchSession
  let worker: BatchWorker
  let ruleCount: Int
  private var values: ValueInterner
  private let results = ResultRecorder()
  private let records: UnsafeMutablePointer<UInt32>
  /// The values that were last evaluated from, and by position the number of each; 0: none yet.
  private var stock: PartStock?
  private var stockNumbers: [UInt32] = []

  init(_ session: BatchSession, budget: Int) throws(EngineError) {
    self.session = session
    values = ValueInterner(
      layout: session.layout, keys: session.generation.keys, budget: budget / 2)
    worker = try BatchWorker(session, valueLimit: values.valueLimit, budget: budget / 2)
    ruleCount = session.generation.rules.count
    records = .allocate(capacity: max(ruleCount, 1))
  }

  deinit { records.deallocate() }

  /// Runs the rules on a build, all of them or those that read nothing but decided root keys; with
  /// `only` a single one of these.
  ///
  /// Returns false if the build has a root key that is not a field, or is too large to be cached.
  func evaluate(_ build: BuildValue, decided: UInt32? = nil, only: Int? = nil)
    throws(EngineError) -> Bool
  {
    for _ in 0..<2 {
      if values.take(build), try run(decided, only) { return true }
      forget()
    }
    return false
  }

  /// Runs one rule on a build made of values of a stock.
  ///
  /// Returns false if a value is too large to be cached.
  func evaluate(_ stock: PartStock, _ parts: [Int], decided: UInt32, rule: Int)
    throws(EngineError) -> Bool
  {
    if self.stock !== stock {
      self.stock = stock
      stockNumbers = Array(repeating: 0, count: stock.count)
    }
    for _ in 0..<2 {
      if take(stock, parts), try run(decided, rule) { return true }
      forget()
    }
    return false
  }

  private func take(_ stock: PartStock, _ parts: [Int]) -> Bool {
    values.clear()
    for part in parts {
      guard let rootKey = session.layout.rootKey(stock.keys[part]) else { return false }
      if stockNumbers[part] == 0 {
        stockNumbers[part] = values.number(
          of: stock.values[part], under: stock.keys[part], rootKey: rootKey)
        if stockNumbers[part] == 0 { return false }
      }
      values.numbers[rootKey] = stockNumbers[part]
    }
    return true
  }

  private func forget() {
    values.forget()
    worker.forget()
    results.forget()
    stockNumbers = Array(repeating: 0, count: stockNumbers.count)
  }

  private func run(_ decided: UInt32?, _ only: Int?) throws(EngineError) -> Bool {
    guard let decided else {
      return try worker.evaluate(values.numbers, values.values, into: records, results)
    }
    return try worker.evaluate(
      values.numbers, values.values, decided: decided, only: only, into: records, results)
  }

  /// The outcome of a rule for the last build; nil if the rule reads what is not decided.
  subscript(rule: Int) -> RuleResult? {
    records[rule] == BatchWorker.undecided ? nil : results[records[rule]]
  }

  /// The report of a complete build from the outcomes of all rules.
  func report(of build: Build, _ outcomes: [RuleResult]) -> Report {
    ReportBuilder(
      generation: session.generation,
      build: PreparedBuild(about: build, keys: session.generation.keys)
    ).report(outcomes)
  }
}
