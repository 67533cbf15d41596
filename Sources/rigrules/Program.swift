import ArgumentParser
import RigModel
import RigRules

/// A command of ours: it tells its exit status, and prints through the console alone.
protocol RigrulesCommand: ParsableCommand {
  func run(on console: Console) throws -> ExitStatus
}

/// The whole program: arguments in, exit status out.
struct Rigrules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rigrules",
    abstract: "Judge a deep learning workstation by its parts.",
    discussion: """
      Exit status: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage or input that cannot \
      be used; 3 a rule, a plugin or the configuration is broken; 70 a fault of this program.
      """,
    version: Version.text,
    subcommands: [
      CheckCommand.self,
      ReportCommand.self,
      SuggestCommand.self,
      DesignCommand.self,
      BatchCommand.self,
      RulesCommand.self,
      ExplainCommand.self,
      ConfigCommand.self,
      WatchCommand.self,
      ReplCommand.self,
      ServeCommand.self,
      TestCommand.self,
      MutateCommand.self,
      NewCommand.self,
      PluginsCommand.self,
      ImportCommand.self,
      GenerateCommand.self,
      DetectCommand.self,
      ResolveCommand.self,
      DocsCommand.self,
      SchemaCommand.self,
      BaselineCommand.self,
      CompareCommand.self,
      PartsCommand.self,
      LanguageServerCommand.self,
      ToolServerCommand.self,
      ManualCommand.self,
    ])
}

@main
enum Program {
  static func main() {
    let console = Console()
    // The runtime reads them from `/proc`, and without it has not even the program's name.
    guard !CommandLine.arguments.isEmpty else {
      console.note("error: the arguments cannot be read, because `/proc` is not mounted")
      ExitStatus.usage.exit()
    }
    console.language = LanguageChoice.early(CommandLine.arguments)
    var status = run(
      PictureChoice.completed(Array(CommandLine.arguments.dropFirst())), on: console)
    if let failure = console.failure {
      console.note("error: the output cannot be written: \(failure)")
      status.worsen(to: .fault)
    }
    status.exit()
  }

  private static func run(_ arguments: [String], on console: Console) -> ExitStatus {
    do {
      if let failure = unknownCommand(arguments) { throw failure }
      if let command = plainCommand(arguments) { return try command.run(on: console) }
      var command = try Rigrules.parseAsRoot(arguments)
      if let command = command as? any RigrulesCommand { return try command.run(on: console) }
      try command.run()
      return .success
    } catch let failure as CommandFailure {
      failure.lines.forEach(console.note)
      return failure.status
    } catch {
      return tell(error, arguments, on: console)
    }
  }

  /// A command that is called as it should be, parsed by itself: that takes a quarter of the time
  /// that the parser takes with all commands at hand. For everything else (help, mistakes) the
  /// parser of the whole program has the better words.
  private static func plainCommand(_ arguments: [String]) -> (any RigrulesCommand)? {
    let command = Rigrules.configuration.subcommands.first {
      $0.configuration.commandName == arguments.first
    }
    guard let command = command as? any RigrulesCommand.Type else { return nil }
    return try? command.parse(Array(arguments.dropFirst()))
  }

  /// A command that is not there, with the nearest that is.
  private static func unknownCommand(_ arguments: [String]) -> CommandFailure? {
    let names = Rigrules.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let first = arguments.first, !first.hasPrefix("-"), first != "help",
      !names.contains(first)
    else { return nil }
    let near = nearestName(first, among: names)
    let hint = near.map { "did you mean `\($0)`?" } ?? "there are \(names.joined(separator: ", "))"
    return CommandFailure(.usage, "there is no command `\(first)`; \(hint)")
  }

  /// Help and version are answers; every other thing the parser throws is wrong usage.
  private static func tell(_ error: any Error, _ arguments: [String], on console: Console)
    -> ExitStatus
  {
    let message = Rigrules.fullMessage(for: error)
    guard Rigrules.exitCode(for: error).isSuccess else {
      for line in message.split(separator: "\n") { console.note(String(line)) }
      return .usage
    }
    // A version and a script of completions are the same in every language.
    if console.language == .chinese, message.hasPrefix("OVERVIEW") || message.hasPrefix("USAGE") {
      var page = HelpPage(for: arguments, width: console.columns ?? 80)
      console.print(page.text())
    } else {
      console.print(message + "\n")
    }
    return .success
  }
}
