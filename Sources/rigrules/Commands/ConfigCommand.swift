import ArgumentParser

/// `rigrules config`: what is in force, and who said so.
struct ConfigCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Print the configuration in force, with where each value comes from.",
    discussion: "The text is itself a valid rigrules.yaml.")

  @Option(help: "The form of the configuration.")
  var format: ListFormat = .text

  @OptionGroup var shared: SharedOptions

  func run(on console: Console) throws -> ExitStatus {
    let session = try CommandSession(shared, console: console)
    let effective = EffectiveConfiguration(session: session)
    switch format {
    case .text: console.print(effective.text)
    case .json: console.print(effective.json)
    }
    return session.hasBrokenRules ? .broken : .success
  }
}
