import Foundation
import RigModel
import RigRules
import Testing

@testable import rigrules

@Suite("Sessions")
struct SessionTests {
  @Test("an input over several lines is one entry of the history, and the prompt says it goes on")
  func history() throws {
    let lines = ScriptedLines("for i = 1, 2 do\n  y = i\nend\n:check\n\n-- note")
    _ = try ReplHarness().repl(lines).run()
    #expect(lines.history == ["for i = 1, 2 do\n  y = i\nend", ":check"])
    #expect(lines.prompts[0] == "rigrules> " && lines.prompts[1] == "     ...> ")
    #expect(lines.prompts[3] == "rigrules> ")
  }

  @Test("^C drops the input that was begun")
  func interrupted() throws {
    let bench = ReplHarness()
    let lines = ScriptedLines([
      .line("for i = 1, 2 do"), .interrupted, .line("40 + 2"), .end,
    ])
    _ = try bench.repl(lines).run()
    #expect(bench.shown.hasSuffix("42\n"))
  }

  @Test("a pasted block is one input")
  func pasted() throws {
    let bench = ReplHarness()
    let lines = ScriptedLines([.line("for i = 1, 2 do\n  y = i\nend"), .line("y"), .end])
    _ = try bench.repl(lines).run()
    #expect(bench.shown.hasSuffix("2\n") && lines.history.count == 2)
  }

  @Test("a strict script ends at its first failure with status 1, another one goes on")
  func strict() throws {
    for isStrict in [false, true] {
      let bench = ReplHarness()
      let lines = ScriptedLines("1\n:nope\n2", isInteractive: false)
      let status = try bench.repl(lines, strict: isStrict).run()
      #expect(status == (isStrict ? .findings : .success))
      #expect(bench.complaints.count == 1 && bench.complaints[0].hasPrefix("line 2: "))
      #expect(bench.shown.hasSuffix("2\n") != isStrict)
    }
  }

