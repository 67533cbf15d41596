internal import RigModel
internal import RigRules
internal import Synchronization
internal import Testing

@Suite("Facts that the program computes")
struct ProgramFactTests {
  private struct Closed: Error, CustomStringConvertible { let description = "the shop is closed" }

  private static let rule = ruleSource(
    check: """
      local price = ctx.facts.shop.card_price
      if not price then return ctx.unknown("gpus[].price") end
      if price > 1000 then ctx.report("found", { n = price }) end
      """)

  private static func facts(
    _ reads: [String] = ["gpus[].name"],
    _ compute: @escaping @Sendable (BuildValue) throws -> BuildValue? = { build in
      switch build["gpus"]?.listValue?.first?["name"]?.textValue {
      case "RTX 4090": .integer(1599)
      case "RTX 4060": .integer(300)
      default: nil
      }
    }
  ) -> ProgramFacts {
    ProgramFacts("shop", [ProgramFact("card_price", reads: reads, compute: compute)])
  }

  private static func engine(_ facts: ProgramFacts, plugins: [PluginSource] = []) throws -> Engine {
    var options = EngineOptions()
    options.facts = facts
    return try Engine(rules: [.files(["a.lua": rule])], plugins: plugins, options: options)
  }

  private static func build(_ name: String) throws -> Build {
    try Build(["id": "rig", "gpus": [["name": .text(name), "vram_gb": 24]], "monitors": 2])
  }

  @Test("rules see a value, or nil where the program knows none")
  func values() throws {
    let engine = try Self.engine(Self.facts())
    #expect(engine.ruleSet.failures == [] && engine.ruleSet.brokenPlugins == [])
    let dear = try engine.evaluate(Self.build("RTX 4090"))
    #expect(dear["a"]?.outcome.findings.first?.message == "found 1599")
    #expect(try engine.evaluate(Self.build("RTX 4060"))["a"]?.outcome == .pass)
    #expect(try engine.evaluate(Self.build("Voodoo"))["a"]?.outcome.name == "unknown")
    #expect(try engine.evaluate(engine.prepare(Self.build("RTX 4090"))) == dear)
    #expect(
      try engine.explain(rule: "a", build: Self.build("RTX 4060")).reads.map(\.path) == [
        "ctx.facts.shop.card_price"
      ])
  }

  @Test("the closure sees the fields that it declares, and no others")
  func reads() throws {
    let seen = Mutex<[BuildValue]>([])
    func look(_ reads: [String]) throws -> BuildValue? {
      let facts = Self.facts(reads) { build in
        seen.withLock { $0.append(build) }
        return nil
      }
      _ = try Self.engine(facts).evaluate(Self.build("RTX 4090"))
      return seen.withLock(\.last)
    }
    #expect(try look(["gpus[].name"]) == ["gpus": [["name": "RTX 4090"]]])
    #expect(try look(["monitors", "cpu.tdp_w"]) == ["monitors": 2])
    #expect(try look([]) == .map([]))
    let cards = try look(["gpus"])?["gpus"]?.listValue?.first
    #expect(cards?["name"] == "RTX 4090" && cards?["vram_gb"] == 24)
  }

  @Test("what it throws breaks the rules that ask, with the reason")
  func errors() throws {
    let engine = try Self.engine(Self.facts { _ in throw Closed() })
    let failure = try engine.evaluate(Self.build("RTX 4090"))["a"]?.outcome.failure
    #expect(failure?.message.contains("the fact `shop.card_price`: the shop is closed") == true)
  }

  @Test("a path that no build has is refused with the near one")
  func paths() throws {
    let error = #expect(throws: EngineError.self) { try Self.engine(Self.facts(["gpus[].nmae"])) }
    let words = "\(try #require(error))"
    #expect(words.contains("the fact `shop.card_price` reads `gpus[].nmae`"), "\(words)")
    #expect(words.contains("did you mean `gpus[].name`?"), "\(words)")
  }

  @Test("another version is another set of rules; a plugin of the name is left out")
  func versions() throws {
    let facts = Self.facts().facts
    let hashes = try ["1.0.0", "1.0.1", "1.0.0"].map {
      try Self.engine(ProgramFacts("shop", version: $0, facts)).ruleSet.hash
    }
    #expect(hashes[0] != hashes[1] && hashes[0] == hashes[2])
    let plugin = PluginSource.files(
      "shop",
      [
        "plugin.lua":
          "return { name = \"shop\", version = \"1.0.0\", api = 1, description = \"S\" }"
      ])
    let engine = try Self.engine(Self.facts(), plugins: [plugin])
    #expect(engine.ruleSet.brokenPlugins.flatMap(\.problems).map(\.code) == ["plugin/duplicate"])
    #expect(try engine.evaluate(Self.build("RTX 4060"))["a"]?.outcome == .pass)
  }

  @Test("tests of rules and a session see them, and builds do not show them")
  func tools() throws {
    let engine = try Self.engine(Self.facts())
    let variant = try engine.variant(of: "a")
    let build = try Self.build("RTX 4090")
    let explanation = try variant.explain(variant.prepare(build))
    #expect(explanation.result.outcome.findings.first?.message == "found 1599")
    #expect(explanation.reads.map(\.path) == ["ctx.facts.shop.card_price"])
    #expect(try variant.evaluate(variant.prepare(Self.build("Voodoo"))).outcome.name == "unknown")

    let session = try LuaSession(engine: engine)
    let price = "build.monitors = 3 return ctx.facts.shop.card_price"
    #expect(try session.run(price, build: build, rule: "a") == .values([.integer(1599)]))
    let after = try #require(session.effects.flatMap { BuildValue(lua: $0.build) })
    #expect(try Build(after).value["monitors"] == 3)
    #expect(after["x_program_facts"] == nil)
  }

  @Test("they stay through a reload and in other languages")
  func reload() throws {
    let engine = try Self.engine(Self.facts())
    try engine.configure(Configuration(), without: [])
    #expect(try engine.evaluate(Self.build("RTX 4060"))["a"]?.outcome == .pass)
    let chinese = try engine.evaluate(Self.build("RTX 4090"), language: .chinese)
    #expect(chinese["a"]?.outcome.findings.count == 1)
  }
}
