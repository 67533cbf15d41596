public import RigModel

/// The JSON Schema of build files, from the registry that the decoder itself reads.
///
/// Draft 7 is what editors' YAML servers know best. The schema takes what the decoder takes: the
/// shorthand of files, null for a value that is not known, and free keys. What lies between fields
/// (cards that `powers` names, a kit's sum) and the sum of counts is left to the decoder.
public struct JSONSchema: Sendable {
  let registry: FieldRegistry

  /// Makes one from its parts.
  public init(registry: FieldRegistry = .version1) { self.registry = registry }

  /// The name of the generated file.
  public static let fileName = "build.schema.json"

  /// The whole text.
  public var text: String { tree.document }

  static func mark(_ argument: String) -> JSONTree {
    .text("\(GeneratedFile.mark)schema \(argument)`; do not edit.")
  }

  private var tree: JSONTree {
    JSONTree.object([
      "$schema": "http://json-schema.org/draft-07/schema#",
      "$comment": Self.mark("builds"),
      "title": "rigrules build",
      "description": .text(Self.text(registry.root.doc)),
      "allOf": [.object(["$ref": "#/definitions/build"])],
      "definitions": .object(definitions),
    ])
  }

  private var definitions: [JSONTree.Field] {
    [
      .init(key: "text", value: Self.line), .init(key: "part", value: Self.partName),
      .init(key: "free", value: Self.free),
    ]
      + registry.components.map { component in
        .init(key: component.name, value: schema(of: component))
      }
  }

  // MARK: Parts

  private func schema(of component: ComponentDefinition) -> JSONTree {
    var properties: [JSONTree.Field] = []
    var conflicts: [JSONTree] = []
    for field in component.fields {
      let schema = schema(of: field)
      for key in [field.key] + field.aliases { properties.append(.init(key: key, value: schema)) }
      conflicts += field.aliases.map { alias in
        .object(["not": .object(["required": [.text(field.key), .text(alias)]])])
      }
    }
    if isNamed(component) { properties.append(.init(key: "part", value: Self.partKey)) }
    return JSONTree.object([
      "type": "object",
      "description": .text(Self.text(component.doc)),
      "properties": .object(properties),
      "patternProperties": .object(["^x_.": Self.reference("free")]),
      "additionalProperties": false,
    ]).with("allOf", conflicts.isEmpty ? nil : .list(conflicts))
  }

  private func schema(of field: FieldDefinition) -> JSONTree {
    let description: JSONTree = .text(Self.text(field.doc, unit: field.unit))
    switch field.kind {
    case .integer, .number, .integerChoice, .boolean, .enumeration(_, open: false):
      return Self.scalar(field.kind, orNull: true).with("description", description)
        .with("default", Self.value(field.defaultValue))
    default:
      // A reference has no company in draft 7, so that it stands as one of the choices.
      return JSONTree.object([
        "description": description,
        "anyOf": .list(choices(of: field.kind) + [.object(["type": "null"])]),
      ])
    }
  }

  private func choices(of kind: FieldKind) -> [JSONTree] {
    switch kind {
    case .map(let component): forms(of: component)
    case .list(.map(let component), let most):
      [list(of: form(of: component), atMost: most)] + forms(of: component)
    case .list(let element, let most): [list(of: Self.element(element), atMost: most)]
    case .free: [Self.reference("free")]
    case .text: [Self.reference("text")]
    case .enumeration(let words, _):
      // The usual words are offered; others are texts.
      [.object(["enum": .list(words.map { .text($0) })]), Self.reference("text")]
    default: [Self.element(kind)]
    }
  }

  /// A part's fields, or its name; the other parts of a build have fields alone.
  private func forms(of component: ComponentDefinition) -> [JSONTree] {
    let fields = Self.reference(component.name)
    return isNamed(component) ? [fields, Self.reference("part")] : [fields]
  }

  private func form(of component: ComponentDefinition) -> JSONTree {
    let forms = forms(of: component)
    return forms.count == 1 ? forms[0] : .object(["anyOf": .list(forms)])
  }

  /// Whether the catalogue has parts of this kind.
  private func isNamed(_ component: ComponentDefinition) -> Bool {
    component.field("name") != nil
      && registry.root.fields.contains { $0.component?.name == component.name }
  }

