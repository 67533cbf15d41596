import ArgumentParser
import RigDocuments
import RigModel
import RigRules
internal import RigSystem

/// `rigrules docs`: pages that are made from the rules.
struct DocsCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "Write the page of every rule, an index and the table of coverage.",
    discussion: """
      Each page is made from the rule's own file, in both languages. Pages whose rule is gone are \
      removed; what a person wrote is never touched. With --check nothing is written, and files that \
      are not current are told with what would change.
      """)

  @Option(help: ArgumentHelp("The folder of documents.", valueName: "dir"))
  var into = "docs"

  @Flag(help: "Write nothing; the exit status is 1 where a file is not current.")
  var check = false

  @Flag(help: "Also the page of every error code.")
  var errors = false

  @OptionGroup var shared: SharedOptions

  func run(on console: Console) throws -> ExitStatus {
    let session = try CommandSession(shared, console: console, checksExamples: true) {
      $0.removeSettings()
    }
    if session.hasBrokenRules { return .broken }
    var documents = try session.documents()
    if errors { documents = documents + .errors }
    return try DocumentWriter(console: console, quiet: shared.quiet)
      .bring(documents, into: into, checking: check)
  }
}

extension CommandSession {
  /// The pages of all rules. A folder that has a `coverage.yaml` gets its table of coverage.
  fileprivate func documents() throws -> DocumentSet {
    for folder in found.folders {
      let path = "\(folder)/coverage.yaml"
      guard DiskFiles.kind(path) == .file else { continue }
      do {
        let (bytes, reason) = DiskFiles.read(path, limit: 1 << 20)
        if let reason {
          throw CommandFailure(.broken, "\(path) cannot be read: \(reason) [coverage/unreadable]")
        }
        return try .rules(of: engine, coverage: CoverageTable(parsing: bytes, file: path))
      } catch let error as InvalidCoverage {
        throw CommandFailure(.broken, error.diagnostics.map(\.description))
      }
    }
    return try .rules(of: engine)
  }
}
