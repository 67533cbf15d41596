internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

/// A rules folder on disk that goes away with the test.
final class RulesOnDisk {
  let url: URL

  init(_ files: [String: String] = [:]) throws {
    let name = "rigrules-test-\(UUID().uuidString)"
    url = FileManager.default.temporaryDirectory.appending(path: name).appending(path: "Rules")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (path, text) in files { try write(path, text) }
  }

  deinit { try? FileManager.default.removeItem(at: url.deletingLastPathComponent()) }

  func write(_ path: String, _ text: String, atomically: Bool = true) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: atomically, encoding: .utf8)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: url.appending(path: path))
  }

  func engine() throws -> Engine { try Engine(rules: [.directory(url)]) }
}

@Suite("Reloading rules")
struct ReloadTests {
  private let build: BuildValue = ["id": "rig"]
  private func saying(_ text: String) -> String {
    ruleSource(check: "ctx.report(\"found\", {})", messages: "found = \"\(text)\"")
  }
  private func message(_ engine: Engine, _ rule: String = "a") throws -> String? {
    try engine.evaluate(Build(build))[rule]?.outcome.findings.first?.message
  }

  @Test("the same bytes are no change; other bytes are one")
  func change() throws {
    let disk = try RulesOnDisk(["a.lua": saying("one"), "b.lua": ruleSource()])
    let engine = try disk.engine()
    #expect(try engine.reload() == nil)
    try disk.write("a.lua", saying("one"))
    #expect(try engine.reload() == nil)
    try disk.write("a.lua", saying("two"))
    try disk.write("c.lua", ruleSource())
    try disk.remove("b.lua")
    let change = try #require(try engine.reload())
    #expect(change.changed == ["a"] && change.added == ["c"] && change.removed == ["b"])
    #expect(change.generation == 2 && change.failed.isEmpty)
    #expect(try message(engine) == "two")
  }

  @Test(
    "a bad save keeps the last good version, says so in every report, and is forgotten when fixed")
  func badSave() throws {
    let disk = try RulesOnDisk(["psu/a.lua": saying("one")])
    let engine = try disk.engine()
    try disk.write("psu/a.lua", "return {\n  title = ,\n}")
    let failed = try #require(try engine.reload())
    #expect(failed.failed.map(\.rule) == ["psu/a"])
    #expect(failed.failed[0].problems[0].at == "Rules/psu/a.lua:2")
    for _ in 1...2 {
      let report = try engine.evaluate(Build(build))
      #expect(report["psu/a"]?.outcome.findings.first?.message == "one")
      #expect(report.notices.map(\.kind) == [.stale])
      #expect(report.notices[0].at == "Rules/psu/a.lua:2")
    }
    #expect(engine.ruleSet.rules[0].isStale)
    try disk.write("psu/a.lua", "still bad(")
    try engine.reload()
    #expect(try message(engine, "psu/a") == "one")
    try disk.write("psu/a.lua", saying("three"))
    let fixed = try #require(try engine.reload())
    #expect(fixed.recovered == ["psu/a"])
    #expect(try message(engine, "psu/a") == "three")
    #expect(try engine.evaluate(Build(build)).notices.isEmpty)
  }

  @Test("a removed or broken module leaves its rules in their last good version")
  func modules() throws {
    let rule =
      "local m = require \"lib.m\"\n"
      + ruleSource(check: "ctx.report(\"found\", { n = m.value })")
    let disk = try RulesOnDisk(["a.lua": rule, "lib/m.lua": "return { value = 1 }"])
    let engine = try disk.engine()
    for bad in [nil, "return nil", "return {"] as [String?] {
      if let bad { try disk.write("lib/m.lua", bad) } else { try disk.remove("lib/m.lua") }
      try engine.reload()
      #expect(try message(engine) == "found 1")
      #expect(engine.ruleSet.stale.map(\.rule) == ["a"])
    }
    try disk.write("lib/m.lua", "return { value = 2 }")
    #expect(try engine.reload()?.recovered == ["a"])
    #expect(try message(engine) == "found 2")
  }

