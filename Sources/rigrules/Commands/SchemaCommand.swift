import ArgumentParser
import RigDocuments
import RigRules

/// `rigrules schema`: what editors know of builds, of the configuration and of rules.
struct SchemaCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print JSON Schemas and Lua definitions for editors.",
    discussion: """
      builds: the JSON Schema of build files. config: that of rigrules.yaml, with the rules in force \
      and their parameters. lua: definitions for the Lua language server; with --into also the \
      settings of the server and of luacheck, so that a folder of rules is checked while it is \
      written.
      """)

  enum Subject: String, CaseIterable, ExpressibleByArgument { case builds, config, lua }

  @Argument(help: "builds, config or lua.")
  var subject: Subject

  @Option(help: ArgumentHelp("Write files to a folder instead of printing.", valueName: "dir"))
  var into: String?

  @Flag(help: "With --into: write nothing; the exit status is 1 where a file is not current.")
  var check = false

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard !check || into != nil else { throw ValidationError("--check needs --into DIR") }
  }

  func run(on console: Console) throws -> ExitStatus {
    let documents = try documents(console)
    guard let into else {
      let shown = documents.files.filter { subject != .lua || $0.path == LuaDefinitions.path }
      for file in shown { console.print(file.text) }
      return .success
    }
    return try DocumentWriter(console: console, quiet: shared.quiet)
      .bring(documents, into: into, checking: check)
  }

  private func documents(_ console: Console) throws -> DocumentSet {
    switch subject {
    case .builds:
      return DocumentSet(files: [
        GeneratedFile(path: JSONSchema.fileName, text: JSONSchema().text)
      ])
    case .config:
      let session = try CommandSession(shared, console: console, checksExamples: true) {
        $0.removeSettings()
      }
      let schema = ConfigurationSchema(
        rules: session.engine.ruleSet.rules, plugins: session.engine.ruleSet.plugins)
      return DocumentSet(files: [
        GeneratedFile(path: ConfigurationSchema.fileName, text: schema.text)
      ])
    case .lua: return .luaDefinitions
    }
  }
}
