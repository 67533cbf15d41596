internal import LuaRuntime
internal import RigMemo
internal import RigModel
internal import RigReports
internal import RigRules
internal import RigSystem

/// Everything that all workers of a batch share and none changes.
struct BatchPlan: Sendable {
  let engine: Engine
  let generation: BatchSession
  let schema: ScanSchema
  let options: BatchOptions
  let writer: LineWriter
  /// The language of messages, those of lines that are no build too.
  var language: Language { generation.language }
  /// Bytes for the cache of one worker.
  let budget: Int
  /// nil where there is but one worker, which then has this memory for itself.
  let shared: SharedOutcomes?
  /// By rule: whether its declared severity is `error`, so that an unknown makes a verdict unsure.
  let incompleteIfUnknown: [Bool]
  let idPart: Int
  let namePart: Int
}

extension BatchPlan {
  /// The rules in force now, for so many workers; nil if memory is short.
  init?(_ engine: Engine, _ options: BatchOptions, jobs: Int) throws(EngineError) {
    guard let generation = try engine.batchSession(),
      let schema = ScanSchema(keyNames: generation.keyNames)
    else { return nil }
    func part(_ name: String) -> Int { generation.names.firstIndex(of: name) ?? 0 }
    self.init(
      engine: engine, generation: generation, schema: schema, options: options,
      writer: LineWriter(options, ruleset: generation.hash, notices: generation.notices),
      budget: max(options.memoryBytes ?? Self.budget(jobs: jobs), 1 << 20),
      shared: jobs > 1 ? SharedOutcomes(budget: Self.sharedBudget) : nil,
      incompleteIfUnknown: generation.incompleteIfUnknown, idPart: part("id"),
      namePart: part("name"))
  }
}

extension BatchPlan {
  private static let sharedBudget = 24 << 20

  /// Twelve megabytes for each thread, and what a large machine can share out.
  private static func budget(jobs: Int) -> Int {
    (12 << 20) + (40 << 20) / jobs + (jobs > 1 ? 0 : sharedBudget)
  }
}

/// One worker: turns lines into lines.
final class LineEvaluator {
  private let plan: BatchPlan
  private let scanner: LineScanner
  private let worker: BatchWorker
  let records: OutcomeRecords
  private let wholeRecords: ReportRecords
  private let list: UnsafeMutablePointer<UInt32>
  private let ruleCount: Int
  private let keepsWhole: Bool
  private let needsWholeBuilds: Bool
  private(set) var top: TopBuilds?
  private let needsPrice: Bool
  private let named: NamedLines?
  /// Values up to the build before: those that were new, and those that were not.
  private var seen: (decoded: UInt64, found: UInt64) = (0, 0)
  private var sampled = BatchTimings()
  private var linesToSample = 1

  init(_ plan: BatchPlan) throws(EngineError) {
    self.plan = plan
    let options = plan.options
    guard
      let scanner = LineScanner(
        plan.schema, budget: plan.budget / 3, remembers: options.remembers)
    else { throw .outOfMemory }
    self.scanner = scanner
    worker = try BatchWorker(
      plan.generation, valueLimit: scanner.valueLimit, budget: plan.budget / 3,
      shared: plan.shared)
    keepsWhole = plan.generation.needsWholeReports
    needsWholeBuilds = plan.generation.needsPartNames
    wholeRecords = ReportRecords(forms: plan.writer.forms)
    records = OutcomeRecords(
      budget: plan.budget / 3, ruleIDs: plan.generation.ruleIDs, forms: plan.writer.forms,
      keepsResults: keepsWhole,
      counts: options.format == .summary)
    ruleCount = plan.generation.ruleIDs.count
    list = .allocate(capacity: max(ruleCount, 1))
    top = options.top.map { TopBuilds(limit: $0) }
    named = options.naming.map { NamedLines($0) }
    needsPrice = plan.writer.needsPrice || options.top != nil || keepsWhole
  }

  deinit { list.deallocate() }

  /// Where a line stands.
  struct Place {
    var file: String
    var line: Int
    /// Where it stood in the input, for builds that are equal in all else.
    var order: (chunk: Int, line: Int)
    /// Whether another line before has the same id.
    var isRepeated = false
  }

