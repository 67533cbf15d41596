import RigModel
import Testing

@testable import rigrules

/// One script and what it must say.
struct ScriptCase: Sendable, CustomTestStringConvertible {
  let script: String
  /// Parts of the output, in this order.
  let says: [String]
  init(_ script: String, _ says: String...) {
    self.script = script
    self.says = says
  }
  var testDescription: String { script }
}

@Suite("Inputs and commands")
struct CommandTests {
  static let luaCases: [ScriptCase] = [
    ScriptCase("build.psus[1].wattage_w", "300\n"),
    ScriptCase("#build.gpus, build.gpus[2].chipset", "2\n\"B\"\n"),
    ScriptCase("1 + 1 == 2", "true\n"),
    ScriptCase("nil", "nil\n"),
    ScriptCase("x = 5\nx * 2", "10\n"),
    ScriptCase("local x = 1\n-- nothing\n7", "7\n"),
    ScriptCase("{ 1, { a = \"b\" }, print2 = nil }", "{ 1, { a = \"b\" } }\n"),
    ScriptCase("function f(a)\n  return a * 2\nend\nf(21)\nf", "42\nfunction\n"),
    ScriptCase("for i = 1, 3 do\n  y = i\nend\ny", "3\n"),
    ScriptCase("text = [[\ntwo\n]]\ntext", "\"two\\n\"\n"),
    ScriptCase("require(\"lib.watts\").double(4)", "8\n"),
    ScriptCase("0/0", "nan\n"),
    ScriptCase("\"\\27[31mred\"", "\"\\u{1B}[31mred\"\n"),
    ScriptCase("os.execute(\"x\")", "line 1: error: `os.execute` is not available in rules\n"),
    ScriptCase("pcall", "`pcall` is not available in rules"),
    ScriptCase("while true do end", "error: the input exceeded its work limit (endless loop?)"),
    ScriptCase("x = = 1", "line 1: error: "),
    ScriptCase("build.id.x.y = 1", "error: `x` is asked of a plain value"),
    ScriptCase("f(", "error: the input ends before its last block does"),
    ScriptCase("\"abc", "error: unfinished string"),
    ScriptCase(":why psu/power\nctx.params.least, ctx.rule", "500\n\"psu/power\"\n"),
  ]

  static let editCases: [ScriptCase] = [
    ScriptCase(
      "build.psus[1].wattage_w = 600",
      "  - error psu/power: It is 300; 500 is needed.\n",
      "  ~ warning psu/roomy: It is 600; 800 is needed.\n",
      "  fail → warn, score 0 → 76.9 on 100 % of the checks\n"),
    ScriptCase(
      "build.psus[1].wattage_w = build.psus[1].wattage_w * 3", "fail → pass, score 0 → 100"),
    ScriptCase(
      "build.gpus[2] = nil\n#build.gpus",
      "set; verdict as before: fail, score 0 on 100 % of the checks\n1\n"),
    ScriptCase("build.gpus[3] = { chipset = \"C\" }\n#build.gpus", "3\n"),
    ScriptCase("build.gpus[9] = {}", "there is no [9]; the list has 2, the next is [3]"),
    ScriptCase("build.gpus[0] = nil", "lists count from 1"),
    ScriptCase("build.psus[1].wattag_w = 1", "did you mean `wattage_w`?"),
    ScriptCase("build.psus[1].wattage_w = 90000", "`psus[1].wattage_w`: found 90000 W", "3500 W"),
    ScriptCase("build.psus[1].wattage_w = \"1300 W\"", "error: `psus[1].wattage_w`"),
    ScriptCase("build.psus[1].wattage_w = print", "cannot hold function"),
    ScriptCase("build.gpus[1].chipset = function() end", "cannot hold function"),
    ScriptCase("build.psus = nil\n", "~ psu/power: fail → unknown (psus)", "fail → incomplete"),
    ScriptCase("build.cpu = { tdp_w = 65,\n  cores = 8 }\nbuild.cpu.cores", "8\n"),
    ScriptCase(":set psus[1].wattage_w 900", "fail → pass, score 0 → 100"),
    ScriptCase(":set use_case kaggle\nbuild.use_case", "\"kaggle\"\n"),
    ScriptCase(":set use_case kagle", "did you mean"),
    ScriptCase(":set gpu[1].vram_gb 24\nbuild.gpus[1].vram_gb", "24\n"),
    ScriptCase(":set gpus[2] nil\n#build.gpus", "1\n"),
    ScriptCase(":set x", "error: write :set PATH VALUE"),
    ScriptCase(
      ":show", "── Slots ─", "── Power ─", "── Chassis ─", "── Memory ─"),
    ScriptCase(":show memory,power", "── Power ─", "── Memory ─"),
    ScriptCase(":show slot", "error: there is no picture `slot`; did you mean `slots`?"),
    ScriptCase(":lang zh\n:show power\n:show xyz", "── 供电 ─", "没有示意图 `xyz`；可选：slots、power"),
    ScriptCase(":add gpu { chipset = \"C\",\n vram_gb = 24 }\n#build.gpus", "3\n"),
    ScriptCase(":add gpux {}", "a build has no part `gpux`; did you mean `gpus`?"),
    ScriptCase(":add cpu { cores = 4 }\n:add cpu {}", "the build has its cpu already"),
    ScriptCase(":set psus[1].wattage_w 900\n:undo", "score 0 → 100", "score 100 → 0"),
    ScriptCase(
      ":set psus[1].wattage_w 900\n:undo\n:redo\n:redo", "100 → 0", "0 → 100", "nothing to redo"),
    ScriptCase(":undo", "error: there is nothing to undo"),
    ScriptCase(
      ":diff\n:set psus[1].wattage_w 900\n:set gpus[2] nil\n:set precision 16\n:diff",
      "  no difference\n", "- psus[1].wattage_w = 300\n+ psus[1].wattage_w = 900\n",
      "+ precision = 16\n"),
    ScriptCase(":new\nbuild.id", "incomplete", "\"new\"\n"),
  ]

