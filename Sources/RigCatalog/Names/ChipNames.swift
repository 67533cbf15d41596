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
}
