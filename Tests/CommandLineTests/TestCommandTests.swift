import Foundation
import Testing

/// `rigrules test` and `rigrules new`, end to end.
@Suite struct TestCommandTests {
  private static func rule(limit: Int, examples: String) -> String {
    """
    return {
      title = "Cores", severity = "error", needs = { "cpu.cores" },
      messages = { few = "few: {n}" },
      check = function(build, ctx)
        local n = build.cpu.cores
        if n < \(limit) then
          ctx.report("few", { n = n })
        end
      end,
      examples = { \(examples) },
    }
    """
  }

  private static let both = """
    { name = "four", build = { cpu = { cores = 4 } }, expect = "pass" },
    { name = "three", build = { cpu = { cores = 3 } }, expect = { "few" } },
    """
  private static let passing = """
    { name = "four", build = { cpu = { cores = 4 } }, expect = "pass" },
    """

  private func folder(_ source: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(source, to: "Rules/cpu/cores.lua")
    return folder
  }

  private func run(_ folder: TemporaryFolder, _ arguments: String...) throws
    -> RigrulesProcess.Ended
  {
    try RigrulesProcess.run(["test"] + arguments, in: folder.path)
  }

  @Test func shippedRulesHold() throws {
    let ended = try RigrulesProcess.run(["test"])
    #expect(ended.status == 0, "\(ended.output)\(ended.error)")
    #expect(ended.output.hasSuffix(": all hold\n"))
    #expect(ended.error.isEmpty)
  }

  @Test func whatDoesNotHoldIsStatus1() throws {
    let folder = try folder(Self.rule(limit: 5, examples: Self.both))
    let ended = try run(folder, "--rules", "Rules")
    #expect(ended.status == 1)
    #expect(ended.output.contains("- outcome: pass\n          + outcome: fail\n"))
  }

  @Test("a wrong example is found by test, and keeps no build from being checked")
  func wrongExample() throws {
    let wrong = Self.both.replacing("\"pass\"", with: "\"passes\"")
    let folder = try folder(Self.rule(limit: 4, examples: wrong))
    let tested = try run(folder, "--rules", "Rules")
    #expect(tested.status == 3)
    #expect((tested.output + tested.error).contains("[rule/example]"))
    try folder.write("cpu: { cores: 3 }\n", to: "rig.yaml")
    let checked = try RigrulesProcess.run(
      ["check", "rig.yaml", "--rules", "Rules"], in: folder.path)
    #expect(checked.status == 1, "\(checked.output)\(checked.error)")
    #expect(checked.output.contains("few: 3"))
    let explained = try RigrulesProcess.run(
      ["explain", "cpu/cores", "--rules", "Rules"], in: folder.path)
    #expect(explained.status == 3)
  }

  @Test func brokenRulesAreStatus3() throws {
    let folder = try folder("return {")
    #expect(try run(folder, "--rules", "Rules").status == 3)
    try folder.write(
      Self.rule(limit: 4, examples: Self.both).replacing("if n", with: "error(\"oh\") if n"),
      to: "Rules/cpu/cores.lua")
    let ended = try run(folder, "--rules", "Rules")
    #expect(ended.status == 3)
    #expect(ended.output.contains("it broke at Rules/cpu/cores.lua:6: oh"), "\(ended.output)")
  }

  @Test(
    "wrong usage is status 2 and says why",
    arguments: [
      (["nowhere.lua"], "there is no file or folder nowhere.lua"),
      (["note.txt"], "neither a rule"), (["Rules/lib"], "holds modules"),
      (["--filter", "nonesuch"], "no rule or case holds `nonesuch`"),
      (["--filter", ""], "--filter is empty"), (["--min-coverage", "101"], "from 0 to 100"),
      (["--bench", "--format", "json"], "--bench prints"), (["--format", "xml"], "xml"),
      (["--watch", "--format", "tap"], "--watch prints"), (["--rules", "none"], "none"),
      (["cases.yaml"], "did you mean `cpu/cores`?"), (["empty"], "no rule"),
    ])
  func wrongUsage(arguments: [String], says: String) throws {
    let folder = try folder(Self.rule(limit: 4, examples: Self.both))
    try folder.write("return {}", to: "Rules/lib/x.lua")
    try folder.write("x", to: "note.txt")
    try folder.write("x", to: "empty/note.txt")
    try folder.write(
      "- { rule: cpu/coers, name: a, build: {}, expect: pass }\n", to: "cases.yaml")
    let rules = arguments.contains("--rules") ? [] : ["--rules", "Rules"]
    let ended = try RigrulesProcess.run(["test"] + arguments + rules, in: folder.path)
    #expect(ended.status == 2, "\(ended.output)")
    #expect(ended.error.contains(says), "\(ended.error)")
    #expect(ended.output.isEmpty)
  }

