import RigModel

/// Finds what one name means in one category. Precision goes before recall: what is not clear is
/// asked.
///
/// First the whole name, then the words that say which part it is, then a chipset or series in the
/// name, then all parts that have every such word. The rest is judged by `NameMatch`.
struct Resolver {
  let catalog: Catalog
  let database: Database
  let name: ParsedName
  var category: PartCategory { name.category }

  /// How many parts a question lists at most.
  static let mostListed = 24

  init(_ catalog: Catalog, _ database: Database, _ text: String, _ category: PartCategory) {
    self.catalog = catalog
    self.database = database
    name = ParsedName(text, category, catalog.lexicon)
  }

  /// What the name means; nil where nothing in the catalogue fits.
  func resolve() throws -> NameResolution? {
    if category == .gpu { return try graphics() }
    let found = withDoubt(try exact() ?? asked(byWords()))
    switch found {
    case .exact, .best, .chipset: return found
    case .several, .some(.none), nil: break
    }
    // A series says less than its part, and more than a question.
    if category == .memory || category == .storage, let series = try series() { return series }
    if let found { return found }
    return category == .cpu ? try cpuSeries() : nil
  }

  /// A name of two or three letters is hardly one: what stands beside it, and the part has not, may
  /// be what matters. `NT Series` is not the NT Black.
  private func withDoubt(_ found: NameResolution?) -> NameResolution? {
    let part: Part
    switch found {
    case .exact(let one), .best(let one, _): part = one
    default: return found
    }
    let key = name.modelKey
    guard key.utf8.count <= 3, !key.utf8.contains(where: { (0x30...0x39).contains($0) }) else {
      return found
    }
    let known = Set(Atoms.of("\(part.maker ?? "") \(part.name)").map(\.text))
    let lacks = name.atoms.contains { atom in
      let matters =
        atom.text == "series" || atom.text == "edition"
        || FillerWords.colours.contains(atom.text)
      return matters && !known.contains(atom.text)
    }
    return lacks ? .several([part], differing: []) : found
  }

  /// A kit or a drive is of one size: where the name states none, it means no single one.
  private var lacksSize: Bool {
    (category == .memory || category == .storage)
      && name.facts.gigabytes.isEmpty && name.facts.kit == nil
  }

  private func asked(_ found: NameResolution?) -> NameResolution? {
    guard lacksSize, case .best(let part, _)? = found else { return found }
    return .several([part], differing: [])
  }

  // MARK: Whole names

  func exact() throws -> NameResolution? {
    let named = try WholeNames(catalog, database, category).parts(name.atoms)
    if named.count == 1 { return .exact(named[0]) }
    let whole = Atoms.key(name.atoms)
    let model: [Schema.Sort] = lacksSize ? [] : [.whole, .model]
    let keys: [(key: String, sorts: [Schema.Sort])] = [
      (name.modelKey, [.family]), (whole, [.whole, .number]), (name.fullKey, [.whole, .number]),
      (name.modelKey, model + [.family]),
    ]
    // Editions of the name, of which what else bears it is one: a TX850M of another year.
    var editions: Set<Int> = []
    for (key, sorts) in keys where isSignificant(key) {
      let wanted = sorts.map(\.rawValue)
      let rows = try database.all(
        "SELECT part, sort FROM name WHERE category = ? AND key = ?",
        [.integer(category.number), .text(key)]
      ) { (part: $0.integer(0), sort: $0.integer(1)) }.filter { wanted.contains($0.sort) }
      guard !rows.isEmpty else { continue }
      for row in rows where row.sort == Schema.Sort.family.rawValue { editions.insert(row.part) }
      let all = editions.union(rows.map(\.part))
      if let found = try judge(exactly: all, isFamily: !editions.isEmpty) {
        return found
      }
    }
    return nil
  }

  /// A key that may be a word of any list means nothing by itself.
  private func isSignificant(_ key: String) -> Bool {
    key.utf8.count >= 2
      && (key.utf8.count > 3 || name.maker != nil || !key.utf8.allSatisfy { $0 >= 0x61 })
  }

