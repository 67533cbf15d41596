import Foundation
import Testing

/// No typo in a configuration does nothing in silence.
@Suite struct SilentTypoTests {
  struct Typo: Sendable, CustomTestStringConvertible {
    let text: String
    let place: String
    let says: String
    var testDescription: String { text }

    init(_ text: String, _ place: String, _ says: String) {
      (self.text, self.place, self.says) = (text, place, says)
    }
  }

  static let typos = [
    Typo("settings:\n  psu/powr: { weight: 2 }\n", "2", "did you mean `psu/power`?"),
    Typo("settings:\n  psu/powr: { off: true }\n", "2", "did you mean `psu/power`?"),
    Typo("settings:\n  power: { off: true }\n", "2", "did you mean `psu/power`?"),
    Typo("settings:\n  psu/*: { off: true }\n", "2", "each rule is named by itself"),
    Typo("settings:\n  psu/power: { of: true }\n", "2:16", "did you mean `off`?"),
    Typo("settings:\n  psu/power: off\n", "2:14", "write `{ off: true }`"),
    Typo("settings:\n  psu/power: false\n", "2:14", "write `{ off: true }`"),
    Typo("settings:\n  psu/power: on\n", "2:14", "write `{ off: false }`"),
    Typo("settings:\n  psu/power: warning\n", "2:14", "write `{ severity: warning }`"),
    Typo("settings:\n  psu/power: { off: yes }\n", "2:21", "write `true`"),
    Typo(
      "waivers:\n  - { rule: psu/power, reason: r, until: 2027-02-30 }\n", "2:42",
      "there is no such day"),
    Typo("waivers:\n  - { rule: psu/power, reason: r, until: soon }\n", "2:42", "2026-12-31"),
    Typo("lang：en\n", "1:5", "the full-width colon `：` (U+FF1A)"),
    Typo("settings:\n\u{A0} psu/power: { off: true }\n", "2:1", "the no-break space (U+00A0)"),
  ]

  @Test("a mistake in the configuration has its place and its fix", arguments: typos)
  func typo(_ typo: Typo) throws {
    let runner = try ProgramRunner()
    try runner.folder.write(typo.text, to: "rigrules.yaml")
    let ended = try runner.run("check", "good.yaml")
    #expect(ended.status == 3, "\(ended.error)")
    #expect(ended.error.hasPrefix("rigrules.yaml:\(typo.place): error: "), "\(ended.error)")
    #expect(ended.error.contains(typo.says), "\(ended.error)")
  }

  @Test(
    "`off` and `on` count however the YAML was written",
    arguments: [
      "off: true", "\"off\": true", "on: false", "'on': false", "false: true", "true: false",
    ])
  func switches(_ key: String) throws {
    let runner = try ProgramRunner()
    try runner.folder.write("settings:\n  psu/power: { \(key) }\n", to: "rigrules.yaml")
    let ended = try runner.run("check", "bad.yaml")
    #expect(ended.error.isEmpty && !ended.output.contains("psu/power"), "\(ended.error)")
    let shown = try runner.run("config")
    #expect(shown.output.contains("\"off\": true"), "\(shown.output)")
  }

  @Test("settings of a plugin that is not on are a notice")
  func settingsOfPlugins() throws {
    let runner = try ProgramRunner()
    try runner.folder.write(
      "settings:\n  power:mains-circuit: { weight: 2 }\n", to: "rigrules.yaml")
    let ended = try runner.run("check", "good.yaml")
    #expect(ended.status == 0 && ended.error.isEmpty, "\(ended.error)")
    let words = ended.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("the plugin `power` is not on (rigrules.yaml:2)"), "\(words)")
    let chinese = try runner.run("check", "good.yaml", "--lang", "zh")
    #expect(chinese.output.contains("因为插件 `power` 没有启用"), "\(chinese.output)")
    try runner.folder.write(
      "settings:\n  power:mains-circut: { weight: 2 }\n", to: "rigrules.yaml")
    let typo = try runner.run("check", "good.yaml")
    #expect(typo.error.contains("did you mean `power:mains-circuit`?"), "\(typo.error)")
  }

  @Test("a waiver of a finding that the rule has not says the near one")
  func findings() throws {
    let runner = try ProgramRunner()
    try runner.folder.write(
      "waivers:\n  - { rule: psu/power, finding: lwo, reason: r }\n", to: "rigrules.yaml")
    let ended = try runner.run("check", "bad.yaml")
    #expect(ended.output.contains("has no finding `lwo`; did you mean `low`?"), "\(ended.output)")
    let chinese = try runner.run("check", "bad.yaml", "--lang", "zh")
    #expect(chinese.output.contains("没有问题 `lwo`，是否指 `low`？"), "\(chinese.output)")
  }

  @Test("a day that is not is refused from the environment too")
  func today() throws {
    let runner = try ProgramRunner()
    try runner.folder.write("lang: en\n", to: "rigrules.yaml")
    let ended = try runner.run(
      "check", "good.yaml", environment: ["RIGRULES_TODAY": "2026-02-30"])
    #expect(ended.status == 2 && ended.error.contains("2026-02-30"))
  }

  @Test("`test` warns of messages and parameters that nothing uses")
  func unused() throws {
    let runner = try ProgramRunner()
    let source = ProgramRunner.rule(severity: "error", field: "wattage_w", least: 500)
      .replacing("why =", with: "params = { spare = { default = 1 } },\n  why =")
      .replacing("messages = {", with: "messages = {\n    high = \"unused\",")
    try runner.folder.write(source, to: "Mine/psu/x.lua")
    let ended = try runner.shell("rigrules test Mine/psu/x.lua")
    #expect(ended.output.contains("`messages` declares `high`, which no ctx.report names"))
    #expect(ended.output.contains("`params` declares `spare`, which the rule never reads"))
    #expect(ended.output.contains("; 2 warnings"), "\(ended.output)")
    let json = try runner.shell("rigrules test Mine/psu/x.lua --format json")
    #expect(json.output.contains("\"warnings\""))
  }

  @Test("`test` never advises to declare a field that is none")
  func advice() throws {
    let runner = try ProgramRunner()
    // The name is put together, so that only the run can tell.
    let source = """
      return {
        title = "T", severity = "advice", needs = { "gpus[].vram_gb" },
        messages = { low = "low" },
        check = function(build, ctx)
          local key = "vra" .. "m"
          if build.gpus[1][key] then ctx.report("low") end
        end,
        examples = { { name = "a", build = { gpus = { { vram_gb = 8 } } }, expect = "pass" } },
      }
      """
    try runner.folder.write(source, to: "Mine/gpu/x.lua")
    let ended = try runner.shell("rigrules test Mine/gpu/x.lua")
    #expect(ended.output.contains("which no build has"), "\(ended.output)")
    #expect(!ended.output.contains("add it to"), "\(ended.output)")
  }
}