  /// Evaluates one line; `LineScanner.linePadding` bytes must be readable behind it.
  func evaluate(
    _ line: UnsafePointer<UInt8>, count: Int, at place: Place, into chunk: LineChunk
  ) throws(EngineError) {
    if place.isRepeated { return add(Self.repeated(place), to: chunk) }
    if plan.options.measures {
      linesToSample -= 1
      if linesToSample == 0 {
        linesToSample = BatchTimings.sampling
        return try evaluateMeasured(line, count, place, chunk)
      }
    }
    try evaluateLine(line, count, place, chunk)
  }

  private func evaluateLine(
    _ line: UnsafePointer<UInt8>, _ count: Int, _ place: Place, _ chunk: LineChunk
  ) throws(EngineError) {
    // The fast path does not know what the parts are called.
    if needsWholeBuilds { return try carefully(line, count, place, chunk) }
    if try isDoneFast(line, count, place, chunk) { return }
    let text = UnsafeBufferPointer(start: line, count: count)
    let isDone = try named?.spelled(text) { bytes, count throws(EngineError) in
      try isDoneFast(bytes, count, place, chunk)
    }
    if isDone == true { return }
    try carefully(line, count, place, chunk)
  }

  /// Whether the fast path could take the line: not where it is in an unusual form or no build, nor
  /// where memory cannot hold a build of its size beside its outcomes.
  private func isDoneFast(
    _ line: UnsafePointer<UInt8>, _ count: Int, _ place: Place, _ chunk: LineChunk
  ) throws(EngineError) -> Bool {
    for attempt in 0..<3 {
      switch scanner.scan(line, count: count) {
      case .full: forgetValues()
      case .unsure: return false
      case .build:
        if scanner.numbers[plan.idPart] == 0 {
          add(Self.withoutID(place), to: chunk)
        } else if !plan.options.remembers {
          try plainly(place, chunk)
        } else if try evaluateScanned() {
          finishScanned(place, chunk)
        } else {
          makeRoom(attempt)
          continue
        }
        return true
      }
    }
    return false
  }

  /// The same with a clock between the steps; only of a line that goes the usual way.
  private func evaluateMeasured(
    _ line: UnsafePointer<UInt8>, _ count: Int, _ place: Place, _ chunk: LineChunk
  ) throws(EngineError) {
    let start = BatchTimings.now
    guard !needsWholeBuilds,
      scanner.scan(line, count: count) == .build, scanner.numbers[plan.idPart] != 0
    else {
      return try evaluateLine(line, count, place, chunk)
    }
    let scannedAt = BatchTimings.now
    worker.measuredBind = 0
    worker.measures = true
    let isDone = try evaluateScanned()
    worker.measures = false
    guard isDone else { return try evaluateLine(line, count, place, chunk) }
    let evaluatedAt = BatchTimings.now
    finishScanned(place, chunk)
    var sample = BatchTimings()
    sample.decode = scannedAt - start
    sample.bind = worker.measuredBind
    sample.rules = evaluatedAt - scannedAt - min(worker.measuredBind, evaluatedAt - scannedAt)
    sample.write = BatchTimings.now - evaluatedAt
    sampled.add(sampled: sample)
  }

  /// What was measured and counted on this thread.
  var timings: BatchTimings {
    var all = sampled
    (all.rulesRun, all.rulesRemembered) = (worker.ran, worker.replayed)
    (all.valuesDecoded, all.valuesKnown) = scanner.counts
    if plan.options.remembers {
      all.eachRule = zip(plan.generation.ruleIDs, worker.costs).map { RuleTiming(rule: $0, $1) }
    }
    return all
  }

  /// Drops what left no room for the last build, and if that was not enough everything.
  private func makeRoom(_ attempt: Int) {
    let needsRecords = records.isFull
    if needsRecords || attempt > 0 {
      worker.forgetOutcomes()
      records.forget()
    }
    if attempt > 0 {
      forgetValues()
    } else if !needsRecords {
      worker.forget()
    }
  }

  private func forgetValues() {
    scanner.forget()
    worker.forget()
  }

  private func evaluateScanned() throws(EngineError) -> Bool {
    let counts = scanner.counts
    let (new, known) = (counts.decoded &- seen.decoded, counts.found &- seen.found)
    seen = counts
    return try worker.evaluate(
      scanner.numbers, scanner.values, free: scanner.free, isMostlyNew: new > known, into: list,
      records)
  }

  // MARK: The fast path

  private func finishScanned(_ place: Place, _ chunk: LineChunk) {
    let build = scanned()
    // A report that holds waivers or notices is put together as for a single build.
    if keepsWhole {
      return finish(
        report(of: (0..<ruleCount).map { records.results[Int(list[$0]) - 1] }), place, chunk)
    }
    finish(build, of: nil, place, chunk)
  }

