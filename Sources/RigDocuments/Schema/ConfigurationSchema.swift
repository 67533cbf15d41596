internal import RigModel
public import RigRules

/// The JSON Schema of `rigrules.yaml`, with the rules in force and their parameters.
///
/// Settings of a rule that is not among them are taken as they are: it may come from a plugin or
/// from a folder that this schema was not made from.
public struct ConfigurationSchema: Sendable {
  let rules: [RuleDescription]
  let plugins: [PluginDescription]

  /// Makes one from its parts.
  public init(rules: [RuleDescription], plugins: [PluginDescription] = []) {
    self.rules = rules
    self.plugins = plugins
  }

  /// The name of the generated file.
  public static let fileName = "config.schema.json"

  /// The whole text.
  public var text: String { tree.document }

  private var tree: JSONTree {
    .object([
      "$schema": "http://json-schema.org/draft-07/schema#",
      "$comment": JSONSchema.mark("config"),
      "title": "rigrules.yaml",
      "description":
        "Where rules come from, what is set for them, and which findings are accepted.",
      "type": ["object", "null"],
      "properties": .object(properties),
      "additionalProperties": false,
      "definitions": .object([
        "text": .object(["type": ["string", "number"], "pattern": "\\S"]),
        "texts": .object([
          "anyOf": [
            Self.reference("text"), .object(["type": "array", "items": Self.reference("text")]),
          ]
        ]),
        "severity": .object(["enum": .list(Severity.allCases.reversed().map { .text($0.rawValue) })]
        ),
        "setting": Self.setting(parameters: .object(["type": ["object", "null"]])),
        "waiver": Self.waiver,
      ]),
    ])
  }

  private var properties: [JSONTree.Field] {
    func field(_ key: String, _ description: String, _ schema: JSONTree) -> JSONTree.Field {
      .init(
        key: key, value: .object(["description": .text(description), "anyOf": [schema]]))
    }
    return [
      field(
        "rules", "Folders of rules, beside this file; they replace those of the program.",
        Self.reference("texts")),
      field("plugins", "Folders of plugins, beside this file.", Self.reference("texts")),
      field("profile", "A named set of settings that a plugin gives.", Self.reference("text")),
      field(
        "lang", "The language of messages.",
        .object(["enum": .list(Language.allCases.map { .text($0.rawValue) })])),
      field(
        "settings", "What is set for single rules, by id.",
        .object([
          "type": ["object", "null"], "properties": .object(settings),
          "additionalProperties": Self.reference("setting"),
        ])),
      field(
        "waivers", "Findings that a person has accepted, each with its reason.",
        .object(["type": ["array", "null"], "items": Self.reference("waiver")])),
    ]
  }

  // MARK: Settings

  private var settings: [JSONTree.Field] {
    rules.map { rule in
      let schema = Self.setting(parameters: Self.schema(of: rule.parameters))
      return .init(
        key: rule.id, value: schema.with("description", .text(Self.text(rule.title))))
    }
      + plugins.filter { !$0.parameters.isEmpty }.map { plugin in
        .init(
          key: plugin.name,
          value: .object([
            "type": ["object", "null"],
            "properties": .object(["params": Self.schema(of: plugin.parameters)]),
            "additionalProperties": false,
          ]))
      }
  }

  private static func schema(of parameters: [Parameter]) -> JSONTree {
    .object([
      "type": ["object", "null"],
      "properties": .object(
        parameters.map { JSONTree.Field(key: $0.name, value: schema(of: $0)) }),
      "additionalProperties": false,
    ])
  }

  private static func setting(parameters: JSONTree) -> JSONTree {
    .object([
      "type": ["object", "null"],
      "properties": .object([
        "severity": reference("severity"),
        "off": .object(["type": "boolean", "description": "Leave the rule out."]),
        "weight": .object([
          "type": "number", "exclusiveMinimum": 0, "maximum": 1000,
          "description": "What the rule weighs in the score.",
        ]),
        "params": parameters,
      ]),
      "additionalProperties": false,
    ])
  }

  private static func schema(of parameter: Parameter) -> JSONTree {
    let schema: JSONTree
    if let allowed = parameter.allowed {
      schema = .object(["enum": .list(allowed.map(tree))])
    } else {
      switch parameter.defaultValue {
      case .integer, .number:
        schema = JSONTree.object(["type": "number"])
          .with("minimum", parameter.minimum.map { .number($0) })
          .with("maximum", parameter.maximum.map { .number($0) })
      case .text: schema = .object(["type": "string"])
      case .boolean: schema = .object(["type": "boolean"])
      case .list: schema = .object(["type": "array"])
      case .map: schema = .object(["type": "object"])
      }
    }
    let unit = parameter.unit.map { " [\($0)]" } ?? ""
    return schema.with("default", tree(parameter.defaultValue))
      .with("description", parameter.doc.map { .text(text($0) + unit) })
  }

  private static func tree(_ value: BuildValue) -> JSONTree {
    switch value {
    case .boolean(let flag): .boolean(flag)
    case .integer(let number): .number(Double(number))
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .list(let items): .list(items.map(tree))
    case .map(let fields): .object(fields.map { .init(key: $0.key, value: tree($0.value)) })
    }
  }

  // MARK: Waivers

  private static let waiver: JSONTree = .object([
    "type": "object",
    "required": ["rule", "reason"],
    "properties": .object([
      "rule": described("The rule's id.", reference("text")),
      "build": described("The build's id; every build where it is left out.", reference("text")),
      "finding": described(
        "The finding's id; all of the rule's where it is left out.", reference("text")),
      "part": described(
        "The part it was about when it was accepted, by its name; any where it is left out.",
        reference("text")),
      "values": .object([
        "type": "object",
        "description":
          "The figures of the finding when it was accepted; other figures are not covered.",
      ]),
      "reason": described("Why the finding is accepted.", reference("text")),
      "owner": described("Who answers for it.", reference("text")),
      "until": .object([
        "type": "string", "description": "The last day it holds, such as 2026-12-31.",
        "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
      ]),
    ]),
    "additionalProperties": false,
  ])

  private static func described(_ text: String, _ schema: JSONTree) -> JSONTree {
    .object(["description": .text(text), "anyOf": [schema]])
  }

  private static func reference(_ name: String) -> JSONTree {
    .object(["$ref": .text("#/definitions/\(name)")])
  }

  private static func text(_ text: LocalizedText) -> String {
    [text.english, text.chinese].compactMap { $0 }.joined(separator: "\n")
  }
}
