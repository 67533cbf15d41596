import RigModel

/// Values of fields as one cell of a table: the form of the facts, the shipped data and the
/// database.
///
/// Lists separate their entries by `|`, maps are `key:number`, PCIe slots are
/// `position/size/lanes/generation/shares` with what is unknown left empty, rails are `name/amps`,
/// radiator mounts `place/420+360`, lists of plugs the counts in the registry's order: `2//6//1`.
/// `none` is a list or a map without entries. An empty cell is unknown and has no value.
enum ValueText {
  /// The cell of a value; control characters and separators in texts become blanks.
  static func cell(_ value: BuildValue, of kind: FieldKind) -> String {
    switch (kind, value) {
    case (.list(of: .map(let component), _), .list(let items)):
      return joined(items.map { row($0, of: component) })
    case (.list(of: let element, _), .list(let items)):
      return joined(items.map { cell($0, of: element) })
    case (.map, .map(let fields)):
      return joined(fields.map { "\($0.key):\(plain($0.value))" })
    default: return plain(value)
    }
  }

  /// The value of a cell; nil where it is empty or no value of this kind.
  static func value(_ cell: Substring, of kind: FieldKind) -> BuildValue? {
    guard !cell.isEmpty else { return nil }
    switch kind {
    case .integer(let range):
      guard let number = Double(cell), let whole = Int64(exactly: number) else { return nil }
      return range.contains(whole) ? .integer(whole) : nil
    case .integerChoice(let choice):
      return Int64(cell).flatMap { choice.contains($0) ? .integer($0) : nil }
    case .number(let range):
      guard let number = Double(cell), range.contains(number) else { return nil }
      return .quantity(number)
    case .boolean: return cell == "true" ? true : cell == "false" ? false : nil
    case .enumeration(let words, let open):
      return open || words.contains(String(cell)) ? .text(String(cell)) : nil
    case .text, .powerTarget: return .text(String(cell))
    case .list(of: .map(let component), _):
      return list(cell) { row($0, of: component) }
    case .list(let element, _): return list(cell) { value($0, of: element) }
    case .map(let component): return map(cell, of: component)
    case .free: return nil
    }
  }

  private static func list(_ cell: Substring, _ read: (Substring) -> BuildValue?) -> BuildValue? {
    if cell == "none" { return .list([]) }
    var items: [BuildValue] = []
    for entry in cell.split(separator: "|") {
      guard let item = read(entry) else { return nil }
      items.append(item)
    }
    return items.isEmpty ? nil : .list(items)
  }

  private static func map(_ cell: Substring, of component: ComponentDefinition) -> BuildValue? {
    if cell == "none" { return .map([]) }
    var found: [String: BuildValue] = [:]
    for entry in cell.split(separator: "|") {
      guard let colon = entry.firstIndex(of: ":") else { return nil }
      let key = String(entry[..<colon])
      guard let field = component.field(key),
        let number = value(entry[entry.index(after: colon)...], of: field.kind)
      else { return nil }
      found[key] = number
    }
    return .map(component.fields.compactMap { inOrder($0.key, found) })
  }

  /// A slot, a rail or a mount: the fields of its component in order, separated by `/`.
  private static func row(_ text: Substring, of component: ComponentDefinition) -> BuildValue? {
    let cells = text.split(separator: "/", omittingEmptySubsequences: false)
    let keys = rowKeys(component)
    guard cells.count <= keys.count else { return nil }
    var fields: [BuildValue.Field] = []
    for (key, cell) in zip(keys, cells) where !cell.isEmpty {
      guard let field = component.field(key) else { return nil }
      if case .list(let element, _) = field.kind {
        let items = cell.split(separator: "+").map { value($0, of: element) }
        guard !items.contains(nil) else { return nil }
        fields.append(BuildValue.Field(key: key, value: .list(items.compactMap(\.self))))
      } else {
        guard let value = value(cell, of: field.kind) else { return nil }
        fields.append(BuildValue.Field(key: key, value: value))
      }
    }
    return fields.isEmpty ? nil : .map(fields)
  }

  private static func row(_ value: BuildValue, of component: ComponentDefinition) -> String {
    var cells = rowKeys(component).map { key -> String in
      guard let field = value[key] else { return "" }
      guard let words = field.listValue else { return plain(field, without: "/|+") }
      return words.map { plain($0, without: "/|+") }.joined(separator: "+")
    }
    while cells.last?.isEmpty == true { cells.removeLast() }
    // A map that is complete and has nothing is no empty cell.
    return cells.isEmpty && component.absentIsZero ? "0" : cells.joined(separator: "/")
  }

  private static func rowKeys(_ component: ComponentDefinition) -> [String] {
    switch component.name {
    case "psu_rail": ["name", "amps"]
    case "radiator_mount": ["place", "sizes_mm"]
    case "psu_connectors", "gpu_power_connectors": component.fields.map(\.key)
    default: ["position", "size", "lanes", "generation", "shares"]
    }
  }

  private static func inOrder(_ key: String, _ found: [String: BuildValue]) -> BuildValue.Field? {
    found[key].map { BuildValue.Field(key: key, value: $0) }
  }

  private static func joined(_ cells: [String]) -> String {
    cells.isEmpty ? "none" : cells.joined(separator: "|")
  }

  private static func plain(_ value: BuildValue, without separators: String = "|") -> String {
    switch value {
    case .boolean(let flag): return flag ? "true" : "false"
    case .integer(let number): return "\(number)"
    case .number(let number): return "\(number)"
    case .text(let text): return clean(text, without: separators)
    case .list, .map: return ""
    }
  }

  /// A text that breaks neither a table nor a list in it.
  static func clean(_ text: String, without separators: String = "") -> String {
    guard
      text.unicodeScalars.contains(where: {
        $0.value < 0x20 || $0.value == 0x7F || separators.unicodeScalars.contains($0)
      })
    else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isBad = scalar.value < 0x20 || scalar.value == 0x7F
      result.append(isBad || separators.unicodeScalars.contains(scalar) ? " " : scalar)
    }
    return String(result)
  }
}

extension PartCategory {
  /// The component of the build format that parts of this kind are.
  var component: ComponentDefinition {
    let name =
      switch self {
      case .memory: "memory_kit"
      case .storage: "drive"
      default: rawValue
      }
    // The registry has one component for each category; a test asserts it.
    return FieldRegistry.version1.component(name) ?? FieldRegistry.version1.root
  }
}
