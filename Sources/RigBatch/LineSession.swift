internal import RigMemo
public import RigRules
internal import RigSystem
internal import Synchronization

/// Evaluates buffers of lines in memory as a batch does, for programs that have their own input and
/// output.
///
/// ```swift
/// let session = LineSession(engine: engine)
/// let output = try session.evaluate(lines, name: "builds.jsonl")
/// ```
///
/// It may be used from any number of threads at once, and keeps what it has learned of builds and
/// outcomes for the next buffer. A reload of the engine is in force from the next buffer on.
public final class LineSession: Sendable {
  private struct State {
    var plan: BatchPlan?
    var idle: [Kept] = []
  }
  /// `@unchecked`: the one who takes it out is its one owner until it is put back.
  private final class Kept: @unchecked Sendable {
    let evaluator: LineEvaluator
    let chunk = LineChunk(capacity: 1 << 16)
    let hash: ObjectIdentifier
    init(_ evaluator: LineEvaluator, _ hash: ObjectIdentifier) {
      self.evaluator = evaluator
      self.hash = hash
    }
  }
  private let engine: Engine
  private let options: BatchOptions
  private let state = Guarded(State())
  private static let mostIdle = 16

  /// Begins with nothing learned. Of the options those of single lines are in force.
  public init(engine: Engine, options: BatchOptions = BatchOptions()) {
    self.engine = engine
    var options = options
    options.top = nil
    self.options = options
  }

  /// The reports of all lines, one line each, in their order.
  ///
  /// - Parameters:
  ///   - lines: Builds in JSON, one a line.
  ///   - name: What errors call the file.
  ///   - firstLine: The number of the first line in it.
  /// - Throws: `EngineError` if there is no rule or memory is short; a line that is not a build is an
  ///   error line in its place.
  public func evaluate(_ lines: UnsafeRawBufferPointer, name: String, firstLine: Int = 1)
    throws(EngineError) -> [UInt8]
  {
    let kept = try take()
    let chunk = kept.chunk
    chunk.reset()
    chunk.grow(to: lines.count)
    chunk.file = name
    chunk.firstLine = firstLine
    chunk.inputCount = lines.count
    if let start = lines.baseAddress, lines.count > 0 {
      UnsafeMutableRawPointer(chunk.input).copyMemory(from: start, byteCount: lines.count)
    }
    // What stood behind a longer input must not be taken for more of this one.
    for index in 0..<LineScanner.linePadding { chunk.input[lines.count + index] = 0 }
    var failure: EngineError?
    BigStack.run {
      kept.evaluator.evaluate(chunk)
      failure = chunk.failure
    }
    let output = Array(UnsafeBufferPointer(start: chunk.output.start, count: chunk.output.count))
    giveBack(kept)
    if let failure { throw failure }
    return output
  }

  private func take() throws(EngineError) -> Kept {
    let plan = try currentPlan()
    let identity = ObjectIdentifier(plan.schema)
    let idle = state.withLock { state in
      state.idle.lastIndex { $0.hash == identity }.map { state.idle.remove(at: $0) }
    }
    if let idle { return idle }
    return Kept(try LineEvaluator(plan), identity)
  }

  private func giveBack(_ kept: Kept) {
    state.withLock { state in
      guard let plan = state.plan, ObjectIdentifier(plan.schema) == kept.hash,
        state.idle.count < Self.mostIdle
      else { return }
      state.idle.append(kept)
    }
  }

  private func currentPlan() throws(EngineError) -> BatchPlan {
    if let plan = state.withLock({ $0.plan }), plan.generation.isCurrent(in: engine) {
      return plan
    }
    guard let made = try BatchPlan(engine, options, jobs: 4) else { throw .outOfMemory }
    return state.withLock { state in
      state.plan = made
      state.idle = []
      return made
    }
  }
}
