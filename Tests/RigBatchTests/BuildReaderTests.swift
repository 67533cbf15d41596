import Foundation
import RigBatch
import RigModel
import Testing

/// Every command reads builds by one reader: files, lines, packed lines, folders.
@Suite struct BuildReaderTests {
  /// What was read, as `place id` or as what is wrong.
  static func read(_ paths: [String]) throws -> [String] {
    var told: [String] = []
    try BuildReader(paths, standardInputHoldsLines: true).read { element in
      switch element {
      case .build(let build, _, let place): told.append("\(place) \(build.id ?? "-")")
      case .problem(let lines): told += lines
      }
    }
    return told
  }

  static func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rigrules-reader-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  static func write(_ text: String, _ name: String, _ folder: URL) throws -> String {
    let file = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  @Test(
    arguments: [
      ("", []), ("{\"id\":\"a\"}", ["1 a"]), ("{\"id\":\"a\"}\n", ["1 a"]),
      ("\n \r\n{\"id\":\"a\"}\r\n{\"id\":\"b\"}", ["3 a", "4 b"]),
    ] as [(String, [String])])
  func `lines are counted and blank ones hold nothing`(_ text: String, _ expected: [String]) throws
  {
    try Self.inFolder { folder in
      let path = try Self.write(text, "b.jsonl", folder)
      #expect(try Self.read([path]) == expected.map { "\(path):\($0)" })
    }
  }

  @Test func `a line that is too long is left out and the next one is read`() throws {
    try Self.inFolder { folder in
      let long = "{\"name\":\"\(String(repeating: "x", count: 2 << 20))\"}"
      let path = try Self.write(
        "{\"id\":\"a\"}\n\(long)\n{\"id\":\"b\"}\n\(long)", "b.ndjson", folder)
      let told = try Self.read([path])
      #expect(told.count == 4)
      #expect(told[0] == "\(path):1 a")
      #expect(told[1].hasPrefix("\(path):2: error: the line is longer"))
      #expect(told[2] == "\(path):3 b")
      #expect(told[3].hasPrefix("\(path):4: error: the line is longer"))
    }
  }

  @Test func `lines that cross the pieces in which a file is read are whole`() throws {
    try Self.inFolder { folder in
      let lines = (0..<20_000).map { "{\"id\":\"build \($0)\",\"name\":\"number \($0) of many\"}" }
      let path = try Self.write(lines.joined(separator: "\n"), "b.jsonl", folder)
      let told = try Self.read([path])
      #expect(told.count == 20_000)
      #expect(told.last == "\(path):20000 build 19999")
    }
  }

  @Test func `packed lines and folders are read like plain files`() throws {
    try Self.inFolder { folder in
      let lines = try Self.write("{\"id\":\"a\"}\n{\"id\":\"b\"}\n", "more.jsonl", folder)
      let pack = Process()
      pack.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      pack.arguments = ["gzip", lines]
      try pack.run()
      pack.waitUntilExit()
      let one = try Self.write("id: c\n", "one.yaml", folder)
      _ = try Self.write("language: en\n", "rigrules.yaml", folder)
      #expect(
        try Self.read([folder.path]) == ["\(lines).gz:1 a", "\(lines).gz:2 b", "\(one) c"])
      #expect(try Self.read([one, "\(lines).gz"]).count == 3)
    }
  }

  @Test func `what cannot be read is told and the rest is read`() throws {
    try Self.inFolder { folder in
      let good = try Self.write(
        "{\"id\":\"a\"}\n{\"id\": true}\n{\"id\":\"c\"}\n", "b.jsonl", folder)
      let told = try Self.read(["/nowhere.yaml", "/nowhere.jsonl", good])
      #expect(told.count == 5)
      #expect(told[0].hasPrefix("/nowhere.yaml: error: the file cannot be read"))
      #expect(told[1].contains("there is no such file"))
      #expect(told[2...] == ["\(good):1 a", told[3], "\(good):3 c"])
      #expect(told[3].hasPrefix("\(good):2:"))
    }
  }

  @Test func `a mistake in a line has its number`() {
    #expect {
      _ = try Build(line: Array(#"{"id": "a", "cpuu": 1}"#.utf8), number: 7, of: "b.jsonl")
    } throws: {
      "\($0)".hasPrefix("b.jsonl:7:13: error: `cpuu`:")
    }
  }
}
