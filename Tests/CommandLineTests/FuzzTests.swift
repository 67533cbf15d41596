import Foundation
import Testing

/// What the fuzzer found once, and a few fresh cases of a fixed seed, with the real program.
@Suite struct FuzzTests {
  static let fuzzer =
    URL(fileURLWithPath: RigrulesProcess.binary).deletingLastPathComponent()
    .appendingPathComponent("rigfuzz").path

  private static let kept: [String] = {
    let folder = RigrulesProcess.repository + "/Fixtures/fuzz"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { "\(folder)/\($0)" }
  }()

  @Test func thereAreKeptCases() { #expect(Self.kept.count >= 4) }

  @Test(arguments: kept)
  func keptCaseIsTheSameInEveryWay(_ folder: String) throws {
    let command = "\"\(Self.fuzzer)\" --program \"\(RigrulesProcess.binary)\" \"\(folder)\""
    let ended = try RigrulesProcess.shell(command)
    #expect(ended.status == 0, "\(ended.output)\(ended.error)")
    #expect(ended.output.contains("no difference"))
  }
}
