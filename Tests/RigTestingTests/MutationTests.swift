internal import RigModel
internal import RigRules
internal import Testing

@testable internal import RigTesting

@Suite("Mutation")
struct MutationTests {
  private func changes(_ source: String, _ kind: Mutant.FileKind = .module) throws -> [String] {
    let outline = try #require(LuaOutline(Array(source.utf8)))
    return Mutant.all(of: outline, as: kind).map { "\($0.line): \($0.change)" }
  }

  @Test(
    "each operator and constant has its changes",
    arguments: [
      ("a < b", ["< -> <=", "< -> >"]), ("a <= b", ["<= -> <", "<= -> >="]),
      ("a > b", ["> -> >=", "> -> <"]), ("a >= b", [">= -> >", ">= -> <="]),
      ("a == b", ["== -> ~="]), ("a ~= b", ["~= -> =="]), ("a and b", ["and -> or"]),
      ("a or b", ["or -> and"]), ("not a", ["not ->"]), ("true", ["true -> false"]),
      ("0", ["0 -> 1"]), ("1", ["1 -> 2", "1 -> 0"]), ("7", ["7 -> 8", "7 -> 14"]),
      ("0.5", ["0.5 -> 1.5", "0.5 -> 1.0"]), ("0x10", ["0x10 -> 17", "0x10 -> 32"]),
      ("-3", ["3 -> 4", "3 -> 6"]), ("a << b", []), ("~a", []), ("a ~ b", []), ("\"1 < 2\"", []),
      ("a .. b -- 1 < 2", []),
    ])
  func kinds(expression: String, expected: [String]) throws {
    #expect(try changes("local x = \(expression)\n").map { String($0.dropFirst(3)) } == expected)
  }

