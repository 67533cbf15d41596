internal import RigModel

/// The fields of a build while it is put together, in canonical order, only with values that the
/// format takes.
struct BuildFields {
  private struct Entry {
    let key: String
    var maps: [[BuildValue.Field]]
    let isList: Bool
  }

  private var top: [BuildValue.Field] = []
  private var entries: [Entry] = []
  private(set) var origins: [DetectedMachine.Origin] = []
  private static let registry = FieldRegistry.version1

  /// A value of the build itself.
  mutating func add(_ key: String, _ reading: Reading, isSilent: Bool = false) {
    top.append(.init(key: key, value: reading.value))
    if !isSilent {
      origins.append(.init(path: key, reading: reading, disagreeing: []))
    }
  }

  mutating func addAll(of keys: [String]?, _ readings: Readings, at component: String) {
    if component.isEmpty {
      for key in keys ?? [] {
        if let reading = readings[key], Self.isSane(reading.value, key) { add(key, reading) }
      }
      return
    }
    append(readings, component, isList: false, index: 0, path: component)
  }

  mutating func addAll(_ readings: Readings, at list: String, _ index: Int) {
    append(readings, list, isList: true, index: index, path: "\(list)[\(index + 1)]")
  }

  /// Says that there are none.
  mutating func isEmptyList(_ key: String) {
    entries.append(Entry(key: key, maps: [], isList: true))
  }

  var value: [BuildValue.Field] {
    top
      + entries.map { entry in
        let maps = entry.maps.map { BuildValue.map($0) }
        return .init(key: entry.key, value: entry.isList ? .list(maps) : maps.first ?? .map([]))
      }
  }

  private mutating func append(
    _ readings: Readings, _ key: String, isList: Bool, index: Int, path: String
  ) {
    let general = isList ? "\(key)[]" : key
    guard let component = Self.registry.field(at: key)?.component else { return }
    var map: [BuildValue.Field] = []
    // Keys in the order of the registry, then those that are ours.
    let free = readings.byKey.keys.filter { $0.hasPrefix("x_") }.sorted()
    for name in component.fields.map(\.key) + free {
      guard let reading = readings[name],
        name.hasPrefix("x_") || Self.isSane(reading.value, "\(general).\(name)")
      else { continue }
      map.append(.init(key: name, value: reading.value))
      origins.append(
        .init(
          path: "\(path).\(name)", reading: reading, disagreeing: readings.disagreeing(name)))
    }
    guard !map.isEmpty else { return }
    if isList, let at = entries.firstIndex(where: { $0.key == key }) {
      entries[at].maps.append(map)
    } else {
      entries.append(Entry(key: key, maps: [map], isList: isList))
    }
  }

  /// Whether the format takes a value: what firmware says may be out of all proportion.
  private static func isSane(_ value: BuildValue, _ path: String) -> Bool {
    guard let field = registry.field(at: path) else { return false }
    return isSane(value, field.kind)
  }

  private static func isSane(_ value: BuildValue, _ kind: FieldKind) -> Bool {
    switch kind {
    case .integer(let range): value.integerValue.map(range.contains) ?? false
    case .integerChoice(let choices): value.integerValue.map(choices.contains) ?? false
    case .number(let range): value.numberValue.map(range.contains) ?? false
    case .boolean: value.booleanValue != nil
    case .text: value.textValue.map { !$0.isEmpty } ?? false
    case .enumeration(let words, let isOpen):
      value.textValue.map { isOpen && !$0.isEmpty || words.contains($0) } ?? false
    case .list(let element, let most):
      value.listValue.map { $0.count <= most && $0.allSatisfy { isSane($0, element) } } ?? false
    case .map: value.mapValue != nil
    case .powerTarget, .free: false
    }
  }
}
