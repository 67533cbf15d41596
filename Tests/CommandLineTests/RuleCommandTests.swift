import Foundation
import Testing

/// `rigrules rules` and `rigrules explain`.
@Suite struct RuleCommandTests {
  @Test func listsEveryRule() throws {
    let bench = try ProgramRunner()
    let ended = try bench.run("rules")
    for id in ["psu/power", "psu/roomy", "psu/worth"] { #expect(ended.output.contains(id)) }
    #expect(ended.output.contains("At least 500 of wattage_w"))
    #expect(try bench.run("rules", "--lang", "zh").output.contains("wattage_w 至少 500"))
  }

  @Test func listInJSONHasThePromisedKeys() throws {
    let bench = try ProgramRunner()
    let ended = try bench.run("rules", "--format", "json")
    let rules = try #require(
      try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [[String: Any]])
    #expect(rules.map { $0["id"] as? String } == ["psu/power", "psu/roomy", "psu/worth"])
    let keys = [
      "id", "category", "title", "why", "source", "severity", "unknown", "params", "path", "origin",
    ]
    #expect(Set(rules[0].keys) == Set(keys))
    #expect(rules[0]["unknown"] as? String == "incomplete")
    #expect(rules[0]["path"] as? String == "Rules/psu/power.lua")
  }

  @Test func explainShowsTheRulesPage() throws {
    let bench = try ProgramRunner()
    let ended = try bench.run("explain", "psu/power")
    for part in ["psu/power", "At least 500 of wattage_w", "Because.", "psus[].wattage_w", "error"]
    {
      #expect(ended.output.contains(part), "\(ended.output)")
    }
  }

  @Test func explainOnABuildShowsWhatWasRead() throws {
    let bench = try ProgramRunner()
    let ended = try bench.run("explain", "psu/power", "bad.yaml")
    #expect(ended.status == 0)
    for part in ["psus[0].wattage_w", "300", "It is 300; 500 is needed."] {
      #expect(ended.output.contains(part), "\(ended.output)")
    }
    let json = try bench.run("explain", "psu/power", "bad.yaml", "--format", "json")
    let page = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(page?["reads"] != nil, "\(json.output)")
    #expect(page?["unknown"] as? String == "incomplete")
  }

  @Test func explainSuggestsTheNearName() throws {
    let bench = try ProgramRunner()
    let ended = try bench.run("explain", "psu/powr")
    #expect(ended.status == 2)
    #expect(ended.error.contains("did you mean `psu/power`?"), "\(ended.error)")
  }

  @Test func explainOfARuleThatDoesNotLoadTellsWhy() throws {
    let bench = try ProgramRunner()
    try bench.folder.write("return {", to: "Rules/psu/syntax.lua")
    let ended = try bench.run("explain", "psu/syntax")
    #expect(ended.status == 3)
    #expect(ended.error.contains("Rules/psu/syntax.lua"))
  }

