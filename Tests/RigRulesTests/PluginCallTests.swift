internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

@Suite("Reporters and importers of plugins")
struct PluginCallTests {
  private static let rule = ruleSource(check: reportsFinding)

  private static func reporting(_ body: String) throws -> Engine {
    try Engine(
      rules: [.files(["a.lua": rule])],
      plugins: [
        .files(
          "p",
          [
            "plugin.lua": "local m = require \"lib.m\"\n"
              + manifest("p", "reporters = { r = function(reports, ctx) \(body) end },"),
            "lib/m.lua": "return { word = \"module\" }",
          ], activation: .available)
      ])
  }

  private static func judged(_ engine: Engine, _ value: BuildValue) throws -> JudgedBuild {
    let build = try Build(value)
    return JudgedBuild(report: try engine.evaluate(build), build: build)
  }

  @Test("a reporter gets reports and builds, the language, and its modules")
  func reporter() throws {
    let engine = try Self.reporting(
      """
      local lines = { ctx.lang .. " " .. m.word }
      for _, one in ipairs(reports) do
        local finding = one.report.results[1].findings[1]
        lines[#lines + 1] = one.build.id .. ": " .. one.report.verdict .. " " .. #one.build.gpus
          .. " " .. finding.message .. " " .. tostring(one.report.name)
      end
      return table.concat(lines, "\\n") .. "\\n"
      """)
    let builds = try [
      Self.judged(engine, ["id": "x", "gpus": [["count": 2]]]),
      Self.judged(engine, ["id": "y", "gpus": []]),
    ]
    let text = "en module\nx: fail 2 found 1 nil\ny: fail 0 found 1 nil\n"
    #expect(try engine.render(builds, with: "p:r") == text)
    #expect(try engine.render(builds, with: "r") == text)
    #expect(try engine.reporter("r") == "p:r")
  }

  static let broken: [(body: String, kind: RuleFailure.Kind, says: String)] = [
    ("return nil + 1", .error, "`p:r`: attempt to perform arithmetic"),
    ("return 1", .error, "`p:r`: it returned a number; it must return a text"),
    ("while true do end", .fuel, "`p:r` exceeded its work limit (endless loop?)"),
    ("local s = 'x' while true do s = s .. s end", .memory, "`p:r` exceeded its memory limit"),
    ("reports[1] = nil return ''", .error, "read-only"),
    ("return require 'lib.other'", .error, "no module `lib.other`"),
    ("error('told')", .error, "p/plugin.lua:4: error: told"),
  ]
  @Test("a reporter that breaks is told with its name and place", arguments: broken)
  func brokenReporter(body: String, kind: RuleFailure.Kind, says: String) throws {
    let engine = try Self.reporting(body)
    let builds = try [Self.judged(engine, ["id": "x"])]
    let failure = #expect(throws: PluginFailure.self) { try engine.render(builds, with: "r") }
    #expect(failure?.failure.kind == kind)
    #expect("\(failure!)".contains(says), "\(failure!)")
    #expect("\(failure!)".hasPrefix("p/plugin.lua:4: error: "), "\(failure!)")
    #expect(try engine.message("a") == "found 1")
  }

  private static func importing(_ body: String) throws -> Engine {
    try Engine(
      rules: [.files(["a.lua": rule])],
      plugins: [
        .files(
          "p",
          [
            "plugin.lua": manifest(
              "p",
              "importers = { csv = { doc = \"d\", extensions = { \"csv\", \"tsv\" }, "
                + "import = function(text, ctx) \(body) end } },")
          ])
      ])
  }

  @Test("an importer makes a build of a text; it is held to what every build is")
  func importer() throws {
    let engine = try Self.importing(
      "return { id = ctx.file .. ctx.lang, gpus = { { count = 2, name = text } }, x_n = #text }")
    let build = try engine.importBuild("RTX ü", file: "some/list.csv", with: "csv")
    #expect(build.id == "list.csven")
    #expect(build["gpus[1].name"] == .text("RTX ü") && build["x_n"] == .integer(6))
    #expect(build.value["gpus"]?.listValue?.count == 2)
    #expect(try engine.importer(nil, forFile: "a/b.CSV") == "p:csv")
    #expect(try engine.importer("p:csv", forFile: "-") == "p:csv")
  }

  static let invalid: [(body: String, says: String)] = [
    ("return { cpu = { tpd_w = 1 } }", "list.csv: error: `cpu.tpd_w`"),
    ("return { cpu = { tdp_w = 'x' } }", "list.csv: error: `cpu.tdp_w`"),
    ("return { cpu = { tdp_w = 1/0 } }", "not finite"),
    ("return { 1, 2 }", "list.csv: error: "), ("return { rigrules = 2 }", "version"),
  ]
  @Test("what is not a valid build is refused with the file and the field", arguments: invalid)
  func invalidBuild(body: String, says: String) throws {
    let engine = try Self.importing(body)
    let error = #expect(throws: InvalidBuild.self) {
      try engine.importBuild("", file: "list.csv", with: "csv")
    }
    #expect("\(error!)".contains(says), "\(error!)")
  }

  @Test("an importer's own words are told from an accident")
  func raised() throws {
    for (body, isRaised) in [("error('line 3 has no price', 0)", true), ("return text.x.y", false)]
    {
      let engine = try Self.importing(body)
      let failure = #expect(throws: PluginFailure.self) {
        try engine.importBuild("", file: "list.csv", with: "csv")
      }
      #expect(
        failure?.isRaised == isRaised && failure?.failure.at.hasPrefix("p/plugin.lua:3") == true)
    }
  }

  @Test("a name that is not there has the nearest beside it")
  func unknown() throws {
    let engine = try Self.importing("return {}")
    let cases: [(() throws -> String, String)] = [
      ({ try engine.importer("cvs", forFile: "x") }, "did you mean `p:csv`?"),
      ({ try engine.importer(nil, forFile: "x.doc") }, "there are .csv, .tsv"),
      ({ try engine.reporter("r") }, "no plugin here has one"),
    ]
    for (call, says) in cases {
      let error = #expect(throws: EngineError.self) { try call() }
      #expect("\(error!)".contains(says), "\(error!)")
    }
  }
}
