import ArgumentParser
import RigBatch
import RigModel
import RigRules

/// `rigrules import`: a part list in, a build out.
struct ImportCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn a part list into a build, with an importer of a plugin.",
    discussion: """
      Prints the build on standard output, checked as strictly as every build is. `rigrules \
      plugins` lists importers.
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

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard file != "-" || importer != nil else {
      throw ValidationError("standard input has no extension; name the importer with --from")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let session = try CommandSession(shared, console: console, withAvailablePlugins: true)
    let build = try self.build(in: session.engine)
    switch format {
    case .yaml: console.print(build.canonicalYAML())
    case .json: console.print(build.canonicalJSON(pretty: true) + "\n")
    }
    return session.hasBrokenRules ? .broken : .success
  }

  private func build(in engine: Engine) throws(CommandFailure) -> Build {
    let shown = file == "-" ? BuildReader.standardInputName : file
    let name: String
    do throws(EngineError) { name = try engine.importer(importer, forFile: file) } catch {
      throw CommandFailure(.usage, error.withCode)
    }
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
        ["\(file): error: what `\(name)` made of it is no valid build:"]
          + invalid.diagnostics.map(\.description))
    default: return CommandFailure(.fault, "\(error)")
    }
  }
}