  /// Edits that are more than one assignment.
  static let statementCases: [ScriptCase] = [
    ScriptCase(
      "for _, card in ipairs(build.gpus) do card.cooling = \"blower\" end\n"
        + "build.gpus[1].cooling, build.gpus[2].cooling\n:undo\nbuild.gpus[2].cooling",
      "set; verdict as before", "\"blower\"\n\"blower\"\n", "nil\n"),
    ScriptCase(
      "build.psus[1].wattage_w = 600 build.monitors = 2; build.precision = 16\n:diff\n:undo\n:diff",
      "fail → warn", "+ precision = 16\n", "+ monitors = 2\n", "no difference"),
    ScriptCase("gpus[].cooling = \"blower\"\nbuild.gpus[2].cooling", "\"blower\"\n"),
    ScriptCase(":set gpus[].cooling blower\nbuild.gpus[1].cooling", "\"blower\"\n"),
    ScriptCase("gpus[1].vram_gb = 24\nbuild.gpus[1].vram_gb", "24\n"),
    ScriptCase(
      "build = { id = \"x\", psus = { { wattage_w = 900 } } }\nbuild.id\n:undo\nbuild.id",
      "fail → pass", "\"x\"\n", "\"rig\"\n"),
    ScriptCase("build = 5", "error: the build cannot hold 5; write build = { … }"),
    ScriptCase("build = { gpuss = {} }\nbuild.id", "did you mean `gpus`?", "\"rig\"\n"),
    ScriptCase("for i = 1, 2 do build.gpus[i].coolin = 1 end", "did you mean `cooling`?"),
    ScriptCase("build.gpus[1] = nil\n#build.gpus\nbuild.gpus[1].chipset", "1\n\"B\"\n"),
    ScriptCase("do local g = build.gpus; g[1] = nil end\nbuild.gpus[1].chipset", "\"B\"\n"),
    ScriptCase("print(\"a\", 1, nil, { 2 })\n40 + 1\n_ + 1", "a  1  nil  { 2 }\n41\n42\n"),
    ScriptCase("build.psus[1].wattage_w = 0.5 x()", "error:"),
    ScriptCase("help", ":undo", ":why [RULE]"),
    ScriptCase("exit\n1", ""),
    ScriptCase("?gpus[1].vram_gb", "gpus[].vram_gb", "GB"),
    ScriptCase("?psu/power\nctx.rule", "At least 500 W", "\"psu/power\"\n"),
    ScriptCase(
      "?undo\n?gpus[1].vram_gbb", "take the last edit back", "did you mean `gpus[].vram_gb`?"),
    ScriptCase(":why", "psu/power", "Figures", "have = 300"),
    ScriptCase(":why roomy\nctx.rule", "At least 800 W", "\"psu/roomy\"\n"),
    ScriptCase(":set psus[1].wattage_w 900\n:why", "no rule has found anything"),
    ScriptCase(
      "build.psus = nil", "only knowledge is lost: nothing has become better",
      "score 0 → – on 100 → 0 % of the checks"),
    ScriptCase(
      ":set psus[1].wattage_w 900\n:set psus nil\n:undo", "only knowledge is gained"),
    ScriptCase(
      "id: other\npsus:\n  - wattage_w: 900\n\nbuild.id\n:undo\nbuild.id", "pass, score 100",
      "\"other\"\n", "\"rig\"\n"),
    ScriptCase(
      "{\"psus\": [\n{\"wattage_w\": 700}]}\n\nbuild.psus[1].wattage_w", "warn", "700\n"),
    ScriptCase(":paste\nid: other\n\npsus: {wattage_w: 900}\n.\nbuild.id", "\"other\"\n"),
    ScriptCase("x = 1\ny = 2\n:history x", "  1  x = 1\n"),
    ScriptCase(
      ":set psus[1].wattage_w 900\n:new\n:undo\nbuild.psus[1].wattage_w\n:diff",
      "unsaved edits of rig are kept", "900\n", "+ psus[1].wattage_w = 900"),
    ScriptCase(":save! /nowhere/x.yaml", "cannot be written"),
    ScriptCase(":undo!", "there is no command `:undo!`"),
    ScriptCase(":source /nowhere/x", "cannot be read"),
    ScriptCase(
      ":lang zh\n:set psus[1].wattage_w 600\n:help\n:diff!\n:what-if psus[1].wattage_w 300..900 300",
      "不合格 → 有警告，得分 0 → 76.9（评估了 100% 的检查）", "撤销上一次修改", "没有命令 `:diff!`",
      "能通过的最小 psus[1].wattage_w：800 W", "没有任何问题的最小值：800 W"),
    ScriptCase(":parts RTX", "there is no catalogue here"),
  ]
  @Test(
    "any Lua edits the build in one step, and words about it are commands",
    arguments: statementCases)
  func statements(_ test: ScriptCase) throws { try check(test) }