  /// What is broken may be the very thing that is asked about, so nothing is loaded for a code.
  @Test(arguments: [
    (["config/unknown-key"], "did you mean `settings`?", "改用提示中的名称"),
    (["rule/fuel"], "while true do end", "死循环"),
  ])
  func explainShowsThePageOfACode(_ code: [String], _ english: String, _ chinese: String) throws {
    let bench = try ProgramRunner()
    try bench.folder.write("seting: {}\n", to: "rigrules.yaml")
    let page = try bench.run("explain", code[0])
    #expect(page.status == 0, "\(page.error)")
    #expect(page.output.hasPrefix(code[0] + "\n"))
    #expect(page.output.contains(english), "\(page.output)")
    #expect(try bench.run("explain", code[0], "--lang", "zh").output.contains(chinese))
    let json = try bench.run("explain", code[0], "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(object?["code"] as? String == code[0])
  }

  @Test func explainSuggestsTheNearCode() throws {
    let ended = try ProgramRunner().run("explain", "build/unknown-kye")
    #expect(ended.status == 2)
    #expect(ended.error.contains("did you mean `build/unknown-key`?"), "\(ended.error)")
  }

  @Test(arguments: [
    ("gpus[].tdp", "gpus[].tdp_w"), ("gpus[2].tdp", "gpus[].tdp_w"), ("gpu.tdp", "gpus[].tdp_w"),
    ("psus[].wattage", "psus[].wattage_w"), ("cpu.tdp", "cpu.tdp_w"),
    ("motherboard.pcie_slots[].lane", "motherboard.pcie_slots[].lanes"),
  ])
  func explainSuggestsTheWholePathOfAField(_ written: String, _ meant: String) throws {
    let ended = try ProgramRunner().run("explain", written)
    #expect(ended.status == 2)
    #expect(ended.error.contains("did you mean `\(meant)`?"), "\(ended.error)")
  }

  /// Whatever a user must know of a file names the page that explains it.
  @Test(arguments: [
    (["check", "nowhere.yaml"], "[build/unreadable]"),
    (["check", "good.yaml", "--config", "nowhere.yaml"], "[config/unreadable]"),
    (["check", "good.yaml", "--rules", "nowhere"], "[rule/unreadable]"),
    (["explain", "psu/zzzzzzzz"], "[rule/unknown]"),
    (["check", "good.yaml", "--plugins", "nowhere"], "[plugin/not-found]"),
    (["check", "good.yaml", "--profile", "nowhere"], "[plugin/unknown-name]"),
    (["check", "good.yaml", "--format", "nowhere:x"], "[plugin/unknown-name]"),
    (["import", "good.yaml", "--from", "nowhere"], "[plugin/unknown-name]"),
    (["baseline", "bad.yaml", "-o", "nowhere/a.yaml"], "[output/unwritable]"),
  ])
  func everyMessageNamesItsCode(_ arguments: [String], _ code: String) throws {
    let bench = try ProgramRunner()
    let ended = try RigrulesProcess.run(
      arguments + (arguments.contains("--rules") ? [] : ["--rules", "Rules"]),
      in: bench.folder.path)
    #expect(ended.status == 2)
    #expect(ended.error.hasSuffix(code + "\n"), "\(ended.error)")
  }

  /// An error below 500 W, advice below 800 W.
  private static func steps() throws -> ProgramRunner {
    let runner = try ProgramRunner()
    let rule = ProgramRunner.rule(severity: "error", field: "wattage_w", least: 800).replacing(
      "{ at = \"psus[1].wattage_w\" }",
      with: "{ at = \"psus[1].wattage_w\", severity = have >= 500 and \"advice\" or nil }")
    try runner.folder.write(rule, to: "Rules/psu/power.lua")
    return runner
  }

  @Test("--why-not names the nearest other answer and the value that passes, each with its margin")
  func whyNot() throws {
    let runner = try Self.steps()
    let page = try runner.run("explain", "psu/power", "bad.yaml", "--why-not").output
      .replacing("\n  ", with: " ")
    #expect(
      page.contains(
        "psus[1].wattage_w is 300 W: fail (error); fail (advice) with 500 W; margin 200 W (66.7 %); "
          + "passes with 800 W; margin 500 W (166.7 %)"), "\(page)")
    // An answer that is worse is nearer than the one that passes.
    let warned = try runner.run("explain", "psu/power", "warned.yaml", "--why-not").output
      .replacing("\n  ", with: " ")
    #expect(
      warned.contains(
        "600 W: fail (advice); fail (error) with 499 W; margin 101 W (16.8 %); passes with 800 W; "
          + "margin 200 W (33.3 %)"), "\(warned)")
    let json = try runner.run(
      "explain", "psu/power", "bad.yaml", "--why-not", "--format", "json"
    ).output
    let document = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let decisions = try #require(document?["why_not"] as? [[String: Any]])
    #expect(decisions.count == 1)
    #expect(decisions[0]["needed"] as? Int == 500 && decisions[0]["margin"] as? Int == 200)
    #expect(decisions[0]["passing"] as? Int == 800)
    #expect(decisions[0]["passing_margin"] as? Int == 500)
    let passing = try runner.run(
      "explain", "psu/power", "good.yaml", "--why-not", "--format", "json"
    ).output
    #expect(passing.contains("\"passing\": null"), "\(passing)")
    let chinese = try runner.run("explain", "psu/power", "bad.yaml", "--why-not", "--lang", "zh")
      .output.replacing("\n  ", with: "")
    #expect(chinese.contains("改为 800 W 则通过；相差 500 W"), "\(chinese)")
  }
}
