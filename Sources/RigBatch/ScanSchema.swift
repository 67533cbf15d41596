internal import CBuildScan
package import RigModel
internal import RigSystem

/// The field registry in the form that the scanner reads; one for all workers of a batch.
///
/// `@unchecked`: made in `init`, only read afterwards.
package final class ScanSchema: @unchecked Sendable {
  let schema: OpaquePointer

  /// nil where memory is short or the registry has outgrown the scanner.
  package init?(keyNames: [String], registry: FieldRegistry = .version1) {
    var parts = SchemaParts(keyNames: keyNames, registry: registry)
    guard parts.fits, let schema = parts.open() else { return nil }
    self.schema = schema
  }

  deinit { scan_schema_close(schema) }
}

/// Lays the registry out in flat arrays.
private struct SchemaParts {
  private let registry: FieldRegistry
  private let numbers: [String: UInt32]
  private let names: [String]
  private var components: [scan_component] = []
  private var fields: [scan_field] = []
  private var keys: [String] = []
  /// Descriptions of the elements of lists, which stand behind all fields.
  private var elements: [(owner: Int, kind: FieldKind)] = []
  private var choices: [scan_choice] = []
  private var words: [String] = []

  init(keyNames: [String], registry: FieldRegistry) {
    self.registry = registry
    names = keyNames
    numbers = Dictionary(
      keyNames.enumerated().map { ($1, UInt32($0)) }, uniquingKeysWith: { first, _ in first })
    for component in registry.components { append(component) }
    for (owner, kind) in elements {
      fields[owner].content = UInt32(fields.count)
      append(key: "", name: 0, position: 0, kind)
    }
  }

  var fits: Bool {
    registry.root.fields.count <= SCAN_MAX_ROOT
      && registry.components.allSatisfy { $0.fields.count <= SCAN_MAX_FIELDS }
  }

  private mutating func append(_ component: ComponentDefinition) {
    let first = fields.count
    for (position, field) in component.fields.enumerated() {
      // A shorthand key has no name of its own in the canonical form.
      let name = numbers[field.key] ?? 0
      for key in [field.key] + field.aliases {
        append(key: key, name: name, position: position, field.kind)
        fields[fields.count - 1].is_shorthand = field.isShorthand
        if let standard = field.defaultValue?.integerValue {
          fields[fields.count - 1].has_default = true
          fields[fields.count - 1].default_value = standard
        }
      }
    }
    func position(_ key: String) -> UInt32 {
      UInt32(component.fields.firstIndex { $0.key == key } ?? 0)
    }
    components.append(
      scan_component(
        first_field: UInt32(first), field_count: UInt32(fields.count - first),
        position_count: UInt32(component.fields.count), absent_is_zero: component.absentIsZero,
        derives: component.name == "memory_kit", modules: position("modules"),
        module: position("module_gb"), capacity: position("capacity_gb")))
  }

  private mutating func append(key: String, name: UInt32, position: Int, _ kind: FieldKind) {
    var field = scan_field()
    field.key_length = UInt32(key.utf8.count)
    field.name = name
    field.position = UInt32(position)
    describe(kind, &field)
    keys.append(key)
    fields.append(field)
  }

  private mutating func describe(_ kind: FieldKind, _ field: inout scan_field) {
    switch kind {
    case .integer(let range):
      field.kind = SCAN_INTEGER.rawValue
      (field.minimum, field.maximum) = (Double(range.lowerBound), Double(range.upperBound))
    case .number(let range):
      field.kind = SCAN_NUMBER.rawValue
      (field.minimum, field.maximum) = (range.lowerBound, range.upperBound)
    case .integerChoice(let allowed):
      field.kind = SCAN_CHOICE.rawValue
      choose(allowed.map { ("", $0) }, &field)
    case .text: field.kind = SCAN_TEXT.rawValue
    case .powerTarget: field.kind = SCAN_POWER_TARGET.rawValue
    case .boolean: field.kind = SCAN_BOOLEAN.rawValue
    case .enumeration(let allowed, let isOpen):
      field.kind = SCAN_WORD.rawValue
      field.is_open = isOpen
      choose(allowed.map { ($0, 0) }, &field)
    case .list(.map(let component), let most):
      field.kind = SCAN_MAPS.rawValue
      field.content = index(of: component)
      field.at_most = UInt32(most)
    case .list(let element, let most):
      field.kind = SCAN_LIST.rawValue
      field.at_most = UInt32(most)
      elements.append((fields.count, element))
    case .map(let component):
      field.kind = SCAN_MAP.rawValue
      field.content = index(of: component)
    case .free: field.kind = SCAN_FREE.rawValue
    }
  }

  private func index(of component: ComponentDefinition) -> UInt32 {
    UInt32(registry.components.firstIndex(of: component) ?? 0)
  }

  private mutating func choose(_ allowed: [(String, Int64)], _ field: inout scan_field) {
    field.first_choice = UInt32(choices.count)
    field.choice_count = UInt32(allowed.count)
    for (word, number) in allowed {
      choices.append(scan_choice(text: nil, length: UInt32(word.utf8.count), number: number))
      words.append(word)
    }
  }

  mutating func open() -> OpaquePointer? {
    withCStrings(keys) { keys in
      for index in fields.indices { fields[index].key = keys[index] }
      return withCStrings(words) { words in
        for index in choices.indices { choices[index].text = words[index] }
        return withCStrings(names) { names in open(names) }
      }
    }
  }

  private func open(_ names: [UnsafePointer<CChar>?]) -> OpaquePointer? {
    func root(_ key: String) -> UInt32 {
      UInt32(registry.root.fields.firstIndex { $0.key == key } ?? 0)
    }
    return components.withUnsafeBufferPointer { components in
      fields.withUnsafeBufferPointer { fields in
        choices.withUnsafeBufferPointer { choices in
          names.withUnsafeBufferPointer { names in
            var parts = scan_schema_parts(
              components: components.baseAddress, component_count: UInt32(components.count),
              fields: fields.baseAddress, field_count: UInt32(fields.count),
              choices: choices.baseAddress, choice_count: UInt32(choices.count),
              names: names.baseAddress, name_count: UInt32(names.count), id: root("id"),
              gpus: root("gpus"), psus: root("psus"), price: numbers["price"] ?? .max,
              count: numbers["count"] ?? .max)
            return scan_schema_open(&parts)
          }
        }
      }
    }
  }

  private func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies.map { UnsafePointer($0) })
  }
}
