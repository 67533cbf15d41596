internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

/// Rules that load without their examples are the same rules.
@Suite("Loading without examples")
struct ExampleLoadingTests {
  private static func options(checks: Bool) -> EngineOptions {
    var options = EngineOptions()
    options.checksExamples = checks
    return options
  }

  private static func source(examples: String, after: String = "") -> String {
    ruleSource(
      needs: "\"cpu.cores\"",
      extra: """
        params = { least = { default = 4, min = 1 } },
        examples = \(examples),
        """,
      messages: "few = \"{n} cores\""
    ).replacing(
      "check = function(build, ctx)",
      with: """
        check = function(build, ctx)
          if build.cpu.cores < ctx.params.least then ctx.report("few", { n = build.cpu.cores }) end
        """) + after
  }

  private static let right = """
    {
      -- A comment with a } in it.
      { name = "few \\"cores\\"", build = { cpu = { cores = 2 } }, expect = { "few" } },
      { name = "enough", build = { cpu = { cores = 8.0 } }, params = { least = 6 }, expect = "pass" },
      {
        name = "all" .. " said", build = { cpu = { cores = 3 }, gpus = { { name = "A" } } },
        expect = { findings = { "few" }, data = { n = 3 }, severity = "error" },
      },
    }
    """

  @Test("the examples that are read later are those that are read at once")
  func sameExamples() throws {
    let files = ["cpu/cores.lua": Self.source(examples: Self.right)]
    let strict = try engine(files, Self.options(checks: true))
    let lazy = try engine(files, Self.options(checks: false))
    #expect(strict.ruleSet.rules[0].examples.count == 3)
    #expect(strict.ruleSet.rules == lazy.ruleSet.rules)
    #expect(strict.ruleSet.hash == lazy.ruleSet.hash)
    #expect(try lazy.runExamples(of: "cpu/cores").map(\.differences) == [[], [], []])
  }

  @Test("the rules that ship, and their examples, are the same either way")
  func shipped() throws {
    let rules = [RuleSource.directory(Checkout.root.appending(path: "Rules"))]
    let plugins = [PluginSource.directory(Checkout.root.appending(path: "Plugins"))]
    let strict = try Engine(
      rules: rules, plugins: plugins, options: Self.options(checks: true))
    let lazy = try Engine(rules: rules, plugins: plugins, options: Self.options(checks: false))
    #expect(strict.ruleSet.rules.count > 60)
    for (one, other) in zip(strict.ruleSet.rules, lazy.ruleSet.rules) { #expect(one == other) }
    #expect(strict.ruleSet.hash == lazy.ruleSet.hash)
    for rule in strict.ruleSet.rules {
      for example in rule.examples {
        let build = try Build(example.build)
        #expect(try strict.evaluate(build).results == lazy.evaluate(build).results)
      }
    }
  }

  @Test(
    "a wrong example keeps a rule from loading only where examples are checked",
    arguments: [
      "{ { name = \"a\" } }", "{ { name = \"a\", build = {}, expect = \"pas\" } }", "{ 3 }",
      "{ { name = \"a\", build = {}, expect = \"pass\", params = { most = 1 } } }",
    ])
  func wrongExample(examples: String) throws {
    let files = ["cpu/cores.lua": Self.source(examples: examples)]
    let strict = try engine(files, Self.options(checks: true))
    let code = examples == "{ 3 }" ? "rule/wrong-type" : "rule/example"
    #expect(strict.ruleSet.failures.flatMap(\.problems).map(\.code) == [code])
    let lazy = try engine(files, Self.options(checks: false))
    #expect(lazy.ruleSet.failures.isEmpty)
    let report = try lazy.evaluate(Build(["cpu": ["cores": 2]]))
    #expect(report["cpu/cores"]?.outcome.findings.map(\.id) == ["few"])
  }

  @Test(
    "what is not Lua is found either way, with its line",
    arguments: [
      "{ { name = } }", "{ { name = \"a } }", "{ { 1 2 } }", "{ \"\\q\" }", "{ 3x }",
      "{ { missing.name } }", "{ nothing() }",
    ])
  func syntax(examples: String) throws {
    let files = ["cpu/cores.lua": Self.source(examples: examples)]
    let strict = try engine(files, Self.options(checks: true)).ruleSet.failures
    let lazy = try engine(files, Self.options(checks: false)).ruleSet.failures
    #expect(strict.flatMap(\.problems).map(\.code) == ["rule/syntax"])
    #expect(strict == lazy)
  }

  @Test("lines behind the examples keep their numbers", arguments: ["\n", "\r\n", "\r", "\n\r"])
  func lines(lineEnd: String) throws {
    let failing = Self.source(examples: Self.right)
      .replacing("if build.cpu.cores <", with: "if build.cpu.cores + ({}).of <")
    let text = failing.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: lineEnd)
    let build = try Build(["cpu": ["cores": 2]])
    let places = try [true, false].map { checks in
      try engine(["cpu/cores.lua": text], Self.options(checks: checks)).evaluate(build)[
        "cpu/cores"]?
        .outcome.failure?.at
    }
    let line =
      1
      + failing.prefix(upTo: try #require(failing.range(of: "({}).of")).lowerBound)
      .count { $0 == "\n" }
    #expect(places == ["Rules/cpu/cores.lua:\(line)", "Rules/cpu/cores.lua:\(line)"])
  }

  @Test("free names that rules and facts need have their numbers from the first load on")
  func freeNames() throws {
    let rule = { (name: String) in
      ruleSource(
        needs: "\"\(name)\"", check: "ctx.report(\"found\", { n = 1 })", messages: "found = \"{n}\""
      )
    }
    let engine = try engine([
      "a/first.lua": rule("x_first"), "a/second.lua": rule("extra.second"),
      "a/third.lua": rule("cpu.x_third | x_first"),
    ])
    let build = try Build(["x_first": 1, "extra": ["second": 2]])
    for _ in 0..<2 {
      let report = try engine.evaluate(build)
      #expect(report.results.map(\.outcome.findings.count) == [1, 1, 1])
    }
    let other = try engine.evaluate(Build(["extra": ["first": 1]]))
    #expect(
      other.results.map(\.outcome) == [
        .unknown(missing: ["x_first"]), .unknown(missing: ["extra.second"]),
        .unknown(missing: ["x_first"]),
      ])
  }
}
