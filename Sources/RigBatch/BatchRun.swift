internal import RigMemo
internal import RigModel
internal import RigReports
public import RigRules
internal import RigSystem

/// How far a batch is, for those who watch it.
public struct BatchProgress: Sendable, Hashable {
  /// What was evaluated so far.
  public let totals: BatchTotals
  /// Bytes of the input files that were read, packed as they are, and of how many.
  public let bytesRead: Int
  /// Bytes of all input files; nil if a pipe is among them.
  public let byteCount: Int?
  /// Builds and errors of an earlier run that this one went on from.
  public let resumed: Int

  /// Makes one from its parts.
  public init(totals: BatchTotals, bytesRead: Int, byteCount: Int?, resumed: Int) {
    self.totals = totals
    self.bytesRead = bytesRead
    self.byteCount = byteCount
    self.resumed = resumed
  }
}

/// What came of a batch.
public struct BatchResult: Sendable {
  /// What was evaluated so far.
  public let totals: BatchTotals
  /// What the rules reported for all builds together; nil unless the format is a summary.
  package let summary: OutcomeSummary?
  let scores: ScoreCounts
  /// Lines that are no build, where they do not stand in the output; at most a hundred.
  public let errors: [LineError]
  /// It ended at the error that was one too many.
  public let stoppedEarly: Bool
  /// `progress` ended it: what was written so far can be gone on with.
  public let isCancelled: Bool
  /// Where the time went, where that was measured.
  public let timings: BatchTimings?
}

/// Evaluates very many builds: one line in, one line out, in the order of the input.
///
/// ```swift
/// var options = BatchOptions()
/// options.format = .csv
/// let run = BatchRun(
///   engine: engine, input: try BatchInput(["builds.jsonl"]), options: options,
///   output: .file("verdicts.csv"))
/// print(try run.run().totals.builds)
/// ```
///
/// The output has the same bytes for any number of threads, with and without cached results, and
/// after a run that was stopped and resumed.
public struct BatchRun: Sendable {
  /// Where the output goes.
  public enum Output: Sendable, Hashable {
    case standardOutput
    /// A file that is there under its name only when it is whole.
    case file(String)
  }

  private let engine: Engine
  private let input: BatchInput
  private let options: BatchOptions
  private let output: Output
  private let resumes: Bool

  /// Makes one from its parts.
  public init(
    engine: Engine, input: BatchInput, options: BatchOptions, output: Output,
    resumes: Bool = false
  ) {
    self.engine = engine
    self.input = input
    self.options = options
    self.output = output
    self.resumes = resumes
  }

  /// Runs to the end.
  ///
  /// - Parameter progress: Called after each piece that was written, from one thread at a time but
  ///   not always the same one; if it returns false, the run ends there and can be resumed.
  /// - Throws: `BatchError` if the input cannot be read, the output cannot be written, an earlier
  ///   run does not fit, or memory runs out. A line that is not a build is not an error.
  public func run(progress: @escaping (BatchProgress) -> Bool = { _ in true }) throws(BatchError)
    -> BatchResult
  {
    let jobs = max(1, options.jobs ?? Threads.coreCount)
    let plan = try plan(jobs: jobs)
    let sink = try sink(plan)
    defer { sink.close() }
    let reader = InputReader(
      input, hashes: isInOrder && sink is FileSink, uniqueIDs: options.uniqueIDs)
    let start = try begin(sink, reader, plan)
    let resumed = start.map { $0.totals.builds + $0.totals.errors } ?? 0
    let byteCount = input.byteCount
    let session = RunningBatch(plan: plan, reader: reader, sink: sink, jobs: jobs) { totals, read in
      progress(
        BatchProgress(totals: totals, bytesRead: read, byteCount: byteCount, resumed: resumed))
    }
    return try session.run(from: start)
  }

  private func plan(jobs: Int) throws(BatchError) -> BatchPlan {
    let plan: BatchPlan?
    do throws(EngineError) { plan = try BatchPlan(engine, options, jobs: jobs) } catch {
      throw BatchError(.input, code: "batch/rules", "\(error)")
    }
    guard let plan else { throw BatchError(.outOfMemory, code: "batch/memory", "memory is short") }
    return plan
  }

