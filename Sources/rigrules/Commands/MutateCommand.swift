import ArgumentParser
import RigModel
import RigReports
import RigRules
import RigSystem
import RigTesting

/// `rigrules mutate`: changes rules one small thing at a time and reports what their examples do
/// not notice.
struct MutateCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutate",
    abstract: "Check how well the examples of rules pin them down.",
    discussion: """
      Flips each comparison, number, `and`, `or`, `not`, `true` and `false` of each rule, of the \
      modules that rules share and of the manifests of plugins, one at a time, and runs the \
      examples. A change that no example notices survives. Exit status: 0 every file reaches the threshold; 1 one does not; 2 wrong \
      usage; 3 a rule is broken, or its examples fail.
      """)

  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp("A folder of rules; can be given several times.", valueName: "dir"),
    completion: .directory)
  var rules: [String] = []

  @Option(
    name: .customLong("plugins"),
    help: ArgumentHelp(
      "A folder of plugins, or of one; can be given several times.", valueName: "dir"),
    completion: .directory)
  var plugins: [String] = []

  @Option(help: "The least share of changes that the examples of a file must notice, in %.")
  var threshold = 95.0

  @Option(
    help: "Only files whose id begins like this; can be given several times.",
    completion: RuleCompletion.ids)
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      "A table of cases that judges modules too; can be given several times.",
      valueName: "file"), completion: .file())
  var cases: [String] = []

  @Option(help: "Text for people, or one JSON object.")
  var format: ListFormat = .text

  func validate() throws {
    guard (0...100).contains(threshold) else {
      throw ValidationError("--threshold is a number from 0 to 100")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let engine = try self.engine()
    let set = engine.ruleSet
    let broken = set.failures.flatMap(\.problems) + set.brokenPlugins.flatMap(\.problems)
    for problem in broken {
      console.note("\(problem.at): error: \(problem.message) [\(problem.code)]")
    }
    let run = MutationRun(engine: engine, table: try table(set))
    let units = try chosen(of: run.units)
    let results = try BigStack.run { () -> Result<[MutationResult], any Error> in
      Result { try evaluate(units, run, console) }
    }.get()
    let report = MutationReport(results: results, threshold: threshold)
    console.print(format == .json ? report.json : report.summary(in: console.language))
    let problems = results.flatMap(\.problems)
    for problem in problems { console.note("error: \(problem)") }
    if !broken.isEmpty || !problems.isEmpty { return .broken }
    return results.contains { $0.percent < threshold } ? .findings : .success
  }

  private func engine() throws -> Engine {
    let here = rules.isEmpty && DiskFiles.kind("Rules") == .folder ? ["Rules"] : rules
    let found = try RuleDiscovery.find(given: here, configuration: nil)
    do throws(EngineError) {
      return try Engine(
        rules: found.folders.map { .directory(path: $0, displayedAs: FilePath.shown($0)) },
        plugins: plugins.map { .directory(path: $0) },
        options: EngineOptions(limits: Limits(deadlineMilliseconds: 10_000)))
    } catch {
      throw CommandFailure(.usage, error.withCode)
    }
  }

  private func table(_ rules: RuleSet) throws -> [TestCase] {
    do throws(InvalidCases) {
      var table: [TestCase] = []
      for file in cases { table += try CaseTable(contentsOfFile: file, rules: rules).cases }
      return table
    } catch {
      throw CommandFailure(.usage, error.diagnostics.map(\.description))
    }
  }

  private func evaluate(_ units: [String], _ run: MutationRun, _ console: Console) throws
    -> [MutationResult]
  {
    try units.map { unit in
      let result = try run.run(unit)
      if format == .text { console.print(MutationReport.text(of: result, in: console.language)) }
      return result
    }
  }

  private func chosen(of units: [String]) throws -> [String] {
    for prefix in only where !units.contains(where: { $0.hasPrefix(prefix) }) {
      let near = nearestName(prefix, among: units).map { "; did you mean `\($0)`?" } ?? ""
      throw CommandFailure(.usage, "no rule or module begins with `\(prefix)`\(near)")
    }
    return only.isEmpty ? units : units.filter { unit in only.contains { unit.hasPrefix($0) } }
  }
}
