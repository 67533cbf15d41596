import ArgumentParser
import RigDocuments
import RigModel
import RigReports
import RigRules

/// `rigrules explain`: one rule, and what it does on a build; or an error code.
struct ExplainCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show a rule, an error code or a field of a build.",
    discussion: """
      Of a rule: why, source sentence and parameters; with a build, also its result and every value \
      it read, in the order read. Error codes stand in brackets after messages, such as \
      build/unknown-key. Of a field, such as gpus[].tdp_w: meaning, unit, range, and which rules \
      read it.
      """)

  @Argument(
    help: ArgumentHelp(
      "A rule's id, such as psu/wattage, an error code, or a field, such as gpus[].tdp_w.",
      valueName: "rule"), completion: RuleCompletion.pages)
  var rule: String

  @Argument(
    help: ArgumentHelp("A YAML or JSON file; - is standard input.", valueName: "build"),
    completion: RuleCompletion.builds)
  var build: String?

  @Option(help: "The form of the page.")
  var format: ListFormat = .text

  @OptionGroup var shared: SharedOptions

  func run(on console: Console) throws -> ExitStatus {
    // Nothing is loaded for a code: what is broken may be the very thing that is asked about.
    if build == nil, let code = ErrorCode.named(rule) { return try explain(code, on: console) }
    let session = try CommandSession(shared, console: console, checksExamples: true)
    if build == nil, let page = FieldPage(rule, rules: session.engine.ruleSet) {
      switch format {
      case .text:
        console.print(
          page.text(
            language: session.language,
            layout: TextLayout(color: shared.usesColor(on: console), width: console.textWidth)))
      case .json: console.print(page.json)
      }
      return session.hasBrokenRules ? .broken : .success
    }
    try proposeCode(in: session)
    let page = RulePage(
      rule: try session.rule(rule), explanation: try explanation(in: session, console),
      language: session.language)
    switch format {
    case .text: console.print(page.text(color: shared.usesColor(on: console)))
    case .json: console.print(page.json)
    }
    if case .broken? = page.explanation?.result.outcome { return .broken }
    return session.hasBrokenRules ? .broken : .success
  }

  private func explain(_ code: ErrorCode, on console: Console) throws -> ExitStatus {
    let configuration = try? ConfigurationDiscovery.load(given: shared.config)
    let choice = LanguageChoice(given: shared.language, configuration: configuration)
    let page = ErrorPage(code: code, language: choice.language)
    switch format {
    case .text: console.print(page.text(color: shared.usesColor(on: console)))
    case .json: console.print(page.json)
    }
    return .success
  }

  /// A name that is near a code and near no rule was meant as a code.
  private func proposeCode(in session: CommandSession) throws {
    let rules = session.engine.ruleSet
    guard rules.rule(rule) == nil, rules.nearestRule(to: rule) == nil,
      !rules.failures.contains(where: { $0.rule == rule }),
      let near = nearestName(rule, among: ErrorCode.all.map(\.name))
    else { return }
    throw CommandFailure(
      .usage, "there is no rule and no error code `\(rule)`; did you mean `\(near)`?")
  }

  private func explanation(in session: CommandSession, _ console: Console) throws -> Explanation? {
    guard let build else { return nil }
    return try session.explain(rule, on: try BuildInput.read(build))
  }
}
