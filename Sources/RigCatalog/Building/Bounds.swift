import RigModel

/// What a part has at least or at most where several parts, one of which it is or resembles, differ.
///
/// A bound is given only where the field itself is not known, and only from parts that all state it:
/// a rule passes what holds for every one of them, and what holds for some stays unknown.
enum Bounds {
  /// The bound of a field: its key, and whether more of it is better.
  private struct Kind {
    let field: String
    let key: String
    let isLeast: Bool
  }

  private static func kinds(_ category: PartCategory) -> [Kind] {
    switch category {
    case .psu: [Kind(field: "connectors", key: "connectors_at_least", isLeast: true)]
    case .gpu:
      [
        Kind(field: "length_mm", key: "length_at_most_mm", isLeast: false),
        Kind(field: "slot_width", key: "slot_width_at_most", isLeast: false),
        Kind(field: "power_connectors", key: "power_connectors_at_most", isLeast: false),
      ]
    default: []
    }
  }

  /// The bounds that hold for all of some parts: editions of one name, or all that a name may mean.
  ///
  /// - Parameters:
  ///   - parts: The parts, of one category.
  ///   - known: Fields on which they agree, which need no bound.
  static func all(of parts: [FieldValues], _ category: PartCategory, known: Set<String>)
    -> [Part.Field]
  {
    if category == .motherboard, !known.contains("pcie_slots") {
      return slots(of: parts).map { [$0] } ?? []
    }
    return kinds(category).compactMap { kind in
      guard !known.contains(kind.field) else { return nil }
      let values = parts.compactMap { stated($0, kind) }
      guard values.count == parts.count else { return nil }
      return bound(values, kind, .guess("what all that the name may mean have"))
    }
  }

  /// The bounds that the cards of a chipset give one that does not state its own; none where fewer
  /// than three state its size, or fewer than six its plugs.
  ///
  /// Left out in turn, one of 42 cards is longer than all others of its chipset (and so one of 1,600
  /// pairs of card and case passes and should not), one of 200 covers a slot more, and one of 90 has
  /// plugs more, most of these by a slip of the data set.
  static func ofCards(_ cards: [FieldValues]) -> [Part.Field] {
    kinds(.gpu).compactMap { kind in
      let values = cards.compactMap { $0[kind.field]?.value }
      let arePlugs = kind.field == "power_connectors"
      guard values.count >= (arePlugs ? 6 : 3) else { return nil }
      return bound(
        arePlugs ? seenTwice(values) : values, kind,
        .guess("all \(values.count) cards of the chipset that state it"))
    }
  }

  /// The slots of a board whose entries list different ones: a slot for each that one of them lists,
  /// of unknown size where they differ. The fullest x16 slot of each is then known, which is all that a
  /// single card asks for.
  ///
  /// An entry without any slot of 16 has a slip where another one lists such slots. Where the entries
  /// state positions, the lists say more than what they have in common, and nothing is said.
  static func slots(of parts: [FieldValues]) -> Part.Field? {
    let values = parts.compactMap { $0["pcie_slots"]?.value }
    let lists = values.compactMap { $0.value.listValue?.map { $0["size"]?.textValue } }
    let hasPositions = values.contains {
      $0.value.listValue?.contains { $0["position"] != nil } == true
    }
    let long = lists.filter { $0.contains("x16") }
    guard !hasPositions, long.count > 0, lists.count == parts.count,
      let source = values.first?.source,
      let most = long.map(\.count).max()
    else { return nil }
    let sizes = long.map { list in
      ["x16", "x8", "x4", "x1"].flatMap { size in list.filter { $0 == size } }
    }
    let common = (0..<most).map { place -> BuildValue in
      let all = sizes.map { place < $0.count ? $0[place] : nil }
      guard let first = all[0], all.allSatisfy({ $0 == first }) else { return .map([]) }
      return .map([BuildValue.Field(key: "size", value: .text(first))])
    }
    return Part.Field(
      key: "pcie_slots",
      value: SourcedValue(
        .list(common), source: source, certainty: .guess("what all entries of the board list")))
  }

  /// The field that a bound stands for.
  static func field(of key: String) -> String { fields[key] ?? key }

  /// Whether a field is a bound, which says nothing about which part is meant.
  static func contains(_ key: String) -> Bool { fields[key] != nil }

  private static let fields = Dictionary(
    PartCategory.allCases.flatMap(kinds).map { ($0.key, $0.field) },
    uniquingKeysWith: { first, _ in first })

  /// Without the plugs that a single card of twenty or more states, which are mostly a slip.
  private static func seenTwice(_ values: [SourcedValue]) -> [SourcedValue] {
    guard values.count >= 20 else { return values }
    let counts = Dictionary(values.map { ($0.value, 1) }, uniquingKeysWith: +)
    return values.filter { counts[$0.value, default: 0] > 1 }
  }

  private static func stated(_ part: FieldValues, _ kind: Kind) -> SourcedValue? {
    part[kind.field]?.value ?? part[kind.key]?.value
  }

  private static func bound(_ values: [SourcedValue], _ kind: Kind, _ certainty: Certainty)
    -> Part.Field?
  {
    guard let source = values.first?.source else { return nil }
    let numbers = values.compactMap(\.value.numberValue)
    let value: BuildValue
    if numbers.count == values.count, let most = numbers.max() {
      value = .quantity(most)
    } else {
      let maps = values.flatMap { $0.value.listValue ?? [$0.value] }
      guard let ends = ends(of: maps, isLeast: kind.isLeast) else { return nil }
      value = .list(ends)
    }
    return Part.Field(
      key: kind.key, value: SourcedValue(value, source: source, certainty: certainty))
  }

  /// The maps of plugs that no other one makes needless: of those that have as many of each kind or
  /// more, the poorest (`isLeast`) or the richest; nil where too many are left to try.
  static func ends(of maps: [BuildValue], isLeast: Bool) -> [BuildValue]? {
    var ends: [BuildValue] = []
    for map in maps where !ends.contains(where: { covers($0, map, isLeast) }) {
      ends.removeAll { covers(map, $0, isLeast) }
      ends.append(map)
    }
    return ends.isEmpty || ends.count > 4 ? nil : ends.sorted { cell($0) < cell($1) }
  }

  /// Whether what holds for one map of plugs holds for the other too.
  private static func covers(_ one: BuildValue, _ other: BuildValue, _ isLeast: Bool) -> Bool {
    let (less, more) = isLeast ? (one, other) : (other, one)
    return (less.mapValue ?? []).allSatisfy { plug in
      (plug.value.integerValue ?? 0) <= (more[plug.key]?.integerValue ?? 0)
    }
  }

  private static func cell(_ map: BuildValue) -> String {
    (map.mapValue ?? []).map { "\($0.key):\($0.value.integerValue ?? 0)" }.joined(separator: "|")
  }
}
