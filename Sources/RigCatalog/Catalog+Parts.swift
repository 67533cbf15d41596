import GRDB
import RigModel

extension Catalog {
  /// A row of the database with what is not part of `Part`.
  struct StoredPart: Sendable {
    let row: Int
    let kind: Entry.Kind
    let base: Int?
    let part: Part
    let ranges: [String: String]
  }

  private static let columns = "SELECT id, slug, category, kind, base, maker, name, fields, ranges"

  func parts(_ rows: some Collection<Int>, _ database: Database) throws -> [StoredPart] {
    guard !rows.isEmpty else { return [] }
    let list = rows.map { "\($0)" }.joined(separator: ",")
    let found = try Row.fetchAll(database, sql: "\(Self.columns) FROM part WHERE id IN (\(list))")
    let byRow = Dictionary(
      found.map { ($0["id"] as Int, stored($0)) }, uniquingKeysWith: { one, _ in one })
    return rows.compactMap { byRow[$0] }
  }

  func stored(_ row: Row) -> StoredPart {
    let category = PartCategory(number: row["category"]) ?? .gpu
    let fields = FieldText.read(row["fields"], category) { sources[$0] ?? "" }
    let part = Part(
      id: row["slug"], category: category, maker: row["maker"], name: row["name"], fields: fields)
    var ranges: [String: String] = [:]
    for line in (row["ranges"] as String).split(separator: "\n") {
      guard let tab = line.firstIndex(of: "\t") else { continue }
      ranges[String(line[..<tab])] = String(line[line.index(after: tab)...])
    }
    return StoredPart(
      row: row["id"], kind: Entry.Kind(rawValue: row["kind"]) ?? .part, base: row["base"],
      part: part, ranges: ranges)
  }

  /// The part of an id; nil where there is none.
  public func part(id: String) throws -> Part? {
    try database.read { database in
      try Row.fetchOne(database, sql: "\(Self.columns) FROM part WHERE slug = ?", arguments: [id])
        .map { stored($0).part }
    }
  }

  /// Every part of a category, or of all, in the order of the catalogue: no chipsets or series.
  public func forEachPart(_ category: PartCategory? = nil, _ body: (Part) throws -> Void) throws {
    try database.read { database in
      let condition = category.map { " AND category = \($0.number)" } ?? ""
      let rows = try Row.fetchCursor(
        database, sql: "\(Self.columns) FROM part WHERE kind = 0\(condition) ORDER BY id")
      while let row = try rows.next() { try body(stored(row).part) }
    }
  }
}
