/// What a field holds and which values are allowed for it.
public indirect enum FieldKind: Sendable, Hashable {
  case integer(ClosedRange<Int64>)
  /// A whole number out of a few, such as 16 or 32 bits.
  case integerChoice([Int64])
  case number(ClosedRange<Double>)
  /// One line of text.
  case text
  /// What a power supply feeds: `cpu`, `motherboard`, `storage`, `other`, or `gpu:N` with N from 1.
  case powerTarget
  case boolean
  /// A word; `open` means that the words are only the usual ones and others may stand.
  case enumeration([String], open: Bool)
  case list(of: FieldKind, atMost: Int)
  case map(ComponentDefinition)
  /// Anything: `extra`, and every key that starts with `x_`.
  case free
}

/// A text for people in the two languages of the project.
public struct FieldDoc: Sendable, Hashable {
  /// The text in English.
  public let english: String
  /// The text in Chinese, if there is one.
  public let chinese: String

  /// Makes one from its parts.
  public init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }
}

/// One key of a part: its name, what it may hold, and what it means.
public struct FieldDefinition: Sendable, Hashable {
  /// The key in its component.
  public let key: String
  /// The type of its values.
  public let kind: FieldKind
  /// The unit as people write it (`GB`, `mm`), which the key names too.
  public let unit: String?
  /// What it is, in the words of its author.
  public let doc: FieldDoc
  /// Other keys that a file may write for this one (`gpu` for `gpus`).
  public let aliases: [String]
  /// Accepted in a file, but never in the canonical form: `count` of a part in a list.
  public let isShorthand: Bool
  /// What stands for it where its part is given without it.
  public let defaultValue: BuildValue?
  /// Words that people write for it by mistake, for the hint only.
  package let misnomers: [String]

  init(
    _ key: String, _ kind: FieldKind, unit: String? = nil, _ english: String, _ chinese: String,
    aliases: [String] = [], isShorthand: Bool = false, defaultValue: BuildValue? = nil,
    misnomers: [String] = []
  ) {
    self.key = key
    self.kind = kind
    self.unit = unit
    self.doc = FieldDoc(english, chinese)
    self.aliases = aliases
    self.isShorthand = isShorthand
    self.defaultValue = defaultValue
    self.misnomers = misnomers
  }

  /// The component that the field, or each element of it, is; nil for plain values.
  public var component: ComponentDefinition? {
    switch kind {
    case .map(let component), .list(of: .map(let component), _): component
    default: nil
    }
  }

  /// Whether the field holds a list.
  public var isList: Bool {
    if case .list = kind { return true }
    return false
  }
}

/// A part of a build, or the build itself: the fields it has, in canonical order.
public struct ComponentDefinition: Sendable, Hashable {
  /// The name as in the Lua type definitions: `build`, `gpu`, `pcie_slot`.
  public let name: String
  /// What it is, in the words of its author.
  public let doc: FieldDoc
  /// The fields in the order in which they are written.
  public let fields: [FieldDefinition]
  /// Whether a map of this kind is complete, so that what it leaves out is 0.
  public let absentIsZero: Bool
  /// Position in `fields` by key and by alias.
  private let positions: [String: Int]

  init(
    _ name: String, _ english: String, _ chinese: String, absentIsZero: Bool = false,
    fields: [FieldDefinition]
  ) {
    self.name = name
    self.doc = FieldDoc(english, chinese)
    self.fields = fields
    self.absentIsZero = absentIsZero
    var positions: [String: Int] = [:]
    for (position, field) in fields.enumerated() {
      positions[field.key] = position
      for alias in field.aliases { positions[alias] = position }
    }
    self.positions = positions
  }

  /// The field of a key or alias.
  public func field(_ key: String) -> FieldDefinition? {
    positions[key].map { fields[$0] }
  }

  package func position(of key: String) -> Int? { positions[key] }

  /// Whether a list of this part may say `count` instead of repeating an entry.
  public var isCountable: Bool { field("count")?.isShorthand == true }

  // The table is built once, so the name says which component it is.
  public static func == (left: Self, right: Self) -> Bool { left.name == right.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
