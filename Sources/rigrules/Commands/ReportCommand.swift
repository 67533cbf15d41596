import ArgumentParser
import RigReports
import RigRules
internal import RigSystem

/// `rigrules report`: builds in, one page to look at out.
struct ReportCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Draw builds on one page: slots, power, chassis, memory, and every rule.",
    discussion: """
      The page is one HTML file that loads nothing and runs nothing: it can be sent, kept and \
      printed. Several builds stand side by side, with what differs marked. docs/report.md says how \
      to read the pictures.
      """)

  @Argument(
    help: ArgumentHelp(
      "Builds, as for check; - is standard input.", valueName: "build"),
    completion: RuleCompletion.builds)
  var builds: [String]

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The file to write; without it, standard output.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var output: String?

  @Option(
    name: .customLong("fail-on"), help: "Lowest severity that makes the exit status 1.")
  var failOn: FailureThreshold = .error

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard builds.filter({ $0 == "-" }).count <= 1 else {
      throw ValidationError("- is given twice; standard input holds one build")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let session = try CommandSession(shared, console: console)
    var read = JudgedBuilds(session: session, console: console, failOn: failOn)
    try read.read(builds, showsFates: false)
    guard !read.reports.isEmpty else { return read.status }
    let writer = ReportWriter(ruleSet: session.engine.ruleSet, language: session.language)
    let page = writer.bytes(of: read.reports, as: .html)
    guard let output else {
      if !shared.quiet { console.print(page) }
      return read.status
    }
    if let reason = DiskFiles.replace(output, with: page) {
      throw CommandFailure(.usage, "\(output) cannot be written: \(reason) [output/unwritable]")
    }
    return read.status
  }
}
