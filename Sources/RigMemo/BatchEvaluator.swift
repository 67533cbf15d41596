internal import LuaRuntime
public import RigModel
public import RigRules
internal import RigSystem
internal import Synchronization

/// Evaluates builds that a program made, one after another, and caches outcomes.
///
/// `@unchecked Sendable`: the thread that takes it out of the pool is its only owner until it puts
/// it back.
private final class BatchEvaluator: @unchecked Sendable {
  private let engine: Engine
  private let cached: CachingEvaluator

  init(_ engine: Engine, _ generation: BatchSession, budget: Int) throws(EngineError) {
    self.engine = engine
    cached = try CachingEvaluator(generation, budget: budget)
  }

  func evaluate(_ build: Build) throws(EngineError) -> Report {
    guard try cached.evaluate(build.value) else {
      // The build has a root key that is not a field, or it is too large to be cached.
      return try engine.evaluate(build)
    }
    return cached.report(of: build, (0..<cached.ruleCount).map { cached[$0]! })
  }
}

/// The results of rules by number.
final class ResultRecorder: OutcomeRecorder {
  private var results: [RuleResult] = []
  private static let limit = 20_000

  subscript(number: UInt32) -> RuleResult { results[Int(number) - 1] }

  func forget() { results.removeAll(keepingCapacity: true) }

  func plainRecord(rule: Int, passed: Bool) -> UInt32 { 0 }

  var tellsFuel: Bool { false }

  func record(_ result: RuleResult, rule: Int, fuel: UInt64) -> UInt32 {
    guard results.count < Self.limit else { return 0 }
    results.append(result)
    return UInt32(results.count)
  }
}

/// The reports of a sequence of builds, in its order. See `Engine.evaluate(batch:)`.
public struct BatchReports<Builds: AsyncSequence>: AsyncSequence where Builds.Element == Build {
  /// The report of one build.
  public typealias Element = Report
  /// What the sequence of builds throws, an `EngineError`, or `CancellationError`.
  public typealias Failure = any Error

  fileprivate let builds: Builds
  fileprivate let engine: Engine
  fileprivate let jobs: Int

  /// Starts an evaluation of the builds.
  public func makeAsyncIterator() -> Iterator {
    Iterator(builds: builds.makeAsyncIterator(), pool: EvaluatorPool(engine), jobs: jobs)
  }

  /// Iterates over the reports.
  public struct Iterator: AsyncIteratorProtocol {
    private var builds: Builds.AsyncIterator
    private let window: Window
    private let jobs: Int
    private var isAtEnd = false
    private var ready: ArraySlice<Report> = []

    /// How many builds a thread takes at once. Few, so that a slow source does not delay reports.
    private static var chunk: Int { 32 }

    fileprivate init(builds: Builds.AsyncIterator, pool: EvaluatorPool, jobs: Int) {
      self.builds = builds
      self.jobs = jobs
      window = Window(pool)
    }

    /// The next report. Throws what the sequence of builds throws, an `EngineError`, or
    /// `CancellationError` if the task was cancelled.
    public mutating func next() async throws -> Report? {
      while ready.isEmpty {
        try Task.checkCancellation()
        while !isAtEnd && window.count < jobs + 1 { try await fill() }
        guard let reports = try await window.first() else { return nil }
        ready = reports[...]
      }
      return ready.removeFirst()
    }

    private mutating func fill() async throws {
      var chunk: [Build] = []
      while chunk.count < Self.chunk {
        guard let build = try await builds.next() else {
          isAtEnd = true
          break
        }
        chunk.append(build)
      }
      if !chunk.isEmpty { window.add(chunk) }
    }
  }
}

/// Chunks that are being evaluated. They are cancelled when no one waits for them any more.
private final class Window {
  private let pool: EvaluatorPool
  private var tasks: [Task<[Report], any Error>] = []

  init(_ pool: EvaluatorPool) { self.pool = pool }

  deinit { for task in tasks { task.cancel() } }

  var count: Int { tasks.count }

  func add(_ chunk: [Build]) {
    let pool = pool
    tasks.append(Task.detached { try pool.evaluate(chunk) })
  }

  func first() async throws -> [Report]? {
    guard let task = tasks.first else { return nil }
    let reports = try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
    tasks.removeFirst()
    return reports
  }
}

private final class EvaluatorPool: Sendable {
  private let engine: Engine
  private let idle = Guarded<[BatchEvaluator]>([])
  private static let budget = 16 << 20

  init(_ engine: Engine) { self.engine = engine }

  func evaluate(_ builds: [Build]) throws -> [Report] {
    let result = BigStack.run { () -> Result<[Report], any Error> in
      Result { try self.evaluateHere(builds) }
    }
    return try result.get()
  }

  private func evaluateHere(_ builds: [Build]) throws -> [Report] {
    guard let evaluator = try take() else { return try builds.map { try engine.evaluate($0) } }
    defer { idle.withLock { $0.append(evaluator) } }
    return try builds.map { build in
      try Task.checkCancellation()
      return try evaluator.evaluate(build)
    }
  }

  /// An idle evaluator or a new one; nil if the current rules cannot run as a batch.
  private func take() throws -> BatchEvaluator? {
    if let evaluator = idle.withLock({ $0.popLast() }) { return evaluator }
    guard let generation = try engine.batchSession() else { return nil }
    return try BatchEvaluator(engine, generation, budget: Self.budget)
  }
}

extension Engine {
  /// Evaluates a sequence of builds on several threads; reports come in the order of the builds.
  ///
  /// Outcomes are cached by the values that a rule reads. So a batch of builds made of the same
  /// parts is many times faster than single evaluations, and every report is the same. Only as many
  /// builds are read ahead as keep the threads busy. Cancelling the task or releasing the iterator
  /// ends the evaluation. A reload does not affect a batch that has started.
  ///
  /// - Parameters:
  /// - builds: The builds to evaluate. - jobs: How many chunks of builds are evaluated at the same
  /// time; if nil, the number of cores.
  /// - Throws: While iterating, what `builds` throws, or an `EngineError`.
  public func evaluate<Builds: AsyncSequence>(batch builds: Builds, jobs: Int? = nil)
    -> BatchReports<Builds> where Builds.Element == Build
  {
    BatchReports(builds: builds, engine: self, jobs: max(1, jobs ?? Threads.coreCount))
  }
}
