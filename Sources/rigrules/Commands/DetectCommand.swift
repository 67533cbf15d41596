import ArgumentParser
import RigDetect
import RigModel
import RigReports
import RigRules
internal import RigSystem

/// `rigrules detect`: a machine in, a build out.
struct DetectCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "detect",
    abstract: "Print the build of this machine, or of one that texts describe.",
    discussion: """
      Every value says where it was read. What could not be read, and what needs root, stands at the \
      head. Serial numbers, UUIDs, host names and the like are never printed. With --check the build \
      is evaluated at once.
      """)

  /// The forms of a build.
  enum Format: String, CaseIterable, ExpressibleByArgument, Sendable { case yaml, json }

  @OptionGroup var machine: MachineOptions

  @Option(help: "The form of the build; with --check, json is that of the report.")
  var format: Format = .yaml

  @Flag(help: "Evaluate the build instead of printing it.")
  var check = false

  @Option(
    name: .customLong("fail-on"),
    help: "With --check, lowest severity that makes the exit status 1.")
  var failOn: FailureThreshold = .error

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the build to a file, whole or not at all.", valueName: "file"))
  var output: String?

  @OptionGroup var shared: SharedOptions

  func run(on console: Console) throws -> ExitStatus {
    let found = try machine.machine()
    guard !found.isEmpty else {
      throw CommandFailure(
        .usage, "nothing is known of this machine; describe it with --from [detect/unrecognised]")
    }
    let isPrinted = output == nil && !check
    if isPrinted || output != nil {
      let text = try self.text(of: found)
      if let output {
        if let reason = DiskFiles.replace(output, with: Array(text.utf8)) {
          throw CommandFailure(.usage, "\(output) cannot be written: \(reason) [output/unwritable]")
        }
      } else if !shared.quiet {
        console.print(text)
      }
    }
    return check ? try evaluate(found, on: console) : .success
  }

  private func text(of found: DetectedMachine) throws(CommandFailure) -> String {
    if format == .json, !check {
      var json = JSONBytes(pretty: true)
      json.value(DetectedJSON.value(of: found))
      json.endLine()
      return String(decoding: json.bytes, as: UTF8.self)
    }
    let choice = LanguageChoice(
      given: shared.language,
      configuration: try ConfigurationDiscovery.load(given: shared.config))
    return DetectedYAML.text(of: found, isChinese: choice.language == .chinese)
  }

  private func evaluate(_ found: DetectedMachine, on console: Console) throws -> ExitStatus {
    let session = try CommandSession(shared, console: console)
    let report = try session.evaluate(found.build)
    var status: ExitStatus = session.hasBrokenRules ? .broken : .success
    status.worsen(to: failOn.status(of: report))
    if report.nothingEvaluated {
      console.note("error: no rule could be evaluated on this build [build/not-evaluated]")
      status.worsen(to: .usage)
    }
    if shared.quiet { return status }
    let writer = ReportWriter(
      ruleSet: session.engine.ruleSet, language: session.language,
      color: shared.usesColor(on: console), compact: false,
      detail: ReportDetail(why: false, all: false, width: console.textWidth))
    let built = ReportedBuild(report, file: output, build: found.build)
    console.print(writer.bytes(of: [built], as: format == .json ? .json : .text))
    for item in found.notRead {
      let isChinese = session.language == .chinese
      console.note(
        isChinese
          ? "未读取：\(item.what.chinese)：\(item.why.chinese)"
          : "not read: \(item.what.english): \(item.why.english)")
    }
    return status
  }
}
