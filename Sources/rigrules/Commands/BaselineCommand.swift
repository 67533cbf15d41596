import ArgumentParser
import RigBatch
import RigModel
import RigRules
internal import RigSystem

/// `rigrules baseline`: the findings of today as waivers.
struct BaselineCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Write the present findings of builds as waivers, with a reason to fill in.",
    discussion: """
      The text is a rigrules.yaml that holds the waivers and nothing else. A reason that begins with \
      TODO is itself reported until somebody has written it. What is waived already is left out.
      """)

  @Argument(
    help: ArgumentHelp(
      "YAML or JSON files, JSON lines, or folders of these; - is standard input.",
      valueName: "build"), completion: RuleCompletion.builds)
  var builds: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to a file that is not there yet.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Who answers for the waivers.", valueName: "name"))
  var owner: String?

  @Option(help: ArgumentHelp("The last day they hold, such as 2026-12-31.", valueName: "day"))
  var until: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard builds.filter({ $0 == "-" }).count <= 1 else {
      throw ValidationError("- is given twice; standard input holds one build")
    }
    if let until, !Waiver.isDay(until) {
      throw ValidationError("--until is `\(until)`; write a day such as 2026-12-31")
    }
    if let output, DiskFiles.kind(output) != nil {
      throw ValidationError(
        "\(output) is there already and is not overwritten; without --output the waivers are "
          + "printed, to be taken over by hand")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let session = try CommandSession(shared, console: console)
    var status: ExitStatus = session.hasBrokenRules ? .broken : .success
    var reports: [(report: Report, build: Build?)] = []
    let parts = OpenedPartNames()
    let reader = BuildReader(builds, standardInputHoldsLines: false) { path in
      BuildInput.elements(of: path, by: parts) { _ in }
    }
    try reader.read { element in
      guard case .build(let build, _, _) = element else {
        if case .problem(let lines) = element { lines.forEach(console.note) }
        return status.worsen(to: .usage)
      }
      do throws(CommandFailure) {
        let report = try session.evaluate(build)
        if report.counts.broken > 0 { status.worsen(to: .broken) }
        reports.append((report, build))
      } catch {
        error.lines.forEach(console.note)
        status.worsen(to: error.status)
      }
    }
    // Half a baseline would look like a whole one.
    guard status != .usage else { return status }
    let baseline = Baseline(
      reports, language: session.language, owner: owner, until: until)
    try write(baseline, to: console)
    return status
  }

  private func write(_ baseline: Baseline, to console: Console) throws(CommandFailure) {
    guard let output else { return console.print(baseline.text) }
    if let reason = DiskFiles.replace(output, with: Array(baseline.text.utf8)) {
      throw CommandFailure(.usage, "\(output) cannot be written: \(reason) [output/unwritable]")
    }
    if !shared.quiet { console.note("\(output): \(baseline.count) waivers") }
  }
}
