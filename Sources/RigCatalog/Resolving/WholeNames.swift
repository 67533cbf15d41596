import RigModel

/// Looks whole names up; no word of them has to be understood.
struct WholeNames {
  private let catalog: Catalog
  private let database: Database
  private let category: PartCategory

  init(_ catalog: Catalog, _ database: Database, _ category: PartCategory) {
    self.catalog = catalog
    self.database = database
    self.category = category
  }

  /// Parts that carry exactly this name, maker included; several that are alike are one.
  func parts(_ atoms: [Atom]) throws -> [Part] {
    guard atoms.count > 2 else { return [] }
    let key = Atoms.key(atoms)
    let rows = try rows(key)
    let whole = rows.filter { $0.sort == .whole }.map(\.part)
    guard !whole.isEmpty else { return [] }
    // An alias may be shorter than the name, and mean less.
    let parts = try catalog.parts(whole, database).filter {
      $0.kind == .part && Atoms.key(Atoms.of($0.part.fullName)) == key
    }
    // What is another part's number or alias too is for the reading of words to judge.
    var others = Set(rows.filter(\.isOther).map(\.part))
    for short in Set(parts.compactMap { withoutMaker(key, $0.part) }).sorted() {
      others.formUnion(try self.rows(short).filter(\.isOther).map(\.part))
    }
    guard try areVariants(others.subtracting(whole), of: whole) else { return [] }
    guard parts.count > 1,
      case .best(let part, _) = Resolver.several(parts, ifAlike: Resolver.alike)
    else { return parts.map(\.part) }
    return [part]
  }

  private struct Row {
    let part: Int
    let sort: Schema.Sort?
    var isOther: Bool { sort == .number || sort == .family }
  }

  private func rows(_ key: String) throws -> [Row] {
    try database.all(
      "SELECT part, sort FROM name WHERE category = ? AND key = ?",
      [.integer(category.number), .text(key)]
    ) { Row(part: $0.integer(0), sort: Schema.Sort(rawValue: $0.integer(1))) }
  }

  /// The key of a name without the maker that it begins with; nil where nothing else is left.
  private func withoutMaker(_ key: String, _ part: Part) -> String? {
    let maker = Atoms.key(Atoms.of(part.maker ?? ""))
    guard !maker.isEmpty, key.hasPrefix(maker), key.utf8.count > maker.utf8.count else {
      return nil
    }
    return String(decoding: key.utf8.dropFirst(maker.utf8.count), as: UTF8.self)
  }

  /// Whether some parts are variants in colours and boxes, for which one of the others stands.
  private func areVariants(_ parts: Set<Int>, of others: [Int]) throws -> Bool {
    for part in parts.sorted() {
      let base = try database.first("SELECT base FROM part WHERE id = ?", [.integer(part)]) {
        $0.integerIfAny(0)
      }
      guard let base = base ?? nil, others.contains(base) else { return false }
    }
    return true
  }
}
