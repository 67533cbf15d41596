internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

@Suite("The configuration file")
struct ConfigurationTests {
  private func problems(_ text: String) -> [Diagnostic] {
    do {
      _ = try Configuration(parsing: Array(text.utf8), file: "rigrules.yaml")
      return []
    } catch {
      return error.diagnostics
    }
  }

  @Test("what it says is read, with the place of each")
  func reads() throws {
    let text = """
      rules: [A, B]
      lang: zh
      settings:
        psu/wattage: { severity: warning, weight: 2, params: { overhead: 0.2 } }
        a/b: { off: true }
      waivers:
        - { rule: a/c, build: rig, finding: x, reason: known, owner: lab, until: 2026-12-31 }
      """
    let read = try Configuration(parsing: Array(text.utf8), file: "rigrules.yaml")
    #expect(read.rules == ["A", "B"] && read.language == .chinese)
    let wattage = try #require(read.settings["psu/wattage"])
    #expect(wattage.severity == .warning && wattage.weight == 2)
    #expect(wattage.parameters == ["overhead": 0.2] && wattage.at == "rigrules.yaml:4")
    #expect(read.settings["a/b"]?.isOff == true)
    #expect(
      read.waivers.first?.waiver == Waiver(reason: "known", until: "2026-12-31", owner: "lab"))
    #expect(read.waivers.first?.build == "rig" && read.waivers.first?.finding == "x")
  }

  @Test(
    "a typo in each place is refused with its line and the near name",
    arguments: [
      ("ruls: [A]", "config/unknown-key", "`rules`", 1),
      ("settings:\n  a/b: { severty: error }", "config/unknown-key", "`severity`", 2),
      ("settings:\n  a/b: { severity: eror }", "config/severity", "`error`", 2),
      ("settings:\n  a/b: { weight: 0 }", "config/wrong-type", "weight", 2),
      ("settings:\n  a/b: { off: maybe }", "config/wrong-type", "true or false", 2),
      ("settings: [a]", "config/wrong-type", "map", 1),
      ("waivers:\n  - { rule: a/b }", "config/missing-key", "reason", 2),
      ("waivers:\n  - { reason: x }", "config/missing-key", "rule", 2),
      ("waivers:\n  - { rule: a, reason: x, untl: 1 }", "config/unknown-key", "`until`", 2),
      ("waivers:\n  - { rule: a, reason: x, until: soon }", "config/wrong-type", "day", 2),
      ("lang: fr", "config/unknown-value", "en, zh", 1), ("[", "config/syntax", "YAML", 1),
    ])
  func typos(text: String, code: String, says: String, line: Int) throws {
    let found = try #require(problems(text).first { $0.code == code }, "\(problems(text))")
    #expect("\(found.message) \(found.hint ?? "")".contains(says), "\(found)")
    if code != "config/syntax" { #expect(found.line == line, "\(found)") }
  }

  @Test("a change of the file is taken over whole, or not at all")
  func reloads() throws {
    let disk = try RulesOnDisk([
      "a.lua": ruleSource(
        check: "if ctx.params.limit > 5 then ctx.report(\"found\", { n = ctx.params.limit }) end",
        extra: "params = { limit = { default = 3, min = 0, max = 10 } },"),
      "b.lua": ruleSource(),
    ])
    let file = disk.url.deletingLastPathComponent().appending(path: "rigrules.yaml")
    func save(_ text: String) throws {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    try save("settings: { a: { params: { limit: 4 } } }")
    let engine = try Engine(
      rules: [.directory(disk.url)],
      options: EngineOptions(configuration: try Configuration(contentsOfFile: file.path)))
    func verdict() throws -> Verdict { try engine.evaluate(Build(["id": "x"])).verdict }
    #expect(try verdict() == .pass)
    try save("settings: { a: { params: { limit: 7 } } }")
    #expect(try engine.reload()?.changed == ["a"])
    #expect(try verdict() == .fail)
    for bad in ["settings: {", "settings: { a: { parms: {} }, b: { off: true } }"] {
      try save(bad)
      let problem = try engine.reload()?.configurationProblem
      #expect(problem?.contains("config/") == true, "\(problem ?? "none")")
      #expect(try verdict() == .fail)
      #expect(engine.ruleSet.rules.map(\.id) == ["a", "b"])
    }
    try save("settings: { a: { off: true } }")
    #expect(try engine.reload()?.removed == ["a"])
    #expect(try verdict() == .pass)
  }
}
