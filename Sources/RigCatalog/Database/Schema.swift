/// The tables of a catalogue's database.
enum Schema {
  /// Raised whenever tables, or what is written into them, change.
  static let version = "5"

  static let statements: [StaticString] = [
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE source(id INTEGER PRIMARY KEY, text TEXT NOT NULL)",
    """
    CREATE TABLE part(
      id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, category INTEGER NOT NULL,
      kind INTEGER NOT NULL, base INTEGER, maker TEXT, name TEXT NOT NULL, fields TEXT NOT NULL,
      ranges TEXT NOT NULL, year INTEGER)
    """,
    // What a key of a name means; `rank` orders several meanings, the usual one first.
    """
    CREATE TABLE name(
      category INTEGER NOT NULL, key TEXT NOT NULL, part INTEGER NOT NULL, sort INTEGER NOT NULL,
      rank INTEGER NOT NULL, PRIMARY KEY(category, key, sort, part)) WITHOUT ROWID
    """,
    "CREATE TABLE label(id INTEGER PRIMARY KEY, part INTEGER NOT NULL, text TEXT NOT NULL)",
    "CREATE INDEX part_base ON part(base) WHERE base IS NOT NULL",
    "CREATE INDEX part_category ON part(category)",
    """
    CREATE VIRTUAL TABLE words USING fts5(
      atoms, content='', detail='none', columnsize=0, tokenize="unicode61 tokenchars '.'")
    """,
    "CREATE TABLE vocabulary(id INTEGER PRIMARY KEY, word TEXT NOT NULL, uses INTEGER NOT NULL)",
    """
    CREATE VIRTUAL TABLE spelling USING fts5(
      word, content='', detail='none', columnsize=0, tokenize='trigram')
    """,
  ]

  /// Kinds of name in `name.sort`.
  enum Sort: Int {
    /// The whole name of a part.
    case whole = 0
    /// The words of a name that say which part it is.
    case model = 1
    case number = 2
    /// A chipset, or a series.
    case shared = 3
    /// What several editions share.
    case family = 4
  }
}

extension PartCategory {
  var number: Int { PartCategory.allCases.firstIndex(of: self) ?? 0 }

  init?(number: Int) {
    guard PartCategory.allCases.indices.contains(number) else { return nil }
    self = PartCategory.allCases[number]
  }
}
