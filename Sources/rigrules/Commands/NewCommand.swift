import ArgumentParser
import RigRules
import RigTesting

/// `rigrules new`: files to begin with. Asks nothing and overwrites nothing.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a new rule or plugin that works, with its tests.",
    subcommands: [NewRuleCommand.self, NewPluginCommand.self])
}

/// `rigrules new rule ID`.
struct NewRuleCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "rule",
    abstract: "Write a rule that works, with comments and examples.",
    discussion: """
      The id is the path below the rules folder, such as psu/quiet; `plugin:name` adds a rule to a \
      plugin. Without --into the folder is that of --rules, else the configuration's, else Rules \
      here (for plugins: Plugins here).
      """)

  @Argument(help: "The rule's id, such as psu/quiet.")
  var id: String

  @Option(help: ArgumentHelp("The rules folder, or the folder of plugins.", valueName: "dir"))
  var into: String?

  @OptionGroup var shared: SharedOptions

  func run(on console: Console) throws -> ExitStatus {
    let folder = id.contains(":") ? into ?? "Plugins" : try rulesFolder()
    do throws(Scaffold.Refusal) {
      let scaffold =
        id.contains(":")
        ? try Scaffold.rule(id, ofPluginIn: FilePath.trimmed(folder))
        : try Scaffold.rule(id, into: FilePath.trimmed(folder))
      try NewFiles(scaffold).write(on: console, quiet: shared.quiet)
      return .success
    } catch {
      throw CommandFailure(error.isFault ? .fault : .usage, "\(error)")
    }
  }

  /// Never the rules that come with the program: those are not the user's to add to.
  private func rulesFolder() throws(CommandFailure) -> String {
    if let given = into ?? shared.rules.first { return given }
    let configuration = try ConfigurationDiscovery.load(given: shared.config)
    guard let first = configuration?.rules.first else { return "Rules" }
    return FilePath.resolve(
      first, beside: configuration?.path ?? ConfigurationDiscovery.fileName)
  }
}

/// `rigrules new plugin NAME`.
struct NewPluginCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin",
    abstract: "Write a plugin with a fact, and a rule that uses it.")

  @Argument(help: "The plugin's name: letters, digits, - and _.")
  var name: String

  @Option(help: ArgumentHelp("The folder of plugins; Plugins here.", valueName: "dir"))
  var into = "Plugins"

  @OptionGroup var shared: SharedOptions

  func run(on console: Console) throws -> ExitStatus {
    do throws(Scaffold.Refusal) {
      let scaffold = try Scaffold.plugin(name, into: FilePath.trimmed(into))
      try NewFiles(scaffold).write(on: console, quiet: shared.quiet)
      return .success
    } catch {
      throw CommandFailure(error.isFault ? .fault : .usage, "\(error)")
    }
  }
}

/// Writes files and says what to do with them.
private struct NewFiles {
  let scaffold: Scaffold

  init(_ scaffold: Scaffold) { self.scaffold = scaffold }

  func write(on console: Console, quiet: Bool) throws(Scaffold.Refusal) {
    try scaffold.write()
    guard !quiet else { return }
    let language = console.language
    var text = scaffold.files.map {
      language.choose("wrote \($0.path)\n", "已写入 \($0.path)\n")
    }.joined()
    text += language.choose("\nNext:\n", "\n接下来：\n")
    let columns = scaffold.next.map(\.command.count).max() ?? 0
    for (command, does) in scaffold.next {
      text +=
        "  \(command)\(String(repeating: " ", count: columns - command.count))  "
        + "# \(language.message(does))\n"
    }
    console.print(text)
  }
}
