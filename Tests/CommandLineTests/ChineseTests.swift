import Foundation
import Testing

/// With `--lang zh` the program is Chinese throughout: mistakes, lists, summaries.
@Suite struct ChineseTests {
  /// English words that stand outside of quotes and brackets of codes, but for names of formats.
  static func english(in text: String) -> [String] {
    text.split(separator: "\n").filter { $0.contains("错误：") || $0.contains("警告：") }
      .flatMap { line in
        line.replacing(#/`[^`]*`|"[^"]*"|'[^']*'|\[[a-z-]+\/[a-z-]+\]|\{[^}]*\}/#, with: "")
          .replacing(#/[\w.\/-]+\.(yaml|json|lua|jsonl)|--[a-z-]+|-o FILE/#, with: "")
          // Names: of functions, of commands, of what is allowed.
          .replacing(#/ctx\.\w+|：compare |可用的有 [^。]*/#, with: "")
          .matches(of: #/[a-z]{3,}/#).map { "\(line): \($0.output)" }
      }
  }

  static let builds = [
    "gpus: [{ vram: 24 }]\n", "gpu: RTX 4090\ngpus: []\n", "cpu: { cores: \"8\" }\n",
    "cpu: { cores: -1 }\n", "psus: [{ wattage_w: 5000000 }]\n", "use_case: kagle\n",
    "id: a\nid: b\n", "\tid: a\n", "cpu：\n", "gpus: 4\n", "- a\n", "hello\n", "",
    "{\"id\": \"a\",}", "{\"id\": 01}", "motherboard: { pcie_slots: [x16] }\n",
    "psus: [{ wattage_w: 850W }]\n", "id: \"abc\n", "gpus: [{ count: 100 }]\n",
  ]

  @Test("what is wrong with a build is Chinese", arguments: builds)
  func build(_ text: String) throws {
    let runner = try ProgramRunner()
    let name = text.hasPrefix("{") ? "b.json" : "b.yaml"
    try runner.folder.write(text, to: name)
    let ended = try runner.run("check", name, "--lang", "zh")
    #expect(ended.status == 2 && ended.error.contains("错误："), "\(ended.error)")
    #expect(Self.english(in: ended.error) == [], "\(ended.error)")
  }

  static let codes = [
    "if 1 != 2 then end", "if a = 1 then end", "x += 1", "continue", "local t = { 1 2 }",
    "if 1 print() end", "local t = { a: 1 }", "ctx.report(\"lo\", {})", "ctx.reprt(\"low\")",
    "local x = ctx.params.foo", "local x = build.gpu.vram", "local x = build.gpus[0]", "foo()",
    "local x = io.open", "ctx.report(\"low\", { have = 1, least = 1 }, { severty = \"error\" })",
    "local s = \"abc", "local s = “abc”", "if ctx.lang == \"cn\" then end", "for i = 1, 3 end",
  ]

  @Test("what is wrong with a rule is Chinese", arguments: codes)
  func rule(_ code: String) throws {
    let runner = try ProgramRunner()
    let rule = ProgramRunner.rule(severity: "error", field: "price", least: 1)
      .replacing("local have", with: "\(code)\n    local have")
    try runner.folder.write(rule, to: "Rules/psu/worth.lua")
    let ended = try runner.run("check", "good.yaml", "--lang", "zh")
    #expect(ended.error.contains("错误："), "\(ended.error)")
    #expect(Self.english(in: ended.error) == [], "\(ended.error)")
  }

  static let calls = [
    ["chek", "--lang", "zh"], ["check", "--lang", "zh", "--frmat", "json", "x"],
    ["check", "nosuch.yaml", "--lang=zh"], ["explain", "psu/powr", "--lang", "zh"],
    ["batch", "nosuch.jsonl", "--lang", "zh"], ["compare", "good.yaml", "--lang", "zh"],
    ["check", "good.yaml", "--today", "2026", "--lang", "zh"],
    ["check", "good.yaml", "--without", "psu/powr", "--lang", "zh"],
    ["check", "good.yaml", "--fail-on", "err", "--lang", "zh"],
    ["check", "good.yaml", "--format", "jsn", "--lang", "zh"],
  ]

  @Test("what is wrong with a call is Chinese", arguments: calls)
  func call(_ arguments: [String]) throws {
    let runner = try ProgramRunner()
    let ended = try RigrulesProcess.run(
      arguments + (arguments[0] == "chek" ? [] : ["--rules", "Rules"]), in: runner.folder.path)
    #expect(ended.status == 2 && ended.error.contains("错误："), "\(ended.error)")
    #expect(Self.english(in: ended.error) == [], "\(ended.error)")
  }

  @Test("the locale chooses the language where no option does")
  func locale() throws {
    let ended = try ProgramRunner().run(
      "check", "nosuch.yaml", environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(ended.error.contains("无法读取文件：没有这个文件"), "\(ended.error)")
  }

  @Test("lists, pages and sums have Chinese words for severities and verdicts")
  func words() throws {
    let runner = try ProgramRunner()
    let rules = try runner.run("rules", "--lang", "zh", "--no-plugins").output
    #expect(rules.hasPrefix("psu/power  错误  "), "\(rules)")
    let page = try runner.run("explain", "psu/power", "bad.yaml", "--lang", "zh").output
    #expect(page.contains("psu/power  错误") && page.contains("low：现在是"), "\(page)")
    try runner.folder.write(
      "{\"id\":\"a\",\"psus\":[{\"wattage_w\":300}]}\n{\"id\":\"b\",\"gpu\":4}\n", to: "two.jsonl")
    let summary = try runner.run("batch", "two.jsonl", "--format", "summary", "--lang", "zh")
    #expect(summary.output.hasPrefix("1 份配置，1 行不是配置\n\n结论\n"), "\(summary.output)")
    #expect(Self.english(in: summary.error) == [], "\(summary.error)")
    let lines = try runner.run("batch", "two.jsonl", "--lang", "zh").output
    #expect(lines.contains("这里应是列表"), "\(lines)")
    let compared = try runner.run("compare", "bad.yaml", "good.yaml", "--lang", "zh").output
    #expect(compared.contains("  - 错误 psu/power：现在是 300"), "\(compared)")
    #expect(compared.contains("不合格"), "\(compared)")
  }

  @Test("the pages of --help are Chinese, and English without --lang")
  func help() throws {
    let chinese = try RigrulesProcess.run(["check", "--help", "--lang", "zh"])
    #expect(chinese.status == 0 && chinese.error == "")
    #expect(chinese.output.hasPrefix("用全部规则评估配置。\n"), "\(chinese.output)")
    #expect(chinese.output.contains("（可选：error, warning"))
    let english = try RigrulesProcess.run(["check", "--help"]).output
    #expect(english.hasPrefix("OVERVIEW: Evaluate builds with every rule.\n"))
    let locale = try RigrulesProcess.run(
      ["help", "parts"], environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(locale.output.contains("用 'rigrules help parts <子命令>' 查看详细帮助。"))
    #expect(
      try RigrulesProcess.run([], environment: ["LC_ALL": "zh_CN.UTF-8"]).output.hasPrefix("按部件评判"))
  }

  @Test("what rigrules test prints is Chinese")
  func tests() throws {
    let runner = try ProgramRunner()
    try runner.folder.write(
      ProgramRunner.rule(severity: "error", field: "price", least: 1).replacing(
        "check =",
        with: """
          params = { unused = { default = 1, doc = { en = "u", zh = "无" } } },
          examples = {
            { name = "cheap", build = { psus = { { price = 0.5 }, { price = 9 } } }, expect = "pass" },
          },
          check =
          """), to: "Rules/psu/worth.lua")
    let ended = try runner.run("test", "--lang", "zh", "--no-plugins")
    #expect(ended.status == 1)
    for words in [
      "未通过  psu/worth  1 个示例、1 次运行", "- outcome：pass", "+ outcome：fail",
      "警告  `params` 里有 `unused`，而规则从不读取", "规则没有示例，无法说明它有效", "3 条规则、1 个示例",
      "项检查未通过",
    ] { #expect(ended.output.contains(words), "\(words)\n\(ended.output)") }
  }
}
