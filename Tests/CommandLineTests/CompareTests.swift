import Foundation
import Testing

/// Two rules folders on the same builds.
@Suite struct CompareTests {
  /// A workbench with a second folder: other figures, one rule more and one less.
  static func bench() throws -> ProgramRunner {
    let bench = try ProgramRunner()
    for name in ["power", "worth"] {
      let text = FileManager.default.contents(atPath: "\(bench.rules)/psu/\(name).lua") ?? Data()
      try bench.folder.write(text, to: "New/psu/\(name).lua")
    }
    try bench.folder.write(
      ProgramRunner.rule(severity: "error", field: "wattage_w", least: 700), to: "New/psu/power.lua"
    )
    try bench.folder.write(
      ProgramRunner.rule(severity: "advice", field: "price", least: 300), to: "New/psu/extra.lua")
    try bench.folder.write(
      """
      {"id":"a","psus":{"wattage_w":1000,"price":400}}

      {"id":"b","psus":{"wattage_w":600,"price":400}}
      {"id":"c","psus":{"wattage_w":300,"price":200}}\r

      """, to: "builds.jsonl")
    return bench
  }

  static func compare(_ bench: ProgramRunner, _ arguments: String...) throws
    -> RigrulesProcess.Ended
  {
    try RigrulesProcess.run(
      ["compare", "--rules", "Rules", "--rules", "New"] + arguments, in: bench.folder.path)
  }

  @Test func differencesAreListedAndSummedUp() throws {
    let ended = try Self.compare(Self.bench(), "builds.jsonl", "good.yaml")
    #expect(ended.status == 1, "\(ended.error)")
    #expect(
      ended.output == """
        b  builds.jsonl:3
          - warning psu/roomy: It is 600; 800 is needed.
          + error psu/power: It is 600; 700 is needed.
          warn → fail, score 78.6 → 16.7
        c  builds.jsonl:4
          - warning psu/roomy: It is 300; 800 is needed.
          + advice psu/extra: It is 200; 300 is needed.
          ~ error psu/power: It is 300; 700 is needed.
          fail, score 7.1 → 8.3
        good  good.yaml
          + advice psu/extra: It is 200; 300 is needed.
          pass, score 100 → 91.7

        4 builds, 3 differ
          Rules → New
          1 rule is the same in both and ran once
          only in Rules: psu/roomy
          only in New: psu/extra
          verdict: warn → fail 1
          score: higher 1, lower 2
          psu/extra: new 2
          psu/power: new 1, altered 1
          psu/roomy: gone 2

        """)
  }

  @Test func sameRulesAreStatusZero() throws {
    let bench = try Self.bench()
    let ended = try RigrulesProcess.run(
      ["compare", "--rules", "Rules", "--rules", "Rules", "builds.jsonl"], in: bench.folder.path)
    #expect(ended.status == 0, "\(ended.error)")
    #expect(
      ended.output
        == "3 builds, 0 differ\n  Rules → Rules\n  3 rules are the same in both and ran once\n")
  }

  @Test func jsonIsOneDocumentAndLinesAreObjects() throws {
    let bench = try Self.bench()
    let json = try Self.compare(bench, "builds.jsonl", "--format", "json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let builds = try #require(document["builds"] as? [[String: Any]])
    #expect(builds.map { $0["at"] as? String } == ["builds.jsonl:3", "builds.jsonl:4"])
    #expect(builds[0]["verdict"] as? [String] == ["warn", "fail"])
    let summary = try #require(document["summary"] as? [String: Any])
    #expect(summary["builds"] as? Int == 3 && summary["differing"] as? Int == 2)
    let lines = try Self.compare(bench, "builds.jsonl", "--format", "jsonl").output
    #expect(lines.split(separator: "\n").count == 3)
    #expect(lines.split(separator: "\n").last?.hasPrefix(#"{"summary":{"rules":"#) == true)
    let none = try Self.compare(bench, "builds.jsonl", "--format", "json", "--summary")
    let empty = try JSONSerialization.jsonObject(with: Data(none.output.utf8)) as? [String: Any]
    #expect((empty?["builds"] as? [Any])?.isEmpty == true)
    #expect(try Self.compare(bench, "builds.jsonl", "-q").output.isEmpty)
  }

  @Test func standardInputHoldsLines() throws {
    let bench = try Self.bench()
    let ended = try bench.shell(
      "rigrules compare --rules Rules --rules New - --summary < builds.jsonl")
    #expect(ended.status == 1)
    #expect(ended.output.hasPrefix("3 builds, 2 differ\n"), "\(ended.output)")
  }

  @Test func badLinesAreToldAndTheOthersCompared() throws {
    let bench = try Self.bench()
    try bench.folder.write(
      """
      {"id":"a","psus":{"wattage_w":600,"price":400}}
      {"id":"b","psu":{"watage_w":600}}
      {"id":
      {"name":"\(String(repeating: "x", count: 1_100_000))"}
      {"id":"z","psus":{"wattage_w":600,"price":400}}
      """, to: "bad.jsonl")
    let ended = try Self.compare(bench, "bad.jsonl", "nowhere.jsonl", "nowhere.yaml")
    #expect(ended.status == 2)
    #expect(ended.output.contains("\n2 builds, 2 differ\n"), "\(ended.output)")
    for words in [
      "bad.jsonl:2:18: error: `psu.watage_w`", "bad.jsonl:3:", "bad.jsonl:4: error: the line is",
      "nowhere.jsonl: error: the file cannot be read", "nowhere.yaml: error: the file cannot be",
    ] {
      #expect(ended.error.contains(words), "\(ended.error)")
    }
  }

  /// What is set for a rule of one folder is not a mistake; for a rule of neither, it is.
  @Test func settingsOfOneFolderAreTaken() throws {
    let bench = try Self.bench()
    try bench.folder.write(
      "settings:\n  psu/extra: { severity: warning }\n  psu/roomy: { weight: 5 }\n",
      to: "rigrules.yaml")
    #expect(try Self.compare(bench, "good.yaml").output.contains("pass → warn"))
    try bench.folder.write("settings:\n  psu/extar: { weight: 5 }\n", to: "rigrules.yaml")
    let ended = try Self.compare(bench, "good.yaml")
    #expect(ended.status == 3)
    #expect(ended.error.contains("[config/unknown-rule]"), "\(ended.error)")
  }

  @Test func brokenRulesAreStatusThreeAndToldOnce() throws {
    let bench = try Self.bench()
    try bench.folder.write("return {", to: "New/psu/syntax.lua")
    let load = try Self.compare(bench, "builds.jsonl")
    #expect(load.status == 3)
    #expect(load.error.split(separator: "\n").count { !$0.hasPrefix(" ") } == 1, "\(load.error)")
    try bench.folder.write(
      "return { title = 't', severity = 'advice', check = function(b) return b.cpu.cores end }",
      to: "New/psu/syntax.lua")
    let run = try Self.compare(bench, "builds.jsonl")
    #expect(run.status == 3)
    #expect(run.error.contains("psu/syntax broke on a: "), "\(run.error)")
    #expect(run.error.split(separator: "\n").count == 1, "\(run.error)")
  }

  @Test(arguments: [[], ["--rules", "Rules"], ["--rules", "a", "--rules", "b", "--rules", "c"]])
  func twoFoldersAreNeeded(_ rules: [String]) throws {
    let bench = try Self.bench()
    let ended = try RigrulesProcess.run(
      ["compare", "good.yaml"] + rules, in: bench.folder.path)
    #expect(ended.status == 2)
    #expect(ended.error.contains("--rules twice"), "\(ended.error)")
  }
}

