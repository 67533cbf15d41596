import ArgumentParser
import RigModel
import RigRules
internal import RigSystem
import RigTesting

/// `rigrules test`: every example of every rule, and what follows from each.
struct TestCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the examples of rules, and what is derived from them.",
    discussion: """
      A path is a rule file, a folder of rules, a plugin, a folder of plugins, or a table of cases \
      (YAML, JSON, or JSONL). Without one, all rules in force are tested, as their files say, \
      without the settings of a user. Exit status: 0 all hold; 1 something does not; 2 wrong usage; 3 a \
      rule or plugin does not load, or breaks.
      """)

  @Argument(
    help: ArgumentHelp("Rule files, folders, plugins and tables of cases.", valueName: "path"),
    completion: .file())
  var paths: [String] = []

  @Option(help: ArgumentHelp("Only rules and cases whose name holds this.", valueName: "text"))
  var filter: String?

  @Option(help: "The form of the result.")
  var format: TestFormat = .text

  @Flag(help: "Tell which lines and branches of the rules the cases pass, and which not.")
  var coverage = false

  @Option(
    name: .customLong("min-coverage"),
    help: ArgumentHelp(
      "Fail where a rule's lines or branches are covered less than this; implies --coverage.",
      valueName: "percent"))
  var minimumCoverage: Double?

  @Flag(help: "Print time, fuel and memory of each rule as well.")
  var bench = false

  @Flag(help: "Test again on every change, until ^C.")
  var watch = false

  @Option(help: "With --watch: end after so many changes.")
  var changes: Int?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard filter != "" else { throw ValidationError("--filter is empty; name what to look for") }
    if let minimumCoverage, !(0...100).contains(minimumCoverage) {
      throw ValidationError("--min-coverage is a number from 0 to 100")
    }
    guard format == .text || !bench else {
      throw ValidationError("--bench prints a table of text; leave --format out")
    }
    guard format == .text || !watch else {
      throw ValidationError("--watch prints text; leave --format out")
    }
    guard changes ?? 0 >= 0 else { throw ValidationError("--changes is 0 or more") }
  }

  func run(on console: Console) throws -> ExitStatus {
    let scope = try TestScope(paths, shared)
    console.language =
      LanguageChoice(
        given: shared.language, configuration: try ConfigurationDiscovery.load(given: shared.config)
      ).language
    return watch ? try follow(scope, console) : try once(scope.plan(), console)
  }

  private func once(_ plan: TestPlan, _ console: Console) throws -> ExitStatus {
    var options = TestOptions()
    options.filter = filter
    options.measuresCoverage = coverage || minimumCoverage != nil
    options.minimumCoverage = minimumCoverage
    let report = try plan.run(options)
    guard !report.results.isEmpty else {
      let what = filter.map { "no rule or case holds `\($0)`" } ?? "there is no rule to test"
      throw CommandFailure(.usage, what)
    }
    if !shared.quiet || !report.holds {
      console.print(
        report.bytes(
          as: format, color: shared.usesColor(on: console), language: console.language))
    }
    if bench { console.print("\n" + (try RuleBenchmark(plan)).text) }
    if report.isBroken { return .broken }
    return report.holds ? .success : .findings
  }

  /// Tests again when anything has changed. A mistake while a file is being written is reported,
  /// and the next change is awaited.
  private func follow(_ scope: TestScope, _ console: Console) throws -> ExitStatus {
    guard let bell = WakePipe() else {
      throw CommandFailure(.fault, "the system has no pipe left")
    }
    let following = ChangeSignal(scope.watched, bell: bell)
    _ = following.follow(true)
    Interrupts.catchThem()
    var left = changes
    var status = ExitStatus.success
    var last: String?
    while true {
      let look = look(scope)
      // The wake pipe may wake for nothing.
      if look.signature != last {
        if last != nil {
          left = left.map { $0 - 1 }
          startAnew(console)
        }
        last = look.signature
        status = try tell(look, console)
      }
      if left == 0 || console.isGone { return status }
      guard bell.wait() else { return status }
    }
  }

  /// What there is to test now, or why there is nothing.
  private enum Look {
    case plan(TestPlan)
    case failure(CommandFailure)

    var signature: String {
      switch self {
      case .plan(let plan): plan.signature
      case .failure(let failure): failure.lines.joined(separator: "\n")
      }
    }
  }

  private func look(_ scope: TestScope) -> Look {
    do throws(CommandFailure) { return .plan(try scope.plan()) } catch {
      return .failure(error)
    }
  }

  private func tell(_ look: Look, _ console: Console) throws -> ExitStatus {
    do {
      switch look {
      case .plan(let plan): return try once(plan, console)
      case .failure(let failure): throw failure
      }
    } catch let failure as CommandFailure {
      failure.lines.forEach(console.note)
      return failure.status
    }
  }

  private func startAnew(_ console: Console) {
    let clears = console.isTerminal && Environment.value("TERM") != "dumb"
    console.print(clears ? "\u{1B}[H\u{1B}[2J" : "\n")
  }
}
