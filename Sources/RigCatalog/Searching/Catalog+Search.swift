import RigModel

extension Catalog {
  /// The parts whose names come nearest to a text, best first; words may be misspelt.
  ///
  /// - Parameters:
  ///   - text: Words of the name; empty for all parts that pass the filters.
  ///   - category: The kind of part; nil for all.
  ///   - filters: Conditions that each part has to meet; one whose field is unknown does not.
  ///   - limit: How many parts are given at most.
  public func search(
    _ text: String, category: PartCategory? = nil, filters: [PartFilter] = [], limit: Int = 20
  ) throws -> [Part] {
    try database.read { database in
      let search = Search(catalog: self, database: database, category: category, filters: filters)
      return try search.run(String(text.prefix(300)), limit: limit)
    }
  }

  func nearest(_ name: String, _ category: PartCategory?, _ database: Database) throws -> [Part] {
    let search = Search(catalog: self, database: database, category: category, filters: [])
    let found = try search.run(name, limit: 5)
    guard category == .gpu else { return ofTheMaker(in: name, category, found) }
    // Where no name has the figures, they are misspelt, and that is not a word of another card.
    let figures = Set(Atoms.of(name).filter { $0.kind == .digits }.map(\.text))
    let haveFigures = found.contains { figures.isSubset(of: Atoms.of($0.fullName).map(\.text)) }
    guard !haveFigures else { return found }
    let chips = try search.chips(near: name)
    let ids = Set(chips.map(\.id))
    return Array((chips + found.filter { !ids.contains($0.id) }).prefix(5))
  }

  /// Who names a maker means no other's part.
  private func ofTheMaker(in name: String, _ category: PartCategory?, _ found: [Part]) -> [Part] {
    guard let category, let maker = ParsedName(name, category, lexicon).maker else { return found }
    return found.filter { part in part.maker.map { Resolver.isSame(maker, $0) } ?? true }
  }
}

/// One search: the words of the text, each with the words of the catalogue that it may be, all of
/// them first, then as many of them as there are.
struct Search {
  let catalog: Catalog
  let database: Database
  let category: PartCategory?
  let filters: [PartFilter]

  private struct Hit {
    let part: Int
    let words: Int
    let length: Int
  }

  func run(_ text: String, limit: Int) throws -> [Part] {
    guard limit > 0 else { return [] }
    let terms = try terms(of: text)
    guard !terms.isEmpty else { return try scan(limit: limit) }
    var hits = try find(terms.map(\.query).joined(separator: " AND "), terms)
    if hits.isEmpty && terms.count > 1 {
      // One word may be of another part, or a word that no part has.
      let some = terms.indices.map { left in
        "(" + terms.indices.filter { $0 != left }.map { terms[$0].query }.joined(separator: " AND ")
          + ")"
      }
      hits = try find(some.joined(separator: " OR "), terms)
      if hits.isEmpty {
        hits = try find(terms.map(\.query).joined(separator: " OR "), terms)
      }
    }
    return try ranked(hits, limit: limit)
  }

  /// A word of the text as a query, with the words of the catalogue it may stand for.
  private struct Term {
    let query: String
    let words: Set<String>
    let prefix: String
  }

  private func terms(of text: String) throws -> [Term] {
    var terms: [Term] = []
    for atom in Atoms.of(text) where !ChipNames.optional.contains(atom.text) || atom.text == "intel"
    {
      guard terms.count < 12 else { break }
      let word = atom.text
      if atom.kind == .digits || word.utf8.count < 3 {
        terms.append(Term(query: "\"\(word)\"", words: [word], prefix: word))
        continue
      }
      let near = try isKnown(word) ? [word] : spellings(of: word)
      let queries = ["\"\(word)\"*"] + near.filter { $0 != word }.map { "\"\($0)\"" }
      terms.append(
        Term(
          query: "(" + queries.joined(separator: " OR ") + ")", words: Set(near), prefix: word))
    }
    return terms
  }

  /// Whether a word of the catalogue begins like this.
  private func isKnown(_ word: String) throws -> Bool {
    try database.first(
      "SELECT EXISTS(SELECT 1 FROM vocabulary WHERE word >= ? AND word < ? || '~')",
      [.text(word), .text(word)]
    ) { $0.integer(0) == 1 } ?? false
  }

