import ArgumentParser
import RigCatalog
import RigModel
import RigReports
import RigRules
import RigSearch

/// `rigrules suggest`: what to change so that a build passes.
struct SuggestCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Find the smallest changes after which a build passes.",
    discussion: """
      Every fix that is printed was evaluated with all rules, and none of its changes can be left \
      out. Take one alternative of each choice, in any combination. What was not tried is said. \
      Exit status: 0 the build reaches the goal as it is; 1 it does not, whether a fix was found or \
      not.
      """)

  @Argument(
    help: ArgumentHelp("The build; - is standard input.", valueName: "build"),
    completion: RuleCompletion.builds)
  var build: String

  @Option(help: ArgumentHelp("What to reach: pass, warn, or score=90.", valueName: "goal"))
  var goal: FixGoal = .verdict(.pass)

  @Option(
    help: ArgumentHelp(
      "Kinds of change: part, count, cap, move, setting, quantity.",
      discussion: "Without it, all but quantity; with --no-catalog, quantity instead of part.",
      valueName: "kind"))
  var allow: [Change.Kind] = []

  @Option(
    help: ArgumentHelp(
      "Keys of the build that stay as they are, with commas.", valueName: "keys"))
  var keep: String?

  @OptionGroup var stock: StockOptions

  @Flag(
    name: .customLong("no-catalog"),
    help: "Choose no parts; find the quantities that a part must have.")
  var noCatalog = false

  @Option(name: .customLong("max-changes"), help: "The most changes of one fix.")
  var maxChanges = 4

  @Option(
    help: ArgumentHelp(
      "Try this many changes that help only together.",
      discussion: "Without it, only as many as a first fix takes, up to 3."))
  var together: Int?

  @Option(name: .customLong("max-price"), help: "The most that the changes may cost.")
  var maxPrice: Double?

  @Option(help: ArgumentHelp("The most that the search may take: 10s, 2m.", valueName: "time"))
  var time: SearchTime?

  @Option(help: ArgumentHelp("Alternatives printed of each choice.", valueName: "number"))
  var most = 5

  @Option(help: "Text for people, or one JSON document.")
  var format: ListFormat = .text

  @Option(
    help: ArgumentHelp(
      "The fix to write with -o: its number, and behind a colon the alternative of each choice.",
      discussion: "2 is fix 2 with its first alternatives, 2:1,3 takes the third of choice 2.",
      valueName: "fix"))
  var choose: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the fixed build to this file.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var output: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard maxChanges >= 1, most >= 1, together.map({ $0 >= 1 && $0 <= 6 }) ?? true else {
      throw ValidationError(
        "--max-changes and --most are 1 or more, and --together is from 1 to 6")
    }
    if stock.file != nil && noCatalog {
      throw ValidationError("--parts and --no-catalog exclude each other")
    }
    if choose != nil && output == nil {
      throw ValidationError("--choose says which fix -o writes; -o is not given")
    }
    if let maxPrice, !(maxPrice >= 0 && maxPrice.isFinite) {
      throw ValidationError("--max-price is a number, 0 or more")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let session = try CommandSession(shared, console: console)
    if session.hasBrokenRules { return .broken }
    let build = try BuildInput.read(self.build)
    let limits = try self.limits()
    let offers = try limits.kinds.contains(.part) ? self.offers(limits) : Offers([])
    let answer = try FixSearch.answer(
      session.engine, build, offers, goal: goal, limits: limits, within: time)
    let printer = SuggestPrinter(
      answer: answer, build: build, goal: goal, most: most, language: session.language,
      layout: TextLayout(color: shared.usesColor(on: console), width: console.textWidth))
    if !shared.quiet {
      switch format {
      case .text: console.print(printer.text())
      case .json: console.print(printer.json())
      }
    }
    if let output { try write(answer, build, to: output) }
    if answer.base.verdict == .broken { return .broken }
    return answer.isReached ? .success : .findings
  }

  func limits() throws(CommandFailure) -> FixLimits {
    var limits = FixLimits()
    if !allow.isEmpty {
      limits.kinds = Set(allow)
    } else if noCatalog {
      limits.kinds.remove(.part)
      limits.kinds.insert(.quantity)
    }
    for word in (keep ?? "").split(separator: ",") {
      let key = String(word.filter { $0 != " " })
      guard let field = FieldRegistry.version1.root.field(key) else {
        let names = FieldRegistry.version1.root.fields.map(\.key)
        let near = FieldRegistry.version1.nearest(to: key, among: names)
        throw CommandFailure(
          .usage,
          "--keep: a build has no key `\(key)`; "
            + (near.map { "did you mean `\($0)`?" } ?? "it has \(names.joined(separator: ", "))"))
      }
      limits.kept.insert(field.key)
    }
    (limits.changes, limits.together, limits.price) = (maxChanges, together, maxPrice)
    return limits
  }

  private func offers(_ limits: FixLimits) throws -> Offers {
    if noCatalog { return Offers([]) }
    return try stock.offers { try Offers($0, without: limits.kept) }
  }

  private func write(_ answer: FixAnswer, _ build: Build, to path: String) throws(CommandFailure) {
    let changes = try FixChoice.changes(
      of: answer, choose ?? "1", named: "--choose \(choose ?? "1")")
    try FixedBuildFile.write(build, Change.apply(changes, to: build.value), to: path)
  }
}