  // MARK: Output

  /// Only lines in their order can be gone on with; other forms are made at the end.
  private var isInOrder: Bool {
    options.top == nil && options.format != .summary && !options.uniqueIDs
  }

  /// Makes the output and the input ready; returns what an earlier run got to, where this one goes
  /// on. All is verified before anything is changed.
  private func begin(_ sink: any BatchSink, _ reader: InputReader, _ plan: BatchPlan)
    throws(BatchError) -> Checkpoint?
  {
    guard let sink = sink as? FileSink else { return nil }
    let start = resumes ? try sink.earlierRun() : nil
    if let start {
      try compare(start, plan)
      try sink.verify(start)
      if let reason = try reader.skip(to: start.position, digest: start.inputDigest) {
        throw .changed("the input has changed: \(reason)")
      }
    }
    try sink.begin(at: start)
    return start
  }

  /// Whether an earlier run had the same rules, options and input.
  private func compare(_ checkpoint: Checkpoint, _ plan: BatchPlan) throws(BatchError) {
    let parts = checkpoint.identity.split(separator: " ")
    let now = identity(plan).split(separator: " ")
    let reasons = [
      "the rules or settings have changed", "the options are others", "the input has changed",
    ]
    for (index, reason) in reasons.enumerated()
    where parts.count != 3 || parts[index] != now[index] {
      throw .changed(reason)
    }
    // The options of its identity may be the same all the same: a run of these leaves none.
    guard isInOrder else { throw .changed(reasons[1]) }
  }

  /// Three words: the rules, the options that show in the output, the input.
  private func identity(_ plan: BatchPlan) -> String {
    var words = [options.format.rawValue]
    words += (options.fields ?? []).map(\.rawValue) + [";"]
    words += (options.only ?? []).map(\.rawValue).sorted() + [";"]
    words += ["\(options.maxErrors ?? -1)", options.compact ? "compact" : ""]
    return [plan.generation.hash, words.joined(separator: ","), input.identity].map(Self.digest)
      .joined(separator: " ")
  }

  private static func digest(_ text: String) -> String {
    var hash = RunningHash()
    hash.update(text)
    return hash.digest
  }

  private func sink(_ plan: BatchPlan) throws(BatchError) -> any BatchSink {
    switch output {
    case .standardOutput: return DescriptorSink(descriptor: 1, name: "standard output")
    case .file(let path):
      if input.reads(path) {
        throw BatchError(
          .output, code: "batch/unwritable", "\(path) is the input; it cannot be the output as well"
        )
      }
      // A device or pipe has no other name to be complete under.
      if let kind = DiskFiles.kind(path), kind != .file {
        if kind == .folder { throw FileSink.isFolder(path) }
        return try DescriptorSink(writing: path)
      }
      return try FileSink(
        path: FileSize.real(path), identity: identity(plan), isResumable: isInOrder,
        resumes: resumes)
    }
  }
}

/// One run under way.
///
/// `@unchecked`: reading is under one lock, writing is one thread's at a time, and what threads leave
/// behind is looked at when they have ended.
private final class RunningBatch: @unchecked Sendable {
  private let plan: BatchPlan
  private let reader: InputReader
  private let sink: any BatchSink
  private let pipeline: Pipeline
  private let jobs: Int
  private let progress: (BatchTotals, Int) -> Bool
  private var totals = BatchTotals()
  private var scores = ScoreCounts()
  private var errors: [LineError] = []
  private var stoppedEarly = false
  private var isCancelled = false
  private let ends = Monitor()
  private var summaries: [OutcomeSummary] = []
  private var tops: [TopBuilds] = []
  private var timings = BatchTimings()
  /// Written by the reader and by the writer.
  private var readTime: UInt64 = 0
  private var writeTime: UInt64 = 0

  init(
    plan: BatchPlan, reader: InputReader, sink: any BatchSink, jobs: Int,
    progress: @escaping (BatchTotals, Int) -> Bool
  ) {
    self.plan = plan
    self.reader = reader
    self.sink = sink
    self.jobs = jobs
    self.progress = progress
    pipeline = Pipeline(chunks: 2 * jobs + 1)
  }

