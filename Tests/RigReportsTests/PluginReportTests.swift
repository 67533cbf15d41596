import Foundation
import RigModel
import RigReports
import RigRules
import Testing

@Suite("What reporters of plugins see")
struct PluginReportTests {
  private static func rule(
    _ check: String, severity: String = "error", needs: String = "", when: String = "true"
  ) -> String {
    """
    return {
      title = "T", severity = "\(severity)", needs = { \(needs) },
      messages = { found = "found {n}" },
      when = function(build) return \(when) end,
      check = function(build, ctx) \(check) end,
    }
    """
  }

  private static let rules = [
    "fail.lua": rule(
      "ctx.report(\"found\", { n = 1.5 }, { at = \"cpu\", suggest = \"do {n}\", score = 0.25 })",
      severity: "warning"),
    "pass.lua": rule(""), "unknown.lua": rule("", needs: "\"cpu.tdp_w\""),
    "waived.lua": rule("ctx.report(\"found\", { n = 1 })"), "broken.lua": rule("error('no')"),
    "not.lua": rule("", when: "false"), "bad.lua": "return {",
  ]

  /// Writes the first report as JSON, in Lua.
  private static let dump = """
    local function dump(v)
      if type(v) == "string" then return ("%q"):format(v) end
      if type(v) ~= "table" then return tostring(v) end
      local parts = {}
      if #v > 0 then
        for _, item in ipairs(v) do parts[#parts + 1] = dump(item) end
        return "[" .. table.concat(parts, ",") .. "]"
      end
      for key, item in pairs(v) do parts[#parts + 1] = '"' .. key .. '":' .. dump(item) end
      return "{" .. table.concat(parts, ",") .. "}"
    end
    return {
      name = "p", version = "1.0.0", api = 1, description = "d",
      reporters = { r = function(reports) return dump(reports[1].report) end },
    }
    """

  @Test("it is what the JSON report says, for every outcome")
  func sameAsJSON() throws {
    var configuration = Configuration()
    configuration.waivers = [
      WaiverEntry(
        rule: "waived", waiver: Waiver(reason: "known", until: "2999-01-01", owner: "me"),
        at: "w:1"),
      WaiverEntry(rule: "none", waiver: Waiver(reason: "x"), at: "w:2"),
    ]
    let engine = try Engine(
      rules: [.files(Self.rules)],
      plugins: [
        .files("p", ["plugin.lua": Self.dump]), .files("q", ["plugin.lua": "return {"]),
      ],
      options: EngineOptions(configuration: configuration, today: "2026-01-01"))
    let build = try Build(["id": "x", "name": "A \"rig\""])
    let report = try engine.evaluate(build)
    #expect(report.counts.waived == 1)
    #expect(report.results.contains { $0.rule == "config/waivers" })
    #expect(report.counts.broken == 2 && report.counts.notApplicable == 1)
    let seen = try engine.render([JudgedBuild(report: report, build: build)], with: "r")
    let told = JSONReport().document(of: [report])
    let left = try JSONSerialization.jsonObject(with: Data(seen.utf8)) as? NSDictionary
    let right = try JSONSerialization.jsonObject(with: Data(told)) as? NSDictionary
    #expect(left != nil && left == right, "\(seen)\n\(String(decoding: told, as: UTF8.self))")
  }
}
