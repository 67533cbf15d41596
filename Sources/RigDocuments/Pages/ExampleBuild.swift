internal import RigModel

/// A build of an example as a person would write it in a file.
enum ExampleBuild {
  /// YAML with the keys in the order of the registry, shorthand as it is written.
  static func yaml(_ build: BuildValue) -> String {
    CanonicalText.yaml(ordered(build, FieldRegistry.version1.root))
  }

  /// A Lua table has no order of keys, and an empty one may be a list or a map.
  private static func ordered(_ value: BuildValue, _ component: ComponentDefinition?)
    -> BuildValue
  {
    switch value {
    case .map(let fields):
      guard let component else { return value }
      let places = Dictionary(
        component.fields.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
      let sorted = fields.sorted { left, right in
        (places[left.key] ?? Int.max, left.key) < (places[right.key] ?? Int.max, right.key)
      }
      return .map(sorted.map { field(.init(key: $0.key, value: $0.value), of: component) })
    case .list(let items): return .list(items.map { ordered($0, component) })
    default: return value
    }
  }

  private static func field(_ field: BuildValue.Field, of component: ComponentDefinition)
    -> BuildValue.Field
  {
    let definition = component.field(field.key)
    let isEmpty = field.value == .map([]) || field.value == .list([])
    if isEmpty, let definition {
      return .init(key: field.key, value: definition.isList ? .list([]) : .map([]))
    }
    return .init(key: field.key, value: ordered(field.value, definition?.component))
  }
}