  func run(from start: Checkpoint?) throws(BatchError) -> BatchResult {
    if let start {
      totals = start.totals
    } else {
      try sink.write(plan.writer.header)
    }
    let started = (0..<jobs).filter { _ in pipeline.start { self.work() } }
    if started.isEmpty {
      throw BatchError(.outOfMemory, code: "batch/memory", "no thread could be started")
    }
    pipeline.wait()
    if let failure = pipeline.failure { throw failure }
    return try finish()
  }

  private func work() {
    let evaluator: LineEvaluator
    do throws(EngineError) { evaluator = try LineEvaluator(plan) } catch {
      return pipeline.end(BatchError(.outOfMemory, code: "batch/memory", "\(error)"))
    }
    while let chunk = pipeline.takeFree() {
      guard pipeline.read(chunk, read) else { break }
      evaluator.evaluate(chunk)
      pipeline.finish(chunk, write)
    }
    ends.change {
      if plan.options.format == .summary { summaries.append(evaluator.records.takeSummary()) }
      if let top = evaluator.top { tops.append(top) }
      timings.add(evaluator.timings)
    }
  }

  private func read(_ chunk: LineChunk) throws(BatchError) -> Bool {
    let start = plan.options.measures ? BatchTimings.now : 0
    let hasMore = try reader.next(into: chunk)
    if plan.options.measures { readTime &+= BatchTimings.now &- start }
    chunk.rawEnd = reader.rawPosition
    return hasMore
  }

  // MARK: Writing

  /// Writes what a chunk gave; false where the run is over.
  private func write(_ chunk: LineChunk) throws(BatchError) -> Bool {
    if let failure = chunk.failure {
      throw BatchError(.outOfMemory, code: "batch/memory", "\(failure)")
    }
    if let most = plan.options.maxErrors, totals.errors + chunk.totals.errors >= most {
      let last = chunk.errors[most - totals.errors - 1]
      try write(chunk, upTo: last.outputEnd, errors: most - totals.errors)
      totals.add(last.totals)
      stoppedEarly = true
      return false
    }
    try write(chunk, upTo: chunk.output.count, errors: chunk.errors.count)
    totals.add(chunk.totals)
    scores.add(chunk.scores)
    try sink.mark(chunk.end, totals)
    isCancelled = !progress(totals, chunk.rawEnd)
    return !isCancelled && !sink.isGone
  }

  private var writesLines: Bool {
    plan.options.top == nil && plan.options.format != .summary
  }

  private func write(_ chunk: LineChunk, upTo end: Int, errors count: Int) throws(BatchError) {
    if writesLines {
      let start = plan.options.measures ? BatchTimings.now : 0
      if end > 0 { try sink.write(chunk.output.start, end) }
      if plan.options.measures { writeTime &+= BatchTimings.now &- start }
    } else {
      let room = max(0, 100 - errors.count)
      errors += chunk.errors.prefix(min(count, room)).map(\.error)
    }
  }

  private func finish() throws(BatchError) -> BatchResult {
    var summary: OutcomeSummary?
    if plan.options.format == .summary {
      var all = OutcomeSummary(ruleIDs: plan.generation.ruleIDs)
      for one in summaries { all.add(one) }
      summary = all
    }
    timings.read &+= readTime
    timings.write &+= writeTime
    let result = BatchResult(
      totals: totals, summary: summary, scores: scores, errors: errors,
      stoppedEarly: stoppedEarly, isCancelled: isCancelled,
      timings: plan.options.measures ? timings : nil)
    if isCancelled { return result }
    if plan.options.format == .summary {
      try sink.write(
        SummaryText(result, rules: plan.engine.ruleSet.rules, language: plan.language).bytes)
    } else if let most = plan.options.top {
      var top = TopBuilds(limit: most)
      for one in tops { top.add(one) }
      for entry in top.best { try sink.write(entry.line) }
    }
    try sink.finish()
    return result
  }
}
