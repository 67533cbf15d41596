internal import RigModel
internal import RigRules
internal import Testing

@testable internal import RigTesting

@Suite("Examples in a plugin's manifest")
struct PluginExampleTests {
  private static func manifest(_ body: String) -> String {
    "return { name = \"p\", version = \"1.0.0\", api = 1, description = \"P\", \(body) }"
  }

  private static let rule = """
    return { title = "T", severity = "warning", params = { least = { default = 100 } },
      needs = { "psus[].wattage_w" },
      messages = { low = "It has {have} W." },
      check = function(build, ctx)
        local have = build.psus[1].wattage_w
        if have < ctx.params.least then ctx.report("low", { have = have }) end
      end,
      examples = { { name = "much", build = { psus = { { wattage_w = 200 } } }, expect = "pass" } } }
    """

  private static func result(_ body: String) throws -> RuleTestResult {
    let engine = try Engine(
      rules: [],
      plugins: [
        .files(
          "p", ["plugin.lua": manifest(body), "rules/more.lua": rule, "rules/watts.lua": rule])
      ])
    #expect(engine.ruleSet.brokenPlugins.flatMap(\.problems) == [])
    let report = try TestPlan(parts: [TestPlan.Part(engine: engine)]).run()
    return try #require(report.results.first { $0.rule == "p" })
  }

  private static func diff(_ body: String) throws -> [String] {
    try result(body).points.flatMap(\.failures).flatMap(\.differences).map {
      "\($0.field): \($0.expected ?? "") / \($0.got)"
    }
  }

  @Test("of facts: a value, a table, or not known")
  func facts() throws {
    let body = """
      facts = {
        half = { doc = "d", needs = { "cpu.tdp_w" },
          compute = function(build) return build.cpu.tdp_w / 2 end,
          examples = {
            { name = "right", build = { cpu = { tdp_w = 100 } }, expect = 50 },
            { name = "rounding is no difference", build = { cpu = { tdp_w = 100.2 } }, expect = 50.1 + 1e-13 },
            { name = "not known", build = {} }, WRONG } },
        both = { doc = "d", compute = function(build) return { a = { 1, 2 }, b = "x" } end,
          examples = { { name = "table", build = {}, expect = { a = { 1, 2 }, b = "x" } } } },
      },
      """
    #expect(try Self.diff(body.replacing("WRONG", with: "")) == [])
    #expect(try Self.result(body.replacing("WRONG", with: "")).cases == 4)
    for (wrong, says) in [
      ("{ name = \"w\", build = { cpu = { tdp_w = 100 } }, expect = 51 }", "half: 51 / 50"),
      ("{ name = \"w\", build = { cpu = { tdp_w = 100 } } }", "half: nil / 50"),
      ("{ name = \"w\", build = {}, expect = 1 }", "half: 1 / nil"),
    ] { #expect(try Self.diff(body.replacing("WRONG", with: wrong)) == [says]) }
  }

  @Test("of reporters: texts that the output has, of one text and of files")
  func reporters() throws {
    let body = """
      reporters = {
        line = { doc = "d", render = function(reports)
            return reports[1].build.id .. " " .. reports[1].report.verdict .. "\\n" end,
          examples = { { name = "n", builds = { { id = "a", psus = { { wattage_w = 50 } } } },
            expect = { "a TEXT\\n" } } } },
        files = { doc = "d", render = function() return { ["a.txt"] = "one", ["b.txt"] = "two" } end,
          examples = { { name = "n", builds = { { id = "a" } }, expect = { "a.txt\\none", "two" } } } },
      },
      """
    #expect(try Self.diff(body.replacing("TEXT", with: "warn")) == [])
    #expect(
      try Self.diff(body.replacing("TEXT", with: "fail")) == ["text: a fail /  / a warn / "])
  }

  @Test("of reporters: the reports are those of the plugin's rules, or of rules that are named")
  func reportedRules() throws {
    let body = """
      reporters = { ids = { doc = "d", render = function(reports)
          local ids = {}
          for _, result in ipairs(reports[1].report.results) do table.insert(ids, result.rule) end
          return "[" .. table.concat(ids, " ") .. "]"
        end,
        examples = { { name = "n", builds = { { id = "a" } }, RULES expect = "[IDS]" } } } },
      """
    func diff(_ rules: String, _ ids: String) throws -> [String] {
      try Self.diff(body.replacing("RULES", with: rules).replacing("IDS", with: ids))
    }
    #expect(try diff("", "p:more p:watts") == [])
    #expect(try diff("rules = { \"p:watts\" },", "p:watts") == [])
    #expect(try diff("rules = { \"p:more\" },", "p:watts").count == 1)
  }

