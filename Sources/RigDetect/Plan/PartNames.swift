/// Whether two names mean the same part, as far as words can say.
enum PartNames {
  /// Words that tell apart what has the same number.
  private static let suffixes: Set<String> = [
    "ti", "super", "xt", "xtx", "gre", "ada", "d", "max", "q", "mobile", "laptop", "sff", "nvl",
    "sxm", "sxm2", "sxm4", "sxm5", "pcie", "ge",
  ]

  /// Words that say nothing about which part it is.
  private static let fillers: Set<String> = [
    "nvidia", "geforce", "amd", "radeon", "intel", "graphics", "generation", "edition", "core",
    "processor", "cpu", "the", "inc", "gaming", "wifi",
  ]

  /// Lower case, split at every sign and between "rtx" and its number; `24GB` and clocks are gone.
  static func tokens(_ name: String) -> [String] {
    var tokens: [String] = []
    for word in name.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      var word = String(word)
      for brand in ["rtx", "gtx", "rx"] where word.hasPrefix(brand) && word.count > brand.count {
        tokens.append(brand)
        word = String(word.dropFirst(brand.count))
      }
      // "3090ti" is written for "3090 ti".
      let digits = word.prefix { $0.isNumber }
      let rest = String(word.dropFirst(digits.count))
      if digits.count >= 3, suffixes.contains(rest) {
        tokens += [String(digits), rest]
      } else if !(digits.count > 0 && ["gb", "g", "ghz", "mhz"].contains(rest)) {
        tokens.append(word)
      }
    }
    return tokens.filter { !fillers.contains($0) }
  }

  /// Whether a name of a card (`MSI RTX 3090 Gaming X Trio`) is one of a chip (`GeForce RTX 3090`).
  static func isCard(_ name: String, of chip: String) -> Bool {
    let (name, chip) = (tokens(name), tokens(chip))
    guard !chip.isEmpty, chip.count <= name.count else { return false }
    return (0...(name.count - chip.count)).contains { start in
      let end = start + chip.count
      guard Array(name[start..<end]) == chip else { return false }
      // "RTX 3090 Ti" is no RTX 3090.
      return end == name.count || !suffixes.contains(name[end])
    }
  }

  /// Whether two names of CPUs agree on every word with a number in it.
  static func isCPU(_ one: String, _ other: String) -> Bool {
    let (one, other) = (models(one), models(other))
    return !one.isEmpty && one == other
  }

  private static func models(_ name: String) -> Set<String> {
    let read = CPUName.read(name)?.name ?? name
    return Set(
      tokens(read).filter { $0.contains(where: \.isNumber) && $0.count > 1 || $0 == "pro" })
  }

  /// Whether a board's name holds all that the other states about the model.
  static func isBoard(_ one: String, _ other: String) -> Bool {
    let (one, other) = (Set(tokens(one)), Set(tokens(other)))
    guard let least = [one, other].min(by: { $0.count < $1.count }), !least.isEmpty else {
      return false
    }
    return least.isSubset(of: least == one ? other : one)
  }
}
