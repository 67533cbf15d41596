internal import LuaRuntime
internal import Testing

/// The hostile corpus in every place where a plugin's author can put code.
@Suite("Plugins that attack")
struct HostilePluginTests {
  /// A runtime with an innocent plugin and a rule that asks for its fact.
  private struct Town {
    let runtime: LuaRuntime
    private let bystander: UInt32

    init() throws {
      runtime = try LuaRuntime(limits: .patient, keys: LuaHarness.keys)
      let plugin = """
        local WORDS = { "delta", "alpha" }
        return { facts = { w = function(build)
          local sum = 0
          for _, gpu in ipairs(build.gpus) do sum = sum + (gpu.tdp_w or 0) end
          return { sum = sum, word = WORDS[2]:upper() }
        end } }
        """
      let number = try runtime.load(
        plugin: "good", source: Array(plugin.utf8), space: 5, chunk: 60
      ).number
      try runtime.prepare(facts: [FactPlan(key: "w", needs: [])], of: number, language: "en")
      let rule = """
        return { check = function(build, ctx)
          local w = ctx.facts.good.w
          ctx.report("found", { v = w.word .. tostring(w.sum) .. ("%d"):format(#build.gpus) })
        end }
        """
      bystander = try runtime.load(rule: Array(rule.utf8), space: 0, chunk: 1).number
      try runtime.prepare(rule: bystander, plan: LuaHarness.plan())
      try runtime.bind(LuaHarness.build())
      try expectUnharmed("the beginning")
    }

    func expectUnharmed(_ step: String) throws {
      #expect(runtime.stackHeight == 0, "after \(step)")
      for _ in 1...2 {
        guard case .fail(let findings) = runtime.evaluate(rule: bystander).outcome else {
          Issue.record("after \(step): \(runtime.evaluate(rule: bystander).outcome)")
          return
        }
        #expect(findings[0].data["v"] == .text("ALPHA2502"), "after \(step)")
        try runtime.bind(LuaHarness.build())
      }
    }
  }

  /// Runs a step in bounded time; the innocent must be unharmed after it.
  private static func attack(
    _ town: Town, _ step: String, _ body: () throws -> Void
  ) throws {
    let took = try processorMilliseconds(body)
    #expect(took < AttackCase.milliseconds, "\(step)")
    try town.expectUnharmed(step)
  }

  @Test(
    "as a fact: whoever asks is told alike, all others never notice", arguments: HostileBody.all)
  func fact(_ hostile: HostileBody) throws {
    try onBigStack {
      let town = try Town()
      let runtime = town.runtime
      let source = "return { facts = { f = function(build, ctx)\n\(hostile.body)\nend } }"
      guard
        let plugin = try? runtime.load(
          plugin: "bad", source: Array(source.utf8), space: 6, chunk: 61
        ).number
      else { return try town.expectUnharmed("a refused load") }
      try runtime.prepare(facts: [FactPlan(key: "f", needs: [])], of: plugin, language: "en")
      let asks = "return { check = function(build, ctx) local f = ctx.facts.bad.f end }"
      let rule = try runtime.load(rule: Array(asks.utf8), space: 0, chunk: 2).number
      try runtime.prepare(rule: rule, plan: LuaHarness.plan())
      for round in 1...2 {
        try runtime.bind(LuaHarness.build())
        let before = runtime.factsComputed
        var answers: [RuleAnswer] = []
        try Self.attack(town, "round \(round)") {
          answers = [runtime.evaluate(rule: rule), runtime.evaluate(rule: rule)]
        }
        #expect(answers[0].outcome == answers[1].outcome)
        let isDeep = "\(answers[0])".contains("C stack overflow")
        #expect(isDeep || runtime.factsComputed <= before + 3)
      }
    }
  }

  @Test("as a manifest: it loads or is refused", arguments: HostileBody.all)
  func manifest(_ hostile: HostileBody) throws {
    try onBigStack {
      let town = try Town()
      let source =
        "local build = { name = 'x', gpus = { { name = 'y' } } }\n"
        + "local function attack(build, ctx)\n\(hostile.body)\nend\nattack(build, {})\nreturn {}"
      try Self.attack(town, "the load") {
        _ = try? town.runtime.load(
          plugin: "bad", source: Array(source.utf8), space: 6, chunk: 61)
      }
    }
  }

  @Test(
    "as a reporter and as an importer: stopped, and what comes out is clean",
    arguments: HostileBody.all)
  func calls(_ hostile: HostileBody) throws {
    try onBigStack {
      let town = try Town()
      let runtime = town.runtime
      let source =
        "return { reporters = { f = { render = function(build, ctx)\n\(hostile.body)\nend } },\n"
        + "importers = { f = function(build, ctx)\n\(hostile.body)\nend } }"
      guard
        let plugin = try? runtime.load(
          plugin: "bad", source: Array(source.utf8), space: 6, chunk: 61
        ).number
      else { return try town.expectUnharmed("a refused load") }
      try Self.attack(town, "the reporter") {
        let text = try? runtime.text(
          from: PluginFunction(section: "reporters", key: "f", field: "render"), of: plugin,
          arguments: [LuaHarness.build(), LuaHarness.build()], limits: .patient)
        let isClean = text?.unicodeScalars.allSatisfy {
          $0.value >= 0x20 || $0 == "\n" || $0 == "\t"
        }
        #expect(isClean != false)
      }
      try Self.attack(town, "the importer") {
        _ = try? runtime.table(
          from: PluginFunction(section: "importers", key: "f", field: "import"), of: plugin,
          arguments: [LuaHarness.build(), LuaHarness.build()], limits: .patient)
      }
    }
  }
}
