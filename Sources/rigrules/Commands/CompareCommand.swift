import ArgumentParser
import RigBatch
import RigDetect
import RigModel
import RigReports
import RigRules

/// `rigrules compare`: what another set of rules reports for the same builds.
struct CompareCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two builds, two rules folders, or a plan with the machine.",
    discussion: """
      Of two builds, or two folders of builds with the same file names: which fields differ, and \
      what that does to findings, verdict, score and price. Exit status: 0 no difference, 1 some.

      With --detected, compares one build, the plan, with this machine, or with the one that --from \
      describes: cards, links, power limits, memory, drives. Exit status: 0 as planned, 1 not.

      Give --rules twice: the folder to compare, and the one to compare it with. Files that end in \
      .jsonl or .ndjson (also with .gz), and standard input (-), hold one build a line; of a folder \
      every build is read. Exit status: 0 both say the \
      same of every build; 1 they differ; 2 a build could not be used; 3 a rule is broken.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument, Sendable { case text, json, jsonl }

  @Argument(
    help: ArgumentHelp("Files or folders of builds; - is standard input.", valueName: "builds"),
    completion: RuleCompletion.builds)
  var builds: [String] = []

  @Option(help: "Text for people, one JSON document, or one JSON object per line.")
  var format: Format = .text

  @Flag(help: "Leave out the builds and print the sums only.")
  var summary = false

  @Flag(help: "Compare the build with the machine it became.")
  var detected = false

  @OptionGroup var proof: ProofOptions

  @OptionGroup var machine: MachineOptions

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if proof.prove { return try validateProof() }
    if detected { return try validatePlan() }
    guard machine.from.isEmpty else {
      throw ValidationError("--from describes a machine; add --detected")
    }
    guard shared.rules.count <= 2 else {
      throw ValidationError(
        "compare takes --rules twice, once for each folder; found \(shared.rules.count)")
    }
    guard shared.rules.count == 2 || builds.count == 2 else {
      throw ValidationError(
        "compare takes two builds, or --rules twice, once for each folder; found "
          + "\(builds.count) builds and \(shared.rules.count) rules folders")
    }
    guard builds.filter({ $0 == "-" }).count <= 1 else {
      throw ValidationError("- is given twice; standard input can be read once")
    }
  }

  private func validatePlan() throws {
    guard builds.count == 1, shared.rules.isEmpty else {
      throw ValidationError("compare --detected takes one build, the plan, and no --rules")
    }
    guard builds != ["-"] || !machine.from.contains("-") else {
      throw ValidationError("- is given twice; standard input can be read once")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    if proof.prove { return try runProof(on: console) }
    if detected { return try runPlan(on: console) }
    if shared.rules.count < 2 { return try runBuilds(on: console) }
    let pair = try WorkshopPair(shared, console: console)
    let names = (shared.rules[0], shared.rules[1])
    let engines = EnginePair(pair.first.engine, pair.second.engine)
    var comparison = Comparison(
      names: names, rules: (pair.first.engine.ruleSet, pair.second.engine.ruleSet),
      sameRules: engines.sharedCount)
    var printer = ComparisonPrinter(
      console: console, format: format, color: shared.usesColor(on: console),
      listsBuilds: !summary, isQuiet: shared.quiet, language: pair.second.language)
    var status: ExitStatus = pair.hasBrokenRules ? .broken : .success
    var broken = BrokenRules(console: console)
    printer.begin()
    let parts = OpenedPartNames()
    let reader = BuildReader(builds, standardInputHoldsLines: true) { path in
      BuildInput.elements(of: path, by: parts) { _ in }
    }
    try reader.read { element in
      switch element {
      case .problem(let lines):
        lines.forEach(console.note)
        status.worsen(to: .usage)
      case .build(let build, _, let place):
        let (first, second) = try pair.first.evaluate(build, with: engines)
        broken.note(first, names.0)
        broken.note(second, names.1)
        if let difference = comparison.add(first, second, place: place) {
          printer.tell(difference, of: comparison)
        }
      }
    }
    printer.end(comparison)
    if comparison.differing > 0 { status.worsen(to: .findings) }
    if broken.isAny { status.worsen(to: .broken) }
    return status
  }
}

extension CompareCommand {
  /// The plan beside the machine.
  private func runPlan(on console: Console) throws -> ExitStatus {
    let plan = try BuildInput.read(builds[0])
    let found = try machine.machine()
    let comparison = PlanComparison(plan: plan, machine: found)
    let choice = LanguageChoice(
      given: shared.language,
      configuration: try ConfigurationDiscovery.load(given: shared.config))
    let printer = PlanPrinter(
      language: choice.language, layout: TextLayout(color: shared.usesColor(on: console)))
    if !shared.quiet {
      switch format {
      case .text: console.print(printer.text(of: comparison, with: found))
      case .json, .jsonl: console.print(printer.json(of: comparison, with: found))
      }
    }
    return comparison.differences.isEmpty ? .success : .findings
  }
}

/// Two sets of rules under one configuration.
struct WorkshopPair {
  let first: CommandSession
  let second: CommandSession

  var hasBrokenRules: Bool { first.hasBrokenRules || second.hasBrokenRules }

  init(_ options: SharedOptions, console: Console) throws(CommandFailure) {
    var sides = [options, options]
    sides[0].rules = [options.rules[0]]
    sides[1].rules = [options.rules[1]]
    let configuration = try ConfigurationDiscovery.load(given: options.config)
    try Self.sharePlugins(among: &sides, configuration)
    let hasSettings = configuration?.settings.isEmpty == false
    guard hasSettings else {
      first = try CommandSession(sides[0], console: console)
      second = try CommandSession(sides[1], console: console)
      return
    }
    // What is set for a rule that only one folder has is not a mistake; for one that neither has, it is.
    let ids = [try Self.ids(sides[0], console), try Self.ids(sides[1], console)]
    func session(_ side: Int) throws(CommandFailure) -> CommandSession {
      try CommandSession(sides[side], console: console) { configuration in
        configuration.settings = configuration.settings.filter {
          ids[side].contains($0.key) || !ids[1 - side].contains($0.key)
        }
      }
    }
    first = try session(0)
    second = try session(1)
  }

  /// Plugins hold for both sets: those that are on with the rules that ship are so beside a changed
  /// copy of these, or every one of their rules would be a difference.
  private static func sharePlugins(
    among sides: inout [SharedOptions], _ configuration: Configuration?
  ) throws(CommandFailure) {
    guard !sides[0].noPlugins, configuration?.places["plugins"] == nil,
      let shipped = PluginDiscovery.shipped
    else { return }
    var areShipped: [Bool] = []
    for side in sides {
      let found = try RuleDiscovery.find(given: side.rules, configuration: nil)
      areShipped.append(found.includesShipped)
    }
    guard let other = areShipped.firstIndex(of: false), areShipped.contains(true) else { return }
    sides[other].plugins += PluginDiscovery.defaults(in: shipped).map(\.path)
  }

  private static func ids(_ options: SharedOptions, _ console: Console) throws(CommandFailure)
    -> Set<String>
  {
    let rules = try CommandSession(options, console: console, complains: false) {
      $0.removeSettings()
    }
    .engine.ruleSet
    return Set(rules.rules.map(\.id) + rules.failures.map(\.rule))
  }
}

/// Reports each rule that broke on some build, once.
private struct BrokenRules {
  let console: Console
  private var told: Set<String> = []

  init(console: Console) { self.console = console }

  var isAny: Bool { !told.isEmpty }

  mutating func note(_ report: Report, _ folder: String) {
    guard report.counts.broken > 0 else { return }
    for result in report.results {
      guard case .broken(let failure) = result.outcome,
        told.insert("\(folder) \(result.rule)").inserted, failure.kind != .load
      else { continue }
      console.note(
        "\(failure.at): error: \(result.rule) broke on \(report.id): \(failure.message) "
          + "[\(failure.code)]")
    }
  }
}
