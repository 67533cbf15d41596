import ArgumentParser
import RigRules

/// `rigrules rules`: what is checked.
struct RulesCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules.",
    discussion: "`rigrules explain RULE` shows one of them with its reason and its source.")

  @Option(help: "The form of the list.")
  var format: ListFormat = .text

  @OptionGroup var shared: SharedOptions

  func run(on console: Console) throws -> ExitStatus {
    let session = try CommandSession(shared, console: console)
    let rules = session.engine.ruleSet.rules
    let list = RuleList(rules: rules, language: session.language)
    switch format {
    case .text: console.print(list.text(color: shared.usesColor(on: console)))
    case .json: console.print(list.json)
    }
    return session.hasBrokenRules ? .broken : .success
  }
}