  @Test("a changed module is a change of the rules that require it, also through another one")
  func changedModule() throws {
    let disk = try RulesOnDisk([
      "direct.lua": "local m = require \"lib.m\"\n" + ruleSource(),
      "through.lua": "local o = require('lib.other')\n" + ruleSource(),
      "without.lua": "-- no module is required\nlocal requires = 1\n" + ruleSource(),
      "computed.lua": "local n = \"lib.m\"\nlocal m = require(n)\n" + ruleSource(),
      "lib/m.lua": "return { value = 1 }", "lib/other.lua": "return require \"lib.m\"",
      "lib/unused.lua": "return {}",
    ])
    let engine = try disk.engine()
    try disk.write("lib/m.lua", "return { value = 2 }")
    #expect(try engine.reload()?.changed == ["computed", "direct", "through"])
    try disk.write("lib/unused.lua", "return { 1 }")
    #expect(try engine.reload()?.changed == ["computed"])
  }

  @Test("a rule that never loaded is broken, and recovers")
  func neverLoaded() throws {
    let disk = try RulesOnDisk(["a.lua": "return {", "b.lua": ruleSource()])
    let engine = try disk.engine()
    #expect(try engine.evaluate(Build(build)).verdict == .broken)
    try disk.write("a.lua", saying("good"))
    #expect(try engine.reload()?.recovered == ["a"])
    #expect(try message(engine) == "good")
  }

  @Test("a folder that vanishes takes its rules along, and brings them back")
  func vanishingFolder() throws {
    let disk = try RulesOnDisk(["a.lua": saying("one")])
    let engine = try disk.engine()
    let aside = disk.url.deletingLastPathComponent().appending(path: "aside")
    try FileManager.default.moveItem(at: disk.url, to: aside)
    #expect(try engine.reload()?.removed == ["a"])
    try FileManager.default.moveItem(at: aside, to: disk.url)
    #expect(try engine.reload()?.added == ["a"])
    #expect(try message(engine) == "one")
  }

  @Test(
    "an engine that watches reloads by itself, by events and by looking",
    arguments: [
      WatchMethod.automatic, .polling(.milliseconds(20)),
    ])
  func watching(method: WatchMethod) async throws {
    let disk = try RulesOnDisk(["a.lua": saying("0"), "deep/er/b.lua": ruleSource()])
    let engine = try disk.engine()
    let changes = engine.changes
    engine.startWatching(method)
    defer { engine.stopWatching() }
    try await Task.sleep(for: .milliseconds(100))
    try disk.write("a.lua", saying("1"))
    try disk.write("new/c.lua", ruleSource())
    var seen: Set<String> = []
    for await change in changes {
      seen.formUnion(change.changed + change.added)
      if seen == ["a", "new/c"] { break }
    }
    #expect(try message(engine) == "1")
    try disk.write("new/c.lua", saying("in a new folder"), atomically: false)
    for await change in engine.changes where change.changed == ["new/c"] { break }
    #expect(try message(engine, "new/c") == "in a new folder")
  }

  @Test("many saves at once are one reload or a few, and nothing grows over many reloads")
  func noLeak() throws {
    let disk = try RulesOnDisk(["a.lua": saying("0")])
    let engine = try disk.engine()
    // Only what is open below this test's folder: other tests run at the same time.
    func openFiles() -> Int {
      let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
      return all.count { number in
        let target = try? FileManager.default.destinationOfSymbolicLink(
          atPath: "/proc/self/fd/\(number)")
        return target?.hasPrefix(disk.url.path) ?? false
      }
    }
    for save in 1...50 {
      try disk.write("a.lua", saying("\(save)"))
      try engine.reload()
    }
    let memory = engine.luaMemory.bytes
    for save in 51...400 {
      try disk.write("a.lua", saying("\(save % 10)"))
      try engine.reload()
      _ = try engine.evaluate(Build(build))
    }
    #expect(engine.luaMemory.bytes < memory + 64 << 10)
    #expect(openFiles() == 0)
  }
}
