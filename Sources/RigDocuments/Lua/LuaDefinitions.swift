public import RigModel

/// Definitions for the Lua language server: every field of a build with unit and words, and the
/// tables that rules and plugins return.
public struct LuaDefinitions: Sendable {
  let registry: FieldRegistry

  /// Makes one from its parts.
  public init(registry: FieldRegistry = .version1) { self.registry = registry }

  /// The folder of the file.
  public static let folder = ".luals"
  /// The path as it is shown to people.
  public static let path = "\(folder)/rigrules.lua"

  /// The whole text.
  public var text: String {
    var text = "---@meta _\n"
    text += "-- \(GeneratedFile.mark)schema lua`; do not edit.\n"
    text +=
      "-- It is never run: it tells the Lua language server what rules and plugins work with.\n"
    for component in registry.components.reversed() { text += "\n" + declaration(of: component) }
    text += "\n" + written
    text += "\n" + Self.contracts
    return text
  }

  // MARK: Parts

  /// `rigrules.Gpu` of `gpu`.
  static func name(of component: ComponentDefinition) -> String {
    let words = component.name.split(separator: "_")
    return "rigrules." + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private func declaration(of component: ComponentDefinition) -> String {
    var text = Self.comment(component.doc)
    text += "---Keys that begin with `x_` are free: `part[\"x_shop\"]`.\n"
    text += "---@class \(Self.name(of: component))\n"
    for field in component.fields where !field.isShorthand {
      text += Self.line(field.key, Self.type(of: field.kind), field)
    }
    return text
  }

  /// Builds as examples write them: with shorthand.
  private var written: String {
    var text = ""
    for component in registry.components where component.fields.contains(where: \.isShorthand) {
      text += "---\(component.doc.english) `count` stands for so many of it.\n"
      text += "---@class \(Self.name(of: component))Entry: \(Self.name(of: component))\n"
      for field in component.fields where field.isShorthand {
        text += Self.line(field.key, Self.type(of: field.kind), field)
      }
      text += "\n"
    }
    text += "---A build as a file or an example writes it.\n"
    text += "---@class rigrules.WrittenBuild: \(Self.name(of: registry.root))\n"
    for field in registry.root.fields {
      for key in [field.key] + field.aliases where field.isList || key != field.key {
        text += Self.line(key, writtenType(of: field), field)
      }
    }
    return text
  }

  private func writtenType(of field: FieldDefinition) -> String {
    guard field.isList, let component = field.component else { return Self.type(of: field.kind) }
    let entry = Self.name(of: component) + (component.isCountable ? "Entry" : "")
    return "\(entry)[]|\(entry)"
  }

  private static func line(_ key: String, _ type: String, _ field: FieldDefinition) -> String {
    let unit = field.unit.map { " [\($0)]" } ?? ""
    return "---@field \(key)? \(type) \(field.doc.english)\(unit) \(field.doc.chinese)\n"
  }

  private static func comment(_ doc: FieldDoc) -> String {
    "---\(doc.english) \(doc.chinese)\n"
  }

  private static func type(of kind: FieldKind) -> String {
    switch kind {
    case .integer: "integer"
    case .number: "number"
    case .integerChoice(let choices): choices.map { "\($0)" }.joined(separator: "|")
    case .text: "string"
    case .boolean: "boolean"
    case .powerTarget: #""cpu"|"motherboard"|"storage"|"other"|string"#
    case .enumeration(let words, let isOpen):
      words.map { "\"\($0)\"" }.joined(separator: "|") + (isOpen ? "|string" : "")
    case .list(let element, _): listed(type(of: element))
    case .map(let component): name(of: component)
    case .free: "any"
    }
  }

  private static func listed(_ type: String) -> String {
    type.contains("|") ? "(\(type))[]" : "\(type)[]"
  }
}
