import RigModel

/// How much is known of the parts of one category.
public struct CategoryStats: Sendable, Hashable {
  /// One field with the number of parts for which it is known.
  public struct Field: Sendable, Hashable {
    /// The key in a map.
    public let key: String
    /// Parts that can have it: a compute capability is of NVIDIA's cards alone.
    public let parts: Int
    /// From the open data set alone.
    public let fromData: Int
    /// With the facts of this project and the user's own parts.
    public let known: Int
    /// Of these, how many rest on a guess.
    public let guessed: Int
  }

  /// The first part of the id: `psu` of `psu/wattage`.
  public let category: PartCategory
  /// All parts.
  public let parts: Int
  /// The fields in the order in which they are written.
  public let fields: [Field]
  /// Parts that came out in 2016 or later, as far as the year is known.
  public let recentParts: Int
  /// The same fields for these parts.
  public let recentFields: [Field]
}

extension Catalog {
  /// The year from which parts count as recent.
  public static let recentYear = 2016

  /// For each category and field, for how many parts it is known.
  public func stats() throws -> [CategoryStats] {
    try database.read { database in
      try PartCategory.allCases.map { try stats($0, database) }
    }
  }

  private func stats(_ category: PartCategory, _ database: Database) throws -> CategoryStats {
    var all = Tally()
    var recent = Tally()
    try eachRow(category, database) { row in
      let part = stored(row).part
      all.add(part)
      if let year = row.integerIfAny(9), year >= Self.recentYear { recent.add(part) }
      return true
    }
    return CategoryStats(
      category: category, parts: all.parts, fields: all.fields(category),
      recentParts: recent.parts, recentFields: recent.fields(category))
  }

  private struct Tally {
    var parts = 0
    private var withCUDA = 0
    private var counts: [String: (data: Int, known: Int, guessed: Int)] = [:]

    mutating func add(_ part: Part) {
      parts += 1
      if part["vendor"]?.value.value == .text("nvidia") { withCUDA += 1 }
      for field in part.fields {
        var count = counts[field.key] ?? (0, 0, 0)
        count.known += 1
        if field.value.certainty.isGuess { count.guessed += 1 }
        let isData = ([field.value] + field.disagreeing).contains { value in
          value.source.split(separator: FieldValues.separator).contains(OpenDB.source[...])
        }
        if isData { count.data += 1 }
        counts[field.key] = count
      }
    }

    func fields(_ category: PartCategory) -> [CategoryStats.Field] {
      // `power_limit_w`, a slot and a price are of a build and not of a part.
      let ofBuilds: Set<String> = [
        "name", "count", "price", "power_limit_w", "slot", "mount", "powers", "unified_memory",
      ]
      return category.component.fields.filter { !ofBuilds.contains($0.key) }.map { field in
        let count = counts[field.key] ?? (0, 0, 0)
        return CategoryStats.Field(
          key: field.key, parts: field.key == "compute_capability" ? withCUDA : parts,
          fromData: count.data, known: count.known, guessed: count.guessed)
      }
    }
  }
}