  static let ruleCases: [ScriptCase] = [
    ScriptCase(":check", "FAIL  rig", "It is 300; 500 is needed."),
    ScriptCase(":rules", "psu/power  error    At least 500 W\n", "psu/roomy  warning"),
    ScriptCase(":rules roomy", "psu/roomy"),
    ScriptCase(":rules nothing", "error: no rule has `nothing` in it"),
    ScriptCase(
      ":why psu/power", "At least 500 W", "Because.", "「至少」", "psus[0].wattage_w  300",
      "Figures", "have = 300", "least = 500"),
    ScriptCase(":why psu/powr", "there is no rule `psu/powr`; did you mean `psu/power`?"),
    ScriptCase(":rule psu/power", "Rules/psu/power.lua", " 1  return {"),
    ScriptCase(":trace psu/power", "psus[1].wattage_w  300", "fail, fuel "),
    ScriptCase(":params psu/power", "least = 500 W  floor"),
    ScriptCase(
      ":params psu/power least=200", "- error psu/power", "least = 200 W  (default 500)"),
    ScriptCase(
      ":params psu/power least=200\n:params psu/power least=default", "- error", "+ error",
      "least = 500 W  floor\n"),
    ScriptCase(":params psu/power least=9000", "the most is 5000 [config/parameter]"),
    ScriptCase(":params psu/power leest=1", "has no parameter `leest`", "did you mean `least`?"),
    ScriptCase(":lang zh\n:rules power\n:check", "语言 zh", "至少 500 W", "只有 300。"),
    ScriptCase(":lang fr", "error: the languages are en, zh"),
    ScriptCase(":reload", "no rule has changed"),
    ScriptCase(
      ":watch\n:watch on\n:watch off\n:watch maybe", "watch off", "watch on", "watch off",
      "error: write :watch on|off"),
    ScriptCase(":time", "2 rules: ", " ms (median of 100; "),
    ScriptCase(":help", ":why [RULE]", ":what-if PATH FROM..TO [STEP]"),
    ScriptCase(":help :set\n:help undoo", ":set gpus[2] nil", "did you mean `:undo`?"),
    ScriptCase(":hepl", "there is no command `:hepl`; did you mean `:help`?"),
    ScriptCase(":check now", "error: :check takes nothing after it"),
    ScriptCase(":quit\n:check", ""),
  ]

  @Test("Lua is evaluated in the sandbox", arguments: luaCases) func lua(_ test: ScriptCase) throws
  {
    try check(test)
  }
  @Test("edits are checked like a file and answered with what they change", arguments: editCases)
  func edits(_ test: ScriptCase) throws { try check(test) }
  @Test("rules are shown, explained and changed", arguments: ruleCases)
  func rules(_ test: ScriptCase) throws { try check(test) }

  private func check(_ test: ScriptCase) throws {
    let output = try ReplHarness.output(of: test.script)
    var rest = output[...]
    for part in test.says where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else {
        Issue.record("`\(part)` is not in (the rest of):\n\(output)")
        return
      }
      rest = rest[found.upperBound...]
    }
    #expect(!output.contains("\u{1B}"))
  }
}