  @Test("attributes are no comparisons, and no mutant joins its neighbours")
  func tokens() throws {
    #expect(try changes("local x <const> = a") == [])
    let source = Array("return(not a)and(b)or(c)".utf8)
    let outline = try #require(LuaOutline(source))
    let mutated = Mutant.all(of: outline, as: .module).map {
      String(decoding: $0.applied(to: source), as: UTF8.self)
    }
    #expect(
      mutated == [
        "return( a)and(b)or(c)", "return(not a) or (b)or(c)", "return(not a)and(b) and (c)",
      ])
  }

  @Test("only code is changed: not texts, needs, bounds, messages or examples")
  func code() throws {
    let source = """
      local limit = 3
      local function bounded(n) return { default = n, min = 1, max = 64 } end
      local function sample(n) return { cpu = { cores = n + 1 } } end
      return {
        weight = 5,
        params = { a = { default = 2, min = 0, max = 10 }, b = bounded(8) },
        when = function(build) return build.cpu ~= nil end,
        check = function(build, ctx) return limit end,
        examples = { { name = "x", build = sample(4), expect = "pass" } },
      }
      """
    #expect(
      try changes(source, .rule) == [
        "1: 3 -> 4", "1: 3 -> 6", "6: 2 -> 3", "6: 2 -> 4", "7: ~= -> ==",
      ])
  }

  @Test("comments say which changes make no difference")
  func skips() throws {
    let source = """
      local a = 1 < 2 -- mutate: skip [< -> <=, 1 -> 0] of no matter
      -- mutate: skip both alike
      local b = 3 > 4
      local c = 5 -- mutate: skip
      local d = 6 -- mutate: skip [6 -> 7
      """
    let outline = try #require(LuaOutline(Array(source.utf8)))
    let skips = MutationSkips(outline)
    #expect(skips.entries.map(\.line) == [1, 3, 4])
    #expect(skips.entries.map(\.reason) == ["of no matter", "both alike", ""])
    #expect(skips.entries[0].changes == ["< -> <=", "1 -> 0"])
    #expect(skips.problems.map(\.line) == [4, 5])
    let skipped = Mutant.all(of: outline, as: .module).filter { skips.entry(for: $0) != nil }
    #expect(skipped.filter { $0.line == 1 }.map(\.change) == ["1 -> 0", "< -> <="])
  }

  @Test("what examples do not notice survives, with its place")
  func survivors() throws {
    var rule = RuleFixture()
    let whole = try MutationRun(engine: rule.engine()).run("cpu/tiny")
    #expect(whole.survivors == [] && whole.killed == 4 && whole.percent == 100)
    rule.examples = "{ name = \"three\", build = { cpu = { cores = 3 } }, expect = { \"few\" } },"
    let half = try MutationRun(engine: rule.engine()).run("cpu/tiny")
    #expect(half.survivors.map(\.change) == ["< -> <=", "4 -> 5", "4 -> 8"])
    #expect(half.survivors.first.map { [$0.line, $0.column] } == [9, 24])
    #expect(half.killed == 1 && half.percent == 25)
    let text = MutationReport.text(of: half)
    #expect(text.contains("survived  Rules/cpu/tiny.lua:9:24  < → <="), "\(text)")
  }

  @Test("a default that is changed is noticed, one out of its own range is invalid")
  func defaults() throws {
    var rule = RuleFixture()
    rule.extra = "params = { least = { default = 4, min = 0, max = 5 } },"
    rule.check = """
      if build.cpu.cores < ctx.params.least then ctx.report("few", { n = build.cpu.cores }) end
      """
    let result = try MutationRun(engine: rule.engine()).run("cpu/tiny")
    #expect(result.invalid == 1)  // 8 is above the most
    #expect(result.survivors == [] && result.killed == 3)
  }

  @Test("a skip that skips nothing, and examples that do not hold, are problems")
  func problems() throws {
    var rule = RuleFixture()
    rule.check += " -- mutate: skip [< -> <=] nobody sees it"
    let skip = try MutationRun(engine: rule.engine()).run("cpu/tiny")
    #expect(skip.problems.count == 1)
    #expect(skip.problems.first?.contains("tiny.lua:9: `mutate: skip` skips nothing") == true)
    rule = RuleFixture()
    rule.examples = "{ name = \"three\", build = { cpu = { cores = 3 } }, expect = \"pass\" },"
    let wrong = try MutationRun(engine: rule.engine()).run("cpu/tiny")
    #expect(wrong.problems.first?.contains("does not hold") == true && wrong.total == 0)
    rule.examples = ""
    #expect(try MutationRun(engine: rule.engine()).run("cpu/tiny").problems.count == 1)
  }

  @Test("a mutant that would never end is noticed by its fuel")
  func endless() throws {
    var rule = RuleFixture()
    rule.check = """
      local i = 0
      while i < build.cpu.cores do i = i + 1 end
      if i < 4 then ctx.report("few", { n = i }) end
      """
    let result = try MutationRun(engine: rule.engine()).run("cpu/tiny")
    // Counting from 1 ends at the same number; counting by 0 never ends.
    #expect(result.survivors.map(\.change) == ["0 -> 1"])
  }

  /// A plugin with one of everything; a test leaves out examples of it.
  private struct PluginFixture {
    var quote = "{ name = \"two\", builds = { { id = \"a\" }, { id = \"b\" } }, expect = \"many\" }"
    var lines =
      "{ name = \"two lines\", text = \"4 5\", expect = { id = \"x\", cpu = { cores = 9 } } }"
    var strict = """
      { name = "3", rule = "house:tiny", build = { cpu = { cores = 4 } }, expect = { "few" } }
      """
    var few = "{ name = \"four\", build = { cpu = { cores = 4 } }, expect = false }"

    var rule: String {
      var rule = RuleFixture()
      rule.extra = "params = { least = { default = 4, min = 0, max = 50 } },"
      rule.check = """
        if build.cpu.cores < ctx.params.least or ctx.facts.house.few then
          ctx.report("few", { n = 1 })
        end
        """
      return rule.source
    }

    var manifest: String {
      """
      local sums = require "lib.sums"
      local function sample(n) return { cpu = { cores = n + 0 } } end
      return { name = "house", version = "1.0.0", api = 1, description = "Ours.",
        facts = {
          few = { doc = "d", compute = function(build) return build.cpu.cores < 4 end,
            examples = { { name = "s", build = sample(3), expect = true }, \(few) } },
        },
        reporters = { quote = { doc = "d",
          render = function(reports) return #reports > 1 and "many" or "one" end,
          examples = { \(quote) } } },
        importers = { lines = { doc = "d",
          import = function(text) return { id = "x", cpu = { cores = sums.of(text) } } end,
          examples = { \(lines) } } },
        profiles = { strict = { doc = "d",
          settings = { ["house:tiny"] = { weight = 20, params = { least = 5 } } },
          examples = { \(strict) } } },
      }
      """
    }

    func run() throws -> MutationRun {
      let files = [
        "plugin.lua": manifest, "rules/tiny.lua": rule,
        "lib/sums.lua": """
        return { of = function(text)
          local sum = 0
          for word in text:gmatch("%d+") do sum = sum + tonumber(word) end
          return sum
        end }
        """,
      ]
      return try MutationRun(engine: Engine(rules: [], plugins: [.files("house", files)]))
    }

    func survivors(_ unit: String = "house:plugin") throws -> [String] {
      let result = try run().run(unit)
      #expect(result.problems == [] && result.invalid == 0)
      return result.survivors.map(\.change)
    }
  }

  @Test("of a manifest the functions and the parameters of profiles are changed")
  func manifestCode() throws {
    #expect(
      try changes(PluginFixture().manifest, .manifest) == [
        "5: < -> <=", "5: < -> >", "5: 4 -> 5", "5: 4 -> 8",
        "9: > -> >=", "9: > -> <", "9: 1 -> 2", "9: 1 -> 0", "9: and -> or", "9: or -> and",
        "15: 5 -> 6", "15: 5 -> 10",
      ])
  }

  @Test("what a plugin gives is judged by its own examples")
  func manifests() throws {
    var plugin = PluginFixture()
    #expect(try plugin.run().units == ["house:tiny", "house:lib/sums", "house:plugin"])
    #expect(try plugin.run().run("house:plugin").path == "house/plugin.lua")
    // Neither one report nor a profile's higher number is in an example.
    #expect(
      try plugin.survivors() == ["> -> >=", "1 -> 0", "5 -> 6", "5 -> 10"])
    plugin.quote += ", { name = \"one\", builds = { { id = \"a\" } }, expect = \"one\" }"
    plugin.strict += """
      , { name = "5", rule = "house:tiny", build = { cpu = { cores = 5 } }, expect = "pass" }
      """
    #expect(try plugin.survivors() == [])
    plugin.quote = ""
    #expect(try plugin.survivors().count == 6)
  }

  @Test("facts are judged by the rules that ask for them too")
  func facts() throws {
    var plugin = PluginFixture()
    plugin.few = ""
    #expect(try plugin.survivors().prefix(2) == ["> -> >=", "1 -> 0"])
  }

  @Test("a module that a manifest requires is judged by the manifest's examples")
  func manifestModules() throws {
    var plugin = PluginFixture()
    #expect(try plugin.survivors("house:lib/sums") == [])
    plugin.lines = ""
    #expect(try plugin.survivors("house:lib/sums") == ["0 -> 1"])
  }

  @Test("a plugin without rules has modules too; tables are not code")
  func withoutRules() throws {
    let files = [
      "plugin.lua": """
      local prices, sums = require "data.prices", require "lib.sums"
      return { name = "p", version = "1.0.0", api = 1, description = "P",
        facts = { sum = { doc = "d", compute = function() return sums.of(prices) end,
          examples = { { name = "n", build = {}, expect = 7 } } } } }
      """,
      "data/prices.csv": "price\n3\n4\n",
      "lib/sums.lua": """
      return { of = function(rows)
        local sum = 0
        for _, row in ipairs(rows) do sum = sum + row.price end
        return sum
      end }
      """,
    ]
    let run = try MutationRun(engine: Engine(rules: [], plugins: [.files("p", files)]))
    #expect(run.units == ["p:lib/sums", "p:plugin"])
    let result = try run.run("p:lib/sums")
    #expect(result.killed == 1 && result.survivors == [] && result.problems == [])
  }

  @Test("examples of a manifest that do not hold are problems")
  func wrongManifest() throws {
    var plugin = PluginFixture()
    plugin.lines =
      "{ name = \"wrong\", text = \"4\", expect = { id = \"x\", cpu = { cores = 5 } } }"
    let result = try plugin.run().run("house:plugin")
    #expect(result.total == 0 && result.problems.count == 1)
    #expect(
      result.problems.first?.hasPrefix(
        "house/plugin.lua: the example \"importer lines: wrong\" does not hold: ") == true)
  }

  @Test("modules are judged by the rules that require them, and by tables")
  func modules() throws {
    var rule = RuleFixture()
    rule.head = "local steps = require \"lib.steps\""
    rule.check = "if steps.few(build.cpu.cores) then ctx.report(\"few\", { n = 1 }) end"
    rule.examples = "{ name = \"three\", build = { cpu = { cores = 3 } }, expect = { \"few\" } },"
    let engine = try rule.engine([
      "lib/steps.lua": "return { few = function(n) return n < 4 end }",
      "lib/idle.lua": "return { x = 1 < 2 }",
    ])
    #expect(MutationRun(engine: engine).units == ["cpu/tiny", "lib/steps"])
    #expect(try MutationRun(engine: engine).run("lib/steps").survivors.count == 3)
    let table = try CaseTable(
      parsing: Array(
        "- { rule: cpu/tiny, name: four, build: { cpu: { cores: 4 } }, expect: pass }\n".utf8),
      file: "cases.yaml", rules: engine.ruleSet)
    let run = MutationRun(engine: engine, table: table.cases)
    #expect(try run.run("lib/steps").survivors == [])
  }
}