  private func judge(exactly rows: Set<Int>, isFamily: Bool) throws -> NameResolution? {
    var parts = try catalog.parts(rows.sorted(), database).filter(isConsistent)
    // A row of the facts stands for the variants of it in colours and boxes.
    let rows = Set(parts.map(\.row))
    parts = parts.filter { $0.base.map { !rows.contains($0) } ?? true }
    guard let first = parts.first else { return nil }
    // One edition that is known does not mean that it was the only one.
    if parts.count == 1 { return isFamily ? nil : .exact(first.part) }
    // Editions share the name, and an entry without an edition may be any of them.
    if isFamily { return family(parts) }
    return several(parts, ifAlike: Self.alike)
  }

  private func family(_ parts: [Catalog.StoredPart]) -> NameResolution {
    Self.shared(parts.map(\.part), maker: parts[0].part.maker, name: name.text)
  }

  /// What all of some parts agree on, as one part.
  static func shared(_ parts: [Part], maker: String?, name: String) -> NameResolution {
    let category = parts[0].category
    let keys = category.component.fields.map(\.key)
    let values = parts.map { FieldValues($0.fields) }
    var (agreed, ranges) = Merging.agreeing(values, keys: keys)
    agreed += Bounds.all(of: values, category, known: Set(agreed.map(\.key)))
    agreed = FieldValues(agreed).inOrder(category)
    let id = Slug.of(category, maker: maker, name)
    return .chipset(
      Part(id: id, category: category, maker: maker, name: name, fields: agreed), ranges: ranges)
  }

  /// Whether nothing that the name states speaks against a part.
  func isConsistent(_ stored: Catalog.StoredPart) -> Bool {
    if let maker = name.maker, let other = stored.part.maker, !Self.isSame(maker, other) {
      return false
    }
    if let latency = name.facts.latency,
      let other = ParsedName(stored.part.name, category, catalog.lexicon).facts.latency
    {
      guard latency == other else { return false }
    }
    return name.facts.agree(with: stored.part)
  }

  /// ASRock Rack is ASRock.
  static func isSame(_ maker: String, _ other: String) -> Bool {
    maker == other || other.hasPrefix(maker + " ") || maker.hasPrefix(other + " ")
  }

  static func alike(_ part: Part) -> NameResolution { .best(part, note: Note.alike) }

  /// Several parts: one where they are alike in every field, else a question.
  func several(
    _ parts: [Catalog.StoredPart], ifAlike answer: (Part) -> NameResolution
  ) -> NameResolution {
    Self.several(parts, nearest: nearest, ifAlike: answer)
  }

  static func several(
    _ parts: [Catalog.StoredPart], nearest: ([Part]) -> [Part] = { $0 },
    ifAlike answer: (Part) -> NameResolution
  ) -> NameResolution {
    let listed = parts.map(\.part)
    let differing = differing(listed)
    if conflicting(listed).isEmpty,
      let fullest = nearest(listed).max(by: { (known($0), $1.id) < (known($1), $0.id) })
    {
      return answer(fullest)
    }
    return .several(Array(listed.prefix(mostListed)), differing: differing)
  }

  /// Of parts that are alike those whose own names have the words asked for, and no lights besides: a number
  /// of `Core GM-650` stands in the row of the GC too.
  private func nearest(of parts: [Part]) -> [Part] {
    guard parts.count > 1 else { return parts }
    let asked = Set(name.model.map(\.text)).filter { !$0.isEmpty }
    let isLit = !Self.lights.isDisjoint(with: name.atoms.map(\.text))
    let ranks = parts.map { part in
      let words = Set(Atoms.of(part.name).map(\.text))
      return (asked.isSubset(of: words) ? 2 : 0)
        + (isLit || Self.lights.isDisjoint(with: words) ? 1 : 0)
    }
    let best = ranks.max() ?? 0
    return parts.indices.filter { ranks[$0] == best }.map { parts[$0] }
  }

  private static let lights: Set<String> = ["rgb", "argb"]

  /// How many fields of a part are known.
  private static func known(_ part: Part) -> Int {
    part.fields.count { !Bounds.contains($0.key) }
  }

