import Foundation
import Testing

/// The program with the rules and builds that it ships with, as in a fresh clone.
@Suite struct ShippedTests {
  static let builds: [String] = {
    let folder = RigrulesProcess.repository + "/Fixtures/builds"
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }()

  @Test func buildOfTheReadmeIsThere() {
    #expect(Self.builds.contains("four-2080ti.yaml"))
  }

  @Test(arguments: builds) func everyBuildGetsAVerdict(_ build: String) throws {
    let ended = try RigrulesProcess.run(["check", "Fixtures/builds/\(build)"])
    #expect(ended.status <= 1, "\(ended.error)")
    #expect(ended.error.isEmpty)
    #expect(!ended.output.isEmpty)
  }

  /// The rules are found beside the program, wherever it is called from.
  @Test func rulesAreFoundFromAnyFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("id: a\npsus: [{ wattage_w: 1000 }]\n", to: "a.yaml")
    let direct = try RigrulesProcess.run(["rules", "--format", "json"], in: folder.path)
    #expect(direct.status == 0, "\(direct.error)")
    #expect(direct.output.contains(#"Rules/psu/wattage.lua"#))
    // Through a link, too.
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/judge", withDestinationPath: RigrulesProcess.binary)
    let linked = try RigrulesProcess.shell("./judge rules --format json", in: folder.path)
    #expect(linked.output == direct.output)
  }

  @Test func everyRuleHasAPage() throws {
    let list = try RigrulesProcess.run(["rules", "--format", "json"])
    let rules = try #require(
      try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]])
    #expect(rules.count >= 24)
    for rule in rules {
      let id = try #require(rule["id"] as? String)
      let page = try RigrulesProcess.run(["explain", id])
      #expect(page.status == 0, "\(id): \(page.error)")
      #expect(page.output.contains(id))
    }
  }
}
