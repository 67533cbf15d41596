internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

/// The plugins that ship, held to what the rules that ship are held to.
@Suite("The plugins that ship")
struct ShippedPluginsTests {
  static let names = ["compatibility", "house-style", "model-memory", "power", "sanity"]

  /// One engine for each language: making one reads every rule and plugin that ships.
  static let english = Result { try engine() }
  static let chinese = Result { try engine(EngineOptions(language: .chinese)) }

  static let ids = ((try? english.get().ruleSet.rules.map(\.id)) ?? []).filter {
    $0.contains(":")
  }

  private static func engine(_ options: EngineOptions = EngineOptions()) throws -> Engine {
    try Engine(
      rules: [.directory(Checkout.root.appending(path: "Rules"))],
      plugins: [.directory(Checkout.root.appending(path: "Plugins"))], options: options)
  }

  static func rule(_ id: String) throws -> RuleDescription {
    try #require(try english.get().ruleSet.rule(id), "there is no rule \(id)")
  }

  @Test("all are there, all load, and each is described in both languages")
  func complete() throws {
    let set = try Self.english.get().ruleSet
    #expect(set.failures == [])
    #expect(set.plugins.map(\.name) == Self.names)
    for plugin in set.plugins {
      #expect(plugin.problems == [], "\(plugin.name)")
      #expect(plugin.description?.chinese != nil, "\(plugin.name)")
      #expect(!plugin.rules.isEmpty, "\(plugin.name)")
      for doc in plugin.facts.map(\.doc) + plugin.reporters.map(\.doc) + plugin.importers.map(\.doc)
        + plugin.profiles.map(\.doc)
      {
        #expect(doc?.chinese != nil, "\(plugin.name): \(doc?.english ?? "no doc")")
      }
    }
    #expect(Self.ids.count >= 46, "\(Self.ids.count) rules")
  }

  @Test("each plugin has a page", arguments: names)
  func pages(name: String) throws {
    let page = Checkout.root.appending(path: "Plugins/\(name)/README.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let plugins = try Self.english.get().ruleSet.plugins
    let plugin = try #require(plugins.first { $0.name == name })
    for rule in plugin.rules { #expect(text.contains("`\(rule)`"), "\(rule)") }
    for fact in plugin.facts { #expect(text.contains("`\(fact.name)`"), "\(fact.name)") }
  }

  @Test(
    "each rule says what and why in both languages, names its sources, and has its examples",
    arguments: ids)
  func documented(id: String) throws {
    let rule = try Self.rule(id)
    #expect(rule.title.chinese != nil)
    #expect(rule.why?.chinese != nil)
    #expect(!rule.source.isEmpty)
    for message in rule.messages { #expect(message.text.chinese != nil, "\(message.id)") }
    for parameter in rule.parameters { #expect(parameter.doc?.chinese != nil, "\(parameter.name)") }
    let outcomes = Set(rule.examples.map(\.expected.outcome))
    #expect(outcomes.isSuperset(of: ["pass", "fail"]), "\(outcomes)")
    #expect(outcomes.contains("unknown") || rule.needs.isEmpty, "\(outcomes)")
  }

  @Test("each example comes out as it says, and its findings say what to change", arguments: ids)
  func examples(id: String) throws {
    for engine in [Self.english, Self.chinese] {
      for result in try engine.get().runExamples(of: id) {
        #expect(result.holds, "\(result.example.name): \(result.differences)")
        guard case .fail(_, let findings)? = result.result?.outcome else { continue }
        for finding in findings {
          #expect(finding.suggestion?.isEmpty == false, "\(result.example.name): \(finding.id)")
          #expect(finding.at != nil, "\(result.example.name): \(finding.id)")
        }
      }
    }
  }

  @Test("every finding is met by an example", arguments: ids)
  func findingsAreMet(id: String) throws {
    let rule = try Self.rule(id)
    let met = Set(rule.examples.flatMap { $0.expected.findings ?? [] })
    #expect(Set(rule.messages.map(\.id)).subtracting(met) == [])
  }
}