  private func list(of element: JSONTree, atMost most: Int) -> JSONTree {
    .object(["type": "array", "items": element, "maxItems": .number(Double(most))])
  }

  // MARK: Values

  /// An element of a list of plain values; null is none.
  private static func element(_ kind: FieldKind) -> JSONTree {
    switch kind {
    case .text: return reference("text")
    case .enumeration(let words, open: true):
      return .object([
        "anyOf": [.object(["enum": .list(words.map { .text($0) })]), reference("text")]
      ])
    case .powerTarget:
      return .object([
        "anyOf": [
          .object([
            "enum": .list(
              ["cpu", "motherboard", "storage", "other", "gpu:1", "gpu:2", "gpu:3", "gpu:4"].map {
                .text($0)
              })
          ]),
          .object(["type": "string", "pattern": "^gpu:([1-9]|[1-5][0-9]|6[0-4])$"]),
        ]
      ])
    default: return scalar(kind, orNull: false)
    }
  }

  private static func scalar(_ kind: FieldKind, orNull: Bool) -> JSONTree {
    func typed(_ name: String) -> JSONTree { orNull ? [.text(name), "null"] : .text(name) }
    let none: [JSONTree] = orNull ? [.null] : []
    switch kind {
    case .integer(let range):
      return .object([
        "type": typed("integer"), "minimum": .number(Double(range.lowerBound)),
        "maximum": .number(Double(range.upperBound)),
      ])
    case .number(let range):
      return .object([
        "type": typed("number"), "minimum": .number(range.lowerBound),
        "maximum": .number(range.upperBound),
      ])
    case .boolean: return .object(["type": typed("boolean")])
    case .integerChoice(let choices):
      return .object(["enum": .list(choices.map { .number(Double($0)) } + none)])
    case .enumeration(let words, _):
      return .object(["enum": .list(words.map { .text($0) } + none)])
    default: return .object([])
    }
  }

  /// A line of text. A number that a file writes without quotes counts by its spelling.
  private static let line: JSONTree = .object([
    "type": ["string", "number"],
    "maxLength": 1024,
    "pattern": .text("^[\(visible)\\t]*[\(visible.dropFirst())][\(visible)\\t]*$"),
  ])

  /// The blank and every character that does not move the text around it.
  private static let visible =
    #" !-~\u00a0-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ufefe\uff00-\ufff8\ufffc-\uffff"#

  /// The name of a part: a line with two letters that is not a word of YAML and no place in the build.
  private static let partName: JSONTree = .object([
    "type": "string",
    "maxLength": 1024,
    "description": .text(
      "The name of a part in the catalogue: `4x RTX 2080 Ti`.\n目录中部件的名称：`4x RTX 2080 Ti`。"),
    "allOf": [
      reference("text"),
      .object(["pattern": #"[A-Za-z\u00aa-\uffff].*[A-Za-z\u00aa-\uffff]"#]),
      .object([
        "not": .object([
          "pattern": .text(
            "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo]"
              + "|([Gg]|[Cc])[Pp][Uu]:[0-9]*)$")
        ])
      ]),
    ],
  ])

  private static let partKey: JSONTree = .object([
    "description": .text(
      "A name of the catalogue, which gives what is not stated here.\n目录中的名称，补全此处未写明的字段。"),
    "allOf": [reference("text")],
  ])

  /// Anything; only a list has no place for nothing.
  private static let free: JSONTree = .object([
    "items": .object([
      "allOf": [reference("free"), .object(["not": .object(["type": "null"])])]
    ]),
    "additionalProperties": reference("free"),
  ])

  private static func reference(_ name: String) -> JSONTree {
    .object(["$ref": .text("#/definitions/\(name)")])
  }

  private static func value(_ value: BuildValue?) -> JSONTree? {
    switch value {
    case nil, .list, .map: nil
    case .boolean(let flag): .boolean(flag)
    case .integer(let number): .number(Double(number))
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    }
  }

  /// Both languages, the unit behind the first.
  private static func text(_ doc: FieldDoc, unit: String? = nil) -> String {
    let unit = unit.map { " Unit: \($0)." } ?? ""
    return "\(doc.english)\(unit)\n\(doc.chinese)"
  }
}
