import Foundation
import RigModel
import RigPartLists
import Testing

/// Lists that came to harm: a report or an error, and never a crash.
@Suite struct DamageTests {
  /// Numbers that come again in every run.
  struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }

    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(count, 1))) }
  }

  static let lists: [(name: String, bytes: [UInt8])] = SnapshotTests.cases.compactMap { name in
    let folder = SnapshotTests.folder.appending(path: name)
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    guard let list = files.first(where: { $0.hasPrefix("list.") }),
      let data = try? Data(contentsOf: folder.appending(path: list))
    else { return nil }
    return (list, Array(data))
  }

  private static let poison: [[UInt8]] = [
    Array("\u{1B}[31m".utf8), Array("'; DROP TABLE parts; --".utf8), [0], [0xff],
    [0xc4, 0xe3, 0xba],
    Array("|".utf8), Array("((((".utf8), Array("9999999999999999999x".utf8), Array("\r".utf8),
    Array("×××".utf8), Array("，".utf8), Array("**".utf8), Array("<td>".utf8), Array("[b]".utf8),
    Array("\u{202E}".utf8), Array(": ".utf8), Array("\"".utf8), Array("{".utf8), Array("\t".utf8),
  ]

  static func damaged(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
    var bytes = bytes
    switch random.below(6) {
    case 0: bytes = Array(bytes.prefix(random.below(bytes.count)))
    case 1:
      var wide: [UInt8] = random.below(2) == 0 ? [0xff, 0xfe] : []
      for unit in String(decoding: bytes, as: UTF8.self).utf16 {
        wide += [UInt8(unit & 0xff), UInt8(unit >> 8)]
      }
      bytes = Array(wide.prefix(max(2, wide.count - random.below(4))))
    case 2:
      for _ in 0...random.below(8) where !bytes.isEmpty {
        bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
      }
    default:
      for _ in 0...random.below(5) {
        let piece = poison[random.below(poison.count)]
        bytes.insert(contentsOf: piece, at: random.below(bytes.count + 1))
      }
    }
    return bytes
  }

  @Test("2,000 damaged lists are read or refused, each the same way twice")
  func damage() throws {
    var random = Seeded(state: 20_261_126)
    var read = 0
    let reader = try Reading.reader.get()
    for round in 0..<2000 {
      let list = Self.lists[round % Self.lists.count]
      let bytes = Self.damaged(list.bytes, &random)
      do {
        let reading = try reader.read(bytes, file: list.name)
        read += 1
        for entry in reading.entries {
          #expect(!entry.text.unicodeScalars.contains { $0.value < 0x20 })
        }
        if round % 50 == 0 { #expect(try reader.read(bytes, file: list.name) == reading) }
      } catch let diagnostic as Diagnostic {
        #expect(diagnostic.code.hasPrefix("list/"))
      }
    }
    #expect(read > 500)
  }

  @Test("GBK is named, with what to do; UTF-16 is read")
  func encodings() throws {
    let reader = try Reading.reader.get()
    // 显卡：RTX 3090
    let gbk: [UInt8] = [0xcf, 0xd4, 0xbf, 0xa8, 0xa3, 0xba] + Array("RTX 3090".utf8)
    let error = #expect(throws: Diagnostic.self) { try reader.read(gbk, file: nil) }
    #expect(error?.code == "list/encoding" && error?.hint?.contains("iconv") == true)
    let wide =
      [UInt8]([0xff, 0xfe]) + "显卡：RTX 3090\n".utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    #expect(try reader.read(wide, file: nil).entries.first?.kind == "gpu")
    let marked = [UInt8]([0xef, 0xbb, 0xbf]) + Array("GPU: RTX 3090".utf8)
    #expect(try reader.read(marked, file: nil).entries.first?.kind == "gpu")
  }

  @Test("a line of a megabyte is not understood, a list of fifty is refused")
  func size() throws {
    let reader = try Reading.reader.get()
    let long = Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
    #expect(try reader.read(long, file: nil).entries.first?.status == .notUnderstood)
    let huge = Array(repeating: UInt8(ascii: "x"), count: 50 << 20)
    let error = #expect(throws: Diagnostic.self) { try reader.read(huge, file: nil) }
    #expect(error?.code == "list/too-large")
    let many = Array(String(repeating: "4x RTX 3090\n", count: 6000).utf8)
    #expect(throws: Diagnostic.self) { try reader.read(many, file: nil) }
  }
}
