import RigModel

extension Catalog: PartLookup {
  /// Finds the part that a name means.
  public func resolve(_ name: String, category: PartCategory?) throws -> NameResolution {
    // No name of a part is longer, and what is longer would only cost time.
    let name = String(name.prefix(300))
    return try database.read { database in
      if let category {
        return try Resolver(self, database, name, category).resolve()
          ?? .none(nearest: try nearest(name, category, database))
      }
      return try resolveAnywhere(name, database)
    }
  }

  /// The parts whose full name this is; several that do not contradict each other are one.
  public func parts(fullyNamed name: String, category: PartCategory) throws -> [Part] {
    guard name.utf8.count <= 300 else { return [] }
    return try database.read { database in
      try WholeNames(self, database, category).parts(ParsedName.atoms(of: name, category, lexicon))
    }
  }

  /// Whether a name is one under which a part is listed, word by word.
  public func isListed(_ name: String, of part: Part) throws -> Bool {
    guard name.utf8.count <= 300 else { return false }
    return try database.read { database in
      let name = ParsedName(name, part.category, lexicon)
      // Of drives and memory the series are listed.
      let isOfSeries = part.category == .storage || part.category == .memory
      let shared = isOfSeries ? Schema.Sort.shared : .whole
      return try database.first(
        """
        SELECT 1 FROM name JOIN part ON part.id = name.part
        WHERE name.category = ? AND key IN (?, ?) AND part.slug = ? AND sort IN (?, ?, ?)
        """,
        [
          .integer(part.category.number), .text(Atoms.key(name.atoms)), .text(name.fullKey),
          .text(part.id), .integer(Schema.Sort.whole.rawValue),
          .integer(Schema.Sort.number.rawValue), .integer(shared.rawValue),
        ]
      ) { $0.integer(0) } != nil
    }
  }

  /// Whether any part of a kind has every word of a name in one of its names, or is listed under it.
  public func mayName(_ name: String, category: PartCategory) throws -> Bool? {
    let atoms = Atoms.of(String(name.prefix(300))).filter { !$0.text.isEmpty }
    guard !atoms.isEmpty else { return nil }
    let query = (["c\(category.number)"] + Set(atoms.map(\.text)).sorted()).map { "\"\($0)\"" }
      .joined(separator: " AND ")
    return try database.read { database in
      let hasWords = try database.first(
        "SELECT rowid FROM words WHERE words MATCH ? LIMIT 1", [.text(query)]
      ) { $0.integer(0) }
      if hasWords != nil { return true }
      let key = Atoms.key(atoms)
      return try database.first(
        "SELECT 1 FROM name WHERE category = ? AND key = ? LIMIT 1",
        [.integer(category.number), .text(key)]
      ) { $0.integer(0) } != nil
    }
  }

  /// The makers of parts whose names have every word of a name: one search instead of one for each.
  public func makers(ofPartsWith name: String, category: PartCategory) throws -> Set<String>? {
    let words = Set(Atoms.of(String(name.prefix(300))).map(\.text)).filter { !$0.isEmpty }.sorted()
    guard !words.isEmpty else { return nil }
    let query = (["c\(category.number)"] + words).map { "\"\($0)\"" }.joined(separator: " AND ")
    return try database.read { database in
      let makers = try database.all(
        """
        SELECT DISTINCT part.maker FROM words JOIN label ON label.id = words.rowid
        JOIN part ON part.id = label.part WHERE words MATCH ? AND part.maker IS NOT NULL
        """, [.text(query)]
      ) { $0.text(0) }
      return Set(makers)
    }
  }

  /// A name whose kind of part is not known: the only category in which it means something.
  private func resolveAnywhere(_ name: String, _ database: Database) throws -> NameResolution {
    var exact: [NameResolution] = []
    var other: [NameResolution] = []
    for category in PartCategory.allCases {
      let resolver = Resolver(self, database, name, category)
      guard resolver.isTellingAlone, let found = try resolver.resolve() else { continue }
      switch found {
      case .exact: exact.append(found)
      // A case in whose title `RTX 5090` stands, as what fits it, is not the card.
      case .chipset where category == .gpu: exact.append(found)
      default: other.append(found)
      }
    }
    if exact.count == 1 { return exact[0] }
    if exact.isEmpty && other.count == 1 { return other[0] }
    let parts = (exact.isEmpty ? other : exact).flatMap(\.parts)
    guard !parts.isEmpty else { return .none(nearest: try nearest(name, nil, database)) }
    let listed = Array(parts.prefix(Resolver.mostListed))
    return .several(listed, differing: Resolver.differing(listed))
  }
}

extension NameResolution {
  /// Every part that is named.
  public var parts: [Part] {
    switch self {
    case .exact(let part), .best(let part, _), .chipset(let part, _): [part]
    case .several(let parts, _), .none(let parts): parts
    }
  }
}

extension Resolver {
  /// Whether a name can be looked for without knowing the kind of part: a short one, and one that
  /// is an ordinary word, counts only where its category is known.
  var isTellingAlone: Bool {
    let key = name.modelKey
    return key.utf8.count > 3 && key.utf8.contains { (0x30...0x39).contains($0) }
      || name.maker != nil && key.utf8.count > 2
  }
}
