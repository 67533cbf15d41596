import Foundation
import Testing

/// Mistakes in builds: the line with a mark, look-alike characters by their names, texts that are no
/// builds at all.
@Suite struct BuildMistakeTests {
  private func error(_ text: String, _ name: String = "a.yaml") throws -> String {
    let runner = try ProgramRunner()
    try runner.folder.write(text, to: name)
    let ended = try runner.run("check", name)
    #expect(ended.status == 2, "\(ended.output)")
    return ended.error
  }

  @Test("a text of lines that no table knows is a list without parts, and a build file stays one")
  func lists() throws {
    let text = try error("asdf qwer zxcv\n", "list.txt")
    #expect(text.contains("list.txt: error: no line of this list is a part"), "\(text)")
    #expect(text.contains("[list/no-parts]"), "\(text)")
    #expect(try error("asdf qwer zxcv\n").contains("[build/not-a-build]"))
    #expect(try error("rigrule: 1\nuse_cases: x\n", "build.txt").contains("[build/"))
  }

  @Test func theLineIsShownWithAMark() throws {
    let text = try error("id: a\ngpus:\n  - vram: 8\n")
    #expect(
      text == """
        a.yaml:3:5: error: `gpus[1].vram`: `gpu` has no such key (did you mean `vram_gb`?) \
        [build/unknown-key]
          3 |   - vram: 8
            |     ^

        """, "\(text)")
  }

  @Test("a name that means no part is told from one that may mean two")
  func names() throws {
    let text = try error("rigrules: 1\ngpus: RTX 9090\ncpu: Ryzen 9 7950\n")
    #expect(
      text.contains("a.yaml:2:7: error: `RTX 9090` is not in the catalogue (near are"), "\(text)")
    #expect(text.contains("`GeForce RTX 5090`") && text.contains("[build/part-unknown]"), "\(text)")
    #expect(text.contains("a.yaml:3:6: error: `Ryzen 9 7950` may mean several parts"), "\(text)")
    #expect(text.contains("`AMD Ryzen 9 7950X3D`"), "\(text)")
  }

  @Test("a wrong key beside names is told, and not that the names are no lists")
  func namesAndKeys() throws {
    let text = try error("gpus: RTX 3090\ncpu: Ryzen 9 9999Q\nuse_cases: [serving]\n")
    #expect(!text.contains("wrong-type"), "\(text)")
    #expect(text.contains("a.yaml:2:6: error: `Ryzen 9 9999Q` is not in the catalogue"), "\(text)")
    #expect(text.contains("a.yaml:3:1: error: `use_cases`: a build has no such key"), "\(text)")
    #expect(text.contains("  3 | use_cases: [serving]"), "\(text)")
  }

  @Test(
    "a look-alike is named at its own place",
    arguments: [
      (
        "id: a\ngpus:\n  - name： RTX 4090\n    vram_gb: 24\n", "3:9",
        "full-width colon `：` (U+FF1A)"
      ),
      ("cpu：\n  cores: 8\n", "1:4", "full-width colon `：` (U+FF1A)"),
      ("id：a\nmonitors: 2\n", "1:3", "full-width colon `：` (U+FF1A)"),
      ("chassis: { radiators_mm: [240，360] }\n", "1:30", "full-width comma `，` (U+FF0C)"),
      ("gpus: [{ vendor: “nvidia” }]\n", "1:18", "typographic quote `“` (U+201C)"),
      ("cpu:\n\u{A0} cores: 8\n", "2:1", "no-break space (U+00A0)"),
      ("cpu: { cores: 8\u{A0} }\n", "1:16", "no-break space (U+00A0)"),
      ("monitors: 2\u{3000}\n", "1:12", "full-width blank (U+3000)"),
      ("monitors: \u{200B}2\n", "1:11", "zero-width space"),
    ])
  func lookAlikes(_ text: String, _ place: String, _ says: String) throws {
    let shown = try error(text)
    #expect(shown.hasPrefix("a.yaml:\(place): error: "), "\(shown)")
    #expect(shown.contains(says), "\(shown)")
  }

  @Test(
    "JSON too",
    arguments: [
      ("{“id”: 1}", "1:2", "typographic quote"), ("{\"id\"： \"a\"}", "1:6", "full-width colon"),
      ("{\"id\": \"a\"，\n\"monitors\": 2}", "1:11", "full-width comma"),
    ])
  func json(_ text: String, _ place: String, _ says: String) throws {
    let shown = try error(text, "a.json")
    #expect(shown.hasPrefix("a.json:\(place): error: ") && shown.contains(says), "\(shown)")
  }

  @Test("Chinese text where text belongs is not a mistake")
  func chinese() throws {
    let runner = try ProgramRunner()
    try runner.folder.write(
      "id: a\nname: 主机，大（两块显卡）：“快”\npsus: [{ wattage_w: 1000, price: 200 }]\n", to: "a.yaml")
    let ended = try runner.run("check", "a.yaml")
    #expect(ended.status == 0 && ended.error.isEmpty, "\(ended.error)")
  }

  @Test(
    "what is not a build is recognised",
    arguments: [
      ("<!DOCTYPE html>\n<html><body>Hello</body></html>\n", "a web page"),
      ("return {\n  title = \"T\",\n}\n", "Lua"),
    ])
  func foreign(_ text: String, _ says: String) throws {
    let shown = try error(text, "list.txt")
    #expect(shown.hasPrefix("list.txt: error: this is "), "\(shown)")
    #expect(shown.contains(says) && shown.split(separator: "\n").count == 1, "\(shown)")
  }

  @Test("a long line is cut between characters")
  func longLine() throws {
    let text = try error("name: " + String(repeating: "显卡", count: 100) + "\ncpu: {x: 1}\n")
    #expect(!text.contains("\u{FFFD}"))
    let long = try error("cpu: {name: \"" + String(repeating: "显", count: 120) + "\", corse: 8}\n")
    #expect(!long.contains("\u{FFFD}") && long.contains("…"), "\(long)")
    let lines = long.split(separator: "\n")
    #expect(lines.count == 3 && lines[1].contains("corse"), "\(long)")
  }
}

