internal import Foundation
internal import RigModel
internal import RigRules

@testable internal import RigTesting

/// The text of a rule file about the CPU's cores, of which a test changes a part.
struct RuleFixture {
  var needs = "\"cpu.cores\""
  var extra = ""
  var head = ""
  var check = """
    if build.cpu.cores < 4 then ctx.report("few", { n = build.cpu.cores }) end
    """
  var examples = """
    { name = "four", build = { cpu = { cores = 4 } }, expect = "pass" },
    { name = "three", build = { cpu = { cores = 3 } }, expect = { "few" } },
    """

  var source: String {
    """
    \(head)
    return {
      title = "Cores",
      severity = "error",
      needs = { \(needs) },
      messages = { few = "few: {n}" },
      \(extra)
      check = function(build, ctx)
        \(check)
      end,
      examples = {
        \(examples)
      },
    }
    """
  }

  func engine(_ others: [String: String] = [:]) throws -> Engine {
    try Engine(rules: [.files(others.merging(["cpu/tiny.lua": source]) { $1 })])
  }

  func report(_ options: TestOptions = TestOptions()) throws -> TestReport {
    try TestPlan(parts: [TestPlan.Part(engine: engine())]).run(options)
  }

  /// Everything that does not hold, as `kind: sentence`.
  func failures(_ options: TestOptions = TestOptions()) throws -> [String] {
    try report(options).points.flatMap { point in
      point.failures.map { "\(point.kind.rawValue): \($0.summary.joined(separator: "; "))" }
    }
  }
}

enum Checkout {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func engine(withPlugins: Bool = false) throws -> Engine {
    // A busy machine must not fail a test.
    let options = EngineOptions(limits: Limits(deadlineMilliseconds: 10_000))
    return try Engine(
      rules: [.directory(root.appending(path: "Rules"))],
      plugins: withPlugins ? [.directory(root.appending(path: "Plugins"))] : [], options: options)
  }

  /// Cases of the rules.
  static var tables: [String] { tables(in: "Fixtures/cases") }
  /// Cases of rules of plugins.
  static var pluginTables: [String] { tables(in: "Fixtures/cases/plugins") }

  private static func tables(in path: String) -> [String] {
    let folder = root.appending(path: path).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(folder)/\($0)" }
  }
}
