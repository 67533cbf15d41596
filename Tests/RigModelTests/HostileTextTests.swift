import RigModel
import Testing

/// A text that attacks the reader, and the codes that are right answers to it.
struct Attack: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let codes: Set<String>

  init(_ name: String, _ text: String, _ codes: String...) {
    self.init(name, bytes: Array(text.utf8), codes)
  }

  init(_ name: String, bytes: [UInt8], _ codes: [String]) {
    self.name = name
    self.bytes = bytes
    self.codes = Set(codes.map { "build/\($0)" })
  }

  var testDescription: String { name }
}

@Suite("A hostile text is refused, fast and with a reason")
struct HostileTextTests {
  /// As often as fits in the largest file.
  static func fill(_ part: String) -> String {
    String(repeating: part, count: (1 << 20) / part.utf8.count)
  }

  static let bomb: String = {
    var text = "x_a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for level in 1..<12 {
      let uses = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "x_a\(level): &a\(level) [\(uses)]\n"
    }
    return text
  }()

  static let deep = [
    Attack("flow lists in YAML", "x_a: " + fill("[").dropLast(5), "too-deep"),
    Attack("flow mappings in YAML", "x_a: " + fill("{a: ").dropLast(8), "too-deep"),
    Attack("open braces in YAML", "x_a: " + fill("{").dropLast(8), "too-deep", "syntax"),
    Attack("dashes on one line", fill("- "), "too-deep"),
    Attack("question marks on one line", fill("? "), "too-deep", "syntax"),
    Attack("colons on one line", fill(": "), "too-deep", "syntax"),
    Attack(
      "block mappings, each deeper",
      (0..<1400).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), "too-deep",
      "unknown-key"),
    Attack(
      "block mappings below x_, each deeper",
      "x_a:\n" + (1..<1400).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      "too-deep"),
    Attack("JSON lists", fill("["), "too-deep"),
    Attack("JSON objects", fill("{\"x_a\":"), "too-deep"),
    Attack(
      "aliases that put depth on depth",
      (1..<20).reduce("x_0: &a0 [[[[[[[[1]]]]]]]]\n") {
        $0 + "x_\($1): &a\($1) [[[[[[*a\($1 - 1)]]]]]]\n"
      }, "too-deep"),
  ]

  static let large = [
    Attack("alias bomb", bomb, "too-large"),
    Attack(
      "alias bomb as a key", bomb + "x_k: {? *a11 : 1}\n", "too-large", "unsupported"),
    Attack(
      "a long text by many aliases",
      "x_t: &t " + String(repeating: "t", count: 1 << 19) + "\nx_l: [" + fill("*t,").prefix(99_000)
        + "]", "too-large"),
    Attack("a value per two bytes", "x_a: [" + fill("1,").dropLast(10) + "]", "too-large"),
    Attack("a JSON value per two bytes", "[" + fill("1,").dropLast(10) + "]", "too-large"),
    Attack("many short keys", "x_a: {" + (0..<45_000).map { "k\($0)," }.joined() + "}"),
    Attack(
      "a large entry many times",
      "gpu: {count: 64, x_a: [" + String(repeating: "1,", count: 50_000) + "]}", "too-large"),
    Attack("one byte more than allowed", fill(" ") + " ", "too-large"),
    Attack("nothing but blanks", fill(" "), "not-a-build"),
    Attack("nothing but line feeds", fill("\n"), "not-a-build"),
    Attack("nothing but comments", fill("#\n"), "not-a-build"),
    Attack("directives", fill("%TAG !a! tag:a\n"), "unsupported"),
    Attack("documents", fill("---\n"), "unsupported", "not-a-build"),
    Attack("anchors", "x_a: " + fill("&a ").dropLast(6), "syntax", "too-large"),
    Attack("tags", "x_a: " + fill("!a ").dropLast(6), "syntax", "unsupported"),
    Attack("one long plain text", "name: " + fill("a").dropLast(6), "bad-text"),
    Attack("one long quoted text", "name: \"" + fill("\\\"").dropLast(8) + "\"", "bad-text"),
    Attack("one text of many lines", "name: " + fill("a\n ").dropLast(9), "bad-text"),
    Attack("one long key", fill("a").dropLast(8) + ": 1", "syntax", "unknown-key"),
    Attack("one long number", "price: " + fill("9").dropLast(7), "out-of-range"),
    Attack("one long JSON number", "{\"price\":" + fill("9").dropLast(10) + "}", "out-of-range"),
    Attack("many repeated keys", fill("id: 1\n"), "too-large", "duplicate-key"),
    Attack("many unknown keys", (0..<40_000).map { "wrong\($0): 1\n" }.joined(), "unknown-key"),
    Attack("one text of many escapes", "{\"x_a\":\"" + fill("\\u0041").dropLast(24) + "\"}"),
    Attack("folded text of many lines", "x_a: >\n" + fill(" a\n").dropLast(9)),
  ]

  static let notText = [
    Attack("NUL", "name: a\u{0}b\n", "encoding"),
    Attack("NUL bytes only", bytes: [UInt8](repeating: 0, count: 4096), ["encoding"]),
    Attack("an escape character", "name: a\u{1b}[31m\n", "encoding"),
    Attack("UTF-16 with a mark", bytes: [0xff, 0xfe, 0x61, 0, 0x3a, 0], ["encoding"]),
    Attack("UTF-16 without a mark", bytes: Array("i\u{0}d\u{0}:\u{0}".utf8), ["encoding"]),
    Attack("UTF-32", bytes: [0, 0, 0xfe, 0xff, 0, 0, 0, 0x61], ["encoding"]),
    Attack("Latin-1", bytes: Array("name: caf".utf8) + [0xe9, 0x0a], ["encoding"]),
    Attack("an overlong slash", bytes: Array("name: ".utf8) + [0xc0, 0xaf], ["encoding"]),
    Attack("a surrogate in UTF-8", bytes: Array("id: ".utf8) + [0xed, 0xa0, 0x80], ["encoding"]),
    Attack(
      "a scalar past the last", bytes: Array("id: ".utf8) + [0xf4, 0x90, 0x80, 0x80],
      ["encoding"]),
    Attack("a cut scalar", bytes: Array("id: ".utf8) + [0xe6, 0x98], ["encoding"]),
    Attack(
      "the start of an executable", bytes: [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0], ["encoding"]),
    Attack("a next-line character", "name: \"a\u{85}b\"\u{80}\n", "syntax", "encoding"),
  ]

  @Test("an attack is answered", arguments: deep + large + notText)
  func attackIsAnswered(_ attack: Attack) {
    var found: [Diagnostic] = []
    let time = seconds { found = problems(attack.bytes, file: "rig") }
    let codes = Set(found.map(\.code)).subtracting(["build/more-errors"])
    #expect(codes.isSubset(of: attack.codes), "\(found.first?.description ?? "accepted")")
    #expect(codes.isEmpty == attack.codes.isEmpty)
    #expect(found.count <= 51)
    #expect(found.allSatisfy { $0.description.utf8.count < 2000 })
    // Debug builds on a shared machine: far below what a quadratic reader would take.
    #expect(time < 10)
  }

  @Test("an encoding error names its place")
  func encodingErrorNamesPlace() {
    let found = problems(Array("id: a\nname: 卡".utf8) + [0xff])
    #expect(found.map(\.line) == [2])
    #expect(found.map(\.column) == [8])
  }

  @Test("sixty-four levels are read, one more is not", arguments: BuildFormat.allCases)
  func depthLimit(format: BuildFormat) {
    func nested(_ levels: Int) -> String {
      let lists = levels - 1
      return "{\"x_a\": " + String(repeating: "[", count: lists)
        + String(repeating: "]", count: lists) + "}"
    }
    #expect(problems(nested(64), as: format).isEmpty)
    #expect(problems(nested(65), as: format).map(\.code) == ["build/too-deep"])
  }

  @Test("a deep value of a program is refused")
  func deepProgrammaticValue() {
    var value: BuildValue = 1
    for _ in 0..<5_000 { value = .list([value]) }
    #expect(throws: InvalidBuild.self) { try Build(["extra": value]) }
  }
}
