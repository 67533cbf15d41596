import Foundation
import Testing

/// What is committed is what would be generated now, and what the commands say where it is not.
@Suite struct GeneratedFileTests {
  /// As `make docs` runs them, with the plugins that ship where there are any.
  static let commands = [
    ["docs", "--into", "docs", "--errors"],
    ["schema", "builds", "--into", "docs/schema"],
    ["schema", "config", "--into", "docs/schema"],
    ["schema", "lua", "--into", "."],
  ]

  @Test(arguments: commands) func committedFilesAreCurrent(_ command: [String]) throws {
    let hasPlugins = FileManager.default.fileExists(
      atPath: RigrulesProcess.repository + "/Plugins")
    let plugins = hasPlugins ? ["--plugins", "Plugins"] : ["--no-plugins"]
    let ended = try RigrulesProcess.run(command + plugins + ["--check"])
    #expect(ended.status == 0, "run `make docs`:\n\(ended.error)\(ended.output)")
    #expect(ended.error.isEmpty)
  }

  @Test func makefileRunsTheSameCommands() throws {
    let makefile = try String(
      contentsOfFile: RigrulesProcess.repository + "/Makefile", encoding: .utf8)
    for command in Self.commands {
      #expect(makefile.contains("rigrules \(command.joined(separator: " "))"), "\(command)")
    }
  }

  @Test func pagesAreWrittenOnceAndThenCurrent() throws {
    let bench = try ProgramRunner()
    let first = try bench.run("docs")
    #expect(first.status == 0, "\(first.error)")
    #expect(first.output.isEmpty)
    #expect(first.error.contains("wrote docs/rules/psu/power.md\n"), "\(first.error)")
    #expect(try bench.run("docs", "--check").status == 0)
    let second = try bench.run("docs")
    #expect(second.error == "docs: 4 current, 0 of them changed\n")
    #expect(try bench.run("docs", "-q").error == "")
  }

  @Test func staleMissingAndOrphanedPagesAreNamedWithADiff() throws {
    let bench = try ProgramRunner()
    _ = try bench.run("docs", "--into", "pages")
    try bench.folder.write(
      ProgramRunner.rule(severity: "error", field: "wattage_w", least: 501),
      to: "Rules/psu/power.lua")
    try FileManager.default.removeItem(atPath: bench.folder.path + "/pages/rules/psu/roomy.md")
    try FileManager.default.removeItem(atPath: bench.folder.path + "/Rules/psu/worth.lua")
    try bench.folder.write("# Mine\n", to: "pages/rules/psu/mine.md")
    let ended = try bench.run("docs", "--into", "pages", "--check")
    #expect(ended.status == 1)
    for line in [
      "pages/rules/README.md: error: it is not current [docs/stale]",
      "pages/rules/psu/power.md: error: it is not current [docs/stale]",
      "pages/rules/psu/roomy.md: error: it is missing [docs/stale]",
      "pages/rules/psu/worth.md: error: it is generated, and nothing generates it any more",
    ] {
      #expect(ended.error.contains(line), "\(ended.error)")
    }
    #expect(!ended.error.contains("mine"))
    #expect(ended.output.contains("-# At least 500 of wattage\\_w\n+# At least 501 of wattage"))
    let again = try bench.run("docs", "--into", "pages")
    #expect(again.error.contains("removed pages/rules/psu/worth.md\n"), "\(again.error)")
    #expect(try bench.run("docs", "--into", "pages", "--check").status == 0)
    let kept = FileManager.default.contents(atPath: bench.folder.path + "/pages/rules/psu/mine.md")
    #expect(kept == Data("# Mine\n".utf8))
  }