  @Test("a build is saved as YAML or JSON and loaded again")
  func save() throws {
    let folder = try Folder()
    for name in ["b.yaml", "b.json"] {
      let file = "\(folder.path)/\(name)"
      let script =
        ":set psus[1].wattage_w 900\n:save \(file)\n:diff\n:new\n:load \(file)\nbuild.psus[1].wattage_w"
      let output = try ReplHarness.output(of: script)
      #expect(output.contains("  wrote \(file)\n  no difference\n"))
      #expect(output.hasSuffix("  pass, score 100 on 100 % of the checks\n900\n"))
      #expect(try folder.text(name).hasPrefix(name == "b.json" ? "{" : "id: rig"))
    }
    #expect(
      try ReplHarness.output(of: ":save \(folder.path)/none/b.yaml").contains("cannot be written"))
    #expect(
      try ReplHarness.output(of: ":load \(folder.path)/none.yaml").contains("none.yaml: error:"))
    #expect(try ReplHarness.output(of: ":save").contains("error: write :save FILE"))
  }

  private static let lab = """
    # the lab's machine
    psus:
      - { wattage_w: 300 }  # to be replaced
    gpus:
      # bought in May
      chipset: A
      count: 2   # all alike
      cooling: open-air

    """

  /// What a script makes of the lab's file, and what the session says.
  private func saving(_ script: String, in folder: Folder) throws -> String {
    try folder.write("lab.yaml", Self.lab)
    let file = "\(folder.path)/lab.yaml"
    let loaded = try BuildInput.readWithText(file)
    let bench = ReplHarness()
    let setup = try bench.repl(
      ScriptedLines(script.replacing("FILE", with: file), isInteractive: false),
      build: BuildDraft.named(loaded.build.value, loaded.build), file: file, text: loaded.text)
    _ = setup.run()
    return bench.shown
  }

  @Test("a build is saved into the text it came from: comments, flow style and count stay")
  func saveInPlace() throws {
    let folder = try Folder()
    _ = try saving("gpus[].cooling = \"blower\"\npsus[1].wattage_w = 1600\n:save", in: folder)
    #expect(
      try folder.text("lab.yaml")
        == Self.lab.replacing("open-air", with: "blower").replacing("300", with: "1600"))
    let shown = try saving(":set psus nil\n:save\n:undo\n:save\n:diff", in: folder)
    #expect(shown.contains("gone with what it stood by: line 3, # to be replaced"))
    #expect(shown.hasSuffix("no difference\n"))
    #expect(try folder.text("lab.yaml").contains("# all alike"))
  }

  @Test("nothing that is there is written over unasked")
  func saveAsked() throws {
    let folder = try Folder()
    try folder.write("other.yaml", "# mine\n")
    let other = "\(folder.path)/other.yaml"
    let shown = try saving(":save \(other)\n:save! \(other)", in: folder)
    #expect(shown.contains("other.yaml is there already; `:save! \(other)` replaces it"))
    #expect(try folder.text("other.yaml").contains("wattage_w"))
    try folder.write("script", "psus[1].wattage_w = 900\n")
    let changed = try saving(
      ":source \(folder.path)/script\n:save \(folder.path)/new.yaml", in: folder)
    #expect(changed.contains("wrote"))
    #expect(try folder.text("new.yaml") == Self.lab.replacing("300", with: "900"))
  }

  @Test("a person with unsaved edits is asked once before the session ends")
  func leaving() throws {
    for last in [LineEvent.line(":quit"), .line("exit"), .end] {
      let bench = ReplHarness()
      let lines = ScriptedLines([.line("build.monitors = 2"), last, .line("7"), last, last, .end])
      _ = try bench.repl(lines).run()
      #expect(bench.shown.contains("there are unsaved edits"))
      #expect(bench.shown.contains("7\n"))
    }
    let bench = ReplHarness()
    _ = try bench.repl(ScriptedLines([.line("build.monitors = 2"), .line(":quit!"), .line("7")]))
      .run()
    #expect(!bench.shown.contains("unsaved") && !bench.shown.contains("7\n"))
  }

  @Test(
    "Tab completes names of Lua, of what is at hand, and files",
    arguments: [
      ("math.fl", "math.floor"), ("x = math.ma", "math.max"), ("string.up", "string.upper"),
      ("ctx.pa", "ctx.params"), ("ctx.params.le", "ctx.params.least"),
      ("#build.gp", "#build.gpus["),
      ("local watts = 1; wat", "watts"), ("for i, card in ipairs(build.gpus) do car", "card"),
      (":help what", "what-if"), (":help psu/po", "psu/power"), (":hel", ":help"),
      ("ipa", "ipairs"), (":set gpus[1].coo", "gpus[1].cooling"),
    ])
  func completion(_ typed: String, _ candidate: String) throws {
    let repl = try ReplHarness().repl(ScriptedLines("", isInteractive: false))
    repl.focus = "psu/power"
    #expect(repl.completions(typed).map(\.text).contains(candidate))
  }

  @Test("a saved rule is taken over with one line and what it changes")
  func reload() throws {
    let folder = try Folder.bench()
    let bench = ReplHarness()
    let lines = ScriptedLines([.woken, .woken, .line(":check"), .woken, .woken, .end])
    lines.before[0] = {
      try? folder.write("Rules/psu/power.lua", ReplHarness.rule(least: 200, severity: "error"))
    }
    lines.before[1] = { try? folder.write("Rules/psu/power.lua", "return {\n  oops\n") }
    lines.before[3] = {
      try? folder.write("Rules/psu/power.lua", ReplHarness.rule(least: 400, severity: "error"))
    }
    let rules = RuleSource.directory(path: "\(folder.path)/Rules")
    _ = try bench.repl(lines, rules: rules, file: "rig.yaml").run()
    let shown = bench.shown
    #expect(shown.contains("reloaded: psu/power changed ("))
    #expect(
      shown.contains("; fail → warn, score 0 → 76.9 on 100 % of the checks\n  - error psu/power"))
    #expect(shown.contains("reloaded: psu/power no longer loads ("))
    #expect(shown.contains("! psu/power: Rules/psu/power.lua:2: "))
    #expect(shown.contains("(stale: its last good version stays)"))
    #expect(shown.contains("Rules/psu/power.lua no longer loads, so its last good version"))
    #expect(shown.contains("psu/power changed; psu/power loads again ("))
    #expect(
      shown.contains("; warn → fail, score 76.9 → 0 on 100 % of the checks\n  + error psu/power"))
    #expect(shown.components(separatedBy: "reloaded:").count == 4)
  }

  @Test("what the session set stays over a reload, and goes with the parameter it was of")
  func parametersStay() throws {
    let folder = try Folder.bench()
    let bench = ReplHarness()
    let lines = ScriptedLines([
      .line(":params psu/power least=200"), .woken, .line(":params psu/power"), .woken,
      .line(":check"), .end,
    ])
    lines.before[1] = {
      try? folder.write("Rules/psu/roomy.lua", ReplHarness.rule(least: 250, severity: "warning"))
    }
    lines.before[3] = {
      let text = ReplHarness.rule(least: 500, severity: "error").replacing("least", with: "floor")
      try? folder.write("Rules/psu/power.lua", text)
    }
    let rules = RuleSource.directory(path: "\(folder.path)/Rules")
    _ = try bench.repl(lines, rules: rules).run()
    #expect(bench.shown.contains("fail → warn"))
    #expect(bench.shown.contains("least = 200 W  (default 500)"))
    #expect(bench.shown.contains("the parameters set here are taken back"))
    #expect(bench.shown.contains("500 is needed"))
  }

  @Test(":edit opens the file and takes it over")
  func edit() throws {
    let folder = try Folder.bench()
    let bench = ReplHarness()
    bench.onEdit = { file in
      try? ReplHarness.rule(least: 100, severity: "error")
        .write(toFile: file, atomically: true, encoding: .utf8)
      return nil
    }
    let rules = "\(folder.path)/Rules"
    let lines = ScriptedLines(":edit psu/power\n:edit\n:edit psu/nope")
    _ = try bench.repl(lines, rules: .directory(path: rules), folders: [rules]).run()
    #expect(bench.edited == ["\(rules)/psu/power.lua", "\(rules)/psu/power.lua"])
    #expect(bench.shown.contains("reloaded: psu/power changed"))
    #expect(bench.shown.contains("there is no rule `psu/nope`"))
  }

  @Test("data cannot steer the terminal, with colours or without")
  func clean() throws {
    for color in [false, true] {
      let bench = ReplHarness()
      let name: BuildValue = ["id": "rig", "x_note": "a\u{1B}]0;owned\u{07}\u{202E}"]
      let lines = ScriptedLines(":diff\nbuild.x_note\n:set x_note nil\n:diff\n:check")
      _ = try bench.repl(lines, build: name, color: color).run()
      #expect(!bench.shown.contains("\u{1B}]") && !bench.shown.contains("\u{07}"))
      #expect(!bench.shown.contains("\u{202E}"))
      #expect(bench.shown.contains("\u{1B}[") == color)
    }
  }
}
