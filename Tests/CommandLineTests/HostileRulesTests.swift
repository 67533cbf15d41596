import Foundation
import Testing

/// Rules folders with something wrong in them: told once with its place, and all else is evaluated.
@Suite struct HostileRulesTests {
  /// A rule file's text; the report must name it, and the rules beside it must be unharmed.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let source: String
    let says: String

    init(_ description: String, _ source: String, says: String) {
      testDescription = description
      self.source = source
      self.says = says
    }

    /// A rule that loads, with this in its check.
    init(_ description: String, check: String, says: String) {
      self.init(
        description,
        "return { title = \"t\", severity = \"error\", check = function(build, ctx) \(check) end }",
        says: says)
    }
  }

  static let cases = [
    Case("bad syntax", "return {", says: "rule/syntax"),
    Case("no table", "return 1", says: "must return a table"),
    Case("an error while it loads", "error('oh')", says: "rule/syntax"),
    Case("a load without end", "while true do end", says: "rule/limit"),
    Case(
      "an unknown key", "return { tilte = \"t\", severity = \"error\", check = function() end }",
      says: "tilte"),
    Case("compiled code", "\u{1B}Lua", says: "rule/"),
    Case("an error", check: "error('oh')", says: "oh"),
    Case("a loop without end", check: "while true do end", says: "\"kind\":\"fuel\""),
    Case(
      "a string without end", check: "local s = 'x' while true do s = s .. s end",
      says: "\"kind\":\"memory\""),
    Case(
      "a field that is not there", check: "return build.gpus[1].name",
      says: "\"kind\":\"error\""),
    Case("the system", check: "os.exit(0)", says: "os"),
    Case("a file", check: "io.open('/etc/passwd')", says: "io"),
    Case(
      "recursion without end", check: "local function f() return 1 + f() end f()",
      says: "\"kind\":\"memory\""),
  ]

  @Test(arguments: cases) func breaksAloneAndIsTold(_ each: Case) throws {
    let bench = try ProgramRunner()
    try bench.folder.write(each.source, to: "Rules/psu/hostile.lua")
    let ended = try bench.run("check", "bad.yaml", "warned.yaml", "--format", "jsonl")
    #expect(ended.status == 3, "\(ended.output)\(ended.error)")
    #expect((ended.output + ended.error).contains(each.says), "\(ended.output)\(ended.error)")
    let lines = ended.output.split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines {
      #expect(line.contains(#""verdict":"broken""#))
      #expect(line.contains("Rules/psu/hostile.lua"))
      #expect(line.contains(#"{"rule":"psu/worth","category":"psu","outcome":"pass""#))
      #expect(line.contains(#"{"rule":"psu/roomy","category":"psu","outcome":"fail""#))
    }
    #expect(ended.seconds < 10)
  }

  @Test func everyProblemOfAFileIsOnStandardError() throws {
    let bench = try ProgramRunner()
    try bench.folder.write(
      "return {\n  tilte = \"t\",\n  severity = \"fatal\",\n  check = function() end,\n}\n",
      to: "Rules/psu/wrong.lua")
    let ended = try bench.run("check", "good.yaml")
    let lines = ended.error.split(separator: "\n").filter { $0.contains("Rules/psu/wrong.lua:") }
    #expect(lines.count >= 2, "\(ended.error)")
    #expect(lines.allSatisfy { $0.contains(": error: ") })
  }

  @Test func emptyFolderOfRulesIsAnError() throws {
    let bench = try ProgramRunner()
    try FileManager.default.createDirectory(
      atPath: bench.folder.path + "/Empty", withIntermediateDirectories: true)
    let ended = try RigrulesProcess.run(
      ["check", "good.yaml", "--rules", "Empty"], in: bench.folder.path)
    #expect(ended.status == 2)
    #expect(ended.output.isEmpty)
    #expect(ended.error.contains("no rule"))
  }

  @Test(arguments: ["absent", "good.yaml", "/dev/null", ""])
  func folderThatIsNone(_ rules: String) throws {
    let bench = try ProgramRunner()
    let ended = try RigrulesProcess.run(
      ["check", "good.yaml", "--rules", rules], in: bench.folder.path)
    #expect(ended.status == 2, "\(ended.error)")
    #expect(ended.output.isEmpty)
  }

  @Test func severalFoldersOneOfThemHostile() throws {
    let bench = try ProgramRunner()
    try bench.folder.write("while true do end", to: "Other/psu/loops.lua")
    try bench.folder.write("return {", to: "Third/psu/power.lua")
    let ended = try RigrulesProcess.run(
      ["check", "good.yaml", "--format", "jsonl", "--rules", "Rules", "--rules", "Other"]
        + ["--rules", "Third"], in: bench.folder.path)
    #expect(ended.status == 3)
    #expect(ended.error.contains("Other/psu/loops.lua"))
    #expect(ended.error.contains("Third/psu/power.lua"))
    #expect(ended.output.contains(#"{"rule":"psu/worth","category":"psu","outcome":"pass""#))
  }

  @Test func linkThatLeadsToItselfEnds() throws {
    let bench = try ProgramRunner()
    try FileManager.default.createSymbolicLink(
      atPath: bench.rules + "/psu/loop", withDestinationPath: "..")
    let ended = try bench.run("check", "good.yaml")
    #expect(ended.seconds < 10)
    #expect(ended.status != 70)
    #expect(ended.status < 128)
  }

  @Test func namedPipeInTheFolderDoesNotHang() throws {
    let bench = try ProgramRunner()
    let ended = try bench.shell(
      "mkfifo Rules/psu/pipe.lua && rigrules check good.yaml --rules Rules")
    #expect(ended.status == 0, "\(ended.error)")
  }
}
