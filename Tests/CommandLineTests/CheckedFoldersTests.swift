import Foundation
import RigRules
import Testing

/// `Rules/.checked` lists the folders that ship and whose code is right, so that the program need not
/// look it through at each start. `RIGRULES_RECORD=all` writes it again.
@Suite("Folders whose code is known to be right")
struct CheckedFoldersTests {
  private static let rules = RuleSource.directory(path: "Rules", displayedAs: "Rules")

  private static func plugin(_ name: String) -> PluginSource {
    .directory(path: "Plugins/\(name)", displayedAs: "Plugins/\(name)", activation: .on)
  }

  private static var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: "Plugins").filter {
        FileManager.default.fileExists(atPath: "Plugins/\($0)/plugin.lua")
      }.sorted()
    }
  }

  @Test("each folder that ships is right without the others")
  func right() throws {
    let base = try Engine(rules: [Self.rules]).ruleSet
    #expect(base.failures.isEmpty)
    for name in try Self.names {
      let set = try Engine(rules: [Self.rules], plugins: [Self.plugin(name)]).ruleSet
      #expect(set.failures.isEmpty && set.brokenPlugins.isEmpty, "\(name)")
    }
  }

  @Test("the list is that of the folders as they are")
  func current() throws {
    let path = "Rules/\(CheckedFolders.fileName)"
    let now = CheckedFolders.text(rules: [Self.rules], plugins: try Self.names.map(Self.plugin))
    let kept = try? String(contentsOfFile: path, encoding: .utf8)
    if ["all", "failed"].contains(SnapshotTests.stated) {
      try now.write(toFile: path, atomically: true, encoding: .utf8)
    } else {
      #expect(
        kept == now,
        "RIGRULES_RECORD=all swift test --disable-xctest --filter CheckedFolders writes \(path)")
    }
  }

  @Test("a folder with another byte is looked through")
  func changed() throws {
    let good = """
      return { title = "t", why = "w", source = "s", severity = "error", messages = { bad = "b" },
        check = function(build, ctx) return build.cpu.tdp_w end }
      """
    let wrong = good.replacing("tdp_w", with: "tpd_w")
    func failures(_ source: String, knownAs known: String) throws -> Int {
      let folder = RuleSource.files(["a/b.lua": source])
      var options = EngineOptions()
      options.checksExamples = false
      options.checked = CheckedFolders(
        CheckedFolders.text(rules: [.files(["a/b.lua": known])], plugins: []))
      return try Engine(rules: [folder], options: options).ruleSet.failures.count
    }
    #expect(try failures(wrong, knownAs: good) == 1)
    // What is listed is taken at its word.
    #expect(try failures(wrong, knownAs: wrong) == 0)
    #expect(try failures(good, knownAs: good) == 0)
  }

  @Test(
    "a place of examples that cannot be is looked for again",
    arguments: ["data 3 9", "data 5 100000", "computed 9 3", "data -1 4", "within 3", "data 0"])
  func impossiblePlaces(_ place: String) throws {
    let source = """
      return { title = "t", why = "w", source = "s", severity = "error", messages = { bad = "b" },
        check = function() end, examples = { { name = "n", build = {}, expect = "pass" } } }
      """
    // So many files that they are read ahead.
    let names = (1...9).map { "a/r\($0).lua" }
    let folder = RuleSource.files(
      Dictionary(uniqueKeysWithValues: names.map { ($0, source) }))
    var lines = CheckedFolders.text(rules: [folder], plugins: []).split(separator: "\n")
    #expect(lines.count == names.count + 1)
    for line in lines.indices.dropFirst() { lines[line] = "  \(names[line - 1]) \(place)" }
    var options = EngineOptions()
    options.checksExamples = false
    options.checked = CheckedFolders(lines.joined(separator: "\n"))
    let set = try Engine(rules: [folder], options: options).ruleSet
    #expect(set.failures.isEmpty)
    #expect(set.rules.count == names.count)
    for rule in set.rules { #expect(rule.examples.map(\.name) == ["n"]) }
  }
}
