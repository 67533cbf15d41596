internal import RigModel
internal import RigReports
public import RigRules

/// How far a batch is, for those who watch it.
public struct BatchProgress: Sendable, Hashable {
  public let totals: BatchTotals
  /// Bytes of the input files that were read, packed as they are, and of how many.
  public let bytesRead: Int
  public let byteCount: Int?
  /// Builds and errors of an earlier run that this one went on from.
  public let resumed: Int

  public init(totals: BatchTotals, bytesRead: Int, byteCount: Int?, resumed: Int) {
    self.totals = totals
    self.bytesRead = bytesRead
    self.byteCount = byteCount
    self.resumed = resumed
  }
}

/// What came of a batch.
public struct BatchResult: Sendable {
  public let totals: BatchTotals
  /// What the rules said of all builds together; nil unless the format is a summary.
  package let summary: OutcomeSummary?
  let scores: ScoreCounts
  /// Lines that are no build, where they do not stand in the output; at most a hundred.
  public let errors: [LineError]
  /// It ended at the error that was one too many.
  public let stoppedEarly: Bool
}

/// Evaluates very many builds: lines in, lines out, in the order of the input, the same bytes for
/// any number of threads.
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

  /// Runs to the end. `progress` is called on this thread, after each piece that was written; where
  /// it returns false the run ends there.
  public func run(progress: (BatchProgress) -> Bool = { _ in true }) throws(BatchError)
    -> BatchResult
  {
    let jobs = max(1, options.jobs ?? Self.cores)
    let plan = try plan(jobs: jobs)
    let start = try earlierRun(plan)
    let sink = try sink(plan, start)
    let reader = InputReader(
      input, hashes: sink is FileSink, uniqueIDs: options.uniqueIDs)
    if let start, let reason = try reader.skip(to: start.position, digest: start.digest) {
      throw BatchError(
        .mismatch, code: "batch/resume",
        "the run cannot be resumed: the input has changed: "
          + reason)
    }
    let session = BatchSession(plan: plan, reader: reader, sink: sink, jobs: jobs)
    return try session.run(from: start, byteCount: input.byteCount, progress)
  }

  private static var cores: Int {
    ProcessorCount.available
  }

  private func plan(jobs: Int) throws(BatchError) -> BatchPlan {
    let generation: BatchGeneration?
    do throws(EngineError) { generation = try engine.batchGeneration() } catch {
      throw BatchError(.input, code: "batch/rules", "\(error)")
    }
    guard let generation, let schema = BuildSchema(keyNames: generation.keyNames) else {
      throw BatchError(.outOfMemory, code: "batch/memory", "memory is short")
    }
    func part(_ name: String) -> Int { generation.names.firstIndex(of: name) ?? 0 }
    return BatchPlan(
      engine: engine, generation: generation, schema: schema, options: options,
      writer: LineWriter(options, ruleset: generation.hash),
      // Twelve megabytes for each thread, and what a large machine can share out.
      budget: 12 << 20 + (40 << 20) / jobs,
      declaredErrors: generation.declaredSeverities.map { $0 == .error }, idPart: part("id"),
      namePart: part("name"))
  }

  // MARK: Output

  /// Only lines in their order can be gone on with; other forms are made at the end.
  private var isInOrder: Bool {
    options.top == nil && options.format != .summary && !options.uniqueIDs
  }

  private func earlierRun(_ plan: BatchPlan) throws(BatchError) -> Checkpoint? {
    guard resumes, isInOrder, case .file(let path) = output,
      let checkpoint = Checkpoint(contentsOf: FileSink.checkpointPath(path)),
      FileSize.of(FileSink.partialPath(path)) ?? -1 >= checkpoint.outputLength
    else { return nil }
    let parts = checkpoint.identity.split(separator: " ")
    let now = identity(plan).split(separator: " ")
    let names = [
      "the rules or settings have changed", "the options are others", "the input has changed",
    ]
    for (index, name) in names.enumerated() where parts.count != 3 || parts[index] != now[index] {
      throw BatchError(
        .mismatch, code: "batch/resume",
        "the run cannot be resumed: \(name); without --resume it begins anew")
    }
    return checkpoint
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
    Array(text.utf8).withUnsafeBytes { bytes in
      if let base = bytes.baseAddress { hash.update(base, bytes.count) }
    }
    return String(hash.digest, radix: 16)
  }

  private func sink(_ plan: BatchPlan, _ start: Checkpoint?) throws(BatchError) -> any BatchSink {
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
        path: FileSize.real(path), identity: identity(plan), start: start)
    }
  }
}

/// One run under way.
private final class BatchSession {
  private let plan: BatchPlan
  private let reader: InputReader
  private let sink: any BatchSink
  private let pipeline: Pipeline
  private let jobs: Int
  private let ends: Ends
  private var totals = BatchTotals()
  private var scores = ScoreCounts()
  private var errors: [LineError] = []

  /// What the threads leave behind when they end.
  ///
  /// `@unchecked`: written under the pipeline's lock or before its threads have ended.
  final class Ends: @unchecked Sendable {
    var chunkCount: Int?
    var rawPosition = 0
    var summaries: [OutcomeSummary?]
    var tops: [TopBuilds?]

    init(jobs: Int) {
      summaries = Array(repeating: nil, count: jobs)
      tops = Array(repeating: nil, count: jobs)
    }
  }

