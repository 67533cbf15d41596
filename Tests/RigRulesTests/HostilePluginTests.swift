internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

/// The shared corpus of attacks, each a plugin of its own beside an innocent rule and an innocent
/// plugin.
@Suite("A house full of hostile plugins")
struct HostilePluginTests {
  static let bodies: [(name: String, body: String)] = {
    var candidates: [URL] = []
    if let shared = ProcessInfo.processInfo.environment["RIGRULES_SHARED"] {
      candidates.append(URL(fileURLWithPath: shared))
    }
    var place = URL(fileURLWithPath: #filePath)
    while place.path != "/" {
      place.deleteLastPathComponent()
      candidates.append(place.appendingPathComponent("shared"))
    }
    let folder = candidates.map { $0.appendingPathComponent("data/hostile") }
      .first { FileManager.default.fileExists(atPath: $0.path) }
    guard let folder,
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    else {
      print("warning: no shared/data/hostile here; hostile plugins are NOT tested")
      return []
    }
    return names.filter { $0.hasSuffix(".lua") }.sorted().compactMap { name in
      let text = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      return text.map { (String(name.dropLast(4)).replacing("_", with: "-"), $0) }
    }
  }()

  private static let good = [
    "plugin.lua": manifest(
      "good",
      "facts = { watts = function(build) return build.psus[1].wattage_w end }, "
        + "reporters = { tag = function(r) return r[1].report.verdict end },"),
    "rules/a.lua": ruleSource(check: "ctx.report(\"found\", { n = ctx.facts.good.watts })"),
  ]
  /// A tenth of the usual fuel: what stops an attack is the same, and sooner there.
  private static let limits = Limits(fuel: 200_000)
  private static let build: BuildValue = [
    "id": "rig", "name": "n", "psus": [["wattage_w": 750]],
    "gpus": [["name": "a", "tdp_w": 250], ["name": "b"]],
  ]

  @discardableResult
  private func expectUnharmed(_ engine: Engine) throws -> JudgedBuild {
    let report = try engine.evaluate(Build(Self.build))
    #expect(report["own"]?.outcome.findings.first?.message == "found 1")
    #expect(report["good:a"]?.outcome.findings.first?.message == "found 750")
    let judged = JudgedBuild(report: report, build: try Build(Self.build))
    #expect(try engine.render([judged], with: "tag") == report.verdict.rawValue)
    return judged
  }

  private func engine(_ hostile: [PluginSource]) throws -> Engine {
    try Engine(
      rules: [.files(["own.lua": ruleSource(check: reportsFinding)])],
      plugins: [.files("good", Self.good)] + hostile, options: EngineOptions(limits: Self.limits))
  }

  @Test("rules, facts, reporters and importers that attack", .enabled(if: !bodies.isEmpty))
  func calls() throws {
    let hostile = Self.bodies.map { name, body in
      // With an `_ENV` of its own, code hides its globals from the check of names.
      let body = "local _ENV = _ENV\n\(body)"
      let function = "function(build, ctx)\n\(body)\nend"
      return PluginSource.files(
        name,
        [
          "plugin.lua": "return { name = \"\(name)\", version = \"1.0.0\", api = 1, "
            + "description = \"d\",\nfacts = { f = \(function) },\nreporters = { r = \(function) },\n"
            + "importers = { i = \(function) } }",
          "rules/attack.lua": ruleSource(check: body),
          "rules/asks.lua": ruleSource(check: "local f = ctx.facts[\"\(name)\"].f"),
        ])
    }
    let engine = try engine(hostile)
    let judged = try expectUnharmed(engine)
    // Two rules of each plugin that loads, and those of the innocent.
    let on = engine.ruleSet.plugins.filter { $0.state == .on }
    #expect(on.count > 40 && judged.report.results.count == 2 * on.count)
    for plugin in engine.ruleSet.plugins where plugin.state == .on && plugin.name != "good" {
      _ = try? engine.render([judged], with: "\(plugin.name):r", limits: Self.limits)
      _ = try? engine.importBuild(
        "a,b", file: "x.csv", with: "\(plugin.name):i", limits: Self.limits)
    }
    try expectUnharmed(engine)
  }

  @Test("manifests and modules that attack", .enabled(if: !bodies.isEmpty))
  func files() throws {
    let attack = { (body: String) in
      "local function attack(build, ctx)\n\(body)\nend\n"
        + "attack({ name = \"x\", gpus = { { name = \"y\" } } }, {})\n"
    }
    let hostile = Self.bodies.flatMap { name, body in
      let module = "local m = require \"lib.m\"\n"
      return [
        PluginSource.files(
          name, ["plugin.lua": attack(body) + manifest(name), "rules/a.lua": ruleSource()]),
        PluginSource.files(
          "m-\(name)",
          ["plugin.lua": module + manifest("m-\(name)"), "lib/m.lua": attack(body) + "return {}"]),
      ]
    }
    let engine = try engine(hostile)
    #expect(engine.ruleSet.plugins.count == hostile.count + 1)
    for plugin in engine.ruleSet.brokenPlugins {
      #expect(plugin.state == .failed && !plugin.problems.isEmpty, "\(plugin.name)")
    }
    try expectUnharmed(engine)
  }
}
