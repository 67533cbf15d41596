import Foundation
import RigBatch
import RigMemo
import RigModel
import RigPictures
import RigReports
import RigRules
import Testing

/// The Swift of the pages about embedding: it compiles here, and the pages hold the same text.
@Suite struct SnippetTests {
  // Never called: whether they compile is what counts.
  func essentials(_ rulesURL: URL, _ buildURL: URL) throws {
    let engine = try Engine(rules: [.directory(rulesURL)])
    let report = try engine.evaluate(Build(contentsOf: buildURL))
    for result in report.results { print(result.rule, result.outcome.name) }
  }

  func settings(_ engine: Engine) throws {
    var configuration = engine.configuration
    configuration.settings["psu/wattage"] = RuleSetting(severity: .warning)
    configuration.settings["cooling/blower-gaps"] = RuleSetting(isOff: true)
    configuration.waivers.append(WaiverEntry(rule: "psu/wattage", waiver: Waiver(reason: "agreed")))
    try engine.configure(configuration)
  }

  func evaluation(_ engine: Engine, _ build: Build) throws {
    let report = try engine.evaluate(build, language: .chinese, rules: ["psu/wattage"])
    _ = report
  }

  func changes(_ build: inout Build) throws {
    try build.set("gpus[0].tdp_w", to: 320)
    try build.set("gpus[1]", to: ["name": "RTX 4090", "tdp_w": 450])
    try build.remove("psus[1]")
  }

  func reloading(_ engine: Engine) async {
    engine.startWatching()
    for await change in engine.changes { print(change.changed, change.failed.map(\.rule)) }
  }

  func batches(_ engine: Engine, _ builds: AsyncStream<Build>) async throws {
    for try await report in engine.evaluate(batch: builds) {  // any AsyncSequence of Build
      print(report.id, report.verdict)
    }
  }

  func plugins(_ rulesURL: URL, _ pluginsURL: URL, _ shippedURL: URL, _ csv: String) throws {
    let engine = try Engine(
      rules: [.directory(rulesURL)],
      plugins: [.directory(pluginsURL), .directory(shippedURL, activation: .available)],
      options: EngineOptions(profile: "house:quiet"))
    let build = try engine.importBuild(csv, file: "list.csv", with: "house:csv")
    let report = try engine.evaluate(build)
    let judged = [JudgedBuild(report: report, build: build)]
    switch try engine.rendering(of: judged, with: "house:quote") {
    case .text(let text): print(text)
    case .files(let files): for file in files { print(file.name, file.text.utf8.count) }
    }
  }

  func facts(_ rulesURL: URL) throws {
    let prices = ["RTX 4090": 1599.0]
    let price = ProgramFact("card_price", reads: ["gpus[].name"], unit: "EUR") { build in
      let names = build["gpus"]?.listValue?.compactMap { $0["name"]?.textValue } ?? []
      let known = names.compactMap { prices[$0] }
      return known.count == names.count ? .number(known.reduce(0, +)) : nil
    }
    var options = EngineOptions()
    options.facts = ProgramFacts("shop", version: "1.0.0", [price])
    let engine = try Engine(rules: [.directory(rulesURL)], options: options)
    _ = engine
  }

  func pictures(_ build: Build, _ report: Report, _ engine: Engine, _ reported: ReportedBuild) {
    let pictures = Pictures(of: build, report: report, rules: engine.ruleSet.rules)
    let slots = pictures.svg(.slots)  // one element of SVG
    let power = pictures.text(.power, columns: 80)  // lines for a terminal
    let words = pictures.sentences(.chassis)  // the text alternative
    let page = ReportWriter(ruleSet: engine.ruleSet).bytes(of: [reported], as: .html)
    _ = (slots, power, words, page)
  }

  private static let root = DocumentationExampleTests.root

  /// Each page that has Swift.
  private static let pages: [String] = {
    let folders = ["docs", "Sources/RigRules/RigRules.docc"]
    let found = folders.flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: "\(root.path)/\(folder)")) ?? [])
        .filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
    }
    return (["README.md"] + found).filter { blocks(of: $0).count > 0 }.sorted()
  }()

  /// The blocks of Swift of a page, without imports; one for `Package.swift` is none.
  private static func blocks(of page: String) -> [String] {
    let text =
      (try? String(contentsOf: root.appendingPathComponent(page), encoding: .utf8)) ?? ""
    return text.components(separatedBy: "```swift\n").dropFirst().compactMap { rest in
      let block = rest.components(separatedBy: "\n```")[0]
      let lines = block.components(separatedBy: "\n").drop {
        $0.hasPrefix("import ") || $0.isEmpty
      }
      return block.hasPrefix(".package(") ? nil : lines.joined(separator: "\n")
    }
  }

  @Test func `there are pages with Swift`() {
    #expect(
      Self.pages == [
        "README.md", "Sources/RigRules/RigRules.docc/Batches.md",
        "Sources/RigRules/RigRules.docc/Plugins.md",
        "Sources/RigRules/RigRules.docc/RigRules.md", "Sources/RigRules/RigRules.docc/Settings.md",
        "docs/batch.md", "docs/embedding.md", "docs/report.md",
      ])
  }

  @Test(arguments: pages) func `the Swift of a page is what compiles here`(_ page: String) throws {
    let here = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
    for block in Self.blocks(of: page) {
      let indented = block.components(separatedBy: "\n").map { $0.isEmpty ? "" : "    " + $0 }
      #expect(here.contains(indented.joined(separator: "\n") + "\n"), "\(block)")
    }
  }

  /// What a catalogue names in double backticks is a public type of the library.
  @Test func `each link of the catalogue leads to a public type`() throws {
    let folder = "Sources/RigRules"
    let sources = try FileManager.default.subpathsOfDirectory(
      atPath: Self.root.appendingPathComponent(folder).path
    ).filter { $0.hasSuffix(".swift") }.map {
      try String(
        contentsOf: Self.root.appendingPathComponent("\(folder)/\($0)"), encoding: .utf8)
    }.joined()
    let page = try String(
      contentsOf: Self.root.appendingPathComponent("\(folder)/RigRules.docc/RigRules.md"),
      encoding: .utf8)
    let names = page.matches(of: #/- ``(\w+)``/#).map { String($0.output.1) }
    #expect(names.count > 15)
    for name in names {
      let declared = ["struct", "enum", "final class"].contains {
        sources.contains("public \($0) \(name)")
      }
      #expect(declared, "\(name)")
    }
  }
}
