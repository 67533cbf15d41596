import ArgumentParser
import RigModel
import RigReports
import RigRules
import RigTesting

/// The forms of the result.
enum ResultFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text, json
}

/// Changes rules one small thing at a time and tells what their examples do not notice.
@main
struct Program: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rigmutate",
    abstract: "Try how well the examples of rules hold them.",
    discussion: """
      Flips each comparison, number, `and`, `or`, `not`, `true` and `false` of each rule and of the \
      modules that rules share, one at a time, and runs the examples. A change that no example \
      notices survives. Exit status: 0 every file reaches the threshold; 1 one does not; 2 wrong \
      usage; 3 a rule is broken, or its examples do not hold.
      """)

  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp("A folder of rules; can be given several times.", valueName: "dir"))
  var rules: [String] = []

  @Option(
    name: .customLong("plugins"),
    help: ArgumentHelp(
      "A folder of plugins, or of one; can be given several times.", valueName: "dir"))
  var plugins: [String] = []

  @Option(help: "The least share of changes that the examples of a file must notice, in %.")
  var threshold = 95.0

  @Option(help: "Only files whose id begins like this; can be given several times.")
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      "A table of cases that judges modules too; can be given several times.",
      valueName: "file"))
  var cases: [String] = []

  @Option(help: "Text for people, or one JSON object.")
  var format: ResultFormat = .text

  /// Wrong usage is status 2, as with rigrules.
  static func main() {
    do { try parse().run() } catch let code as ExitCode {
      exit(withError: code)
    } catch  where exitCode(for: error).isSuccess {
      exit(withError: error)
    } catch {
      tell(fullMessage(for: error))
      exit(withError: ExitCode(2))
    }
  }

  func validate() throws {
    guard (0...100).contains(threshold) else {
      throw ValidationError("--threshold is a number from 0 to 100")
    }
  }

  func run() throws {
    let folders = rules.isEmpty ? ["Rules"] : rules
    let engine: Engine
    do {
      engine = try Engine(
        rules: folders.map { .directory(path: $0) },
        plugins: plugins.map { .directory(path: $0) },
        options: EngineOptions(limits: Limits(deadlineMilliseconds: 10_000)))
    } catch {
      Self.tell("error: \(error)")
      throw ExitCode(2)
    }
    var status: Int32 = 0
    let set = engine.ruleSet
    for problem in set.failures.flatMap(\.problems) + set.brokenPlugins.flatMap(\.problems) {
      Self.tell("\(problem.at): error: \(problem.message) [\(problem.code)]")
      status = 3
    }
    let run = MutationRun(engine: engine, table: try table(engine.ruleSet))
    let units = try chosen(of: run.units)
    let results = try BigStack.run { () -> Result<[MutationResult], any Error> in
      Result { try evaluate(units, run) }
    }.get()
    if format == .json {
      print(MutationReport(results: results, threshold: threshold).json, terminator: "")
    } else {
      print(MutationReport(results: results, threshold: threshold).summary, terminator: "")
    }
    for problem in results.flatMap(\.problems) {
      Self.tell("error: \(problem)")
      status = 3
    }
    if status == 0, results.contains(where: { $0.percent < threshold }) { status = 1 }
    if status != 0 { throw ExitCode(status) }
  }

  private func table(_ rules: RuleSet) throws -> [TestCase] {
    do throws(InvalidCases) {
      var table: [TestCase] = []
      for file in cases { table += try CaseTable(contentsOfFile: file, rules: rules).cases }
      return table
    } catch {
      Self.tell("\(error)")
      throw ExitCode(2)
    }
  }

  private func evaluate(_ units: [String], _ run: MutationRun) throws -> [MutationResult] {
    try units.map { unit in
      let result = try run.run(unit)
      if format == .text { print(MutationReport.text(of: result), terminator: "") }
      return result
    }
  }

  private func chosen(of units: [String]) throws -> [String] {
    for prefix in only where !units.contains(where: { $0.hasPrefix(prefix) }) {
      let near = nearestName(prefix, among: units).map { "; did you mean `\($0)`?" } ?? ""
      Self.tell("error: no rule or module begins with `\(prefix)`\(near)")
      throw ExitCode(2)
    }
    return only.isEmpty ? units : units.filter { unit in only.contains { unit.hasPrefix($0) } }
  }

  private static func tell(_ line: String) {
    var errors = StandardError()
    print(line, to: &errors)
  }
}
