import Foundation
import RigModel
import Testing

/// A file of any length is read line by line, and no line can take all memory.
@Suite struct FileLinesTests {
  static func lines(_ text: String, limit: Int = 1000) throws -> [FileLines.Line] {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("rigrules-lines-\(UUID().uuidString)").path
    defer { unlink(path) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    let lines = try FileLines(path: path, displayedAs: "x", domain: "build", limit: limit)
    var all: [FileLines.Line] = []
    while let line = try lines.next() { all.append(line) }
    #expect(try lines.next() == nil)
    return all
  }

  @Test(
    arguments: [
      ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("\n\na\n", ["", "", "a"]),
      ("a\r\nb\r\n", ["a\r", "b\r"]),
    ] as [(String, [String])])
  func linesAreCounted(_ text: String, _ expected: [String]) throws {
    let all = expected.enumerated().map {
      FileLines.Line.text(number: $0 + 1, bytes: Array($1.utf8))
    }
    #expect(try Self.lines(text) == all)
  }

  @Test func longLineIsLeftOutAndTheNextOneIsRead() throws {
    let long = String(repeating: "x", count: 200_000)
    #expect(
      try Self.lines("a\n\(long)\nb\n\(long)") == [
        .text(number: 1, bytes: [97]), .tooLong(number: 2), .text(number: 3, bytes: [98]),
        .tooLong(number: 4),
      ])
  }

  @Test func lineCrossesTheBuffer() throws {
    let text = (0..<5000).map { "line \($0) of many" }
    let lines = try Self.lines(text.joined(separator: "\n"))
    #expect(lines.count == 5000)
    #expect(lines.last == .text(number: 5000, bytes: Array("line 4999 of many".utf8)))
  }

  @Test func folderAndMissingFileAreTold() throws {
    #expect { _ = try FileLines(path: "/nowhere", displayedAs: "x", domain: "build") } throws: {
      "\($0)" == "x: error: the file cannot be read: there is no such file [build/unreadable]"
    }
    let folder = try FileLines(path: "/", displayedAs: "x", domain: "build")
    #expect(throws: Diagnostic.self) { try folder.next() }
  }

  @Test func mistakeInALineHasItsNumber() {
    #expect {
      _ = try Build(line: Array(#"{"id": "a", "cpuu": 1}"#.utf8), number: 7, of: "b.jsonl")
    } throws: {
      "\($0)".hasPrefix("b.jsonl:7:13: error: `cpuu`:")
    }
  }
}