  init(plan: BatchPlan, reader: InputReader, sink: any BatchSink, jobs: Int) {
    self.plan = plan
    self.reader = reader
    self.sink = sink
    self.jobs = jobs
    pipeline = Pipeline(chunks: 2 * jobs + 2)
    ends = Ends(jobs: jobs)
  }

  func run(
    from start: Checkpoint?, byteCount: Int?, _ progress: (BatchProgress) -> Bool
  ) throws(BatchError) -> BatchResult {
    if let start { totals = start.totals } else { try writeHeader() }
    let resumed = start.map { $0.totals.builds + $0.totals.errors } ?? 0
    startThreads()
    let stoppedEarly: Bool
    do throws(BatchError) {
      stoppedEarly = try writeChunks { totals in
        progress(
          BatchProgress(
            totals: totals, bytesRead: ends.rawPosition, byteCount: byteCount, resumed: resumed))
      }
    } catch {
      pipeline.stop()
      throw error
    }
    pipeline.stop()
    return try finish(stoppedEarly)
  }

  private func writeHeader() throws(BatchError) {
    let header = plan.writer.header
    if !header.isEmpty { try sink.write(header) }
  }

  // MARK: Threads

  private func startThreads() {
    let (pipeline, ends) = (pipeline, ends)
    nonisolated(unsafe) let reader = reader
    let isReading = pipeline.start { Self.read(reader, pipeline, ends) }
    var started = 0
    for job in 0..<jobs {
      let plan = plan
      if pipeline.start({ Self.work(job, plan, pipeline, ends) }) { started += 1 }
    }
    if !isReading || started == 0 {
      pipeline.fail(BatchError(.outOfMemory, code: "batch/memory", "no thread could be started"))
    }
  }

  private static func read(_ reader: InputReader, _ pipeline: Pipeline, _ ends: Ends) {
    var count = 0
    do throws(BatchError) {
      while let chunk = pipeline.takeFree() {
        guard try reader.next(into: chunk) else { break }
        count += 1
        chunk.rawEnd = reader.rawPosition
        pipeline.giveRead(chunk)
      }
      pipeline.endReading { ends.chunkCount = count }
    } catch {
      pipeline.fail(error)
    }
  }

  private static func work(_ job: Int, _ plan: BatchPlan, _ pipeline: Pipeline, _ ends: Ends) {
    let evaluator: LineEvaluator
    do throws(EngineError) { evaluator = try LineEvaluator(plan) } catch {
      return pipeline.fail(BatchError(.outOfMemory, code: "batch/memory", "\(error)"))
    }
    while let chunk = pipeline.takeRead() {
      evaluator.evaluate(chunk)
      pipeline.giveEvaluated(chunk)
    }
    if plan.options.format == .summary { ends.summaries[job] = evaluator.records.takeSummary() }
    ends.tops[job] = evaluator.top
  }

  // MARK: Writing

  /// True where it ended at one error too many.
  private func writeChunks(_ progress: (BatchTotals) -> Bool) throws(BatchError) -> Bool {
    var number = 0
    while let chunk = try pipeline.takeEvaluated(number, of: { ends.chunkCount }) {
      if let failure = chunk.failure {
        throw BatchError(.outOfMemory, code: "batch/memory", "\(failure)")
      }
      if try write(chunk) { return true }
      ends.rawPosition = chunk.rawEnd
      let end = chunk.end
      pipeline.giveBack(chunk)
      try sink.mark(end, totals)
      if !progress(totals) || sink.isGone { return false }
      number += 1
    }
    return false
  }

  /// Writes what a chunk gave; true where that holds one error too many, at which it ends.
  private func write(_ chunk: Chunk) throws(BatchError) -> Bool {
    if let most = plan.options.maxErrors, totals.errors + chunk.totals.errors >= most {
      let last = chunk.errors[most - totals.errors - 1]
      try write(chunk, upTo: last.outputEnd, errors: most - totals.errors)
      totals.add(last.totals)
      return true
    }
    try write(chunk, upTo: chunk.output.count, errors: chunk.errors.count)
    totals.add(chunk.totals)
    scores.add(chunk.scores)
    return false
  }

  private var writesLines: Bool {
    plan.options.top == nil && plan.options.format != .summary
  }

  private func write(_ chunk: Chunk, upTo end: Int, errors count: Int) throws(BatchError) {
    if writesLines {
      if end > 0 { try sink.write(chunk.output.start, end) }
    } else {
      let room = max(0, 100 - errors.count)
      errors += chunk.errors.prefix(min(count, room)).map(\.error)
    }
  }

  private func finish(_ stoppedEarly: Bool) throws(BatchError) -> BatchResult {
    var summary: OutcomeSummary?
    if plan.options.format == .summary {
      var all = OutcomeSummary(ruleIDs: plan.generation.ruleIDs)
      for one in ends.summaries { if let one { all.add(one) } }
      summary = all
    }
    let result = BatchResult(
      totals: totals, summary: summary, scores: scores, errors: errors,
      stoppedEarly: stoppedEarly)
    if plan.options.format == .summary {
      try sink.write(SummaryText(result, rules: plan.engine.ruleSet.rules).bytes)
    } else if let most = plan.options.top {
      var top = TopBuilds(limit: most)
      for one in ends.tops { if let one { top.add(one) } }
      for entry in top.best { try sink.write(entry.line) }
    }
    try sink.finish()
    return result
  }
}
