import ArgumentParser
import RigBatch
import RigModel
import RigPartLists
import RigReports
import RigRules

/// `rigrules check`: builds in, reports out.
struct CheckCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Evaluate builds with every rule.",
    discussion: """
      Prints one report per build on standard output. Invalid builds are reported on standard error \
      with their location, and the others are still evaluated.
      """)

  @Argument(
    help: ArgumentHelp(
      "YAML or JSON files, JSON lines, part lists in any form, or folders; - is standard input.",
      valueName: "build"), completion: RuleCompletion.builds)
  var builds: [String]

  @Option(help: "The form of the reports.")
  var format: OutputFormat = .builtIn(.text)

  @Option(
    name: .customLong("fail-on"), help: "Lowest severity that makes the exit status 1.")
  var failOn: FailureThreshold = .error

  @Flag(help: "Leave out results that passed or did not apply.")
  var compact = false

  @Flag(help: "Say why each finding matters.")
  var why = false

  @Flag(help: "List every check that passed or does not apply, and every field that is missing.")
  var all = false

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard builds.filter({ $0 == "-" }).count <= 1 else {
      throw ValidationError("- is given twice; standard input holds one build")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let session = try CommandSession(
      shared, console: console, withAvailablePlugins: format.isOfPlugin)
    let format = try format.resolved(in: session.engine)
    var status: ExitStatus = session.hasBrokenRules ? .broken : .success
    var reports: [ReportedBuild] = []
    var judged: [JudgedBuild] = []
    let fates = { (reading: PartListReading, path: String) in
      ListFates(reading: reading, path: path, language: session.language)
        .print(on: console, isText: format.isText && !shared.quiet)
    }
    let reader = BuildReader(builds, standardInputHoldsLines: false) { path in
      BuildInput.elements(of: path) { fates($0, path) }
    }
    try reader.read { element in
      guard case .build(let build, let file, let place) = element else {
        if case .problem(let lines) = element { lines.forEach(console.note) }
        return status.worsen(to: .usage)
      }
      do throws(CommandFailure) {
        let report = try session.evaluate(build)
        reports.append(
          ReportedBuild(
            // Lines are those of a batch, byte for byte.
            format == .builtIn(.jsonl) ? report : report.located(in: build),
            file: file == "-" ? nil : file, build: build))
        judged.append(JudgedBuild(report: report, build: build))
        status.worsen(to: failOn.status(of: report))
        if report.nothingEvaluated {
          console.note(
            "\(place): error: no rule could be evaluated on this build [build/not-evaluated]")
          status.worsen(to: .usage)
        }
      } catch {
        error.lines.forEach(console.note)
        status.worsen(to: error.status)
      }
    }
    if shared.quiet || reports.isEmpty { return status }
    switch format {
    case .builtIn(let form):
      let writer = ReportWriter(
        ruleSet: session.engine.ruleSet, language: session.language,
        color: shared.usesColor(on: console), compact: compact,
        detail: ReportDetail(why: why, all: all, width: console.textWidth))
      console.print(writer.bytes(of: reports, as: form))
    case .plugin(let reporter): console.print(try session.engine.text(of: judged, with: reporter))
    }
    return status
  }
}