  @Test("a rule is found by its file, its folder, or a folder in it")
  func paths() throws {
    let folder = try folder(Self.rule(limit: 4, examples: Self.both))
    try folder.write(Self.rule(limit: 4, examples: Self.both), to: "Rules/gpu/other.lua")
    try folder.write("return {", to: "Rules/gpu/broken.lua")
    for path in ["Rules/cpu/cores.lua", "Rules/cpu", "Rules/cpu/"] {
      let ended = try run(folder, path)
      #expect(ended.status == 0, "\(path): \(ended.output)\(ended.error)")
      #expect(ended.output.hasPrefix("ok      cpu/cores  2 cases"), "\(ended.output)")
    }
    #expect(try run(folder, "Rules").status == 3)
    try folder.write(Self.rule(limit: 4, examples: Self.both), to: "alone/own.lua")
    let alone = try run(folder, "alone/own.lua")
    #expect(alone.output.hasPrefix("ok      alone/own"), "\(alone.output)\(alone.error)")
  }

  @Test func settingsOfAConfigurationPlayNoPart() throws {
    let folder = try folder(
      Self.rule(limit: 4, examples: Self.both).replacing(
        "messages", with: "params = { x = { default = 1 } }, messages"))
    try folder.write(
      "rules: [Rules]\nsettings: { cpu/cores: { off: true, severity: advice } }\n",
      to: "rigrules.yaml")
    let ended = try run(folder)
    #expect(ended.status == 0, "\(ended.output)\(ended.error)")
    #expect(ended.output.hasPrefix("ok      cpu/cores"))
  }

  @Test func coverageThresholdDecides() throws {
    let folder = try folder(Self.rule(limit: 4, examples: Self.passing))
    let ended = try run(folder, "Rules", "--coverage")
    #expect(ended.status == 0)
    #expect(ended.output.contains("lines 66.6 % (2 of 3), branches 50 % (1 of 2)"))
    #expect(ended.output.contains("Rules/cpu/cores.lua:6:8: `if` never true: n < 4"))
    #expect(ended.output.contains("Rules/cpu/cores.lua:7: never reached"))
    #expect(try run(folder, "Rules", "--min-coverage", "50").status == 0)
    let low = try run(folder, "Rules", "--min-coverage", "60")
    #expect(low.status == 1)
    #expect(low.output.contains("- coverage of branches: 60 % or more"))
  }

  @Test func tablesRunTheirCasesAlone() throws {
    let folder = try folder(Self.rule(limit: 4, examples: Self.both))
    try folder.write(
      #"{"rule":"cpu/cores","name":"five","build":{"cpu":{"cores":5}},"expect":"pass"}"#,
      to: "cases.jsonl")
    let ended = try run(folder, "cases.jsonl", "--rules", "Rules", "--format", "tap")
    #expect(ended.status == 0, "\(ended.output)\(ended.error)")
    #expect(ended.output.contains("ok 1 - cpu/cores: five\n"))
    #expect(!ended.output.contains("three"))
  }

  @Test("each form says the same", arguments: ["text", "tap", "junit", "json"])
  func formats(format: String) throws {
    let folder = try folder(Self.rule(limit: 5, examples: Self.both))
    let twice = try (1...2).map { _ in try run(folder, "Rules", "--format", format) }
    #expect(twice[0].output == twice[1].output)
    #expect(twice[0].status == 1)
    #expect(twice[0].output.contains("four"))
    #expect(twice[0].error.isEmpty)
  }

  @Test func filterKeepsWhatIsNamed() throws {
    let folder = try folder(Self.rule(limit: 4, examples: Self.both))
    let ended = try run(folder, "Rules", "--filter", "THREE", "--format", "tap")
    #expect(ended.output.contains("cpu/cores: three"))
    #expect(!ended.output.contains("four"))
    #expect(ended.status == 0)
  }