  private func scanned() -> EvaluatedBuild {
    var tally = BuildTally()
    // A record that is not written to stays in the caches of all threads.
    let counts = records.counts
    let all = records.records
    plan.incompleteIfUnknown.withUnsafeBufferPointer { incompleteIfUnknown in
      for rule in 0..<ruleCount {
        let record = all + Int(list[rule])
        if counts { record.pointee.uses &+= 1 }
        tally.add(record.pointee, incompleteIfUnknown: incompleteIfUnknown[rule])
      }
    }
    var outcomes = OutcomeCounts()
    outcomes.pass = tally.pass
    outcomes.fail = tally.fail
    outcomes.unknown = tally.unknown
    outcomes.notApplicable = tally.notApplicable
    outcomes.broken = tally.broken
    return EvaluatedBuild(
      id: json(scanner.text(at: plan.idPart)), name: json(scanner.text(at: plan.namePart)),
      verdict: tally.verdict, scoreTenths: tally.scoreTenths,
      coverageHundredths: tally.coverageHundredths, price: needsPrice ? scanner.price : nil,
      counts: outcomes, worst: tally.worst, notices: nil)
  }

  private func report(of results: [RuleResult]) -> Report {
    plan.generation.report(
      id: cleaned(scanner.text(at: plan.idPart)) ?? "build",
      name: cleaned(scanner.text(at: plan.namePart)), price: scanner.price, results: results)
  }

  /// Nothing is cached: each rule is run on the bound build.
  private func plainly(_ place: Place, _ chunk: LineChunk) throws(EngineError) {
    let results = try worker.evaluateUncached(
      scanner.numbers, scanner.values, free: scanner.free)
    for (rule, answer) in results.enumerated() {
      records.addToSummary(rule, answer.result, fuel: answer.fuel)
    }
    finish(report(of: results.map(\.result)), place, chunk)
  }

  private func cleaned(_ text: UnsafeBufferPointer<UInt8>?) -> String? {
    text.map { CleanText.clean(String(decoding: $0, as: UTF8.self)) }
  }

  /// A text as JSON writes it; most are plain and are only copied.
  private func json(_ text: UnsafeBufferPointer<UInt8>?) -> [UInt8] {
    guard let text else { return Array("null".utf8) }
    let isPlain = text.allSatisfy { $0 >= 0x20 && $0 < 0x7f && $0 != 0x22 && $0 != 0x5c }
    guard isPlain else { return json(cleaned(text)) }
    return [UInt8](unsafeUninitializedCapacity: text.count + 2) { bytes, count in
      bytes[0] = UInt8(ascii: "\"")
      for index in 0..<text.count { bytes[index + 1] = text[index] }
      bytes[text.count + 1] = UInt8(ascii: "\"")
      count = text.count + 2
    }
  }

  private func json(_ text: String?) -> [UInt8] {
    var json = JSONBytes()
    json.value(text)
    return json.bytes
  }

  // MARK: The slow path

  /// What the scanner is not sure of: a build in an unusual form, or no build at all.
  private func carefully(
    _ line: UnsafePointer<UInt8>, _ count: Int, _ place: Place, _ chunk: LineChunk
  ) throws(EngineError) {
    let bytes = Array(UnsafeBufferPointer(start: line, count: count))
    let build: Build
    do throws(InvalidBuild) {
      build = try read(bytes, as: .json, place.file)
    } catch {
      return add(Self.error(error, place), to: chunk)
    }
    if build.id == nil { return add(Self.withoutID(place), to: chunk) }
    try evaluate(build, place, chunk)
  }

  /// A build by its fields, else one whose parts are named. Where it names none, what is wrong with
  /// its fields is told.
  func read(_ bytes: [UInt8], as format: BuildFormat, _ file: String) throws(InvalidBuild) -> Build
  {
    do throws(InvalidBuild) {
      return try Build(parsing: bytes, as: format, file: file)
    } catch {
      if let build = try plan.options.naming?.build(bytes, file: file) { return build }
      throw error
    }
  }

  /// The build of a file whose parts are named; nil where it names none or cannot be read.
  func namedBuild(_ file: String) throws(InvalidBuild) -> Build? {
    guard let naming = plan.options.naming else { return nil }
    let (bytes, reason) = DiskFiles.read(file, limit: SourceLimits.bytes)
    guard reason == nil else { return nil }
    return try naming.build(bytes, file: file)
  }

