internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

/// The plugins that ship, held to what the rules that ship are held to.
@Suite("The plugins that ship")
struct ShippedPluginsTests {
  /// A rule of a plugin, loaded with the plugin's own modules.
  struct Case: Sendable, CustomTestStringConvertible {
    let plugin: String
    let id: String
    var testDescription: String { id }
  }

  static let names = ["compatibility", "house-style", "model-memory", "power", "sanity"]
  static let folder = Checkout.root.appending(path: "Plugins")

  static let cases: [Case] = names.flatMap { name in
    let engine = try? engine(name)
    return (engine?.ruleSet.rules ?? []).map { Case(plugin: name, id: $0.id) }
  }

  static func files(_ name: String) -> [String: String] {
    var files: [String: String] = [:]
    for (folder, place) in [("rules", name), ("lib", "lib")] {
      let root = Self.folder.appending(path: "\(name)/\(folder)")
      let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
      for file in names where file.hasSuffix(".lua") {
        files["\(place)/\(file)"] = try? String(contentsOf: root.appending(path: file), encoding: .utf8)
      }
    }
    return files
  }

  static func engine(_ name: String, _ options: EngineOptions = EngineOptions()) throws -> Engine {
    try Engine(rules: [.files(files(name), displayedAs: name)], options: options)
  }

  @Test("all load", arguments: names)
  func complete(name: String) throws {
    let set = try Self.engine(name).ruleSet
    for failure in set.failures { Issue.record("\(failure)") }
    #expect(!set.rules.isEmpty)
  }

  @Test(
    "each says what and why in both languages, names its sources, and has its examples",
    arguments: cases)
  func documented(each: Case) throws {
    let rule = try #require(try Self.engine(each.plugin).ruleSet.rule(each.id))
    #expect(rule.title.chinese != nil)
    #expect(rule.why?.chinese != nil)
    #expect(!rule.source.isEmpty)
    for message in rule.messages { #expect(message.text.chinese != nil, "\(message.id)") }
    for parameter in rule.parameters { #expect(parameter.doc?.chinese != nil, "\(parameter.name)") }
    let outcomes = Set(rule.examples.map(\.expected.outcome))
    #expect(outcomes.isSuperset(of: ["pass", "fail"]), "\(outcomes)")
  }

  @Test("each example comes out as it says, and its findings say what to change", arguments: cases)
  func examples(each: Case) throws {
    for language in Language.allCases {
      let engine = try Self.engine(each.plugin, EngineOptions(language: language))
      for result in try engine.runExamples(of: each.id) {
        #expect(result.holds, "\(result.example.name): \(result.differences)")
        guard case .fail(_, let findings)? = result.result?.outcome else { continue }
        for finding in findings {
          #expect(finding.suggestion?.isEmpty == false, "\(result.example.name): \(finding.id)")
          #expect(finding.at != nil, "\(result.example.name): \(finding.id)")
        }
      }
    }
  }

  @Test("every message is met by an example", arguments: cases)
  func messagesAreMet(each: Case) throws {
    let rule = try #require(try Self.engine(each.plugin).ruleSet.rule(each.id))
    let met = Set(rule.examples.flatMap { $0.expected.findings ?? [] })
    #expect(Set(rule.messages.map(\.id)).subtracting(met) == [])
  }
}
