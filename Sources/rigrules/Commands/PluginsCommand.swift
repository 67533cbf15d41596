import ArgumentParser
import RigRules

/// `rigrules plugins`: what plugins there are, and what each gives.
struct PluginsCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugins",
    abstract: "List plugins: state, rules, facts, reporters, importers, profiles.",
    discussion: """
      Plugins that come with the program are available: their reporters, importers and profiles \
      can be used by name. --plugins NAME, or `plugins: [NAME]` in rigrules.yaml, switches one on, \
      so that its rules are evaluated too.
      """)

  @Option(help: "The form of the list.")
  var format: ListFormat = .text

  @OptionGroup var shared: SharedOptions

  func run(on console: Console) throws -> ExitStatus {
    let session = try CommandSession(
      shared, console: console, withAvailablePlugins: true, complains: false)
    let list = PluginList(
      plugins: session.engine.ruleSet.plugins, language: session.language)
    switch format {
    case .text: console.print(list.text(color: shared.usesColor(on: console)))
    case .json: console.print(list.json)
    }
    return list.status
  }
}
