import ArgumentParser
import RigEditors

/// `rigrules lsp`: a language server for builds and rules, over standard input and output.
struct LanguageServerCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve an editor: findings, hovers, completion while a build or a rule is written.",
    discussion: """
      Speaks the Language Server Protocol over standard input and output. docs/editors.md shows how \
      editors start it.
      """)

  @OptionGroup var shared: SharedOptions

  func run(on console: Console) throws -> ExitStatus {
    let session = try CommandSession(shared, console: console)
    let server = LanguageServer(session.editorContext)
    return server.run(on: MessageStream(framing: .headers)) ? .success : .findings
  }
}

/// `rigrules mcp`: a tool server for agents, over standard input and output.
struct ToolServerCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp",
    abstract: "Serve an agent: it can have builds judged and parts looked up.",
    discussion: """
      Speaks the Model Context Protocol over standard input and output. docs/editors.md shows how \
      agents start it.
      """)

  @OptionGroup var shared: SharedOptions

  func run(on console: Console) throws -> ExitStatus {
    let session = try CommandSession(shared, console: console)
    let server = ToolServer(session.editorContext)
    return server.run(on: MessageStream(framing: .lines)) ? .success : .fault
  }
}