  @Test func benchPrintsATable() throws {
    let folder = try folder(Self.rule(limit: 4, examples: Self.both))
    let ended = try run(folder, "Rules", "--bench")
    #expect(ended.status == 0)
    let row = ended.output.split(separator: "\n").last { $0.hasPrefix("cpu/cores") }
    let figures = row?.split(separator: " ").dropFirst().compactMap { Int($0) }
    #expect(figures?.count == 4 && figures?.allSatisfy { $0 > 0 } == true, "\(ended.output)")
  }

  @Test("in a pipe, each save is tested again and the last result is the status")
  func watch() throws {
    let folder = try folder(Self.rule(limit: 5, examples: Self.both))
    let fixed = Self.rule(limit: 4, examples: Self.both)
    try folder.write(fixed, to: "fixed.lua")
    let script = """
      rigrules test Rules --watch --changes 1 > out.txt & pid=$!
      for i in $(seq 200); do grep -q "not hold" out.txt && break; sleep 0.05; done
      touch Rules/cpu/cores.lua; sleep 0.3
      cp fixed.lua new.tmp && mv new.tmp Rules/cpu/cores.lua
      wait $pid; echo "status $?"; cat out.txt
      """
    let ended = try RigrulesProcess.shell(script, in: folder.path)
    #expect(ended.output.hasPrefix("status 0\n"), "\(ended.output)\(ended.error)")
    #expect(ended.output.contains("+ outcome: fail"))
    #expect(ended.output.hasSuffix(": all hold\n"))
    #expect(!ended.output.contains("\u{1B}"))
  }

  @Test("from nothing to a rule that is tested and judges a build")
  func newRule() throws {
    let folder = try TemporaryFolder()
    let made = try RigrulesProcess.run(["new", "rule", "cpu/cores"], in: folder.path)
    #expect(made.status == 0, "\(made.error)")
    #expect(made.output.hasPrefix("wrote Rules/cpu/cores.lua\n\nNext:\n  rigrules test "))
    let tested = try RigrulesProcess.run(
      ["test", "Rules/cpu/cores.lua", "--min-coverage", "100"], in: folder.path)
    #expect(tested.status == 0, "\(tested.output)\(tested.error)")
    try folder.write("id: small\ncpu: { cores: 4 }\n", to: "small.yaml")
    let judged = try RigrulesProcess.run(
      ["check", "small.yaml", "--rules", "Rules", "--fail-on", "warning"], in: folder.path)
    #expect(judged.status == 1)
    #expect(judged.output.contains("cpu/cores"))
    let again = try RigrulesProcess.run(["new", "rule", "cpu/cores"], in: folder.path)
    #expect(again.status == 2)
    #expect(again.error == "error: Rules/cpu/cores.lua is there already; nothing was written\n")
  }

  @Test("a rule goes into the folder that is named, else the configuration's")
  func newRulePlaces() throws {
    let folder = try TemporaryFolder()
    try folder.write("rules: [ours]\n", to: "rigrules.yaml")
    for (arguments, path) in [
      (["new", "rule", "a/b"], "ours/a/b.lua"),
      (["new", "rule", "a/b", "--into", "there/"], "there/a/b.lua"),
      (["new", "rule", "a/b", "--rules", "here"], "here/a/b.lua"),
    ] {
      let ended = try RigrulesProcess.run(arguments, in: folder.path)
      #expect(ended.output.hasPrefix("wrote \(path)\n"), "\(ended.output)\(ended.error)")
      #expect(FileManager.default.fileExists(atPath: "\(folder.path)/\(path)"))
    }
    try folder.write("ruels: [ours]\n", to: "rigrules.yaml")
    #expect(try RigrulesProcess.run(["new", "rule", "c"], in: folder.path).status == 3)
  }

