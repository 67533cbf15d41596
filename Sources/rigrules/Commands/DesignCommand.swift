import ArgumentParser
import RigCatalog
import RigModel
import RigReports
import RigRules
import RigSearch
internal import RigSystem

/// `rigrules design`: the best builds that a plan allows, with a proof.
struct DesignCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "design",
    abstract: "Find the best builds that a plan allows, and prove it.",
    discussion: """
      A plan states what the machine is for, the cards, the budget and the parts that are there. \
      Every design that is printed was evaluated with all rules; what its report lacks never counts \
      as passed. Exit status: 0 a design was found; 1 none was.
      """)

  @Argument(
    help: ArgumentHelp("The plan; - is standard input.", valueName: "plan"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var plan: String

  @OptionGroup var stock: StockOptions

  @Option(help: ArgumentHelp("How many designs.", valueName: "number"))
  var top = 3

  @Option(
    help: """
      Text for people, one JSON document, the builds alone (YAML, or JSON lines), or an order list \
      of the best.
      """)
  var format: DesignFormat = .text

  @Option(
    help: ArgumentHelp(
      "End after so long with what was found: 10s, 2m.", valueName: "time"))
  var time: SearchTime?

  @Option(help: ArgumentHelp("The most megabytes for what is cached.", valueName: "megabytes"))
  var memory = 256

  @Option(
    help: ArgumentHelp(
      "The most threads at the same time; without it, the number of cores. The answer is the same.",
      valueName: "number"))
  var jobs: Int?

  @Option(
    name: .customLong("why-not"),
    help: ArgumentHelp(
      "Say what speaks against a part with these words in its name.", valueName: "words"))
  var whyNot: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the best design to this file.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var output: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard (1...1000).contains(top) else { throw ValidationError("--top is from 1 to 1000") }
    guard (1...64).contains(jobs ?? 1) else { throw ValidationError("--jobs is from 1 to 64") }
    guard (16...65_536).contains(memory) else {
      throw ValidationError("--memory is from 16 to 65536 megabytes")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let session = try CommandSession(shared, console: console)
    if session.hasBrokenRules { return .broken }
    let plan = try readPlan()
    let space = try self.space(plan)
    let answer = try search(session, space, console)
    let printer = DesignPrinter(
      answer: answer, space: space, top: top, rules: session.engine.ruleSet.rules,
      language: session.language,
      layout: TextLayout(color: shared.usesColor(on: console), width: console.textWidth))
    if !shared.quiet { show(printer, on: console) }
    if let whyNot { try explain(whyNot, session, space, printer, console) }
    if let output { try write(answer, to: output) }
    return answer.best.isEmpty ? .findings : .success
  }

  private func readPlan() throws(CommandFailure) -> DesignPlan {
    let bytes = try BuildInput.bytes(of: plan, plan)
    do throws(InvalidBuild) {
      return try DesignPlanFile.read(bytes, file: plan == "-" ? "standard input" : plan)
    } catch {
      throw CommandFailure(.usage, error.lines)
    }
  }

  private func space(_ plan: DesignPlan) throws -> DesignSpace {
    let kinds = plan.kinds ?? DesignPlan.usualKinds
    let offers =
      try stock.offers { try Offers($0, kinds) }
    for kind in plan.kinds ?? [] where offers[kind].isEmpty {
      throw CommandFailure(
        .usage, "\(self.plan): there are no parts under `\(kind.buildKey)` to choose from")
    }
    return DesignSpace(plan, offers)
  }

  private func search(
    _ session: CommandSession, _ space: DesignSpace, _ console: Console
  ) throws -> DesignAnswer {
    let progress = DesignProgressPrinter(
      isQuiet: shared.quiet,
      gap: DesignGap(objective: space.plan.objective, language: session.language))
    let end = time?.end
    var limits = DesignLimits()
    (limits.top, limits.memory) = (top, memory << 20)
    limits.jobs = jobs ?? min(Threads.coreCount, 64)
    limits.goesOn = { state in
      progress.tell(state)
      return !Interrupts.take() && end.map { MonotonicClock.now < $0 } ?? true
    }
    Interrupts.catchOne()
    defer { progress.end() }
    let given = limits
    do {
      return try RuleStack.run { try DesignSearch(session.engine, space, limits: given).run() }
    } catch let error as ObjectiveError {
      throw CommandFailure(.usage, "\(plan): the objective: \(error.message) [plan/objective]")
    }
  }

  private func show(_ printer: DesignPrinter, on console: Console) {
    switch format {
    case .text: console.print(printer.text())
    case .json: console.print(printer.json())
    case .yaml: console.print(printer.builds())
    case .jsonl: console.print(printer.lines())
    case .order: console.print(printer.orderList())
    }
  }

  private func explain(
    _ words: String, _ session: CommandSession, _ space: DesignSpace, _ printer: DesignPrinter,
    _ console: Console
  ) throws {
    guard let asked = space.asking(for: words) else {
      console.note(printer.unknownPart(words))
      return
    }
    let answer = try search(session, asked.space, console)
    let text = printer.against(words, asked.category, answer)
    if format == .text { console.print(text) } else { console.note(text) }
  }

  private func write(_ answer: DesignAnswer, to path: String) throws(CommandFailure) {
    guard let best = answer.best.first else {
      throw CommandFailure(.findings, "there is no design to write")
    }
    try FixedBuildFile.write(best.build, best.build.value, to: path)
  }
}

/// The forms of designs.
enum DesignFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text, json, yaml, jsonl, order
}

/// How far a search is, on one line of a terminal.
final class DesignProgressPrinter {
  private let isShown: Bool
  private let gap: DesignGap
  private var last: UInt64 = 0
  private var line = StatusLine()

  init(isQuiet: Bool, gap: DesignGap) {
    isShown = !isQuiet && StatusLine.isWatched
    self.gap = gap
  }

  func tell(_ state: DesignProgress) {
    let now = MonotonicClock.now
    guard isShown, now &- last > 100_000_000 else { return }
    last = now
    let share = DecimalText.short((state.share * 1000).rounded() / 10)
    let words = gap.words(best: state.best, bound: state.bound)
    line.show(
      gap.language == .chinese
        ? "已处理 \(share)%；评估 \(state.evaluations) 次；\(words)"
        : "\(share) % dealt with; \(state.evaluations) evaluations; \(words)")
  }

  func end() { line.end() }
}
