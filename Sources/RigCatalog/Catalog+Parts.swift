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

  func parts(_ rows: some Collection<Int>, _ database: Database) throws -> [StoredPart] {
    try rows.compactMap { row in
      try database.first(
        """
        SELECT id, slug, category, kind, base, maker, name, fields, ranges FROM part WHERE id = ?
        """, [.integer(row)], stored)
    }
  }

  /// The part of a row whose first columns are those of the statements here, in their order.
  func stored(_ row: Statement) -> StoredPart {
    let category = PartCategory(number: row.integer(2)) ?? .gpu
    let fields = FieldText.read(row.text(7), category, fieldMemo) { sources[$0] ?? "" }
    let part = Part(
      id: row.text(1), category: category, maker: row.textIfAny(5), name: row.text(6),
      fields: fields)
    var ranges: [String: String] = [:]
    for line in row.text(8).split(separator: "\n") {
      guard let tab = line.firstIndex(of: "\t") else { continue }
      ranges[String(line[..<tab])] = String(line[line.index(after: tab)...])
    }
    return StoredPart(
      row: row.integer(0), kind: Entry.Kind(rawValue: row.integer(3)) ?? .part,
      base: row.integerIfAny(4), part: part, ranges: ranges)
  }

  /// The part of an id; nil where there is none.
  public func part(id: String) throws -> Part? {
    try database.read { database in
      try database.first(
        """
        SELECT id, slug, category, kind, base, maker, name, fields, ranges FROM part WHERE slug = ?
        """, [.text(id)], stored)?.part
    }
  }

  /// Every part of a category, or of all, in the order of the catalogue: no chipsets or series.
  public func forEachPart(_ category: PartCategory? = nil, _ body: (Part) throws -> Void) throws {
    try database.read { database in
      try eachRow(category, database) { row in
        try body(stored(row).part)
        return true
      }
    }
  }

  /// The rows of all parts of a category, or of all categories, until a block says false.
  func eachRow(
    _ category: PartCategory?, _ database: Database, _ body: (Statement) throws -> Bool
  ) throws {
    func step(_ statement: Statement) throws {
      while try statement.step(), try body(statement) {}
    }
    guard let category else {
      return try database.stepping(
        """
        SELECT id, slug, category, kind, base, maker, name, fields, ranges, year FROM part
        WHERE kind = 0 ORDER BY id
        """, [], step)
    }
    try database.stepping(
      """
      SELECT id, slug, category, kind, base, maker, name, fields, ranges, year FROM part
      WHERE kind = 0 AND category = ? ORDER BY id
      """, [.integer(category.number)], step)
  }
}
