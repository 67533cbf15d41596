import Foundation
import RigBatch
import RigModel
import RigRules
import Testing

/// The examples in the documentation of the main types: they compile here, and the comments hold
/// the same text.
@Suite struct DocumentationExampleTests {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  // Never called: whether they compile is what counts.
  static func engine() throws {
    let engine = try Engine(rules: [.directory(path: "Rules")])
    let report = try engine.evaluate(Build(contentsOfFile: "workstation.yaml"))
    for result in report.results {
      print(result.rule, result.outcome.name)
    }
  }

  static func report(_ engine: Engine, _ build: Build) throws {
    let report = try engine.evaluate(build)
    print(report.verdict, report.score ?? 0, report.coverage)
    for case .fail(let severity, let findings) in report.results.map(\.outcome) {
      print(severity, findings.map(\.message))
    }
  }

  static func ruleSet(_ engine: Engine) {
    for rule in engine.ruleSet.rules {
      print(rule.id, rule.severity, rule.title.english)
    }
    for failure in engine.ruleSet.failures { print(failure.rule, failure.problems) }
    print(engine.ruleSet.hash)
  }

  static func batch(_ engine: Engine) throws {
    var options = BatchOptions()
    options.format = .csv
    let run = BatchRun(
      engine: engine, input: try BatchInput(["builds.jsonl"]), options: options,
      output: .file("verdicts.csv"))
    print(try run.run().totals.builds)
  }

  static func build() throws {
    let build = try Build([
      "id": "office", "gpus": [["name": "RTX 4090", "vram_gb": 24, "tdp_w": 450]],
      "psus": [["wattage_w": 850]],
    ])
    print(build.canonicalYAML())
  }

  static func limits() throws {
    var options = EngineOptions()
    options.limits = Limits(fuel: 500_000, memoryBytes: 4 << 20)
    let engine = try Engine(rules: [.directory(path: "Rules")], options: options)
    _ = engine
  }

  @Test(
    arguments: [
      "RigRules/Engine/Engine", "RigRules/Report/Report", "RigRules/Rules/RuleSet",
      "RigBatch/BatchRun", "RigModel/Build", "LuaRuntime/Limits",
    ])
  func `the example in a comment is the one that compiles here`(_ file: String) throws {
    let source = try String(
      contentsOf: Self.root.appendingPathComponent("Sources/\(file).swift"), encoding: .utf8)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0 == "/// ```swift" })
    let end = try #require(lines[(start + 1)...].firstIndex { $0 == "/// ```" })
    let example = lines[(start + 1)..<end].map { "    " + $0.dropFirst(4) }
    #expect(example.count >= 3)
    let here = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
    #expect(here.contains(example.joined(separator: "\n") + "\n"), "\(example)")
  }

  @Test func `the example of a build is valid`() throws { try Self.build() }
}
