internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

@Suite("Reloading plugins")
struct PluginReloadTests {
  private static let asks = ruleSource(check: "ctx.report(\"found\", { n = ctx.facts.p.x })")

  private static func fact(_ value: String) -> String {
    manifest("p", "facts = { x = function() return \(value) end },")
  }

  private static func disk() throws -> PluginsOnDisk {
    try PluginsOnDisk(["p/plugin.lua": fact("1"), "p/rules/a.lua": asks])
  }

  @Test("a changed fact changes the rules that ask for facts, and no others")
  func fact() throws {
    let disk = try Self.disk()
    let engine = try disk.engine()
    #expect(try engine.reload() == nil)
    #expect(try engine.message("p:a") == "found 1")
    try disk.write("p/plugin.lua", Self.fact("2"))
    let change = try #require(try engine.reload())
    #expect(change.plugins.changed == ["p"] && change.changed == ["p:a"])
    #expect(try engine.message("p:a") == "found 2")
  }

  @Test(
    "a bad save of a manifest keeps its last good version, says so, and is forgotten when fixed")
  func badSave() throws {
    let disk = try Self.disk()
    let engine = try disk.engine()
    try disk.write("p/plugin.lua", "return {\n  name = ,\n}")
    let change = try #require(try engine.reload())
    #expect(change.plugins.failed.map(\.name) == ["p"] && change.removed.isEmpty)
    #expect(try engine.message("p:a") == "found 1")
    let report = try engine.evaluate(Build(["id": "rig"]))
    #expect(
      report.notices.map(\.kind) == [.stale] && report.notices[0].at == "Plugins/p/plugin.lua:2")
    #expect(engine.plugin()?.isStale == true && engine.plugin()?.state == .on)
    // Its rules go on with the time.
    try disk.write(
      "p/rules/a.lua", ruleSource(check: "ctx.report(\"found\", { n = ctx.facts.p.x + 10 })"))
    try disk.write("p/rules/b.lua", Self.asks)
    try engine.reload()
    #expect(try engine.message("p:a") == "found 11" && engine.message("p:b") == "found 1")
    try disk.write("p/plugin.lua", Self.fact("3"))
    let fixed = try #require(try engine.reload())
    #expect(fixed.plugins.recovered == ["p"])
    #expect(try engine.message("p:a") == "found 13")
    #expect(try engine.evaluate(Build(["id": "rig"])).notices.isEmpty)
  }

  @Test("a module that no longer loads leaves manifest and rules in their last good version")
  func module() throws {
    let disk = try PluginsOnDisk([
      "p/plugin.lua": "local m = require \"lib.m\"\n" + Self.fact("m.x"),
      "p/lib/m.lua": "return { x = 5 }",
      "p/rules/a.lua": "local m = require \"lib.m\"\n" + Self.asks,
    ])
    let engine = try disk.engine()
    #expect(try engine.message("p:a") == "found 5")
    for bad in ["return {", nil, "return nil"] as [String?] {
      if let bad { try disk.write("p/lib/m.lua", bad) } else { try disk.remove("p/lib/m.lua") }
      try engine.reload()
      #expect(try engine.message("p:a") == "found 5", "\(bad ?? "removed")")
      #expect(engine.plugin()?.isStale == true)
      #expect(engine.ruleSet.stale.map(\.rule) == ["p:a"])
    }
    try disk.write("p/lib/m.lua", "return { x = 6 }")
    let change = try #require(try engine.reload())
    #expect(change.recovered == ["p:a"] && change.plugins.recovered == ["p"])
    #expect(try engine.message("p:a") == "found 6")
  }

  @Test("a plugin comes and goes with its folder, and so do its rules")
  func whole() throws {
    let disk = try Self.disk()
    let engine = try disk.engine()
    try disk.write("q/plugin.lua", manifest("q"))
    try disk.write("q/rules/a.lua", Self.asks)
    let added = try #require(try engine.reload())
    #expect(added.plugins.added == ["q"] && added.added == ["q:a"])
    #expect(try engine.message("q:a") == "found 1")
    try disk.remove("p")
    let removed = try #require(try engine.reload())
    #expect(removed.plugins.removed == ["p"] && removed.removed == ["p:a"])
    #expect(removed.plugins.failed.isEmpty && engine.ruleSet.brokenPlugins.isEmpty)
    let failure = try engine.evaluate(Build(["id": "rig"]))["q:a"]?.outcome.failure
    #expect(failure?.message == "no plugin `p` is on")
    try disk.write("p/plugin.lua", Self.fact("4"))
    #expect(try engine.reload()?.plugins.added == ["p"])
    #expect(try engine.message("q:a") == "found 4")
  }

  @Test("a plugin that was never good is told, and comes in when it is fixed")
  func neverGood() throws {
    let disk = try PluginsOnDisk(["p/plugin.lua": "return {", "p/rules/a.lua": Self.asks])
    let engine = try disk.engine()
    #expect(engine.ruleSet.rules.map(\.id) == ["own"])
    try disk.write("p/plugin.lua", Self.fact("1"))
    let change = try #require(try engine.reload())
    #expect(change.plugins.recovered == ["p"] && change.added == ["p:a"])
    try disk.remove("p/plugin.lua")
    let lost = try #require(try engine.reload())
    #expect(lost.plugins.failed.map(\.state) == [.failed] && lost.removed == ["p:a"])
  }

  @Test("watching sees plugins, and every worker has them", .timeLimit(.minutes(1)))
  func watching() async throws {
    let disk = try Self.disk()
    let engine = try disk.engine()
    engine.startWatching(.polling(.milliseconds(10)))
    defer { engine.stopWatching() }
    var changes = engine.changes.makeAsyncIterator()
    try disk.write("p/plugin.lua", Self.fact("9"))
    let change = await changes.next()
    #expect(change?.plugins.changed == ["p"])
    let build = try Build(["id": "rig"])
    try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 1...8 {
        group.addTask { try engine.evaluate(build)["p:a"]?.outcome.findings.first?.message }
      }
      for try await message in group { #expect(message == "found 9") }
    }
  }

  @Test("a fact of another language answers in it")
  func language() throws {
    let disk = try PluginsOnDisk([
      "p/plugin.lua": manifest("p", "facts = { x = function(b, ctx) return ctx.lang end },"),
      "p/rules/a.lua": Self.asks,
    ])
    let engine = try disk.engine()
    #expect(try engine.message("p:a") == "found en")
    try engine.adjust(language: .chinese)
    #expect(try engine.message("p:a") == "found zh")
  }
}
