import Foundation
import Testing

/// `rigrules compare --prove` as a user runs it.
@Suite struct ProofTests {
  static let before = "--rules Fixtures/proof/before"
  static let after = "--rules Fixtures/proof/after"
  static let parts = "--parts Fixtures/design/parts.yaml"

  static func run(_ line: String) throws -> RigrulesProcess.Ended {
    try RigrulesProcess.run(
      line.split(separator: " ").map(String.init), in: RigrulesProcess.repository)
  }

  @Test func `The values between two thresholds are named, with a build for each`() throws {
    let ended = try Self.run("compare --prove \(Self.before) \(Self.after) \(Self.parts)")
    #expect(ended.status == 1)
    #expect(ended.output.contains("psu/headroom  differs for exactly 2 of 204 combinations"))
    let json = try Self.run(
      "compare --prove \(Self.before) \(Self.after) \(Self.parts) --format json")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let rule = try #require((document["rules"] as? [[String: Any]])?.first)
    #expect(rule["proved"] as? Bool == true)
    let groups = try #require(rule["groups"] as? [[String: Any]])
    let cases = groups.flatMap { $0["cases"] as? [[String: Any]] ?? [] }
    #expect(cases.count == 2)
    // Each build that it gives does differ.
    for one in cases {
      let build = try JSONSerialization.data(withJSONObject: one["build"] as Any)
      let file = FileManager.default.temporaryDirectory.appendingPathComponent(
        "\(UUID().uuidString).json")
      try build.write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      let compared = try Self.run("compare \(Self.before) \(Self.after) \(file.path) --no-plugins")
      #expect(compared.status == 1, "\(compared.output)\(compared.error)")
    }
  }

  @Test func `Equal rules are not touched, and nothing differs`() throws {
    let ended = try Self.run("compare --prove \(Self.before) \(Self.before) --no-plugins")
    #expect(ended.status == 0)
    #expect(ended.output.contains("1 rules are the same and were not touched"))
  }

  @Test func `A copy of the rules that ship has their plugins, too, and nothing differs`() throws {
    let copy = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.copyItem(
      at: URL(fileURLWithPath: RigrulesProcess.repository + "/Rules"), to: copy)
    defer { try? FileManager.default.removeItem(at: copy) }
    let ended = try Self.run(
      "compare --rules Rules --rules \(copy.path) Fixtures/builds/four-2080ti.yaml --lang en")
    #expect(ended.status == 0, "\(ended.output)")
    #expect(!ended.output.contains("only in"))
  }

  @Test func `Fewer combinations than there are prove nothing, and that is said`() throws {
    let ended = try Self.run(
      "compare --prove \(Self.before) \(Self.after) \(Self.parts) --limit 3 --lang en")
    #expect(ended.status == 1)
    #expect(ended.output.contains("not proved, 3 of 204 combinations tried"))
  }

  @Test func `What does not go together is said`() throws {
    for line in [
      "compare --prove \(Self.before)", "compare --parts x.yaml a.yaml b.yaml",
      "compare --prove \(Self.before) \(Self.after) a.yaml b.yaml",
      "compare --prove \(Self.before) \(Self.after) --limit 0",
    ] {
      #expect(try Self.run(line).status == 2, "\(line)")
    }
  }
}
