import Foundation

/// A table of facts that the catalogue ships: rows by column.
struct FactTable {
  let rows: [[String: String]]

  init(_ name: String) throws {
    let file = Checkout.root.appending(path: "Sources/RigCatalog/Facts/\(name).tsv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let keys = lines[0].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    rows = lines.dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      return Dictionary(
        uniqueKeysWithValues: zip(keys, cells).compactMap { key, cell in
          cell.isEmpty ? nil : (key, String(cell))
        })
    }
  }

  /// The rows by each of their names, in the form that the facts' own page defines.
  func byName() -> [String: [String: String]] {
    var found: [String: [String: String]] = [:]
    for row in rows {
      for name in [row["name"] ?? ""] + row.list("aliases") { found[plain(name)] = row }
    }
    return found
  }
}

private let unsaid: Set<String> = [
  "nvidia", "geforce", "amd", "radeon", "intel", "graphics", "generation", "edition", "lhr",
]

/// A name without case, blanks, hyphens and words that makers leave out.
func plain(_ name: String) -> String {
  name.lowercased().split { " -_/()".contains($0) }.filter { !unsaid.contains(String($0)) }
    .joined()
}

extension [String: String] {
  func list(_ key: String) -> [String] {
    (self[key] ?? "").split(separator: "|").map(String.init)
  }

  func number(_ key: String) -> Double? { self[key].flatMap(Double.init) }

  /// `pcie_8pin:2|pcie_6pin:1` as a map; `none` is an empty one.
  func plugs(_ key: String) -> [String: Any]? {
    guard let text = self[key] else { return nil }
    if text == "none" { return [:] }
    var plugs: [String: Any] = [:]
    for pair in text.split(separator: "|") {
      let parts = pair.split(separator: ":")
      if parts.count == 2, let count = Int(parts[1]) { plugs[String(parts[0])] = count }
    }
    return plugs
  }
}
