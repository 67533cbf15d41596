import Foundation
import RigDocuments
import RigModel
import Testing

@testable import RigRules

/// What editors are given holds every field and every key there is.
@Suite struct EditorFileTests {
  static let definitions = LuaDefinitions().text

  /// The fields of a class of the definitions, inherited ones left out.
  static func fields(of name: String) -> Set<String> {
    var fields: Set<String> = []
    var isInside = false
    for line in definitions.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("---@class ") {
        isInside = line.dropFirst(10).prefix { $0 != ":" } == name
      } else if isInside, line.hasPrefix("---@field ") {
        fields.insert(String(line.dropFirst(10).prefix { $0 != " " && $0 != "?" }))
      } else if line.isEmpty {
        isInside = false
      }
    }
    return fields
  }

  @Test(arguments: [
    ("rigrules.Rule", RuleDecoder.keys), ("rigrules.Parameter", RuleDecoder.parameterKeys),
    ("rigrules.Example", RuleDecoder.exampleKeys),
    ("rigrules.Expectation", RuleDecoder.expectKeys),
    ("rigrules.Setting", ConfigurationDecoder.settingKeys), ("rigrules.Plugin", PluginDecoder.keys),
    ("rigrules.Fact", PluginDecoder.factKeys), ("rigrules.Reporter", PluginDecoder.reporterKeys),
    ("rigrules.Importer", PluginDecoder.importerKeys),
    ("rigrules.Profile", PluginDecoder.profileKeys),
  ])
  func definitionsHaveTheVocabulary(_ name: String, _ keys: [String]) {
    #expect(Self.fields(of: name) == Set(keys))
  }

  @Test func definitionsHaveEveryFieldOfABuild() {
    for component in FieldRegistry.version1.components {
      let words = component.name.split(separator: "_").map {
        $0.prefix(1).uppercased() + $0.dropFirst()
      }
      let fields = Self.fields(of: "rigrules.\(words.joined())")
      let keys = component.fields.filter { !$0.isShorthand }.map(\.key)
      #expect(fields == Set(keys), "\(component.name)")
    }
  }

  @Test func definitionsAreLua() throws {
    for line in Self.definitions.split(separator: "\n") {
      #expect(line.hasPrefix("--"), "\(line)")
    }
  }

  @Test func definitionsNameUnitsAndWords() {
    let cooling = #"---@field cooling? "blower"|"open-air"|"liquid"|"passive" "#
    #expect(Self.definitions.contains(cooling))
    #expect(Self.definitions.contains("---@field tdp_w? number Power of one card as sold. [W] "))
    #expect(Self.definitions.contains("---@field radiators_mm? integer[] "))
    #expect(Self.definitions.contains("---@field gpu? rigrules.GpuEntry[]|rigrules.GpuEntry "))
  }

  @Test func schemaOfBuildsHasEveryField() throws {
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(JSONSchema().text.utf8)) as? [String: Any])
    let definitions = try #require(schema["definitions"] as? [String: [String: Any]])
    for component in FieldRegistry.version1.components {
      let part = try #require(definitions[component.name])
      let properties = try #require(part["properties"] as? [String: [String: Any]])
      // What the catalogue has can be named in place of its fields.
      let isNamed =
        component.field("name") != nil
        && FieldRegistry.version1.root.fields.contains { $0.component == component }
      let keys = component.fields.flatMap { [$0.key] + $0.aliases } + (isNamed ? ["part"] : [])
      #expect(Set(properties.keys) == Set(keys))
      for field in component.fields {
        let description = properties[field.key]?["description"] as? String ?? ""
        #expect(description.contains(field.doc.english), "\(component.name).\(field.key)")
        #expect(description.contains(field.doc.chinese), "\(component.name).\(field.key)")
      }
    }
  }

  @Test func schemaOfConfigurationHasEveryKeyAndParameter() throws {
    let rules = try Checkout.engine().ruleSet.rules
    let text = ConfigurationSchema(rules: rules).text
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    #expect(Set(properties.keys) == Set(ConfigurationDecoder.keys))
    let settings = try #require((properties["settings"]?["anyOf"] as? [[String: Any]])?.first)
    let known = try #require(settings["properties"] as? [String: [String: Any]])
    #expect(Set(known.keys) == Set(rules.map(\.id)))
    let definitions = try #require(schema["definitions"] as? [String: [String: Any]])
    let waiver = try #require(definitions["waiver"]?["properties"] as? [String: Any])
    #expect(Set(waiver.keys) == Set(ConfigurationDecoder.waiverKeys))
  }
}
