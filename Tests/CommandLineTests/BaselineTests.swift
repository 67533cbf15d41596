import Foundation
import Testing

/// From findings that were there already to a clean start.
@Suite struct BaselineTests {
  static let today = ["RIGRULES_TODAY": "2026-11-24"]

  @Test func baselineMakesTheNextCheckCleanAndItsReasonsAreAskedFor() throws {
    let bench = try ProgramRunner()
    let written = try bench.run("baseline", "bad.yaml", "warned.yaml", "-o", "rigrules.yaml")
    #expect(written.status == 0, "\(written.error)")
    #expect(written.output.isEmpty)
    #expect(written.error == "rigrules.yaml: 3 waivers\n")
    let check = {
      try bench.run(
        "check", "bad.yaml", "warned.yaml", "--fail-on", "warning", environment: Self.today)
    }
    let unexplained = try check()
    #expect(unexplained.status == 1 && unexplained.output.contains("has no reason yet"))
    _ = try bench.shell("sed -i.old s/TODO:/known,/ rigrules.yaml")
    let explained = try check()
    #expect(explained.status == 0, "\(explained.output)")
    #expect(!explained.output.contains("config/waivers"))
  }

  @Test func baselineIsPrintedAndIsAConfiguration() throws {
    let bench = try ProgramRunner()
    let printed = try bench.run("baseline", "bad.yaml", "--owner", "me", "--until", "2026-12-31")
    #expect(printed.status == 0)
    try bench.folder.write(printed.output, to: "rigrules.yaml")
    #expect(try bench.run("config").status == 0)
    _ = try bench.shell("sed -i.old s/TODO:/known,/ rigrules.yaml")
    #expect(try bench.run("baseline", "bad.yaml").output.hasSuffix("waivers: []\n"))
    #expect(try bench.run("baseline", "good.yaml").output.hasSuffix("waivers: []\n"))
    let chinese = try bench.run("baseline", "warned.yaml", "--lang", "zh")
    #expect(chinese.output.contains("reason: \"TODO：请写明为何接受\""), "\(chinese.output)")
  }

  @Test(arguments: [
    (["baseline", "bad.yaml", "-o", "good.yaml"], "is there already"),
    (["baseline", "bad.yaml", "--until", "tomorrow"], "2026-12-31"),
    (["baseline", "bad.yaml", "nowhere.yaml"], "[build/unreadable]"),
    (["baseline", "bad.yaml", "-o", "nowhere/rigrules.yaml"], "cannot be written"),
    (["baseline"], "build"),
  ])
  func mistakeIsStatusTwoAndPrintsNothing(_ arguments: [String], _ words: String) throws {
    let bench = try ProgramRunner()
    let ended = try RigrulesProcess.run(
      arguments + ["--rules", "Rules"], in: bench.folder.path)
    #expect(ended.status == 2)
    #expect(ended.error.contains(words), "\(ended.error)")
    #expect(ended.output.isEmpty)
    #expect(try bench.shell("cat good.yaml").output.hasPrefix("id: good"))
  }

  /// Each form shows a waiver that is over and one that waives nothing, and `--fail-on` sees them.
  @Test(arguments: [
    ("text", "config/waivers"), ("json", #""rule": "config/waivers""#),
    ("jsonl", #""rule":"config/waivers""#), ("markdown", "`config/waivers`"),
    ("junit", #"name="config/waivers""#), ("sarif", #""ruleId": "config/waivers""#),
    ("github", "::warning file=rigrules.yaml,line=2,title=config/waivers"),
  ])
  func everyFormatShowsWaiversThatNeedAttention(_ format: String, _ words: String) throws {
    let bench = try ProgramRunner()
    try bench.folder.write(
      """
      waivers:
        - { rule: psu/power, build: good, reason: "not here yet", until: 2026-01-01 }
        - { rule: psu/roomy, build: good, finding: low, reason: was needed once }
      """, to: "rigrules.yaml")
    let ended = try bench.run(
      "check", "good.yaml", "--format", format, "--fail-on", "warning", environment: Self.today)
    #expect(ended.status == 1, "\(ended.error)")
    for part in [words, "2026-01-01", "psu/roomy (low)", "was needed once"] {
      #expect(ended.output.contains(part), "\(ended.output)")
    }
    #expect(
      try bench.run("check", "good.yaml", "--format", format, environment: Self.today).status == 0)
  }

  @Test func waiversRuleHasAPage() throws {
    let ended = try ProgramRunner().run("explain", "config/waivers")
    #expect(ended.status == 0)
    #expect(ended.output.contains("unmatched"))
  }

  @Test func emptyWaiverOrReasonIsRefused() throws {
    let bench = try ProgramRunner()
    for text in ["waivers: [{}]", "waivers:\n  -\n", "waivers: [{ rule: psu/power, reason: ' ' }]"]
    {
      try bench.folder.write(text + "\n", to: "rigrules.yaml")
      let ended = try bench.run("check", "good.yaml")
      #expect(ended.status == 3, "\(text)")
      #expect(ended.error.contains("[config/missing-key]"), "\(ended.error)")
    }
  }
}
