import ArgumentParser
import RigBatch
import RigModel
import RigRules
internal import RigSystem

/// `rigrules batch`: very many builds, ranked, counted or one report a line.
struct BatchCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Evaluate very many builds: JSON lines in, lines out.",
    discussion: """
      Each line of the input is one build in JSON and needs an `id`. Lines come out in the order of \
      the input and are the same bytes for any number of jobs. A line that is not a build gives \
      {"line":…,"error":{"code","message","at"}} in its place, and exit status 2 at the end.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files of JSON lines (also packed with gzip), folders of builds; - is standard input.",
      valueName: "input"), completion: RuleCompletion.builds)
  var inputs: [String]

  @Option(help: "The form of the output.")
  var format: BatchFormat = .jsonl

  @Option(name: [.short, .long], help: "Threads; without it, one for each core.")
  var jobs: Int?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A file for the output, there under its name when it is complete.", valueName: "file"))
  var output: String?

  @Flag(help: "Go on with the unfinished output of an earlier run (with -o).")
  var resume = false

  @Option(help: ArgumentHelp("Only the best so many, ranked.", valueName: "k"))
  var top: Int?

  @Option(
    help: ArgumentHelp("Only builds of these verdicts, with commas between.", valueName: "verdicts")
  )
  var only: String?

  @Option(
    help: ArgumentHelp(
      "Only these keys or columns, in this order, with commas between.", valueName: "fields"))
  var select: String?

  @Flag(help: "Leave out results that passed or did not apply.")
  var compact = false

  @Flag(
    name: .customLong("raw-csv"),
    help: ArgumentHelp(
      "Write texts to CSV as they are.",
      discussion: """
        Without it a text that begins with =, +, - or @ gets a ' in front, so that no spreadsheet \
        takes it for a formula.
        """))
  var rawCSV = false

  @Option(
    name: .customLong("max-errors"),
    help: ArgumentHelp("End after so many lines that are not builds.", valueName: "n"))
  var maxErrors: Int?

  @Flag(
    name: .customLong("unique-ids"),
    help: "Take an id that stands twice for an error; needs some 100 bytes for each build.")
  var uniqueIDs = false

  @Flag(
    name: .customLong("no-memo"),
    help: "Run every rule on every build, without cached outcomes.")
  var noMemo = false

  /// For fuzzing: with little memory, outcomes are forgotten and made again all the time.
  @Option(
    name: .customLong("memo-budget"),
    help: ArgumentHelp(
      "Bytes for the cache of each thread.", valueName: "bytes", visibility: .hidden))
  var memoBudget: Int?

  @Flag(help: "Tell on standard error where the time went.")
  var timings = false

  @Option(help: "How far it is, on standard error: auto is a bar on a terminal, else nothing.")
  var progress: ProgressForm = .auto

  @Option(
    name: .customLong("fail-on"), help: "Lowest severity that makes the exit status 1.")
  var failOn: FailureThreshold = .error

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    func atLeastOne(_ number: Int?, _ name: String) throws {
      guard number ?? 1 >= 1 else { throw ValidationError("--\(name) is 1 or more") }
    }
    try atLeastOne(jobs, "jobs")
    try atLeastOne(top, "top")
    try atLeastOne(maxErrors, "max-errors")
    try atLeastOne(memoBudget, "memo-budget")
    guard jobs ?? 1 <= 1024 else { throw ValidationError("--jobs is at most 1024") }
    guard inputs.filter({ $0 == "-" }).count <= 1 else {
      throw ValidationError("- is given twice; standard input is read once")
    }
    guard !resume || output != nil else {
      throw ValidationError("--resume needs -o FILE: only an output file can be gone on with")
    }
    guard top == nil || format != .summary else {
      throw ValidationError("--top ranks builds, and --format summary writes none")
    }
    guard select == nil || format != .summary else {
      throw ValidationError("--select chooses of what is written of each build; a summary has none")
    }
    _ = try options()
  }

  private func options() throws -> BatchOptions {
    var options = BatchOptions()
    options.format = format
    options.jobs = jobs
    options.top = top
    options.compact = compact
    options.guardsFormulas = !rawCSV
    options.maxErrors = maxErrors
    options.uniqueIDs = uniqueIDs
    options.remembers = !noMemo
    options.memoryBytes = memoBudget
    options.measures = timings
    options.naming = CatalogNaming()
    options.fields = try select.map { try WordList.parse($0, BatchField.self, "--select") }
    options.only = try only.map { Set(try WordList.parse($0, Verdict.self, "--only")) }
    return options
  }

  func run(on console: Console) throws -> ExitStatus {
    let session = try CommandSession(shared, console: console)
    let options = try options()
    var status: ExitStatus = session.hasBrokenRules ? .broken : .success
    let printer = ProgressPrinter(progress, isQuiet: shared.quiet, console: console)
    do throws(BatchError) {
      let run = BatchRun(
        engine: session.engine, input: try BatchInput(inputs), options: options,
        output: output.map { .file($0) } ?? .standardOutput, resumes: resume)
      // Output to a file can be resumed, so that ^C ends at a place where that is possible.
      if output != nil { Interrupts.catchOne() }
      let result = try run.run { progress in
        printer.tell(progress) && !(output != nil && Interrupts.take())
      }
      printer.finish(result.totals)
      if result.isCancelled, let output {
        console.note(
          "stopped after \(result.totals.builds) builds; the same command with --resume continues "
            + "from there (\(output).partial and .checkpoint are kept)")
        Interrupts.die()
      }
      tellTimings(result, console)
      tellErrors(result, console)
      status.worsen(to: self.status(of: result))
    } catch {
      printer.end()
      console.note("error: \(error)")
      if let output, error.kind == .output || error.kind == .input, !resume {
        tellUnfinished(output, console)
      }
      status.worsen(to: error.kind == .output || error.kind == .outOfMemory ? .fault : .usage)
    }
    return status
  }

  private func tellUnfinished(_ output: String, _ console: Console) {
    if DiskFiles.kind(output + ".checkpoint") == .file {
      console.note(
        "note: what was written so far is kept; the same command with --resume continues from there"
      )
    }
  }

  /// Microseconds for a build, over all threads.
  private func tellTimings(_ result: BatchResult, _ console: Console) {
    guard let timings = result.timings, result.totals.builds > 0 else { return }
    func each(_ nanoseconds: UInt64) -> String {
      let hundredths = Int((Double(nanoseconds) / Double(result.totals.builds) / 10).rounded())
      let rest = hundredths % 100
      return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
    console.note(
      console.language.choose(
        "µs for a build: read \(each(timings.read)), decode \(each(timings.decode)), "
          + "bind \(each(timings.bind)), rules \(each(timings.rules)), "
          + "write \(each(timings.write))",
        "每份配置的微秒数：读取 \(each(timings.read))、解码 \(each(timings.decode))、"
          + "绑定 \(each(timings.bind))、规则 \(each(timings.rules))、"
          + "写出 \(each(timings.write))"))
    console.note(
      console.language.choose(
        "for a build: rules run \(each(timings.rulesRun * 1000)), cached "
          + "\(each(timings.rulesRemembered * 1000)); values decoded "
          + "\(each(timings.valuesDecoded * 1000)), known \(each(timings.valuesKnown * 1000))",
        "每份配置：运行规则 \(each(timings.rulesRun * 1000)) 次、使用缓存 "
          + "\(each(timings.rulesRemembered * 1000)) 次；解码的值 "
          + "\(each(timings.valuesDecoded * 1000)) 个、已知的值 "
          + "\(each(timings.valuesKnown * 1000)) 个"))
    TimingTable(timings, builds: result.totals.builds, language: console.language).lines
      .forEach(console.note)
  }

  private func tellErrors(_ result: BatchResult, _ console: Console) {
    for error in result.errors {
      console.note("\(error.at): error: \(error.message) [\(error.code)]")
    }
    let count = result.totals.errors
    if count == 0 { return }
    let end = result.stoppedEarly ? "; ended there, as --max-errors says" : ""
    console.note(
      "error: \(count) \(count == 1 ? "line is not a build" : "lines are not builds")\(end)")
  }

  private func status(of result: BatchResult) -> ExitStatus {
    let totals = result.totals
    if totals.count(of: .broken) > 0 { return .broken }
    if totals.errors > 0 { return .usage }
    let found =
      switch failOn {
      case .error: totals.withError
      case .warning: totals.withWarning
      case .advice: totals.withAdvice
      case .unknown: totals.withAdvice + totals.withUnknown
      }
    return found > 0 ? .findings : .success
  }
}

/// Words with commas between, each one out of a few.
enum WordList {
  static func parse<Word>(_ text: String, _ type: Word.Type, _ option: String) throws -> [Word]
  where Word: RawRepresentable & CaseIterable & Hashable, Word.RawValue == String {
    var words: [Word] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = part.drop { $0 == " " }
      guard let word = Word(rawValue: String(name)) else {
        let names = type.allCases.map(\.rawValue)
        let hint = nearestName(String(name), among: names).map { "did you mean `\($0)`?" }
        throw ValidationError(
          "\(option): `\(name)` is none of \(names.joined(separator: ", "))"
            + (hint.map { "; \($0)" } ?? ""))
      }
      guard !words.contains(word) else {
        throw ValidationError("\(option): `\(name)` stands twice")
      }
      words.append(word)
    }
    return words
  }
}
