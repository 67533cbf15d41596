import Foundation
import Testing

/// `rigrules suggest` from the outside.
@Suite struct SuggestTests {
  static let files =
    "Fixtures/suggest/two-3090.yaml --parts Fixtures/suggest/parts.yaml --without model-memory "
    + "--goal warn"

  @Test func aFixThatIsWrittenReachesTheGoal() throws {
    let folder = try TemporaryFolder()
    let fixed = "\(folder.path)/fixed.yaml"
    let ended = try RigrulesProcess.shell("rigrules suggest \(Self.files) -o \(fixed)")
    #expect(ended.status == 1, "\(ended.error)")
    #expect(ended.output.contains("Fix 1:"))
    let again = try RigrulesProcess.shell(
      "rigrules suggest \(fixed) --parts Fixtures/suggest/parts.yaml --without model-memory "
        + "--goal warn")
    let first = try RigrulesProcess.shell("rigrules check \(fixed) --without model-memory")
    #expect(first.status == 0, "no error is left: \(first.output)")
    #expect(!again.output.contains("Fix 1:"), "\(again.output)")
  }

  @Test func everyChoiceOfTheFirstFixCanBeWritten() throws {
    let json = try RigrulesProcess.shell("rigrules suggest \(Self.files) --format json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let fixes = try #require(document["fixes"] as? [[String: Any]])
    let choices = try #require(fixes.first?["choices"] as? [[Any]])
    let folder = try TemporaryFolder()
    let last = choices.map { "\($0.count)" }.joined(separator: ",")
    let ended = try RigrulesProcess.shell(
      "rigrules suggest \(Self.files) -q --choose 1:\(last) -o \(folder.path)/last.yaml")
    #expect(ended.status == 1, "\(ended.error)")
    let checked = try RigrulesProcess.shell(
      "rigrules check \(folder.path)/last.yaml --without model-memory")
    #expect(checked.status == 0, "\(checked.output)")
  }

  @Test func whatAPriceLimitLeavesOutIsSaid() throws {
    let ended = try RigrulesProcess.shell("rigrules suggest \(Self.files) --max-price 100")
    #expect(ended.status == 1, "\(ended.error)")
    #expect(ended.output.contains("that alone cost more than --max-price"), "\(ended.output)")
    let chinese = try RigrulesProcess.shell(
      "rigrules suggest \(Self.files) --max-price 100 --lang zh")
    #expect(chinese.output.contains("未尝试："), "\(chinese.output)")
  }

  @Test(arguments: [
    ("--goal fine", "goal"), ("--keep gpuz", "did you mean `gpus`?"),
    ("--choose 9 -o x.yaml", "fixes 1 to"),
    ("--max-price -1", "--max-price"), ("--choose 1", "-o is not given"),
  ])
  func wrongUsageIsStatusTwo(option: String, words: String) throws {
    let ended = try RigrulesProcess.shell("rigrules suggest \(Self.files) \(option)")
    #expect(ended.status == 2, "\(option): \(ended.output)\(ended.error)")
    #expect(ended.error.contains(words), "\(ended.error)")
  }
}
