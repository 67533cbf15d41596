/// The names of chipsets of graphics cards: a name means one chipset, or is known to mean several.
struct ChipNames: Sendable {
  /// Places of the chipsets that a key means, the usual one first.
  private(set) var byKey: [String: [Int]] = [:]
  private(set) var longest = 1

  /// Words that a name may have or lack.
  static let optional: Set<String> = [
    "nvidia", "geforce", "amd", "radeon", "intel", "graphics", "generation", "edition", "ati",
  ]

  static func atoms(_ text: String) -> [Atom] {
    Atoms.of(text).filter { !optional.contains($0.text) }
  }

  mutating func add(_ name: String, _ chips: [Int]) {
    let atoms = Self.atoms(name)
    let key = Atoms.key(atoms)
    guard !key.isEmpty, byKey[key] == nil else { return }
    byKey[key] = chips
    longest = max(longest, atoms.count)
  }

  /// What a whole name means; with the memory of the card where the name alone leaves it open.
  func chips(_ name: String, vram: Double?) -> [Int] {
    let key = Atoms.key(Self.atoms(name))
    if let vram {
      let size = vram < 1 ? "" : "\(Int(vram))gb"
      if let exact = byKey[key + size] { return exact }
    }
    return byKey[key] ?? []
  }

  /// The chipset that the name of a card says more precisely than the chipset beside it does: the
  /// longest one in the name that begins with the stated one ("GT 1030 DDR4" for "GT 1030").
  func closer(to stated: String, in card: String) -> Int? {
    let stated = Self.atoms(stated).map(\.text)
    let atoms = Self.atoms(card)
    guard !stated.isEmpty, stated.count < min(atoms.count, longest) else { return nil }
    var found: (length: Int, chip: Int)?
    for start in 0..<(atoms.count - stated.count)
    where atoms[start..<start + stated.count].map(\.text) == stated {
      for end in start + stated.count + 1...min(start + longest, atoms.count)
      where end - start > found?.length ?? 0 {
        guard let chips = byKey[Atoms.key(atoms[start..<end])], chips.count == 1 else { continue }
        found = (end - start, chips[0])
      }
    }
    return found?.chip
  }
}