  @Test("of importers: the build, or words of the refusal")
  func importers() throws {
    let body = """
      importers = { kv = { doc = "d", import = function(text, ctx)
          local watts = text:match("watts (%d+)")
          if not watts then error("no watts in " .. ctx.file, 0) end
          return { id = "x", psus = { { wattage_w = tonumber(watts) } } }
        end,
        examples = {
          { name = "watts", text = "watts 500", expect = { id = "x", psus = { { wattage_w = WATTS } } } },
          { name = "none", text = "nothing", file = "list.kv", refuses = "REFUSAL" },
        } } },
      """
    func diff(_ watts: String, _ refusal: String) throws -> [String] {
      try Self.diff(body.replacing("WATTS", with: watts).replacing("REFUSAL", with: refusal))
    }
    #expect(try diff("500", "no watts in list.kv") == [])
    #expect(try diff("501", "no watts").count == 1)
    #expect(try diff("500", "no volts") == ["error: no volts / no watts in list.kv"])
  }

  @Test("of profiles: what a rule gives with the profile in force")
  func profiles() throws {
    let body = """
      profiles = { strict = { doc = "d",
        settings = { ["p:watts"] = { severity = "error", params = { least = 900 } } },
        examples = { { name = "n", rule = "p:watts", build = { psus = { { wattage_w = 800 } } },
          expect = { findings = { "low" }, severity = "SEVERITY" } } } } },
      """
    #expect(try Self.diff(body.replacing("SEVERITY", with: "error")) == [])
    #expect(
      try Self.diff(body.replacing("SEVERITY", with: "advice")) == ["severity: advice / error"])
  }

  @Test("what has none is a warning, and what breaks is broken")
  func warnings() throws {
    let result = try Self.result(
      """
      facts = { bare = function() return 1 end,
        broken = { doc = "d", compute = function() return nil + 1 end,
          examples = { { name = "n", build = {}, expect = 1 } } } },
      importers = { i = function() return {} end },
      """)
    #expect(
      result.warnings.map(\.message) == [
        "the fact `bare` has no examples, so nothing says that it works",
        "the importer `i` has no examples, so nothing says that it works",
      ])
    #expect(result.points.flatMap(\.failures).map(\.isBroken) == [true])
  }

  @Test(
    "a mistake in an example is a mistake of the manifest",
    arguments: [
      (
        "facts = { f = { doc = \"d\", compute = function() end, examples = { { build = {} } } } }",
        "no `name`"
      ),
      (
        "facts = { f = { doc = \"d\", compute = function() end, examples = { { name = \"n\" } } } }",
        "no `build`"
      ),
      (
        "facts = { f = { doc = \"d\", compute = function() end, examples = { { name = \"n\", build = {}, expct = 1 } } } }",
        "did you mean `expect`?"
      ),
      (
        "reporters = { r = { doc = \"d\", render = function() end, examples = { { name = \"n\", builds = { {} } } } } }",
        "does not `expect`"
      ),
      (
        "reporters = { r = { doc = \"d\", render = function() end, examples = { { name = \"n\", builds = { {} }, rules = { 1 }, expect = \"\" } } } }",
        "must be a list of ids of rules"
      ),
      (
        "importers = { i = { doc = \"d\", import = function() end, examples = { { name = \"n\", text = \"\" } } } }",
        "must have either"
      ),
      (
        "profiles = { p = { doc = \"d\", settings = {}, examples = { { name = \"n\", build = {}, expect = \"pass\" } } } }",
        "names no `rule`"
      ),
      (
        "profiles = { p = { doc = \"d\", settings = {}, examples = { { name = \"n\", rule = \"a\", build = {}, expect = \"pas\" } } } }",
        "did you mean `pass`?"
      ),
    ])
  func mistakes(_ body: String, _ says: String) throws {
    let engine = try Engine(
      rules: [], plugins: [.files("p", ["plugin.lua": Self.manifest(body)])])
    let messages = engine.ruleSet.brokenPlugins.flatMap(\.problems).map(\.message)
    #expect(messages.contains { $0.contains(says) }, "\(messages)")
  }
}
