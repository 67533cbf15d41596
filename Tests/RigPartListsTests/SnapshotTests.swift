import Foundation
import RigPartLists
import Testing

/// Lists of many forms against the reading that was accepted for each.
@Suite struct SnapshotTests {
  static let folder = FactsLookup.root.appending(path: "Fixtures/lists")
  static let cases: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

  @Test("there are thirty forms and more")
  func thereAreMany() { #expect(Self.cases.count >= 30) }

  @Test("a list reads as accepted", arguments: cases)
  func reads(_ name: String) throws {
    let folder = Self.folder.appending(path: name)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let list = try #require(files.first { $0.hasPrefix("list.") })
    let bytes = Array(try Data(contentsOf: folder.appending(path: list)))
    let reading = try Reading.reader.get().read(bytes, file: list)
    let expected = folder.appending(path: "expected.json")
    let mode = ProcessInfo.processInfo.environment["RIGRULES_RECORD"] ?? "never"
    let known = try? String(contentsOf: expected, encoding: .utf8)
    if mode == "all" || mode == "failed" && known != reading.json()
      || mode == "missing" && known == nil
    {
      try reading.json().write(to: expected, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name)/expected.json")
      return
    }
    #expect(known == reading.json(), "RIGRULES_RECORD=failed accepts the new reading")
    try Self.expectEveryLine(bytes, reading)
  }

  /// Every line that is not empty has an entry, and nothing else has.
  static func expectEveryLine(_ bytes: [UInt8], _ reading: PartListReading) throws {
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n")
    let filled = lines.enumerated().filter { !$0.element.allSatisfy(\.isWhitespace) }
      .map { $0.offset + 1 }
    #expect(Set(reading.entries.map(\.line)) == Set(filled))
  }
}
