internal import RigModel
internal import RigRules
internal import Testing

@testable internal import RigTesting

@Suite("What is derived from examples")
struct DerivedCheckTests {
  @Test("a rule that keeps to everything holds")
  func holds() throws {
    let report = try RuleFixture().report()
    #expect(report.holds, "\(report.points.filter { !$0.holds })")
    #expect(!report.isBroken)
    #expect(
      Set(report.points.map(\.kind)) == [
        .example, .unrelatedPart, .missingField, .examples, .reads,
      ])
    #expect(report.results.map(\.cases) == [2])
  }

  @Test(
    "an example that comes out otherwise is told field by field, and nothing is derived from it")
  func wrongExample() throws {
    var rule = RuleFixture()
    rule.examples = """
      { name = "three", build = { cpu = { cores = 3 } },
        expect = { outcome = "fail", severity = "warning", findings = { "few" }, data = { n = 5 } } },
      """
    #expect(
      try rule.failures() == [
        "example: - severity: warning; + severity: error; - data.n: 5; + data.n: 3"
      ])
    let point = try #require(try rule.report().points.first)
    #expect(point.place.hasSuffix("cpu/tiny.lua:12"))
    #expect(point.failures[0].input == ["build:", "  cpu:", "    count: 1", "    cores: 3"])
  }

  @Test(
    "an answer that depends on the order of a list is found",
    arguments: [
      // The first card alone is looked at.
      ("if build.gpus[1].vram_gb < 8 then ctx.report(\"few\", { n = 1 }) end", "outcome"),
      // A sum that is not a sum.
      (
        "ctx.report(\"few\", { n = 100 * build.gpus[1].vram_gb + build.gpus[2].vram_gb })",
        "data of few"
      ),
      ("ctx.score(build.gpus[1].vram_gb / 100)", "score"),
    ])
  func partOrder(check: String, field: String) throws {
    var rule = RuleFixture()
    rule.needs = "\"gpus[].vram_gb\""
    rule.check = "local both = build.gpus[1].vram_gb + build.gpus[2].vram_gb " + check
    rule.examples = """
      { name = "two", build = { gpus = { { vram_gb = 4 }, { vram_gb = 11 } } },
        expect = { outcome = "\(field == "score" ? "pass" : "fail")" } },
      """
    let found = try rule.failures()
    #expect(found.count == 1, "\(found)")
    #expect(
      found.first?.hasPrefix("part order: gpus in the reverse order; - \(field)") == true,
      "\(found)")
  }

  @Test("an index may follow the part it names, and a stated order is respected")
  func indexesMayMove() throws {
    var rule = RuleFixture()
    rule.needs = "\"gpus[].vram_gb\""
    rule.check = """
      for i, gpu in ipairs(build.gpus) do
        if gpu.vram_gb < 8 then
          ctx.report("few", { n = i }, { at = "gpus[" .. i .. "].vram_gb" })
        end
      end
      """
    rule.examples = """
      { name = "two", build = { gpus = { { vram_gb = 4 }, { vram_gb = 11 } } }, expect = { "few" } },
      """
    #expect(try rule.failures() == [])
    rule.check = "ctx.report(\"few\", { n = build.gpus[1].vram_gb })"
    #expect(try rule.failures().count == 1)
    rule.extra = "ordered = { \"gpus\" },"
    #expect(try rule.failures() == [])
  }

  @Test("what power supplies feed is renumbered with the cards")
  func feedsAreRenumbered() throws {
    var rule = RuleFixture()
    rule.needs = "\"gpus[].tdp_w\", \"psus[].powers\""
    rule.check = """
      for i, gpu in ipairs(build.gpus) do
        for _, target in ipairs(build.psus[1].powers) do
          if target == "gpu:" .. i and gpu.tdp_w > 300 then ctx.report("few", { n = 0 }) end
        end
      end
      """
    rule.examples = """
      { name = "the hungry one", expect = { "few" },
        build = { gpus = { { tdp_w = 400 }, { tdp_w = 100 }, { tdp_w = 200 } },
                  psus = { { powers = { "gpu:1", "gpu:3" } } } } },
      """
    #expect(try rule.failures() == [])
  }

  @Test("a part that was not read and changes the answer is named")
  func unrelatedPart() throws {
    var rule = RuleFixture()
    rule.check = """
      local n = 0
      for key in pairs(build) do n = n + 1 end
      if build.cpu.cores < 4 or n > 1 then ctx.report("few", { n = n }) end
      """
    rule.examples = "{ name = \"four\", build = { cpu = { cores = 4 } }, expect = \"pass\" },"
    let found = try rule.failures()
    #expect(found.contains { $0.hasPrefix("unrelated part: with `mains` added; - outcome: pass") })
    #expect(!found.contains { $0.contains("`cpu`") })
  }

  @Test("a needed field that is missing must leave the answer open")
  func missingField() throws {
    var rule = RuleFixture()
    rule.extra = "when = function(build) while build.cpu == nil do end return true end,"
    let found = try rule.failures()
    #expect(found.count == 2)
    #expect(
      found.first?.hasPrefix("missing field: without `cpu.cores`; it broke at Rules/cpu/tiny.lua")
        == true, "\(found)")
    #expect(try rule.report().isBroken)
  }

  @Test("alternatives are missing only together, and on each element")
  func missingAlternatives() throws {
    var rule = RuleFixture()
    rule.needs = "\"gpus[].power_limit_w | gpus[].tdp_w\""
    rule.check = """
      for _, gpu in ipairs(build.gpus) do
        if (gpu.power_limit_w or gpu.tdp_w) > 300 then ctx.report("few", { n = 1 }) end
      end
      """
    rule.examples = """
      { name = "both", expect = { "few" },
        build = { gpus = { { tdp_w = 400 }, { tdp_w = 400, power_limit_w = 200 } } } },
      """
    let points = try rule.report().points
    let missing = try #require(points.first { $0.kind == .missingField })
    #expect(missing.holds)
    // The list, the first card's, the last card's.
    #expect(missing.runs == 3)
  }

  @Test("a parameter at the end of its range must not break the rule")
  func parameterEdge() throws {
    var rule = RuleFixture()
    rule.extra = "params = { least = { default = 4, min = 0, max = 9 } },"
    rule.check = """
      if build.cpu.cores // ctx.params.least < 1 then ctx.report("few", { n = 1 }) end
      """
    let found = try rule.failures()
    #expect(found.count == 2)
    #expect(
      found.first?.hasPrefix("parameter edge: with least = 0; it broke at") == true, "\(found)")
  }

  @Test("examples are needed, and each is another build however it is spelled")
  func examples() throws {
    var rule = RuleFixture()
    rule.examples = ""
    #expect(
      try rule.failures() == ["examples: the rule has no examples, so nothing says that it works"])
    rule.needs = "\"gpus\""
    rule.check = "if #build.gpus > 2 then ctx.report(\"few\", { n = 1 }) end"
    rule.examples = """
      { name = "a", build = { gpus = { { count = 2, vram_gb = 8 } } }, expect = "pass" },
      { name = "b", build = { gpus = { { vram_gb = 8 }, { vram_gb = 8 } } }, expect = "pass" },
      """
    #expect(try rule.failures().first?.contains("have the same build") == true)
  }

  @Test("a build that is not valid fails its example alone")
  func invalidBuild() throws {
    var rule = RuleFixture()
    rule.examples += "{ name = \"typo\", build = { cpu = { coers = 4 } }, expect = \"pass\" },"
    let found = try rule.failures()
    #expect(found.count == 1)
    #expect(found.first?.contains("did you mean `cores`?") == true, "\(found)")
  }

  @Test("a rule file that does not load is a broken result")
  func unloadable() throws {
    let engine = try Engine(rules: [.files(["cpu/x.lua": "return {"])])
    let report = try TestPlan(parts: [TestPlan.Part(engine: engine)]).run()
    #expect(report.isBroken && !report.holds)
    #expect(report.points.map(\.kind) == [.load])
  }

  @Test("the same plan gives the same report")
  func deterministic() throws {
    var options = TestOptions()
    options.measuresCoverage = true
    let reports = try (1...2).map { _ in
      try TestPlan(parts: [TestPlan.Part(engine: Checkout.engine())]).run(options)
    }
    #expect(reports[0] == reports[1])
  }
}
