internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

@Suite("What an embedding program changes while it runs")
struct EmbeddingTests {
  private static let bilingual = ruleSource(
    check: """
      if ctx.params.most < 5 then ctx.report("found", { n = ctx.params.most }) end
      """,
    extra: """
      params = { most = { default = 1, min = 0, max = 9, doc = { en = "d", zh = "文" } } },
      """,
    messages: #"found = { en = "found {n}", zh = "发现 {n}" }"#)

  private func bilingual() throws -> Engine {
    let engine = try engine(["a/one.lua": Self.bilingual, "a/two.lua": Self.bilingual])
    #expect(engine.ruleSet.failures == [])
    return engine
  }

  private let build: BuildValue = ["id": "rig"]

  @Test("each evaluation has its own language, and the engine's stays")
  func languages() throws {
    let engine = try bilingual()
    let build = try Build(build)
    func message(_ report: Report) -> String? { report["a/one"]?.outcome.findings.first?.message }
    let english = try engine.evaluate(build)
    let chinese = try engine.evaluate(build, language: .chinese)
    #expect(message(english) == "found 1")
    #expect(message(chinese) == "发现 1")
    #expect(english.ruleset == chinese.ruleset)
    #expect(try engine.evaluate(build) == english)
    #expect(try engine.evaluate(build, language: .english) == english)
  }

  @Test("a report of some rules has them alone and says so; an unknown id has a near name")
  func someRules() throws {
    let engine = try bilingual()
    let report = try engine.evaluate(Build(build), rules: ["a/two"])
    #expect(report.results.map(\.rule) == ["a/two"])
    #expect(report.counts.fail == 1)
    #expect(report.notices.map(\.message) == ["only 1 of 2 rules were evaluated"])
    #expect(throws: EngineError.unknownRule("a/tow", nearest: "a/two")) {
      try engine.evaluate(Build(build), rules: ["a/tow"])
    }
    #expect(throws: EngineError.noRules) { try engine.evaluate(Build(build), rules: []) }
  }

  @Test("settings, waivers and rules change at once, through reloads, and go back")
  func configure() throws {
    let engine = try bilingual()
    let build = try Build(build)
    let before = try engine.evaluate(build)
    var configuration = engine.configuration
    configuration.settings["a/one"] = RuleSetting(parameters: ["most": 7])
    configuration.waivers = [
      WaiverEntry(rule: "a/two", waiver: Waiver(reason: "agreed with the customer"))
    ]
    let change = try #require(try engine.configure(configuration))
    #expect(change.changed == ["a/one"])
    let after = try engine.evaluate(build)
    #expect(after["a/one"]?.outcome == .pass)
    #expect(after["a/two"]?.waived != nil)
    #expect(after.ruleset != before.ruleset)
    #expect(engine.configuration.settings == configuration.settings)
    #expect(try engine.reload() == nil)
    try engine.configure(engine.configuration, without: ["a/one"])
    #expect(try engine.evaluate(build).results.map(\.rule) == ["a/two"])
    try engine.resetConfiguration()
    #expect(try engine.evaluate(build) == before)
  }

  @Test("a configuration that the rules refuse is thrown and changes nothing")
  func refused() throws {
    let engine = try bilingual()
    let before = try engine.evaluate(Build(build))
    let wrong = Configuration(settings: ["a/on": RuleSetting(severity: .advice)])
    let error = #expect(throws: EngineError.self) { try engine.configure(wrong) }
    guard case .invalidSettings(let problems)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(problems[0].hint == "did you mean `a/one`?")
    #expect(try engine.evaluate(Build(build)) == before)
    #expect(try engine.reload() == nil)
  }

  @Test("a report, its findings and a build are the same after a round through JSON")
  func codable() throws {
    let engine = try bilingual()
    let build = try Build([
      "id": "rig", "gpus": [["name": "RTX 4090", "tdp_w": 450, "x_note": [1, 2.5, true, "é"]]],
    ])
    let report = try engine.evaluate(build)
    let (encoder, decoder) = (JSONEncoder(), JSONDecoder())
    #expect(try decoder.decode(Report.self, from: encoder.encode(report)) == report)
    #expect(try decoder.decode(Build.self, from: encoder.encode(build)) == build)
    let finding = try #require(report["a/one"]?.outcome.findings.first)
    #expect(try decoder.decode(Finding.self, from: encoder.encode(finding)) == finding)
    #expect(throws: InvalidBuild.self) {
      try decoder.decode(Build.self, from: Data(#"{"gpus": [{"vram": 24}]}"#.utf8))
    }
  }
}
