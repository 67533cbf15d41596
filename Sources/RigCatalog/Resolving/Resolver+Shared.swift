import RigModel

extension Resolver {
  // MARK: Graphics cards

  /// A chipset in the name, then the card of it that the rest of the name means.
  func graphics() throws -> NameResolution? {
    let atoms = Atoms.of(name.text).filter { !ChipNames.optional.contains($0.text) }
    guard let found = try window(atoms, longest: catalog.longestChip) else {
      return try exact() ?? byWords()
    }
    let chips = try catalog.parts(found.rows, database).filter { name.facts.agree(with: $0.part) }
    let ofChip = Set(atoms[found.range].map(\.text)).union(ChipNames.optional)
    let rest = name.model.map(\.text).filter { !ofChip.contains($0) && !$0.isEmpty }
    if rest.contains(where: { $0.utf8.count > 1 }) {
      if let exact = try exact() { return exact }
      if let card = try card(rest, of: chips, ofChip) { return card }
    }
    guard let chip = chips.first else { return nil }
    if chips.count == 1 { return .chipset(chip.part, ranges: chip.ranges) }
    return several(chips) { .chipset($0, ranges: [:]) }
  }

  private func card(
    _ words: [String], of chips: [Catalog.StoredPart], _ ofChip: Set<String>
  ) throws -> NameResolution? {
    let rows = Set(chips.map(\.row))
    let matches = try self.matches(words: words, ignoring: ofChip)
    let stored = try catalog.parts(matches.map(\.row), database)
    let members = Set(stored.filter { $0.base.map(rows.contains) ?? false }.map(\.row))
    return try decide(matches.filter { members.contains($0.row) })
  }

  /// The longest run of atoms that is the name of a chipset or a series, with what it means.
  func window(_ atoms: [Atom], longest: Int) throws -> (range: Range<Int>, rows: [Int])? {
    var windows: [String: [Range<Int>]] = [:]
    for start in atoms.indices {
      for end in start + 1...min(start + longest, atoms.count) where start < atoms.count {
        guard isWord(start..<end, atoms) else { continue }
        windows[Atoms.key(atoms[start..<end]), default: []].append(start..<end)
      }
    }
    let keys = windows.keys.filter { $0.utf8.count > 1 }.sorted()
    var best: (range: Range<Int>, rows: [Int])?
    for key in keys {
      let parts = try database.all(
        """
        SELECT part FROM name WHERE category = ? AND key = ? AND sort = ? ORDER BY rank, part
        """, [.integer(category.number), .text(key), .integer(Schema.Sort.shared.rawValue)]
      ) { $0.integer(0) }
      guard !parts.isEmpty, let range = windows[key]?.first else { continue }
      if best.map({ range.count > $0.range.count }) ?? true { best = (range, parts) }
    }
    guard let best, !goesOn(best.range, atoms), !isOfAnotherSeries(best.range, atoms) else {
      return nil
    }
    return best
  }

  /// Whether a run begins and ends where words do; `RTX` may be glued to its number.
  private func isWord(_ range: Range<Int>, _ atoms: [Atom]) -> Bool {
    if atoms[range.lowerBound].isGlued, range.lowerBound > 0 {
      let before = atoms[range.lowerBound - 1].text
      guard ["rtx", "gtx", "rx", "gt"].contains(before) else { return false }
    }
    guard range.upperBound < atoms.count else { return true }
    return !atoms[range.upperBound].isGlued
  }

  /// `RX 3090` is no RTX 3090.
  private func isOfAnotherSeries(_ range: Range<Int>, _ atoms: [Atom]) -> Bool {
    guard category == .gpu, range.lowerBound > 0, atoms[range.lowerBound].kind == .digits else {
      return false
    }
    return [
      "rtx", "gtx", "rx", "gt", "gts", "hd", "quadro", "tesla", "titan", "arc", "instinct",
      "firepro", "vega",
    ].contains(atoms[range.lowerBound - 1].text)
  }

  /// Whether the word behind the run makes it another chipset.
  private func goesOn(_ range: Range<Int>, _ atoms: [Atom]) -> Bool {
    guard category == .gpu, range.upperBound < atoms.count else { return false }
    let next = atoms[range.upperBound].text
    if next == "max", range.upperBound + 1 < atoms.count, atoms[range.upperBound + 1].text == "q" {
      return true
    }
    return ["ti", "super", "xt", "xtx", "gre", "mobile", "laptop", "d", "m", "s", "ada"]
      .contains(next)
  }

  // MARK: Series

  /// A series of memory or drives in the name.
  func series() throws -> NameResolution? {
    let atoms = name.model.filter { !$0.text.isEmpty }
    guard let found = try window(atoms, longest: 8) else { return nil }
    let parts = try catalog.parts(found.rows, database).filter(isConsistent)
    // Words beside the series may name another one, and a short word is one of any list.
    guard parts.count == 1, atoms.count == found.range.count,
      name.maker != nil || Atoms.key(atoms).utf8.count > 3
    else { return nil }
    return .chipset(parts[0].part, ranges: [:])
  }

  /// A CPU that is in no list, by the series that its name belongs to. `Ryzen 7 9800` lacks a
  /// letter: it is the 9800X3D, and would be asked about if there were two of them.
  func cpuSeries() throws -> NameResolution? {
    let series = CPUSeries(catalog.cpuSeries)
    guard let fields = series.fields(of: name.text) else { return nil }
    let fuller = try cpusWithALetterMore()
    if fuller.count == 1 { return .best(fuller[0], note: Note.fuller) }
    guard fuller.isEmpty else { return .several(fuller, differing: Self.differing(fuller)) }
    let part = Part(
      id: Slug.of(.cpu, maker: name.maker, name.text), category: .cpu, maker: name.maker,
      name: name.text,
      fields: FieldValues(fields).inOrder(.cpu))
    return .chipset(part, ranges: [:])
  }

  /// The CPUs whose names are this one and a suffix such as `X3D` or `KF`.
  private func cpusWithALetterMore() throws -> [Part] {
    let key = name.modelKey
    let keys = [Schema.Sort.whole, .model].map(\.rawValue)
    let rows = try database.all(
      "SELECT part, key, sort FROM name WHERE category = ? AND key > ? AND key < ? || '~'",
      [.integer(category.number), .text(key), .text(key)]
    ) { (part: $0.integer(0), key: $0.text(1), sort: $0.integer(2)) }
    let fuller = rows.filter { row in
      keys.contains(row.sort) && Self.cpuSuffixes.contains(String(row.key.dropFirst(key.count)))
    }
    return try catalog.parts(Set(fuller.map(\.part)).sorted(), database).filter(isConsistent)
      .map(\.part)
  }

  private static let cpuSuffixes: Set<String> = [
    "x", "xt", "x3d", "wx", "g", "ge", "gt", "f", "k", "ks", "kf", "xe", "s", "t",
  ]
}
