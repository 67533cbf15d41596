import RigModel

/// Writes an assembled catalogue into an empty database.
struct DatabaseWriter {
  private let assembly: Assembly
  private var sources: [String: Int] = [:]
  private var vocabulary: [String: Int] = [:]
  private var slugs: [String: Int] = [:]
  private var label = 0

  init(_ assembly: Assembly) { self.assembly = assembly }

  mutating func write(_ database: Database, digest: String, progress: (Int) -> Void) throws {
    for statement in Schema.statements { try database.execute(statement) }
    countWords()
    var order = assembly.entries.indices.map { $0 }
    order = merged(order)
    for (done, index) in order.enumerated() {
      try write(index, database)
      if done.isMultiple(of: 500) { progress(done) }
    }
    try writeAmbiguous(database)
    try writeVocabulary(database)
    for (text, id) in sources.sorted(by: { $0.value < $1.value }) {
      try database.execute("INSERT INTO source VALUES (?, ?)", [.integer(id), .text(text)])
    }
    try writeMeta(database, digest: digest)
    progress(order.count)
  }

  /// Rows of the data set that say the same of one name are one part.
  private func merged(_ order: [Int]) -> [Int] {
    var seen: Set<Seen> = []
    return order.filter { index in
      let entry = assembly.entries[index]
      return seen.insert(
        Seen(name: slug(entry), kind: entry.kind.rawValue, fields: entry.values)
      ).inserted
    }
  }

  private struct Seen: Hashable {
    let name: String
    let kind: Int
    let fields: FieldValues
  }

  private func slug(_ entry: Entry) -> String {
    Slug.of(entry.category, maker: entry.maker, entry.name)
  }

  private mutating func uniqueSlug(_ entry: Entry) -> String {
    let slug = slug(entry)
    let count = slugs[slug, default: 0] + 1
    slugs[slug] = count
    return count == 1 ? slug : "\(slug)#\(count)"
  }

  private mutating func source(_ text: String) -> Int {
    if let id = sources[text] { return id }
    let id = sources.count + 1
    sources[text] = id
    return id
  }

  // MARK: Parts

