import Foundation
import Testing

/// What a fuzzer never draws it never tries, so what it draws is looked at.
@Suite struct FuzzCoverageTests {
  struct DrawnCase: Sendable {
    let rules: [String]
    let lines: [Substring]
  }

  private static let drawn = Result { try draw(60) }

  @Test(
    "random rules read and end in every way",
    arguments: [
      ("a field of a part", #"build\.cpu\.[a-z_]+"#),
      ("a field by a name that is put together", #"\["[a-z_]+" \.\. "[a-z_]+"\]"#),
      ("an element of a list", #"\[2\] or \{\}\)\.[a-z_]+"#),
      ("the length of a list", #"#\(build\.[a-z]+ or"#),
      ("ipairs over a list", #"ipairs\(build\."#),
      ("pairs over the build", #"in pairs\(build\)"#),
      ("pairs over a part", #"in pairs\(build\.[a-z]+"#),
      ("pairs over an element", #"in pairs\(p\)"#),
      ("a condition", #"when = function\(build\)"#),
      ("a rare condition", #"when = function\(build\) return \([^\n]* or 0\) > "#),
      ("needs", #"needs = \{ "[^"|]+" \}"#),
      ("needs with alternatives", #"needs = \{[^}]*" ?[a-z_.\[\]]+ \| "#),
      ("unknown", #"ctx\.unknown\("#),
      ("an error that it raises", #"error\("stop"#),
      ("an error of the language", #"= build\.[a-z]+\[\d\]\.|[^(]build\.[a-z]+\.[a-z_]+\b"#),
      ("no end", #"while true do end"#),
      ("work near the limit", #"for i = 1, (199|200)\d{4} do end"#),
      ("memory near the limit", #"string\.rep\("ab""#),
      ("a key of a user's own in the build", #"build\.x_[a-z]+"#),
      ("a key of a user's own in a part", #"\.cpu or \{\}\)\.x_[a-z]+"#),
      ("the kind of a number", #"math\.type"#),
      ("the name of the build", #"build\.name"#),
      ("the name of a part", #"cpu or \{\}\)\.name"#),
      ("a score", #"ctx\.score\("#),
      ("a further field after a rare value", #"> \d+ then local late = [^\n]*build"#),
      ("two rare values", #"> \d+ then if [^\n]* > \d+ then "#),
      ("nothing further before a rare value", #"if not \([^\n]*\) then return end"#),
    ])
  func ruleKinds(_ what: String, _ pattern: String) throws {
    let regex = try Regex(pattern)
    let cases = try Self.drawn.get()
    let count = cases.flatMap(\.rules).filter { $0.contains(regex) }.count
    #expect(count > 0, "no rule of the \(cases.flatMap(\.rules).count) drawn has \(what)")
  }

  @Test(
    "random builds are written in every way",
    arguments: [
      ("an integer", #""price": ?\d+[,}]"#),
      ("a number with a fraction", #""price": ?\d+\.\d+[,}]"#),
      ("an integer with an exponent", #": ?\d+e0[,}]"#),
      ("a number of equal parts", #""count": ?[1-4]"#),
      ("a part in place of a list", #""(gpus|memory|storage|psus)": ?\{"#),
      ("a list", #""(gpus|memory|storage|psus)": ?\[\{"#),
      ("an empty list", #""(gpus|memory|storage|psus)": ?\[\]"#),
      ("another name of a part", #""(gpu|psu|case)": ?[\[{]"#),
      ("keys in another order", #"^\{"(cpu|gpus|price|memory)""#),
      ("blanks", #"^\{"[a-z_]+": "#),
      ("a key of a user's own", #""x_[a-z]+": ?(3|true)"#),
      ("a map of a user's own", #""x_[a-z]+": ?\{"#),
      ("null as a value of a user's own", #""x_[a-z]+": ?null"#),
      ("values below extra", #""extra": ?\{"#),
      ("a name in Chinese", "显卡"),
      ("no JSON", #"^(\{|7 8)$"#),
    ])
  func buildKinds(_ what: String, _ pattern: String) throws {
    let regex = try Regex(pattern)
    let cases = try Self.drawn.get()
    #expect(
      cases.contains { $0.lines.contains { $0.contains(regex) } }, "no build drawn has \(what)")
  }

  @Test("builds leave fields out and repeat each other")
  func buildsRepeat() throws {
    let lines = try Self.drawn.get().flatMap(\.lines)
    for key in ["cpu", "gpus", "monitors", "price", "name"] {
      let count = lines.filter { $0.contains("\"\(key)\":") }.count
      #expect(count > lines.count / 10 && count < lines.count)
    }
    let id = try Regex(#""id": ?"b\d+""#)
    let withoutIDs = lines.map { $0.replacing(id, with: "") }
    #expect(Set(withoutIDs).count < lines.count)
  }

  @Test("most cases have several rules and more builds with values of their own than a small table")
  func casesAreLarge() throws {
    let cases = try Self.drawn.get()
    let lengths = try Regex(#""tdp_w": ?[\d.]+"#)
    let large = cases.filter { drawn in
      let values = Set(drawn.lines.flatMap { $0.matches(of: lengths).map { String($0.0) } })
      return drawn.rules.count > 1 && drawn.lines.count >= 200 && values.count > 64
    }
    #expect(large.count * 2 >= cases.count)
    #expect(cases.contains { $0.lines.count <= 40 })
    #expect(cases.contains { $0.lines.count > 4096 })
  }

  private static func draw(_ count: Int) throws -> [DrawnCase] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rigfuzz-cases-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let ended = try RigrulesProcess.shell(
      "\"\(FuzzTests.fuzzer)\" --program \"\(RigrulesProcess.binary)\" --seed 1"
        + " --iterations \(count) --write \"\(folder)\"")
    try #require(ended.status == 0, "\(ended.error)")
    return try (0..<count).map { try read("\(folder)/\($0)") }
  }

  private static func read(_ folder: String) throws -> DrawnCase {
    let rules = try FileManager.default.contentsOfDirectory(atPath: folder + "/rules/fuzz")
    return DrawnCase(
      rules: try rules.sorted().map {
        try String(contentsOfFile: "\(folder)/rules/fuzz/\($0)", encoding: .utf8)
      },
      lines: try String(contentsOfFile: folder + "/in.jsonl", encoding: .utf8)
        .split(separator: "\n"))
  }
}