  /// The fields in which parts differ, in the registry's order.
  static func differing(_ parts: [Part]) -> [String] {
    guard let first = parts.first else { return [] }
    return first.category.component.fields.map(\.key).filter { key in
      !Bounds.contains(key)
        && parts.contains {
          $0.category != first.category || $0[key]?.value.value != first[key]?.value.value
        }
    }
  }

  /// The fields for which parts have different values: unknown beside known is not a conflict.
  static func conflicting(_ parts: [Part]) -> [String] {
    guard let category = parts.first?.category else { return [] }
    return category.component.fields.map(\.key).filter { key in
      let known = parts.compactMap { $0[key]?.value.value }
      return !Bounds.contains(key) && known.contains { $0 != known.first }
    }
  }

  // MARK: By words

  /// The parts that have every word of the name.
  func byWords() throws -> NameResolution? {
    let model = name.model.filter { !$0.text.isEmpty }
    guard model.contains(where: { $0.text.utf8.count > 1 }),
      name.maker != nil || model.count > 1 || model.contains(where: { $0.kind == .digits })
    else { return nil }
    let matches = try self.matches(words: model.map(\.text), ignoring: [])
    return try decide(matches)
  }

  /// The parts whose names have all of some words and do not contradict the name.
  func matches(words: [String], ignoring: Set<String>) throws -> [NameMatch] {
    let wanted = Set(words + makerWords).filter { !$0.isEmpty }.sorted()
    let query = (["c\(category.number)"] + wanted).map { "\"\($0)\"" }.joined(separator: " AND ")
    let rows = try database.all(
      """
      SELECT label.part, label.text FROM words JOIN label ON label.id = words.rowid
      WHERE words MATCH ? LIMIT 3000
      """, [.text(query)]
    ) { (part: $0.integer(0), text: $0.text(1)) }
    var best: [Int: NameMatch] = [:]
    for row in rows {
      let candidate = ParsedName(row.text, category, catalog.lexicon)
      guard let match = NameMatch(of: name, with: candidate, row: row.part, ignoring: ignoring)
      else { continue }
      if let known = best[match.row], known.extras.count <= match.extras.count { continue }
      best[match.row] = match
    }
    return best.values.sorted { ($0.extras.count, $0.row) < ($1.extras.count, $1.row) }
  }

  /// The words of the maker, where the index has them for parts of that maker.
  private var makerWords: [String] { name.maker.map { Atoms.of($0).map(\.text) } ?? [] }

  func decide(_ matches: [NameMatch]) throws -> NameResolution? {
    let stored = try catalog.parts(matches.map(\.row), database).filter(isConsistent)
    var byRow: [Int: Catalog.StoredPart] = [:]
    for part in stored { byRow[part.row] = part }
    let left = matches.filter { byRow[$0.row]?.kind == .part }
    guard !left.isEmpty else { return nil }
    let complete = left.filter(\.extras.isEmpty)
    let chosen = complete.isEmpty ? left : complete
    let parts = withoutVariants(chosen.compactMap { byRow[$0.row] })
    if parts.count == 1, let match = chosen.first(where: { $0.row == parts[0].row }) {
      if match.isClear { return .best(parts[0].part, note: Note.taken(match)) }
      return .several([parts[0].part], differing: [])
    }
    return several(parts, ifAlike: Self.alike)
  }

  /// A row of the facts stands for its variants in colours and boxes.
  private func withoutVariants(_ parts: [Catalog.StoredPart]) -> [Catalog.StoredPart] {
    let rows = Set(parts.map(\.row))
    return parts.filter { $0.base.map { !rows.contains($0) } ?? true }
  }
}

/// What the catalogue states about a match in plain words.
enum Note {
  static let alike = "several entries of this name do not differ"

  static let fuller = "the one part whose name begins so"

  static func taken(_ match: NameMatch) -> String {
    guard !match.extras.isEmpty else { return "every word of the name was found" }
    return "every word of the name was found; the part has also: "
      + match.extras.joined(separator: " ")
  }
}
