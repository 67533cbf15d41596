internal import RigModel
internal import RigRules
internal import RigSamples
internal import Testing

@Suite("Two sets of rules with rules in common")
struct EnginePairTests {
  private static let module = "local m = {} function m.least() return 700 end return m"
  private static let files: [String: String] = [
    "a/plain.lua": ruleSource(
      needs: "\"psus[].wattage_w\"",
      check: "if build.psus[1].wattage_w < 800 then \(reportsFinding) end"),
    "a/module.lua": ruleSource(
      needs: "\"psus[].wattage_w\"",
      check: "if build.psus[1].wattage_w < require(\"lib.least\").least() then "
        + "\(reportsFinding) end"),
    "a/breaks.lua": ruleSource(check: "local n = nil; ctx.report(\"found\", { n = n + 1 })"),
    "a/other.lua": ruleSource(check: "if #build.gpus > 1 then \(reportsFinding) end"),
    "lib/least.lua": module,
  ]

  private static func builds(_ count: Int) throws -> [Build] {
    let samples = SampleBuilds(.pools, seed: 20_261_127)
    return try (1...count).map { try Build(parsing: samples.line($0), as: .json, file: "lines") }
  }

  private static func pairs(
    _ first: [String: String], _ second: [String: String],
    _ options: (EngineOptions, EngineOptions) = (EngineOptions(), EngineOptions())
  ) throws -> (pair: EnginePair, full: EnginePair) {
    let engines = (try engine(first, options.0), try engine(second, options.1))
    return (
      EnginePair(engines.0, engines.1), EnginePair(engines.0, engines.1, runsAll: true)
    )
  }

  @Test(
    "reports are those of running every rule for both",
    arguments: [
      ["a/other.lua": ruleSource(check: "if #build.gpus > 2 then \(reportsFinding) end")],
      ["lib/least.lua": "local m = {} function m.least() return 900 end return m"],
      ["a/new.lua": ruleSource(check: reportsFinding)], [:],
    ])
  func same(_ changes: [String: String]) throws {
    let second = Self.files.merging(changes) { $1 }
    let (pair, full) = try Self.pairs(Self.files, second)
    #expect(full.sharedCount == 0)
    for build in try Self.builds(300) {
      let (one, all) = (try pair.reports(of: build), try full.reports(of: build))
      #expect(one.0 == all.0 && one.1 == all.1)
    }
  }

  @Test("a rule is shared where its source, its modules and its settings are equal")
  func counts() throws {
    func shared(_ changes: [String: String], _ options: EngineOptions = EngineOptions()) throws
      -> Int
    {
      let second = Self.files.merging(changes) { $1 }
      return try Self.pairs(Self.files, second, (EngineOptions(), options)).pair.sharedCount
    }
    #expect(try shared([:]) == 4)
    #expect(try shared(["a/new.lua": ruleSource(check: reportsFinding)]) == 4)
    #expect(try shared(["a/other.lua": ruleSource()]) == 3)
    // Of those that use the module, and of no others.
    #expect(try shared(["lib/least.lua": Self.module + " -- other"]) == 3)
    var options = EngineOptions(configuration: Configuration())
    options.configuration?.settings = ["a/plain": RuleSetting(severity: .advice)]
    #expect(try shared([:], options) == 3)
    #expect(try shared([:], EngineOptions(language: .chinese)) == 0)
    #expect(try shared([:], EngineOptions(limits: Limits(fuel: 1_000_000))) == 0)
  }

  @Test("a rule that breaks says in which of the two files")
  func places() throws {
    let sources = [
      RuleSource.files(["a.lua": ruleSource(check: "local n = nil + 1")], displayedAs: "One"),
      RuleSource.files(["a.lua": ruleSource(check: "local n = nil + 1")], displayedAs: "Two"),
    ]
    let engines = try sources.map { try Engine(rules: [$0]) }
    let (first, second) = try EnginePair(engines[0], engines[1]).reports(
      of: Build(["id": "rig", "psus": [["wattage_w": 500]]]))
    #expect(first["a"]?.outcome.failure?.at.hasPrefix("One/a.lua") == true)
    #expect(second["a"]?.outcome.failure?.at.hasPrefix("Two/a.lua") == true)
  }
}
