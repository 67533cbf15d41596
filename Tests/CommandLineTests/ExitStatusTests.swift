import Testing

/// The table of exit statuses, which scripts rely on.
@Suite struct ExitStatusTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let status: Int32
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ arguments: String, _ status: Int32) {
      self.arguments = arguments.split(separator: " ").map(String.init)
      self.status = status
    }
  }

  static let cases = [
    Case("check good.yaml", 0),
    Case("check advised.yaml", 0),
    Case("check warned.yaml", 0),
    Case("check bad.yaml", 1),
    Case("check unpriced.yaml", 0),
    Case("check warned.yaml --fail-on warning", 1),
    Case("check advised.yaml --fail-on warning", 0),
    Case("check advised.yaml --fail-on advice", 1),
    Case("check good.yaml --fail-on advice", 0),
    Case("check good.yaml --fail-on unknown", 0),
    Case("check unpriced.yaml --fail-on advice", 0),
    Case("check unpriced.yaml --fail-on unknown", 1),
    Case("check advised.yaml --fail-on unknown", 1),
    Case("check good.yaml bad.yaml", 1),
    Case("check good.yaml warned.yaml", 0),
    Case("check absent.yaml", 2),
    Case("check bad.yaml absent.yaml", 2),
    Case("check absent.yaml good.yaml", 2),
    Case("check", 2),
    Case("check good.yaml --fail-on often", 2),
    Case("check good.yaml --format papyrus", 2),
    Case("check good.yaml --lang fr", 2),
    Case("check good.yaml --color sometimes", 2),
    Case("check good.yaml --no-such-option", 2),
    Case("check - -", 2),
    Case("check good.yaml --config absent.yaml", 2),
    Case("chekc good.yaml", 2),
    Case("rules", 0),
    Case("explain psu/power", 0),
    Case("explain psu/power good.yaml", 0),
    Case("explain psu/powder", 2),
    Case("explain psu/power absent.yaml", 2),
    Case("explain", 2),
    Case("config", 0),
    Case("check --help", 0),
  ]

  @Test(arguments: cases) func isAsPromised(_ each: Case) throws {
    let bench = try ProgramRunner()
    let ended = try RigrulesProcess.run(
      each.arguments + ["--rules", "Rules"], in: bench.folder.path)
    #expect(ended.status == each.status, "\(ended.output)\(ended.error)")
    // Data on one stream, everything else on the other.
    if each.status == 2 { #expect(!ended.error.isEmpty) }
    if each.status == 0 { #expect(ended.error.isEmpty) }
  }

  @Test func versionIsPrinted() throws {
    let ended = try RigrulesProcess.run(["--version"])
    #expect(ended.status == 0)
    #expect(ended.output.firstMatch(of: /^\d+\.\d+\.\d+\n$/) != nil, "\(ended.output)")
  }

  @Test(arguments: [[], ["help"], ["--help"], ["help", "check"], ["explain", "-h"]])
  func helpIsAnAnswer(_ arguments: [String]) throws {
    let ended = try RigrulesProcess.run(arguments)
    #expect(ended.status == 0)
    #expect(ended.output.contains("USAGE: rigrules"))
    #expect(ended.error.isEmpty)
  }

  @Test func nearCommandIsSuggested() throws {
    let ended = try RigrulesProcess.run(["chekc"])
    #expect(ended.status == 2)
    #expect(ended.error == "error: there is no command `chekc`; did you mean `check`?\n")
  }

  @Test func otherBuildsAreStillPrinted() throws {
    let bench = try ProgramRunner()
    let ended = try bench.run("check", "absent.yaml", "good.yaml", "--format", "jsonl")
    #expect(ended.status == 2)
    #expect(ended.output.contains(#""id":"good""#))
    #expect(ended.error.contains("absent.yaml"))
  }

  @Test func ruleThatBreaksComesBeforeFindings() throws {
    let bench = try ProgramRunner()
    try bench.folder.write(
      "return { title = \"t\", severity = \"error\", check = function() error(\"oh\") end }",
      to: "Rules/psu/breaks.lua")
    let ended = try bench.run("check", "bad.yaml", "--format", "jsonl")
    #expect(ended.status == 3)
    #expect(ended.output.contains(#""verdict":"broken""#))
    #expect(ended.output.contains(#""rule":"psu/power""#))
  }

  @Test func brokenRulesComeBeforeInvalidInput() throws {
    let bench = try ProgramRunner()
    try bench.folder.write("return {", to: "Rules/psu/syntax.lua")
    #expect(try bench.run("check", "absent.yaml").status == 3)
    #expect(try bench.run("check", "good.yaml").status == 3)
  }
}