/// Findings lead to the key in the build's file.
@Suite struct FindingLocationTests {
  private func runner() throws -> ProgramRunner {
    let runner = try ProgramRunner()
    try runner.folder.write(
      "# a comment\nid: small\npsu:\n  - name: A\n    count: 2\n    wattage_w: 300\n    price: 60\n",
      to: "builds/small.yaml")
    return runner
  }

  @Test func text() throws {
    let ended = try runner().run("check", "builds/small.yaml")
    #expect(ended.output.contains("psu/power · builds/small.yaml:6:5"), "\(ended.output)")
  }

  @Test func json() throws {
    let ended = try runner().run("check", "builds/small.yaml", "--format", "json")
    let squeezed = ended.output.filter { !$0.isWhitespace }
    #expect(
      squeezed.contains(#""location":{"file":"builds/small.yaml","line":6,"column":5}"#),
      "\(ended.output)")
  }

  @Test func github() throws {
    let ended = try runner().run("check", "builds/small.yaml", "--format", "github")
    #expect(
      ended.output.contains("::error file=builds/small.yaml,line=6,col=5,"), "\(ended.output)")
  }

  @Test func sarif() throws {
    let runner = try runner()
    let ended = try runner.run("check", "builds/small.yaml", "--format", "sarif")
    let squeezed = ended.output.filter { !$0.isWhitespace }
    #expect(squeezed.contains(#""region":{"startLine":6,"startColumn":5}"#), "\(ended.output)")
    let print = try #require(
      squeezed.firstMatch(of: /"partialFingerprints":{"rigrulesFinding\/v1":"([0-9a-f]{32})"}/))
    // A line more above it is the same finding.
    let text = try String(
      contentsOfFile: runner.folder.path + "/builds/small.yaml", encoding: .utf8)
    try runner.folder.write("# one more\n" + text, to: "builds/small.yaml")
    let again = try runner.run("check", "builds/small.yaml", "--format", "sarif")
    #expect(again.output.contains(print.1) && again.output.contains("\"startLine\": 7"))
  }

  @Test("a field that is not written leads to the part, a part that is not to the build")
  func absent() throws {
    let runner = try ProgramRunner()
    try runner.folder.write(
      """
      return {
        title = "T", severity = "error", messages = { low = "low" },
        check = function(build, ctx)
          ctx.report("low", {}, { at = "gpus[3].tdp_w" })
          ctx.report("low", {}, { at = "cpu.tdp_w" })
          ctx.report("low", {}, { at = "motherboard.name" })
        end,
      }
      """, to: "Mine/a.lua")
    try runner.folder.write(
      "cpu: { cores: 8 }\ngpus:\n  - { name: A, count: 2 }\n  - { name: B }\n", to: "a.yaml")
    let ended = try runner.shell("rigrules check a.yaml --rules Mine --format github")
    for place in ["line=4,col=5", "line=1,col=1", "line=1,col=1"] {
      #expect(ended.output.contains(place), "\(ended.output)")
    }
  }

  @Test("files of rules are shown as the shell sees them")
  func rulePaths() throws {
    let runner = try ProgramRunner()
    try runner.folder.write("return {", to: "one/Rules/psu/a.lua")
    try runner.folder.write("return {", to: "two/Rules/psu/b.lua")
    let ended = try runner.shell(
      "rigrules check good.yaml --rules one/Rules --rules ./two/Rules/")
    #expect(ended.error.contains("one/Rules/psu/a.lua:1:"), "\(ended.error)")
    #expect(ended.error.contains("\ntwo/Rules/psu/b.lua:1:"), "\(ended.error)")
    let absolute = try runner.shell("rigrules check good.yaml --rules \"$PWD/one/Rules\"")
    #expect(absolute.error.hasPrefix("one/Rules/psu/a.lua:1:"), "\(absolute.error)")
    let above = try runner.shell(
      "mkdir -p x && cd x && rigrules check ../good.yaml --rules ../one/Rules")
    #expect(above.error.hasPrefix("../one/Rules/psu/a.lua:1:"), "\(above.error)")
    let elsewhere = try runner.shell(
      "cd /usr && rigrules check \"$OLDPWD/good.yaml\" --rules \"$OLDPWD/one/Rules\"")
    #expect(elsewhere.error.hasPrefix("/"), "\(elsewhere.error)")
    #expect(elsewhere.error.contains("/one/Rules/psu/a.lua:1:"), "\(elsewhere.error)")
    let test = try runner.shell("rigrules test one/Rules/psu/a.lua")
    #expect(test.output.contains("one/Rules/psu/a.lua:1"), "\(test.output)")
  }

  @Test("a configuration above is shown from here")
  func configurationAbove() throws {
    let runner = try ProgramRunner()
    try runner.folder.write("lang: fr\n", to: "rigrules.yaml")
    let ended = try runner.shell("mkdir -p x/y && cd x/y && rigrules check ../../good.yaml")
    #expect(ended.error.hasPrefix("../../rigrules.yaml:1:7: error: "), "\(ended.error)")
  }
}
