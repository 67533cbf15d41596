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

  @Flag(
    help: """
      With a build: which values decide the result, in the order read, each with the nearest value \
      that gives another one, and the margin.
      """)
  var whyNot = false

  @Option(help: "The form of the page.")
  var format: ListFormat = .text

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard !whyNot || build != nil else {
      throw ValidationError("--why-not is about a build; name one")
    }
  }

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
    var page = RulePage(
      rule: try session.rule(rule), explanation: nil, language: session.language)
    if let build {
      let build = try BuildInput.read(build)
      let explanation = try session.explain(rule, on: build)
      page.explanation = explanation
      if whyNot { page.whyNot = try WhyNot(explanation, on: build, engine: session.engine) }
    }
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

  /// A name that is near a code or a field and near no rule was meant as that.
  private func proposeCode(in session: CommandSession) throws {
    let rules = session.engine.ruleSet
    let isPath = !rule.contains("/") && (rule.contains(".") || rule.contains("["))
    guard rules.rule(rule) == nil, isPath || rules.nearestRule(to: rule) == nil,
      !rules.failures.contains(where: { $0.rule == rule })
    else { return }
    if let near = nearestName(rule, among: ErrorCode.all.map(\.name)) {
      throw CommandFailure(
        .usage, "there is no rule and no error code `\(rule)`; did you mean `\(near)`?")
    }
    let plain = rule.replacing(#/\[\d*\]/#, with: "[]")
    if let near = FieldRegistry.version1.nearest(toPath: plain, among: FieldPage.paths) {
      throw CommandFailure(
        .usage, "there is no rule and no field `\(rule)`; did you mean `\(near)`?")
    }
  }

}