  /// The words of the catalogue that are one or two slips away.
  private func spellings(of word: String) throws -> [String] {
    let bytes = Array(word.utf8)
    guard bytes.count >= 3, bytes.count < 40 else { return [word] }
    let threes = (0...bytes.count - 3).map { String(decoding: bytes[$0..<$0 + 3], as: UTF8.self) }
    let query = Set(threes).sorted().map { "\"\($0)\"" }.joined(separator: " OR ")
    let most = bytes.count < 6 ? 1 : 2
    var near: [(word: String, distance: Int, uses: Int)] = []
    try database.each(
      """
      SELECT v.word, v.uses FROM spelling JOIN vocabulary v ON v.id = spelling.rowid
      WHERE spelling MATCH ? AND length(v.word) BETWEEN ? AND ?
      """, [.text(query), .integer(bytes.count - 2), .integer(bytes.count + 2)]
    ) { row in
      let other = row.text(0)
      let distance = editDistance(bytes, Array(other.utf8))
      if distance <= most { near.append((other, distance, row.integer(1))) }
    }
    near.sort { ($0.distance, -$0.uses, $0.word) < ($1.distance, -$1.uses, $1.word) }
    return near.isEmpty ? [word] : near.prefix(4).map(\.word)
  }

  private func find(_ query: String, _ terms: [Term]) throws -> [Hit] {
    let scope = category.map { "\"c\($0.number)\" AND " } ?? ""
    return try database.all(
      """
      SELECT label.part, label.text FROM words JOIN label ON label.id = words.rowid
      WHERE words MATCH ? ORDER BY length(label.text), label.id LIMIT ?
      """, [.text("\(scope)(\(query))"), .integer(filters.isEmpty ? 150 : 600)]
    ) { row in
      let atoms = Atoms.of(row.text(1)).map(\.text)
      let found = terms.filter { term in
        atoms.contains { term.words.contains($0) || $0.hasPrefix(term.prefix) }
      }
      return Hit(part: row.integer(0), words: found.count, length: atoms.count)
    }
  }

  private func ranked(_ hits: [Hit], limit: Int) throws -> [Part] {
    var best: [Int: Hit] = [:]
    for hit in hits {
      if let known = best[hit.part], (known.words, -known.length) >= (hit.words, -hit.length) {
        continue
      }
      best[hit.part] = hit
    }
    let order = best.values.sorted {
      ($1.words, $0.length, $0.part) < ($0.words, $1.length, $1.part)
    }
    var parts: [Part] = []
    var start = order.startIndex
    while start < order.endIndex, parts.count < limit {
      let end = min(start + max(limit, 32), order.endIndex)
      let stored = try catalog.parts(order[start..<end].map(\.part), database)
      parts += stored.map(\.part).filter { part in filters.allSatisfy { $0.matches(part) } }
      start = end
    }
    return Array(parts.prefix(limit))
  }

  /// The chipsets whose names are one or two signs away: `RTX 9090` is near the RTX 5090.
  func chips(near text: String) throws -> [Part] {
    let name = ParsedName(text, .gpu, catalog.lexicon)
    let key = Array(name.modelKey.utf8)
    guard 5...40 ~= key.count else { return [] }
    let names = try database.all(
      "SELECT key, part FROM name WHERE category = ? AND sort = ? ORDER BY key, rank",
      [.integer(PartCategory.gpu.number), .integer(Schema.Sort.shared.rawValue)]
    ) { (key: $0.text(0), part: $0.integer(1)) }
    let near = names.map { ($0.part, editDistance(key, Array($0.key.utf8))) }.filter { $0.1 <= 2 }
    guard let least = near.map(\.1).min() else { return [] }
    // The newest generation first: it is what a person more likely looks for.
    func capability(_ part: Part) -> Double {
      part["compute_capability"]?.value.value.textValue.flatMap(Double.init) ?? 0
    }
    return try catalog.parts(near.filter { $0.1 == least }.map(\.0), database).map(\.part)
      .sorted { (capability($0), $1.id) > (capability($1), $0.id) }
  }

  /// All parts that pass the filters, in the order of the catalogue.
  private func scan(limit: Int) throws -> [Part] {
    var parts: [Part] = []
    try catalog.eachRow(category, database) { row in
      let fields = row.text(7)
      guard filters.allSatisfy({ fields.contains($0.key) }) else { return true }
      let part = catalog.stored(row).part
      if filters.allSatisfy({ $0.matches(part) }) { parts.append(part) }
      return parts.count < limit
    }
    return parts
  }
}
