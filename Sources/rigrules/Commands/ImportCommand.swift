import ArgumentParser
import RigBatch
import RigModel
import RigPartLists
import RigRules
internal import RigSystem

/// `rigrules import`: a part list in, a build out.
struct ImportCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn a part list into a build file.",
    discussion: """
      Part lists in any common form are read by their content: PCPartPicker, Markdown, HTML, CSV, \
      JSON, plain text, English or Chinese. A file whose extension an importer of a plugin takes \
      is read by that; `rigrules plugins` lists importers. Lines that are in doubt stand as \
      comments at the head of the build file.
      """)

  /// The forms of a build.
  enum Format: String, CaseIterable, ExpressibleByArgument, Sendable {
    case yaml, json
  }

  @Argument(
    help: ArgumentHelp("The list; - is standard input.", valueName: "file"), completion: .file())
  var file: String

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "The importer, as PLUGIN:IMPORTER; without it, the one for the file's extension.",
      valueName: "importer"))
  var importer: String?

  @Option(help: "The form of the build.")
  var format: Format = .yaml

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Which machine of a list of several.", valueName: "number"))
  var machine: Int = 1

  @OptionGroup var shared: SharedOptions

  func run(on console: Console) throws -> ExitStatus {
    let session = try CommandSession(shared, console: console, withAvailablePlugins: true)
    let status: ExitStatus = session.hasBrokenRules ? .broken : .success
    if let name = try pluginImporter(in: session.engine) {
      let build = try build(in: session.engine, with: name)
      switch format {
      case .yaml: try write(build.canonicalYAML(), console)
      case .json: try write(build.canonicalJSON(pretty: true) + "\n", console)
      }
      return status
    }
    try importList(session, console)
    return status
  }

  /// The importer that is named, or that takes files such as this one; nil where none does.
  private func pluginImporter(in engine: Engine) throws(CommandFailure) -> String? {
    guard importer != nil || file != "-" else { return nil }
    do throws(EngineError) { return try engine.importer(importer, forFile: file) } catch {
      if importer == nil, case .unknownName = error { return nil }
      throw CommandFailure(.usage, error.withCode)
    }
  }

  /// A part list by its content.
  private func importList(_ session: CommandSession, _ console: Console) throws {
    let content = try BuildInput.content(of: file)
    switch content {
    case .list(let reading):
      let fates = ListFates(reading: reading, path: file, language: session.language)
      guard reading.builds.indices.contains(machine - 1) else {
        throw CommandFailure(
          .usage, "--machine \(machine): the list describes \(reading.builds.count)")
      }
      if !shared.quiet { fates.note(on: console) }
      switch format {
      case .yaml:
        let isChinese = session.language == .chinese
        let text = reading.yaml(machine: machine - 1, listName: file) {
          isChinese ? $0.chinese : $0.english
        }
        try write(text, console)
      case .json:
        let build = try BuildInput.builds(in: content, file)[machine - 1]
        try write(build.canonicalJSON(pretty: true) + "\n", console)
      }
    case .build(let build), .named(let build, _):
      switch format {
      case .yaml: try write(build.canonicalYAML(), console)
      case .json: try write(build.canonicalJSON(pretty: true) + "\n", console)
      }
    }
  }

  private func write(_ text: String, _ console: Console) throws(CommandFailure) {
    guard let output else { return console.print(text) }
    if let reason = DiskFiles.replace(output, with: Array(text.utf8)) {
      throw CommandFailure(.usage, "\(output) cannot be written: \(reason)")
    }
  }

  private func build(in engine: Engine, with name: String) throws(CommandFailure) -> Build {
    let shown = file == "-" ? BuildReader.standardInputName : file
    let text = try self.text(shown)
    do { return try engine.importBuild(text, file: shown, with: name) } catch {
      throw Self.failure(error, of: name, shown)
    }
  }

  private func text(_ shown: String) throws(CommandFailure) -> String {
    do throws(Diagnostic) {
      let bytes =
        file == "-"
        ? try FileBytes.read(0, displayedAs: shown, domain: "build")
        : try FileBytes.read(file, displayedAs: shown, domain: "build")
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      let rest = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
      guard let text = String(validating: rest, as: UTF8.self) else {
        throw Diagnostic(
          code: "build/encoding", file: shown, message: "the text is not UTF-8",
          hint: "save it as UTF-8")
      }
      return text
    } catch {
      throw CommandFailure(.usage, [error.description])
    }
  }

  /// What the importer reports about the text on purpose is about the text; every other failure is one of
  /// the plugin.
  private static func failure(_ error: any Error, of name: String, _ file: String)
    -> CommandFailure
  {
    switch error {
    case let failure as PluginFailure where failure.isRaised:
      return CommandFailure(
        .usage,
        [
          "\(file): error: \(failure.failure.message) (\(name), \(failure.failure.at)) "
            + "[import/refused]"
        ])
    case let failure as PluginFailure: return CommandFailure(.broken, ["\(failure)"])
    case let invalid as InvalidBuild:
      return CommandFailure(
        .usage,
        ["\(file): error: what `\(name)` made of it is not a valid build:"]
          + invalid.diagnostics.map(\.description))
    default: return CommandFailure(.fault, "\(error)")
    }
  }
}
