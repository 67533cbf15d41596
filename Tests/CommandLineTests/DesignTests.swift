import Foundation
import Testing

/// `rigrules design` from the outside.
@Suite struct DesignTests {
  static let files = "Fixtures/design/two-cards.yaml --parts Fixtures/design/parts.yaml"

  @Test func theTutorialPrintsWhatItShows() throws {
    let path = "\(RigrulesProcess.repository)/docs/design.md"
    let steps = TutorialTests.steps(in: try String(contentsOfFile: path, encoding: .utf8))
    var count = 0
    for case .command(let command) in steps where !command.shown.isEmpty {
      count += 1
      let ended = try RigrulesProcess.shell(command.text)
      #expect(ended.status == 0, "\(command.text)\n\(ended.error)")
      let lines = ended.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(
        TutorialTests.matches(lines.dropLast(), command.shown[...]),
        "\(command.text)\nprints\n\(ended.output)")
    }
    #expect(count == 3)
  }

  @Test func whatIsWrittenIsABuildThatPasses() throws {
    let folder = try TemporaryFolder()
    let best = "\(folder.path)/best.yaml"
    let ended = try RigrulesProcess.shell("rigrules design \(Self.files) -q -o \(best)")
    #expect(ended.status == 0, "\(ended.error)")
    #expect(ended.output.isEmpty)
    let checked = try RigrulesProcess.shell("rigrules check \(best)")
    #expect(checked.status == 0, "\(checked.output)")
  }

  @Test func everyFormatHasTheSameBest() throws {
    let json = try RigrulesProcess.shell("rigrules design \(Self.files) --top 2 --format json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(document["proved"] as? Bool == true)
    let designs = try #require(document["designs"] as? [[String: Any]])
    #expect(designs.count == 2)
    let cuts = try #require(document["cuts"] as? [[String: Any]])
    let counted = cuts.compactMap { $0["candidates"] as? Double }.reduce(0, +)
    let judged = try #require(document["judged"] as? Double)
    #expect(counted + judged == document["candidates"] as? Double)
    let lines = try RigrulesProcess.shell("rigrules design \(Self.files) --top 2 --format jsonl")
    let builds = try lines.output.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? NSDictionary
    }
    #expect(builds == designs.map { $0["build"] as? NSDictionary })
    let yaml = try RigrulesProcess.shell("rigrules design \(Self.files) --top 1 --format yaml")
    #expect(yaml.output.contains("NVIDIA RTX A5000"))
  }

  @Test func whatIsUnknownIsNeverADesign() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      use_case: kaggle
      choose: [chassis]
      have: { gpus: { name: A card, length_mm: 300 } }

      """, to: "plan.yaml")
    try folder.write("chassis: [{ name: Roomy case, price: 50 }]\n", to: "parts.yaml")
    let ended = try RigrulesProcess.run(
      [
        "design", "plan.yaml", "--parts", "parts.yaml", "--rules",
        "\(RigrulesProcess.repository)/Rules",
      ], in: folder.path)
    #expect(ended.status == 1, "\(ended.error)")
    #expect(ended.output.contains("No design was found."))
    #expect(ended.output.contains("may be better"))
    #expect(ended.output.contains("chassis.max_gpu_length_mm"))
  }

  @Test func aReasonIsGivenAgainstAPart() throws {
    let ended = try RigrulesProcess.shell(
      "rigrules design \(Self.files) --top 1 --why-not 'RTX 4090'")
    #expect(ended.output.contains("Why not RTX 4090?"))
    #expect(ended.output.contains("No design with it passes."))
    let unknown = try RigrulesProcess.shell(
      "rigrules design \(Self.files) --top 1 --why-not 'Voodoo 2'")
    #expect(unknown.error.contains("no part that may be chosen has these words"))
  }

  @Test func itSpeaksChinese() throws {
    let ended = try RigrulesProcess.shell("rigrules design \(Self.files) --lang zh")
    #expect(ended.output.contains("已证明：432 个候选中没有更好的。"))
    #expect(ended.output.contains("超出预算："))
  }

  @Test(arguments: [
    ("cards: two", "from 1 to 16"), ("cardz: 2", "did you mean `cards`?"),
    ("choose: [storage]", "there are no parts under `storage`"),
    ("objective: \"function(b) return b.x.y end\"\nchoose: chassis", "the objective:"),
  ])
  func mistakesAreStatusTwo(plan: String, words: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(plan + "\n", to: "plan.yaml")
    try folder.write(
      "chassis: [{ name: Case, max_gpu_length_mm: 400 }]\n", to: "parts.yaml")
    try folder.write(
      """
      return {
        title = { en = "Room" }, severity = "advice", needs = { "chassis.max_gpu_length_mm" },
        messages = {}, check = function(build) end,
      }
      """, to: "Rules/chassis/room.lua")
    let ended = try RigrulesProcess.run(
      ["design", "plan.yaml", "--parts", "parts.yaml", "--rules", "Rules"], in: folder.path)
    #expect(ended.status == 2)
    #expect(ended.error.contains(words), "\(ended.error)")
  }
}