  /// A build from wherever it may come.
  func evaluate(_ build: Build, _ place: Place, _ chunk: LineChunk) throws(EngineError) {
    let report = try plan.engine.evaluate(build)
    for (rule, result) in report.results.enumerated() where rule < ruleCount {
      records.addToSummary(rule, result, fuel: 0)
    }
    finish(report, place, chunk)
  }

  private func evaluated(_ report: Report) -> EvaluatedBuild {
    var worst = -1
    for result in report.results where result.waived == nil {
      if case .fail(let severity, _) = result.outcome { worst = max(worst, severity.index) }
    }
    return EvaluatedBuild(
      id: json(report.id), name: json(report.name), verdict: report.verdict,
      scoreTenths: report.score.map { Int(($0 * 10).rounded()) },
      coverageHundredths: Int((report.coverage * 100).rounded()), price: report.price,
      counts: report.counts, worst: worst, notices: report.notices)
  }

  // MARK: Both

  private func finish(_ report: Report, _ place: Place, _ chunk: LineChunk) {
    finish(evaluated(report), of: report, place, chunk)
  }

  private func finish(
    _ build: EvaluatedBuild, of report: Report?, _ place: Place, _ chunk: LineChunk
  ) {
    chunk.totals.add(build)
    if let only = plan.options.only, !only.contains(build.verdict) { return }
    if top != nil { return offer(build, of: report, place) }
    if plan.options.format == .summary {
      chunk.scores.add(build)
      return
    }
    write(build, of: report, to: &chunk.output)
  }

  private func write(
    _ build: EvaluatedBuild, of report: Report?, to output: inout OutputBuffer
  ) {
    if let report {
      wholeRecords.with(report.results) { plan.writer.write(build, $0, to: &output) }
    } else {
      let list = RecordList(records: records.records, numbers: list, count: ruleCount)
      plan.writer.write(build, list, to: &output)
    }
  }

  private func offer(_ build: EvaluatedBuild, of report: Report?, _ place: Place) {
    let id = String(decoding: build.id.dropFirst().dropLast(), as: UTF8.self)
    let rank = TopBuilds.Place(build, id: id, order: place.order)
    guard top!.wants(rank) else { return }
    var line = OutputBuffer(capacity: 8192)
    write(build, of: report, to: &line)
    top!.add(
      TopBuilds.Entry(
        place: rank,
        line: Array(UnsafeBufferPointer(start: line.start, count: line.count))))
  }

  // MARK: Errors

  func add(_ error: LineError, to chunk: LineChunk) {
    chunk.add(error.message(in: plan.language), plan.writer)
  }

  static func error(_ invalid: InvalidBuild, _ place: Place) -> LineError {
    let first = invalid.diagnostics[0]
    let hint = first.hint.map { " (\($0))" } ?? ""
    let more = invalid.diagnostics.count - 1
    let others = more > 0 ? "; and \(more) more error\(more == 1 ? "" : "s")" : ""
    // The careful decoder sees the line as a file of its own.
    let column = first.column.map { ":\($0)" } ?? ""
    let line = place.line + (first.line ?? 1) - 1
    return LineError(
      line: place.line, code: first.code,
      message: CleanText.clean(first.message + hint + others),
      at: CleanText.clean("\(place.file):\(line)\(column)"))
  }

  static func withoutID(_ place: Place) -> LineError {
    LineError(
      line: place.line, code: "batch/no-id",
      message: "the build has no `id`; in a batch each build needs one",
      at: CleanText.clean("\(place.file):\(place.line)"))
  }

  static func tooLong(_ place: Place) -> LineError {
    LineError(
      line: place.line, code: "batch/line-too-long",
      message: "the line is longer than the limit of \(SourceLimits.bytes) bytes",
      at: CleanText.clean("\(place.file):\(place.line)"))
  }

  static func repeated(_ place: Place) -> LineError {
    LineError(
      line: place.line, code: "batch/duplicate-id",
      message: "another build before it has the same `id`",
      at: CleanText.clean("\(place.file):\(place.line)"))
  }
}

extension BatchTotals {
  mutating func add(_ build: borrowing EvaluatedBuild) {
    builds += 1
    verdicts[build.verdict.rank] += 1
    if build.worst >= 0 { withAdvice += 1 }
    if build.worst >= 1 { withWarning += 1 }
    if build.worst >= 2 { withError += 1 }
    if build.counts.unknown > 0 { withUnknown += 1 }
  }
}
