import ArgumentParser
import RigModel
import RigRules

/// `rigrules explain`: one rule, and what it does on a build.
struct ExplainCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show one rule: why, source sentence, parameters.",
    discussion: """
      With a build, also what the rule says of it and every value it read, in the order read.
      """)

  @Argument(help: ArgumentHelp("The rule's id, such as psu/wattage.", valueName: "rule"))
  var rule: String

  @Argument(help: ArgumentHelp("A YAML or JSON file; - is standard input.", valueName: "build"))
  var build: String?

  @Option(help: "The form of the page.")
  var format: ListFormat = .text

  @OptionGroup var shared: SharedOptions

  func run(on console: Console) throws -> ExitStatus {
    let workshop = try Workshop(shared, console: console)
    let page = RulePage(
      rule: try workshop.rule(rule), explanation: try explanation(in: workshop, console),
      language: workshop.language)
    switch format {
    case .text: console.print(page.text(color: shared.usesColor(on: console)))
    case .json: console.print(page.json)
    }
    if case .broken? = page.explanation?.result.outcome { return .broken }
    return workshop.hasBrokenRules ? .broken : .success
  }

  private func explanation(in workshop: Workshop, _ console: Console) throws -> Explanation? {
    guard let build else { return nil }
    return try workshop.explain(rule, on: try BuildInput.read(build, console: console))
  }
}
