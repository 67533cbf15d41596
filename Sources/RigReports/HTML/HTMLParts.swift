internal import RigModel

/// The parts of a build with their prices, equal ones together.
struct PartsList {
  struct Row: Hashable {
    /// `gpus`.
    let key: String
    let name: String
    var count: Double
    /// Of one; nil where it is not stated.
    let price: Double?
  }

  let rows: [Row]
  let total: Double?
  let currency: String

  init(_ build: Build) {
    var rows: [Row] = []
    for field in FieldRegistry.version1.root.fields {
      guard let component = field.component, component.field("price") != nil,
        let given = build.value[field.key]
      else { continue }
      for part in given.listValue ?? [given] {
        let row = Row(
          key: field.key, name: part.partName ?? "", count: part["count"]?.numberValue ?? 1,
          price: part["price"]?.numberValue)
        if let last = rows.indices.last, rows[last].key == row.key, rows[last].name == row.name,
          rows[last].price == row.price
        {
          rows[last].count += row.count
        } else {
          rows.append(row)
        }
      }
    }
    self.rows = rows
    total = build.totalPrice
    currency = build.value["currency"]?.textValue ?? ""
  }

  /// All parts of one kind in a line, for a comparison.
  func line(_ key: String) -> String {
    rows.filter { $0.key == key }.map { row in
      row.count > 1 ? "\(DecimalText.short(row.count)) × \(row.name)" : row.name
    }.joined(separator: " + ")
  }
}

extension Build {
  /// The values of a field in all entries of its lists, equal ones once: `gpus[].cooling`.
  func values(of path: String) -> [String] {
    var found = [value]
    for key in path.split(separator: ".") {
      let isList = key.hasSuffix("[]")
      let name = String(isList ? key.dropLast(2) : key)
      found = found.compactMap { $0[name] }
      if isList { found = found.flatMap { $0.listValue ?? [] } }
    }
    var texts: [String] = []
    for value in found {
      let text = value.short
      if !texts.contains(text) { texts.append(text) }
    }
    return texts
  }
}

extension BuildValue {
  /// The value in a word; of lists and maps, how much they hold.
  fileprivate var short: String {
    switch self {
    case .boolean(let flag): "\(flag)"
    case .integer(let number): "\(number)"
    case .number(let number): DecimalText.short(number)
    case .text(let text): text
    case .list(let items):
      items.count <= 4 && items.allSatisfy { $0.numberValue != nil || $0.textValue != nil }
        ? items.map(\.short).joined(separator: ", ") : "\(items.count) ×"
    case .map(let fields): fields.map { "\($0.key) \($0.value.short)" }.joined(separator: ", ")
    }
  }
}