@Suite("The rules that ship, and their tests")
struct ShippedRuleTests {
  @Test("all examples and all that is derived from them hold; lines are covered")
  func examples() throws {
    var options = TestOptions()
    options.measuresCoverage = true
    options.minimumCoverage = 90
    let report = try TestPlan(parts: [TestPlan.Part(engine: Checkout.engine())]).run(options)
    #expect(report.results.count >= 24)
    for point in report.points where !point.holds {
      Issue.record("\(point.rule): \(point.name): \(point.failures.flatMap(\.summary))")
    }
  }

  @Test("the examples of each rule notice 95 of 100 changes")
  func mutation() throws {
    let engine = try Checkout.engine()
    let tables = try Checkout.tables.map {
      try CaseTable(contentsOfFile: $0, rules: engine.ruleSet)
    }
    let run = MutationRun(engine: engine, table: tables.flatMap(\.cases))
    for unit in run.units {
      let result = try BigStack.run { () -> Result<MutationResult, any Error> in
        Result { try run.run(unit) }
      }.get()
      #expect(result.problems == [])
      #expect(result.percent >= 95, "\(MutationReport.text(of: result))")
    }
  }

  @Test("the tables of cases hold", arguments: Checkout.tables + Checkout.pluginTables)
  func tables(path: String) throws {
    let engine = try Checkout.engine(withPlugins: Checkout.pluginTables.contains(path))
    let table = try CaseTable(contentsOfFile: path, rules: engine.ruleSet)
    let part = TestPlan.Part(engine: engine, runsExamples: false, table: table.cases)
    let report = try TestPlan(parts: [part]).run()
    #expect(report.holds)
    #expect(report.results.reduce(0) { $0 + $1.cases } == table.cases.count)
  }
}
