internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

/// Numbers that are the same in every run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

@Suite("Random edits of a rules folder")
struct RandomReloadTests {
  private static let build: BuildValue = ["id": "rig"]

  private static func source(_ rule: Int, _ version: Int) -> String {
    let module = rule % 3 == 0 ? "local m = require \"lib.m\"\n" : ""
    let value = rule % 3 == 0 ? "\(version) .. \":\" .. m.value" : "\(version)"
    return module + ruleSource(check: "ctx.report(\"found\", { n = \(value) })")
  }

  /// One random edit, as people, editors and accidents make them.
  private static func edit(
    _ disk: RulesOnDisk, _ step: Int, _ numbers: inout SeededNumbers
  ) throws {
    let rule = Int.random(in: 0..<8, using: &numbers)
    let path = "many/r\(rule).lua"
    let text = source(rule, step)
    let exists = FileManager.default.fileExists(atPath: disk.url.appending(path: path).path)
    switch Int.random(in: 0..<10, using: &numbers) {
    case 0...3: try disk.write(path, text)
    case 4: try disk.write(path, String(text.prefix(text.count / 2)), atomically: false)
    case 5: try disk.write(path, "return { broken = ", atomically: false)
    case 6: if exists { try disk.remove(path) }
    case 7:
      guard exists else { return }
      let other = disk.url.appending(path: "many/r\((rule + 1) % 8).lua")
      try? FileManager.default.removeItem(at: other)
      try FileManager.default.moveItem(at: disk.url.appending(path: path), to: other)
    case 8: try disk.write("lib/m.lua", "return { value = \(step) }")
    default:
      let store = disk.url.deletingLastPathComponent().appending(path: "store-\(step).lua")
      try text.write(to: store, atomically: true, encoding: .utf8)
      if exists { try disk.remove(path) }
      try FileManager.default.createSymbolicLink(
        at: disk.url.appending(path: path), withDestinationURL: store)
    }
  }

  @Test(
    "every evaluation is that of one generation; the last good save wins",
    arguments: [
      UInt64(20_261_123), 7, 42, 99,
    ])
  func randomEdits(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let disk = try RulesOnDisk(["lib/m.lua": "return { value = 0 }"])
    for rule in 0..<8 { try disk.write("many/r\(rule).lua", Self.source(rule, 0)) }
    let engine = try disk.engine()
    let build = try Build(Self.build)
    for step in 1...250 {
      try Self.edit(disk, step, &numbers)
      try engine.reload()
      let report = try engine.evaluate(build)
      #expect(report.ruleset == engine.ruleSet.hash, "seed \(seed), step \(step)")
      #expect(report == (try engine.evaluate(build)), "seed \(seed), step \(step)")
    }
    for rule in 0..<8 {
      try? disk.remove("many/r\(rule).lua")
      try disk.write("many/r\(rule).lua", Self.source(rule, 1000 + rule))
    }
    try disk.write("lib/m.lua", "return { value = 5 }")
    try engine.reload()
    let fresh = try disk.engine()
    #expect(try engine.evaluate(build) == fresh.evaluate(build), "seed \(seed)")
    #expect(engine.ruleSet.hash == fresh.ruleSet.hash, "seed \(seed)")
  }

  @Test("while rules change, each report is one that some generation gives")
  func concurrent() async throws {
    let disk = try RulesOnDisk()
    // All files always hold the same version; a report with two versions would be a torn one.
    func save(_ version: Int) throws {
      for rule in 1...4 { try disk.write("many/r\(rule).lua", Self.source(rule, version)) }
    }
    try save(0)
    let engine = try disk.engine()
    let build = try Build(Self.build)
    let writer = Task {
      for version in 1...60 {
        try save(version)
        try engine.reload()
      }
    }
    var seen: Set<String> = []
    for _ in 1...400 {
      let report = try engine.evaluate(build)
      let messages = report.results.flatMap(\.outcome.findings).map(\.message)
      #expect(Set(messages.filter { !$0.contains(":") }).count <= 1)
      seen.insert(report.ruleset)
    }
    try await writer.value
    #expect(try engine.evaluate(build)["many/r1"]?.outcome.findings[0].message == "found 60")
    #expect(!seen.isEmpty)
  }
}
