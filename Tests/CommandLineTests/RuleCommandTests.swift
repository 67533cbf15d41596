import Foundation
import Testing

/// `rigrules rules` and `rigrules explain`.
@Suite struct RuleCommandTests {
  @Test func listsEveryRule() throws {
    let bench = try Workbench()
    let ended = try bench.run("rules")
    for id in ["psu/power", "psu/roomy", "psu/worth"] { #expect(ended.output.contains(id)) }
    #expect(ended.output.contains("At least 500 of wattage_w"))
    #expect(try bench.run("rules", "--lang", "zh").output.contains("wattage_w 至少 500"))
  }

  @Test func listInJSONHasThePromisedKeys() throws {
    let bench = try Workbench()
    let ended = try bench.run("rules", "--format", "json")
    let rules = try #require(
      try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [[String: Any]])
    #expect(rules.map { $0["id"] as? String } == ["psu/power", "psu/roomy", "psu/worth"])
    let keys = ["id", "category", "title", "why", "source", "severity", "params", "path", "origin"]
    #expect(Set(rules[0].keys) == Set(keys))
    #expect(rules[0]["path"] as? String == "Rules/psu/power.lua")
  }

  @Test func explainShowsTheRulesPage() throws {
    let bench = try Workbench()
    let ended = try bench.run("explain", "psu/power")
    for part in ["psu/power", "At least 500 of wattage_w", "Because.", "psus[].wattage_w", "error"]
    {
      #expect(ended.output.contains(part), "\(ended.output)")
    }
  }

  @Test func explainOnABuildShowsWhatWasRead() throws {
    let bench = try Workbench()
    let ended = try bench.run("explain", "psu/power", "bad.yaml")
    #expect(ended.status == 0)
    for part in ["psus[0].wattage_w", "300", "It is 300; 500 is needed."] {
      #expect(ended.output.contains(part), "\(ended.output)")
    }
    let json = try bench.run("explain", "psu/power", "bad.yaml", "--format", "json")
    let page = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(page?["reads"] != nil, "\(json.output)")
  }

  @Test func explainSuggestsTheNearName() throws {
    let bench = try Workbench()
    let ended = try bench.run("explain", "psu/powr")
    #expect(ended.status == 2)
    #expect(ended.error.contains("did you mean `psu/power`?"), "\(ended.error)")
  }

  @Test func explainOfARuleThatDoesNotLoadTellsWhy() throws {
    let bench = try Workbench()
    try bench.folder.write("return {", to: "Rules/psu/syntax.lua")
    let ended = try bench.run("explain", "psu/syntax")
    #expect(ended.status == 3)
    #expect(ended.error.contains("Rules/psu/syntax.lua"))
  }
}