  private mutating func write(_ index: Int, _ database: Database) throws {
    let entry = assembly.entries[index]
    let fields = entry.values.inOrder(entry.category)
    for field in fields {
      for value in [field.value] + field.disagreeing { _ = source(value.source) }
    }
    let sources = sources
    let text = FieldText.write(fields, entry.category) { sources[$0] ?? 0 }
    let ranges = (assembly.ranges[index] ?? [:]).sorted { $0.key < $1.key }
      .map { "\($0.key)\t\($0.value)\n" }.joined()
    try database.execute(
      "INSERT INTO part VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(index + 1), .text(uniqueSlug(entry)), .integer(entry.category.number),
        .integer(entry.kind.rawValue), SQLValue(entry.base.map { $0 + 1 }), SQLValue(entry.maker),
        .text(entry.name), .text(text), .text(ranges),
        SQLValue(entry.year ?? entry.base.flatMap { assembly.entries[$0].year }),
      ])
    try writeNames(of: entry, index + 1, database)
  }

  private mutating func writeNames(of entry: Entry, _ part: Int, _ database: Database) throws {
    let whole: Schema.Sort = entry.kind == .shared ? .shared : .whole
    let model: Schema.Sort = entry.kind == .shared ? .shared : .model
    for name in [entry.name] + entry.aliases {
      try writeLabel(name, entry, part, whole: whole, model: model, database)
    }
    if entry.kind == .part {
      // Of `ASUS Intel C236 P10S WS` either word is a maker's, so neither key above is the whole name.
      let key = Atoms.key(Atoms.of(Part.fullName(entry.maker, entry.name)))
      try writeName(entry.category, key, part, whole, database)
    }
    if let family = entry.family {
      let key = ParsedName(family, entry.category, assembly.lexicon).modelKey
      try writeName(entry.category, key, part, .family, database)
    }
    for number in entry.numbers where isPlausible(number, entry) {
      if number.contains(" ") || number.contains("-") && entry.category == .motherboard {
        try writeLabel(number, entry, part, whole: .number, model: .number, database)
      } else {
        try writeName(entry.category, Atoms.key(Atoms.of(number)), part, .number, database)
      }
    }
  }

  private mutating func writeLabel(
    _ text: String, _ entry: Entry, _ part: Int, whole: Schema.Sort, model: Schema.Sort,
    _ database: Database
  ) throws {
    let category = entry.category
    let name = ParsedName(text, category, assembly.lexicon)
    if category == .gpu && entry.kind == .shared {
      try writeName(category, Atoms.key(ChipNames.atoms(text)), part, .shared, database)
    } else {
      try writeName(category, name.fullKey, part, whole, database)
      try writeName(category, name.modelKey, part, model, database)
      if let maker = entry.maker {
        let key = Atoms.key(Atoms.of(maker)) + name.fullKey
        try writeName(category, key, part, whole, database)
      }
    }
    label += 1
    try database.execute(
      "INSERT INTO label VALUES (?, ?, ?)", [.integer(label), .integer(part), .text(text)])
    let maker = entry.maker.map { Atoms.of($0).map(\.text) } ?? []
    let atoms = Set(name.atoms.map(\.text) + maker + ["c\(category.number)"]).sorted()
    try database.execute(
      "INSERT INTO words(rowid, atoms) VALUES (?, ?)",
      [.integer(label), .text(atoms.joined(separator: " "))])
  }

  private func writeName(
    _ category: PartCategory, _ key: String, _ part: Int, _ sort: Schema.Sort,
    _ database: Database, rank: Int = 0
  ) throws {
    guard !key.isEmpty else { return }
    try database.execute(
      "INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?, ?)",
      [
        .integer(category.number), .text(key), .integer(part), .integer(sort.rawValue),
        .integer(rank),
      ])
  }

  /// Names of chipsets that may mean several.
  private func writeAmbiguous(_ database: Database) throws {
    for (key, chips) in assembly.chips.byKey.sorted(by: { $0.key < $1.key }) where chips.count > 1 {
      for (rank, chip) in chips.enumerated() {
        try writeName(.gpu, key, chip + 1, .shared, database, rank: rank)
      }
    }
  }

  // MARK: Words

  private mutating func countWords() {
    for entry in assembly.entries {
      let text = ([entry.maker ?? "", entry.name] + entry.aliases).joined(separator: " ")
      for word in Set(Atoms.of(text).filter { $0.kind != .digits }.map(\.text)) {
        vocabulary[word, default: 0] += 1
      }
    }
  }

  /// The data set lists numbers of other parts too: one that has a word which other names have, and
  /// this name has not, is not taken.
  private func isPlausible(_ number: String, _ entry: Entry) -> Bool {
    let own = Set(Atoms.of("\(entry.maker ?? "") \(entry.name)").map(\.text))
    return Atoms.of(number).allSatisfy { atom in
      atom.kind != .letters || atom.text.utf8.count < 4 || own.contains(atom.text)
        || vocabulary[atom.text, default: 0] < 3
    }
  }

  private func writeVocabulary(_ database: Database) throws {
    var id = 0
    for (word, uses) in vocabulary.sorted(by: { $0.key < $1.key }) where word.utf8.count > 2 {
      id += 1
      try database.execute(
        "INSERT INTO vocabulary VALUES (?, ?, ?)", [.integer(id), .text(word), .integer(uses)])
      try database.execute(
        "INSERT INTO spelling(rowid, word) VALUES (?, ?)", [.integer(id), .text(word)])
    }
  }

  private func writeMeta(_ database: Database, digest: String) throws {
    let chinese = assembly.entries.filter(\.isFact).flatMap { [$0.name] + $0.aliases }
      .filter { $0.unicodeScalars.contains { $0.value > 0x3400 } }
    let meta = [
      "digest": digest, "schema": Schema.version, "chinese": chinese.joined(separator: "\n"),
      "longest chip": "\(assembly.chips.longest)",
    ]
    for (key, value) in meta.sorted(by: { $0.key < $1.key }) {
      try database.execute("INSERT INTO meta VALUES (?, ?)", [.text(key), .text(value)])
    }
  }
}