/// Two builds, or two folders of builds, under the same rules.
@Suite struct CompareBuildsTests {
  static func run(_ bench: ProgramRunner, _ arguments: String...) throws -> RigrulesProcess.Ended {
    try RigrulesProcess.run(["compare", "--rules", "Rules"] + arguments, in: bench.folder.path)
  }

  /// Two folders with a pair of builds that differ, a pair that is equal, and a file in one only.
  static func bench() throws -> ProgramRunner {
    let bench = try CompareTests.bench()
    let build = { (id: String, watts: Int) in
      "id: \(id)\npsus: { wattage_w: \(watts), price: 400 }\n"
    }
    try bench.folder.write(build("a", 1000), to: "A/x.yaml")
    try bench.folder.write(build("b", 600), to: "B/x.yaml")
    try bench.folder.write(build("same", 1000), to: "A/y.yaml")
    try bench.folder.write(build("renamed", 1000), to: "B/y.yaml")
    try bench.folder.write(build("more", 1000), to: "B/z.yaml")
    return bench
  }

  @Test func fieldsFindingsAndFiguresStandSideBySide() throws {
    let ended = try Self.run(Self.bench(), "A/x.yaml", "B/x.yaml")
    #expect(ended.status == 1, "\(ended.error)")
    #expect(ended.output.contains("a → b\n  psus[0].wattage_w: 1000 → 600\n"), "\(ended.output)")
    #expect(ended.output.contains("  + warning psu/roomy: It is 600; 800 is needed.\n"))
    #expect(ended.output.contains("  verdict  pass  warn\n"), "\(ended.output)")
    #expect(ended.output.contains("  price    400   400\n"), "\(ended.output)")
  }

  @Test func anotherNameIsNoDifference() throws {
    let ended = try Self.run(Self.bench(), "A/y.yaml", "B/y.yaml")
    #expect(ended.status == 0, "\(ended.error)")
    #expect(ended.output == "same → renamed\n  no difference\n")
  }

  @Test func foldersArePairedByFileName() throws {
    let ended = try Self.run(Self.bench(), "A", "B", "--format", "json")
    #expect(ended.status == 1, "\(ended.error)")
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any])
    let builds = try #require(json["builds"] as? [[String: Any]])
    #expect(builds.count == 1)
    #expect(builds.first?["ids"] as? [String] == ["a", "b"])
    let summary = try #require(json["summary"] as? [String: Any])
    #expect(summary["pairs"] as? Int == 2)
    #expect(summary["only_in"] as? [[String]] == [[], ["z.yaml"]])
  }

  @Test(arguments: [["A", "A/x.yaml"], ["A/x.yaml"], ["A/x.yaml", "A/none.yaml"]])
  func whatCannotBePairedIsWrongUsage(_ builds: [String]) throws {
    let ended = try RigrulesProcess.run(
      ["compare", "--rules", "Rules"] + builds, in: Self.bench().folder.path)
    #expect(ended.status == 2, "\(ended.output)")
    #expect(!ended.error.isEmpty)
  }
}
