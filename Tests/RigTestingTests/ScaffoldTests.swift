internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

@testable internal import RigTesting

@Suite("Files to begin with")
struct ScaffoldTests {
  @Test("the rule loads, its tests hold and cover it, and they notice every change")
  func rule() throws {
    let engine = try Engine(rules: [.files(["psu/quiet.lua": RuleTemplate.rule(id: "psu/quiet")])])
    #expect(engine.ruleSet.failures == [])
    var options = TestOptions()
    options.measuresCoverage = true
    options.minimumCoverage = 100
    let report = try TestPlan(parts: [TestPlan.Part(engine: engine)]).run(options)
    #expect(report.holds, "\(report.points.filter { !$0.holds })")
    let mutants = try MutationRun(engine: engine).run("psu/quiet")
    #expect(mutants.survivors == [] && mutants.total > 0)
    let rule = try #require(engine.ruleSet.rule("psu/quiet"))
    #expect(rule.title.chinese != nil && rule.why?.chinese != nil)
  }

  @Test("no line of what is written is longer than 100 columns")
  func width() {
    let texts = [
      RuleTemplate.rule(id: "psu/quiet"), PluginTemplate.manifest("my-shop"),
      PluginTemplate.rule("my-shop"),
    ]
    for line in texts.flatMap({ $0.split(separator: "\n") }) where !line.contains("zh = ") {
      #expect(line.unicodeScalars.count <= 100, "\(line)")
    }
  }

  @Test(
    "ids that make no rule are refused with the reason",
    arguments: [
      ("", "empty"), ("psu/", "empty name"), ("/psu", "empty name"), ("a//b", "empty name"),
      ("psu/quiet.lua", "write `psu/quiet`"), ("lib/x", "modules"), ("1x", "begin with a letter"),
      ("psu/a b", "allowed are letters"), ("psu/größe", "allowed are letters"),
      ("../x", "begin with a letter"), ("psu/.x", "begin with a letter"), ("a:b:c", "allowed are"),
      (String(repeating: "a", count: 65), "64"),
      (String(repeating: "a/", count: 9) + "a", "8 parts"),
      (String(repeating: "a", count: 129), "128"), ("psu/a\u{1B}[1m", "allowed are"),
    ])
  func ids(id: String, says: String) {
    let reason = ScaffoldName.refusal(ofRule: id)
    #expect(reason?.contains(says) == true, "\(reason ?? "none")")
    #expect(reason?.unicodeScalars.contains { $0.value < 0x20 } == false)
  }

  @Test("ids that do", arguments: ["psu/quiet", "x", "a/b/c", "A-1_b/c2"])
  func goodIDs(id: String) { #expect(ScaffoldName.refusal(ofRule: id) == nil) }

  @Test("nothing is overwritten, whatever stands in the way")
  func overwrites() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let rule = try Scaffold.rule("psu/quiet", into: folder)
    try rule.write()
    let path = try #require(rule.files.first?.path)
    try "mine".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: Scaffold.Refusal.self) { try rule.write() }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    // A folder that would have to be a file, and a file that would have to be a folder.
    #expect(throws: Scaffold.Refusal.self) { try Scaffold.rule("psu", into: path).write() }
    try Scaffold.plugin("shop", into: folder).write()
    #expect(throws: Scaffold.Refusal.self) { try Scaffold.plugin("shop", into: folder) }
    let inner = try Scaffold.rule("shop:a/b", ofPluginIn: folder)
    #expect(inner.files.map(\.path) == ["\(folder)/shop/rules/a/b.lua"])
    let same = try Scaffold.rule("shop:x", ofPluginIn: folder + "/shop")
    #expect(same.files.map(\.path) == ["\(folder)/shop/rules/x.lua"])
    #expect(throws: Scaffold.Refusal.self) { try Scaffold.rule("none:x", ofPluginIn: folder) }
  }
}
