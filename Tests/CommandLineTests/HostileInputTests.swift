import Foundation
import Testing

/// Input that nobody wrote by hand, or that somebody wrote on purpose: refused with place and
/// reason, soon, and without taking the machine's memory.
@Suite struct HostileInputTests {
  /// Bytes of a file, and what the message must say.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let name: String
    let bytes: Data
    let says: [String]

    init(_ description: String, _ text: String, name: String = "build.yaml", says: String...) {
      self.init(description, Data(text.utf8), name: name, says: says)
    }

    init(_ description: String, _ bytes: Data, name: String = "build.yaml", says: [String]) {
      testDescription = description
      self.name = name
      self.bytes = bytes
      self.says = says
    }
  }

  static let aliasBomb: String = {
    var text = "extra:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "  a\(level): &a\(level) [\(aliases)]\n"
    }
    return text
  }()

  static let cases = [
    Case(
      "an unknown key", "gpus:\n  - vram_gib: 12\n",
      says: "build.yaml:2:5: error:", "vram_gib", "vram_gb", "[build/unknown-key]"),
    Case(
      "a unit in a number", "gpus:\n  - vram_gb: 12 GB\n",
      says: "build.yaml:2:14: error:", "12 GB", "GB", "[build/wrong-type]"),
    Case(
      "a quantity of another unit", "gpus: [{length_mm: 300000}]\n",
      says: "300000", "build.yaml:1"),
    Case("a negative number", "psus: [{wattage_w: -1}]\n", says: "-1", "build.yaml:1"),
    Case("no number", "psus: [{wattage_w: .nan}]\n", says: "build.yaml:1"),
    Case("an empty file", "", says: "build.yaml"),
    Case("only comments", "# nothing\n---\n# more\n", says: "build.yaml"),
    Case("a list", "- a\n- b\n", says: "build.yaml:1"),
    Case("a word", "hello\n", says: "build.yaml:1"),
    Case("a version to come", "rigrules: 99\n", says: "99", "1", "[build/version]"),
    Case(
      "binary data", Data([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0xFF, 0xFE, 0x80]),
      says: ["build.yaml"]),
    Case(
      "text that is not UTF-8", Data([0x69, 0x64, 0x3A, 0x20, 0xE9, 0x0A]),
      says: ["build.yaml:1", "UTF-8"]),
    Case("a bomb of aliases", aliasBomb, says: "build.yaml"),
    Case(
      "brackets without end", String(repeating: "[", count: 100_000), says: "build.yaml:1"),
    Case(
      "brackets without end in JSON", String(repeating: "[", count: 100_000), name: "build.json",
      says: "build.json:1"),
    Case("a key that stands twice", "id: a\nid: b\n", says: "build.yaml:2", "id"),
    Case(
      "a key that stands twice in JSON", #"{"id": "a", "id": "b"}"#, name: "build.json",
      says: "build.json:1", "id"),
    Case(
      "JSON that ends early", #"{"id": "a", "#, name: "build.json", says: "build.json:1"),
    Case("two documents", "id: a\n---\nid: b\n", says: "build.yaml"),
    Case("a million GPUs", "gpus: [{count: 1000000}]\n", says: "build.yaml:1"),
    Case("escapes for the terminal", "\u{1B}[2Jx: 1\n", says: "build.yaml"),
  ]

  @Test(arguments: cases) func isRefusedWithPlaceAndReason(_ each: Case) throws {
    let bench = try ProgramRunner()
    try bench.folder.write(each.bytes, to: each.name)
    let ended = try bench.run("check", each.name)
    #expect(ended.status == 2, "\(ended.output)\(ended.error)")
    for text in each.says { #expect(ended.error.contains(text), "\(ended.error)") }
    #expect(ended.output.isEmpty)
    #expect(!ended.error.unicodeScalars.contains("\u{1B}"))
    #expect(ended.error.utf8.count < 20_000)
    #expect(ended.seconds < 60)
  }

  @Test func everyErrorOfAFileStandsOnItsOwnLine() throws {
    let bench = try ProgramRunner()
    try bench.folder.write("idd: a\ngpus:\n  - vram: 1\n    count: many\n", to: "build.yaml")
    let ended = try bench.run("check", "build.yaml")
    // Between them stand excerpts, which begin with a blank.
    let lines = ended.error.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    #expect(lines.count == 3, "\(ended.error)")
    for line in lines {
      #expect(line.firstMatch(of: /^build\.yaml:\d+:\d+: error: .+ \[build\/[a-z-]+\]/) != nil)
    }
  }

  @Test func nameOfAFileCannotForgeALine() throws {
    let bench = try ProgramRunner()
    let ended = try bench.run("check", "a\nb.yaml: error: forged\u{1B}[2J")
    #expect(ended.status == 2)
    #expect(ended.error.split(separator: "\n").count == 1, "\(ended.error)")
    #expect(!ended.error.contains("\u{1B}"))
  }

  @Test func folderWithoutBuildsIsRefused() throws {
    let bench = try ProgramRunner()
    let ended = try bench.run("check", "Rules")
    #expect(ended.status == 2)
    #expect(ended.error.contains("Rules: "))
    #expect(ended.error.contains("the folder holds no build files"))
  }

  /// 100 MB of blanks, from a file and from a pipe: refused at once, and within 200 MB of address
  /// space, which has no room for them.
  @Test(arguments: ["check build.yaml", "check - < build.yaml", "check - "])
  func hundredMegabytesOfSpaces(_ arguments: String) throws {
    let bench = try ProgramRunner()
    try bench.folder.write(Data(repeating: 0x20, count: 100_000_000), to: "build.yaml")
    let source = arguments.hasSuffix("- ") ? "cat build.yaml 2>/dev/null | " : ""
    let ended = try bench.shell(
      "ulimit -v 200000; \(source)rigrules \(arguments) --rules Rules")
    #expect(ended.status == 2, "\(ended.error)")
    #expect(ended.error.contains(arguments.contains("-") ? "stdin" : "build.yaml"))
    #expect(ended.seconds < 60)
  }

  @Test func endlessInputIsNotReadToItsEnd() throws {
    let bench = try ProgramRunner()
    let ended = try bench.run("check", "/dev/zero")
    #expect(ended.status == 2)
    #expect(ended.seconds < 60)
  }

  @Test(arguments: [":", "printf ''", "printf 'id: a\\npsus'"])
  func standardInputThatIsClosedEarly(_ writer: String) throws {
    let bench = try ProgramRunner()
    let ended = try bench.shell("\(writer) | rigrules check - --rules Rules")
    #expect(ended.status == 2, "\(ended.output)")
    #expect(ended.error.contains("stdin"))
  }

  @Test func standardInputThatIsNotThere() throws {
    let bench = try ProgramRunner()
    let ended = try bench.shell("rigrules check - --rules Rules <&-")
    #expect(ended.status == 2)
    #expect(ended.error.contains("stdin"))
  }
}