  /// Plugins that are on have pages, and lose them with their index when they are gone.
  @Test func pluginsHavePages() throws {
    let bench = try ProgramRunner()
    let plugins = RigrulesProcess.repository + "/Fixtures/plugins"
    #expect(try bench.run("docs", "--plugins", plugins).status == 0)
    let page = FileManager.default.contents(
      atPath: bench.folder.path + "/docs/plugins/budget/README.md")
    let text = String(decoding: page ?? Data(), as: UTF8.self)
    for words in [
      "# budget\n", "配件总价", "[budget:limit](limit.md)", "`ctx.facts.budget.parts_total`",
      "`--format budget:line`", "`--from budget:pairs`", "`.parts`", "## Profile",
    ] {
      #expect(text.contains(words), "\(text)")
    }
    let index = FileManager.default.contents(atPath: bench.folder.path + "/docs/plugins/README.md")
    #expect(String(decoding: index ?? Data(), as: UTF8.self).contains("[budget](budget/README.md)"))
    #expect(try bench.run("docs", "--plugins", plugins, "--check").status == 0)
    // Without plugins nothing is said of their pages.
    #expect(try bench.run("docs", "--no-plugins", "--check").status == 0)
    try bench.folder.write(
      "return { name = 'other', version = '1.0.0', api = 1, description = 'x' }",
      to: "more/other/plugin.lua")
    let other = try bench.run("docs", "--plugins", "more", "--check")
    #expect(other.status == 1)
    #expect(other.error.contains("plugins/budget/limit.md: error: it is generated, and nothing"))
  }

  /// A page shows what a rule says by itself, whatever the reader's own settings are.
  @Test func settingsDoNotReachThePages() throws {
    let bench = try ProgramRunner()
    _ = try bench.run("docs")
    try bench.folder.write(
      "settings:\n  psu/power: { severity: advice }\n  psu/roomy: { off: true }\n",
      to: "rigrules.yaml")
    #expect(try bench.run("docs", "--check").status == 0)
  }

  @Test func brokenRuleOrTableIsStatusThreeAndWritesNothing() throws {
    let bench = try ProgramRunner()
    try bench.folder.write("R1: { rule: psu/pover }\n", to: "Rules/coverage.yaml")
    let table = try bench.run("docs")
    #expect(table.status == 3)
    #expect(table.error.contains("Rules/coverage.yaml:1: error: "), "\(table.error)")
    #expect(table.error.contains("did you mean `psu/power`?"), "\(table.error)")
    try bench.folder.write("return {", to: "Rules/psu/power.lua")
    #expect(try bench.run("docs").status == 3)
    #expect(!FileManager.default.fileExists(atPath: bench.folder.path + "/docs"))
  }

  @Test func folderThatCannotBeWrittenIsStatusTwo() throws {
    let bench = try ProgramRunner()
    try bench.folder.write("a file", to: "docs")
    let ended = try bench.run("docs")
    #expect(ended.status == 2)
    #expect(ended.error.contains("docs/rules/README.md cannot be written: "), "\(ended.error)")
  }

  @Test func schemaIsPrintedOrWritten() throws {
    let bench = try ProgramRunner()
    let builds = try bench.run("schema", "builds")
    #expect(builds.status == 0)
    #expect(builds.output.hasPrefix("{\n  \"$schema\": "))
    let settings = try bench.run("schema", "config")
    #expect(settings.output.contains("\"psu/roomy\": {"))
    #expect(try bench.run("schema", "lua").output.hasPrefix("---@meta _\n"))
    #expect(try bench.run("schema", "lua", "--into", "x").status == 0)
    for file in [".luacheckrc", ".luarc.json", ".luals/rigrules.lua"] {
      #expect(FileManager.default.fileExists(atPath: "\(bench.folder.path)/x/\(file)"))
    }
    let wrong = try bench.run("schema", "bilds")
    #expect(wrong.status == 2)
    #expect(try bench.run("schema", "builds", "--check").status == 2)
  }

  // MARK: Other programs, where they are there

  private static func has(_ command: String) throws -> Bool {
    try RigrulesProcess.shell("\(command) >/dev/null 2>&1").status == 0
  }

  /// The decoder and the schema agree on every field with values of every kind.
  @Test func schemaRefusesWhatTheDecoderRefuses() throws {
    guard try Self.has("python3 -c 'import yaml, jsonschema'") else {
      print("SKIPPED: python3 with PyYAML and jsonschema is not here")
      return
    }
    let ended = try RigrulesProcess.shell(
      "python3 .ci/check-schema.py '\(RigrulesProcess.binary)' 7")
    #expect(ended.status == 0, "\(ended.error)")
  }

  @Test func luacheckHasNothingToSayOfTheRules() throws {
    guard try Self.has("luacheck --version") else {
      print("SKIPPED: luacheck is not here")
      return
    }
    let ended = try RigrulesProcess.shell(
      "luacheck --no-color -q Rules $(ls -d Plugins 2>/dev/null)")
    #expect(ended.status == 0, "\(ended.output)")
  }
}
