internal import RigRules
internal import Testing

@testable internal import RigTesting

@Suite("What a rule declares to read, and what it reads")
struct DeclaredReadsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var needs = "\"cpu.cores\""
    var extra = ""
    var check = ""
    var build = "cpu = { cores = 4 }"
    /// What is said of the reads; nothing where all is well.
    var says: [String] = []
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "what is read is needed", check: "local n = build.cpu.cores"),
    Case(
      name: "a need that is never read",
      says: ["`needs` names `cpu.cores`, which the rule reads in no example"]),
    Case(
      name: "a read that is not declared", check: "local n = build.cpu.cores + build.cpu.threads",
      build: "cpu = { cores = 4, threads = 8 }",
      says: ["the rule reads `cpu.threads`, which neither `needs` nor `reads` names"]),
    Case(
      name: "a read that is declared", extra: "reads = { \"cpu.threads\" },",
      check: "local n = build.cpu.cores + (build.cpu.threads or 0)"),
    Case(
      name: "a declared read that is never read", extra: "reads = { \"monitors\" },",
      check: "local n = build.cpu.cores",
      says: ["`reads` names `monitors`, which the rule reads in no example"]),
    Case(
      name: "the length of a list is the list", needs: "\"gpus\"", check: "local n = #build.gpus",
      build: "gpus = {}"),
    Case(
      name: "a length that is not declared", check: "local n = build.cpu.cores + #build.gpus",
      build: "cpu = { cores = 4 }, gpus = {}",
      says: ["the rule reads `gpus`, which neither"]),
    Case(
      name: "a field of each element", needs: "\"gpus[].vram_gb\"",
      check: "for _, g in ipairs(build.gpus) do local n = g.vram_gb end",
      build: "gpus = { { vram_gb = 8 }, { vram_gb = 8 } }"),
    Case(
      name: "a list of plain values", needs: "\"chassis.radiators_mm\"",
      check: "for _, mm in ipairs(build.chassis.radiators_mm) do local n = mm end",
      build: "chassis = { radiators_mm = { 360 } }"),
    Case(
      name: "both alternatives are to be seen", needs: "\"cpu.cores | cpu.threads\"",
      check: "local n = build.cpu.cores or build.cpu.threads",
      says: ["`needs` names `cpu.threads`, which the rule reads in no example"]),
    Case(
      name: "a part that is looked for on the way to a field",
      extra: "reads = { \"chassis.expansion_slots\" },",
      check: "local n = build.cpu.cores\nlocal c = build.chassis and build.chassis.expansion_slots",
      says: ["`reads` names `chassis.expansion_slots`, which the rule reads in no example"]),
    Case(
      name: "a whole map is needed", needs: "\"psus[].connectors\"",
      check: "local n = build.psus[1].connectors.pcie_8pin",
      build: "psus = { { connectors = { pcie_8pin = 1 } } }"),
    Case(
      name: "free names count too", needs: "\"cpu.cores\"",
      check: "local n = build.cpu.cores + (build.x_rank or 0) + (build.extra and 1 or 0)",
      says: [
        "the rule reads `extra`, which neither", "the rule reads `x_rank`, which neither",
      ]),
    Case(
      name: "free names that are declared", needs: "\"cpu.cores\", \"extra.rank\"",
      extra: "reads = { \"x_rank\" },",
      check: "local n = build.cpu.cores + (build.x_rank or 0) + build.extra.rank",
      build: "cpu = { cores = 4 }, extra = { rank = 1 }"),
  ]

  @Test("reads are checked against what is declared", arguments: cases)
  func reads(_ test: Case) throws {
    var rule = RuleFixture()
    rule.needs = test.needs
    rule.extra = test.extra
    rule.check = test.check
    rule.examples = "{ name = \"a\", build = { \(test.build) }, expect = \"pass\" },"
    let report = try rule.report()
    let point = try #require(report.points.first { $0.kind == .reads }, "\(report)")
    let said = point.failures.flatMap(\.diff)
    #expect(said.count == test.says.count, "\(said)")
    for (sentence, wanted) in zip(said, test.says) {
      #expect(sentence.hasPrefix(wanted), "\(sentence)")
    }
  }

  @Test(
    "a declaration that is wrong does not load",
    arguments: [
      ("reads = { \"gpus[].vram\" },", "did you mean `gpus[].vram_gb`"),
      ("reads = { \"cpu.cores\" },", "which `needs` has already"),
      ("reads = { \"cpu.threads\", \"cpu.threads\" },", "twice"),
      ("reads = { \"cpu.threads | cpu.tdp_w\" },", "without `|`"),
      ("reads = \"cpu.threads\",", "a list of paths"),
      ("ordered = { \"gpu\" },", "did you mean `gpus`?"),
      ("ordered = { \"cpu.memory_types\" },", "is not a list of parts"),
    ])
  func wrongDeclarations(extra: String, says: String) throws {
    var rule = RuleFixture()
    rule.extra = extra
    let problems = try rule.engine().ruleSet.failures.flatMap(\.problems)
    #expect(problems.contains { $0.message.contains(says) && $0.code.hasPrefix("rule/") })
    #expect(problems.first?.at == "Rules/cpu/tiny.lua:7", "\(problems)")
  }

  @Test(
    "what a rule learns from facts it need not read itself",
    arguments: [
      // The fact needs what the rule needs.
      ("load", "\"cpu.cores\"", "", []),
      // It needs something else.
      ("load", "\"cpu.cores\", \"monitors\"", "", ["`needs` names `monitors`"]),
      // Nobody knows what a fact without `needs` looks at.
      ("bare", "\"monitors\"", "", []),
      ("bare", "\"monitors\"", "reads = { \"cpu.threads\" },", []),
    ] as [(String, String, String, [String])])
  func facts(fact: String, needs: String, extra: String, says: [String]) throws {
    var rule = RuleFixture()
    rule.needs = needs
    rule.extra = extra
    rule.check = "local n = ctx.facts.house.\(fact)"
    rule.examples = """
      { name = "a", build = { cpu = { cores = 4 }, monitors = 1 }, expect = "pass" },
      """
    let manifest = """
      return { name = "house", version = "1.0.0", api = 1, description = "Ours.",
        facts = {
          load = { doc = "load", needs = { "cpu.cores" },
                   compute = function(build) return build.cpu.cores end },
          bare = function(build) return build.monitors end,
        } }
      """
    let engine = try Engine(
      rules: [],
      plugins: [.files("house", ["plugin.lua": manifest, "rules/tiny.lua": rule.source])])
    #expect(engine.ruleSet.brokenPlugins == [] && engine.ruleSet.failures == [])
    let report = try TestPlan(parts: [TestPlan.Part(engine: engine)]).run()
    let said = report.points.flatMap(\.failures).flatMap(\.diff)
    #expect(said.count == says.count, "\(said)")
    for (sentence, wanted) in zip(said, says) { #expect(sentence.hasPrefix(wanted)) }
    // What facts look at is not told, so no part is sure to be unrelated.
    #expect(!report.points.contains { $0.kind == .unrelatedPart })
  }
}
