import Foundation
import RigModel
import RigRules
import Testing

@testable import rigrules

@Suite("Plugins in a session")
struct PluginTests {
  private static func manifest(_ value: String) -> String {
    """
    local m = require "lib.m"
    return { name = "p", version = "1.0.0", api = 1, description = "d",
      facts = { watts = function(build, ctx) return build.psus[1].wattage_w + m.more end,
        twice = function(build, ctx) return ctx.facts.p.watts * 2 end,
        broken = function() error("no") end, word = function() return "\(value)" end } }
    """
  }
  private static let files = [
    "plugin.lua": manifest("one"), "lib/m.lua": "return { more = 1 }",
    "rules/a.lua": ReplHarness.rule(least: 4000, severity: "advice"),
  ]

  private func output(_ script: String) throws -> String {
    let bench = ReplHarness()
    let lines = ScriptedLines(script, isInteractive: false)
    _ = try bench.repl(lines, plugins: [.files("p", Self.files)]).run()
    return bench.shown
  }

  @Test("facts answer for the build as it is now")
  func facts() throws {
    let shown = try output(
      "ctx.facts.p.watts\nbuild.psus[1].wattage_w = 1000\nctx.facts.p.twice\nctx.facts.p.broken\n"
        + "ctx.facts.q.x\nrequire \"lib.watts\".double(4)\nrequire \"lib.m\"")
    #expect(shown.contains("301\n") && shown.contains("2002\n"), "\(shown)")
    #expect(shown.contains("the fact `p.broken`: no"))
    #expect(shown.contains("no plugin `q` is on"))
    // Modules of a plugin are for the plugin alone.
    #expect(shown.contains("8\n") && shown.contains("there is no module `lib.m`"))
  }

  @Test("a plugin's rules are shown, traced and edited like all others")
  func rules() throws {
    let folder = try Folder.bench()
    for (name, text) in Self.files { try folder.write("plugins/p/\(name)", text) }
    let bench = ReplHarness()
    let lines = ScriptedLines(
      ":rules p:\n:why p:a\n:rule p:a\n:edit p:a\n:params p:a least=100", isInteractive: false)
    _ = try bench.repl(
      lines, plugins: [.directory(path: "\(folder.path)/plugins")],
      folders: ["\(folder.path)/Rules"]
    ).run()
    #expect(bench.shown.contains("p:a") && bench.shown.contains("It is 300; 4000 is needed."))
    #expect(bench.shown.contains("plugins/p/rules/a.lua"))
    #expect(bench.edited.count == 1 && bench.edited[0].hasSuffix("plugins/p/rules/a.lua"))
    #expect(bench.shown.contains("least = 100 W"))
  }

  @Test("a saved manifest is taken over and told; a bad one is told and not taken over")
  func reload() throws {
    let folder = try Folder.bench()
    for (name, text) in Self.files { try folder.write("plugins/p/\(name)", text) }
    let bench = ReplHarness()
    let repl = try bench.repl(
      ScriptedLines("", isInteractive: false),
      plugins: [.directory(path: "\(folder.path)/plugins")])
    try folder.write("plugins/p/plugin.lua", Self.manifest("two"))
    repl.followFolders()
    #expect(bench.shown.contains("reloaded: plugin p changed"), "\(bench.shown)")
    try folder.write("plugins/p/plugin.lua", "return {")
    repl.followFolders()
    #expect(bench.shown.contains("plugin p no longer loads"), "\(bench.shown)")
    #expect(bench.shown.contains("(stale: its last good version stays)"))
    try folder.write("plugins/p/plugin.lua", Self.manifest("three"))
    repl.followFolders()
    #expect(bench.shown.contains("plugin p changed; plugin p loads again"), "\(bench.shown)")
    let again = try repl.evaluate("return ctx.facts.p.word")
    #expect(again == [.text("three")])
  }
}