  @Test("what cannot be written is refused", arguments: ["../x", "a b", "lib/x", "x.lua", ""])
  func refused(id: String) throws {
    let folder = try TemporaryFolder()
    let ended = try RigrulesProcess.run(["new", "rule", id], in: folder.path)
    #expect(ended.status == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test("from nothing to a plugin that is tested and judges a build, and a further rule of it")
  func newPlugin() throws {
    let folder = try TemporaryFolder()
    for name in ["house", "my-shop"] {
      let made = try RigrulesProcess.run(["new", "plugin", name], in: folder.path)
      #expect(made.status == 0, "\(made.error)")
      #expect(
        made.output.hasPrefix("wrote Plugins/\(name)/plugin.lua\nwrote Plugins/\(name)/rules/"))
    }
    let more = try RigrulesProcess.run(["new", "rule", "my-shop:disks/fast"], in: folder.path)
    #expect(more.output.hasPrefix("wrote Plugins/my-shop/rules/disks/fast.lua\n"), "\(more.error)")
    for (path, rules) in [
      ("Plugins", 3), ("Plugins/my-shop", 2), ("Plugins/my-shop/rules/disks", 1),
    ] {
      let tested = try RigrulesProcess.run(
        ["test", path, "--min-coverage", "100"], in: folder.path)
      #expect(tested.status == 0, "\(tested.output)\(tested.error)")
      #expect(tested.output.contains("\n\(rules) rule"), "\(path): \(tested.output)")
    }
    let build = "id: b\ncpu: { tdp_w: 100 }\ngpus: { tdp_w: 300 }\npsus: { wattage_w: 450 }\n"
    try folder.write(build, to: "b.yaml")
    let judged = try RigrulesProcess.run(
      ["check", "b.yaml", "--plugins", "Plugins/my-shop", "--format", "json"], in: folder.path)
    #expect(
      judged.output.contains("\"rule\": \"my-shop:roomy-supply\"")
        || judged.output.contains("\"rule\":\"my-shop:roomy-supply\""), "\(judged.error)")
    let again = try RigrulesProcess.run(["new", "plugin", "house"], in: folder.path)
    #expect(again.status == 2)
    #expect(again.error.contains("Plugins/house is there already"))
  }

  @Test func pluginThatDoesNotLoadIsStatus3() throws {
    let folder = try TemporaryFolder()
    _ = try RigrulesProcess.run(["new", "plugin", "house"], in: folder.path)
    try folder.write("return { naem = \"house\" }", to: "Plugins/house/plugin.lua")
    let ended = try RigrulesProcess.run(["test", "Plugins/house"], in: folder.path)
    #expect(ended.status == 3)
    #expect(ended.output.contains("did you mean `name`?"), "\(ended.output)\(ended.error)")
  }

  @Test func modulesOfPluginsAreNoRules() throws {
    let ended = try RigrulesProcess.run(["test", "Fixtures/plugins/budget/lib"])
    #expect(ended.status == 2)
    #expect(ended.error.contains("holds modules"))
    let whole = try RigrulesProcess.run(["test", "Fixtures/plugins"])
    #expect(whole.status == 0, "\(whole.output)")
    #expect(whole.output.contains("budget:limit"))
  }

  @Test(
    "the mutation tool's status says whether the examples hold the rules",
    arguments: [
      (both, [], 0, "cpu/cores", ""),
      (passing, [], 1, "survived  Rules/cpu/cores.lua:6:10  < → >", ""),
      (passing, ["--threshold", "20"], 0, "survived", ""),
      (both, ["--only", "cpu/coers"], 2, "", "did you mean `cpu/cores`?"),
      (both, ["--threshold", "101"], 2, "", "from 0 to 100"),
      (both, ["--rules", "none"], 2, "", "none"),
      (both, ["--cases", "none.yaml"], 2, "", "none.yaml"),
      ("", [], 3, "", "the rule has no examples"), ("{", [], 3, "", "rule/syntax"),
    ] as [(String, [String], Int32, String, String)])
  func mutation(
    examples: String, arguments: [String], status: Int32, says: String, tells: String
  ) throws {
    let folder = try folder(Self.rule(limit: 4, examples: examples))
    let ended = try RigrulesProcess.shell(
      "rigrules mutate " + arguments.joined(separator: " "), in: folder.path)
    #expect(ended.status == status, "\(ended.error)")
    #expect(says.isEmpty || ended.output.contains(says), "\(ended.output)")
    #expect(tells.isEmpty ? ended.error.isEmpty : ended.error.contains(tells), "\(ended.error)")
  }
}
