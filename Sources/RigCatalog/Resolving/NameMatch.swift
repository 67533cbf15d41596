import RigModel

/// A part whose name has every word of the name asked for, and none that contradicts it.
struct NameMatch: Sendable {
  let row: Int
  /// Words of the part's name that were not asked for and may make it another part.
  let extras: [String]
  /// How many words were asked for that say which part it is.
  let asked: [String]
  /// Those of the extras that say no more than that a board has a radio.
  private let radio: Set<String>

  /// Compares two names; nil where one contradicts the other.
  ///
  /// - Parameter ignoring: Words of a chipset that was found before.
  init?(of name: ParsedName, with candidate: ParsedName, row: Int, ignoring: Set<String>) {
    guard NumberWords.agree(name, candidate) else { return nil }
    if let one = name.facts.latency, let other = candidate.facts.latency, one != other {
      return nil
    }
    self.row = row
    asked = name.model.map(\.text).filter { !$0.isEmpty }
    // The `X` of GDDR6X is none that a model could have.
    let stated = zip(candidate.atoms, candidate.roles).filter { $0.1 != .fact }.map(\.0.text)
    guard Set(asked).subtracting(ignoring).isSubset(of: stated) else { return nil }
    let known = Set(name.atoms.map(\.text)).union(ignoring)
    extras = candidate.model.map(\.text).filter {
      !$0.isEmpty && !known.contains($0) && !FillerWords.weak.contains($0)
    }
    let hasRadio = candidate.category == .motherboard && extras.contains("wifi")
    radio = hasRadio ? Self.radioWords(of: candidate) : []
  }

  /// `WiFi`, and the `7` or `6E` behind it. Of 131 boards of the data set that are sold with and without
  /// it, all but four have the same size and all but two the same chipset, and these are slips.
  private static func radioWords(of candidate: ParsedName) -> Set<String> {
    let words = candidate.atoms.map(\.text)
    guard let at = words.firstIndex(of: "wifi") else { return [] }
    let standard = words[(at + 1)...].prefix { ["", "fi", "6", "6e", "7", "e"].contains($0) }
    return Set(["wifi"] + standard)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether the match needs no question: what the name left out does not make another part.
  var isClear: Bool {
    if extras.isEmpty { return asked.contains { $0.utf8.count > 1 } }
    let extras = extras.filter { !radio.contains($0) }
    let isStrong = asked.count >= 2 && asked.contains { $0.utf8.count > 2 }
    // A number such as 7100 says which drive it is, whatever colour its line has.
    let isNumbered = asked.contains { $0.utf8.count > 2 && $0.utf8.allSatisfy(Self.isDigit) }
    return isStrong && extras.count <= 3
      && !extras.contains { word in
        let isLine = isNumbered && FillerWords.colours.contains(word)
        return !isLine && FillerWords.variants.contains(word)
          || word.utf8.contains(where: Self.isDigit)
      }
  }
}

/// Numbers of models with the letters that belong to them: `RM850` is not `RM850x`.
enum NumberWords {
  struct Number: Hashable {
    let digits: String
    let prefix: String
    let suffix: String
  }

  /// Whether each number that both names have carries the same letters in both.
  static func agree(_ name: ParsedName, _ other: ParsedName) -> Bool {
    let asked = numbers(name)
    let found = numbers(other)
    for number in asked {
      let same = found.filter { $0.digits == number.digits }
      guard !same.isEmpty else { continue }
      guard same.contains(where: { fits(number, $0, other) }) else { return false }
    }
    return true
  }

  private static func fits(_ asked: Number, _ found: Number, _ other: ParsedName) -> Bool {
    guard asked.suffix == found.suffix else { return false }
    if asked.prefix == found.prefix { return true }
    // `RTX3090` and `RTX 3090`: the letters may stand apart, but a `K` before 4000 may not come
    // from nowhere.
    if asked.prefix.isEmpty { return series.contains(found.prefix) }
    return found.prefix.isEmpty
  }

  private static let series: Set<String> = ["rtx", "gtx", "rx", "gt", "gts", "r"]

  static func numbers(_ name: ParsedName) -> [Number] {
    let atoms = name.atoms
    var numbers: [Number] = []
    for index in atoms.indices where atoms[index].kind == .digits && name.roles[index] == .model {
      var suffix = ""
      var next = index + 1
      while next < atoms.count, atoms[next].isGlued {
        suffix += atoms[next].text
        next += 1
      }
      if suffix.isEmpty || suffix == "ti" { suffix += apart(atoms, name, from: next) }
      let prefix = atoms[index].isGlued && index > 0 ? atoms[index - 1].text : ""
      numbers.append(Number(digits: atoms[index].text, prefix: prefix, suffix: usual(suffix)))
    }
    return numbers
  }

  /// A suffix of a chip that stands apart: `3090 Ti`.
  private static func apart(_ atoms: [Atom], _ name: ParsedName, from start: Int) -> String {
    guard name.category == .gpu || name.category == .cpu else { return "" }
    var suffix = ""
    var next = start
    while next < atoms.count, FillerWords.chipSuffixes.contains(atoms[next].text) {
      suffix += atoms[next].text
      next += 1
    }
    return suffix
  }

  private static func usual(_ suffix: String) -> String {
    switch suffix {
    case "s": "super"
    case "tis": "tisuper"
    default: suffix
    }
  }
}

extension StatedFacts {
  /// Whether a socket that was stated is that of a part; names state several (`AM3+/AM3`).
  private func hasSocket(of part: Part) -> Bool {
    guard !sockets.isEmpty, let known = part["socket"]?.value.value.textValue else { return true }
    return sockets.contains { known == $0 || known.hasPrefix($0 + " ") }
  }

  /// Whether nothing that was stated differs from what is known of a part.
  func agree(with part: Part) -> Bool {
    func number(_ key: String) -> Double? { part[key]?.value.value.numberValue }
    func text(_ key: String) -> String? { part[key]?.value.value.textValue }
    func differ(_ stated: Double?, _ key: String, by share: Double = 0) -> Bool {
      guard let stated, let known = number(key) else { return false }
      return (stated - known).magnitude > known * share
    }
    func differ(_ stated: String?, _ key: String) -> Bool {
      guard let stated, let known = text(key) else { return false }
      return stated != known
    }
    switch part.category {
    case .gpu:
      guard let vram = number("vram_gb") else { return true }
      return gigabytes.isEmpty || gigabytes.contains(vram)
    case .cpu: return !differ(cores, "cores") && hasSocket(of: part)
    case .motherboard: return !differ(memoryType, "memory_type") && hasSocket(of: part)
    case .psu:
      // Gold of one laboratory is not a contradiction to platinum of the other, and "80+" is a word.
      let isOther = text("efficiency").map { !$0.hasPrefix("80-plus") } ?? false
      let isPlain = efficiency == "80-plus"
      return !differ(watts, "wattage_w")
        && (isPlain || isOther || !differ(efficiency, "efficiency"))
    case .storage:
      let size = number("capacity_gb") ?? 0
      let isSize = gigabytes.contains { ($0 - size).magnitude <= size * 0.025 }
      return (size == 0 || gigabytes.isEmpty || isSize) && !differ(driveType, "type")
    case .memory:
      if let kit {
        if differ(kit.modules, "modules") || differ(kit.each, "module_gb") { return false }
      } else if differ(gigabytes.max(), "capacity_gb") {
        return false
      }
      if let isRegistered, let known = part["registered"]?.value.value.booleanValue,
        known != isRegistered
      {
        return false
      }
      if let hasECC, let known = part["ecc"]?.value.value.booleanValue, known != hasECC {
        return false
      }
      return !differ(speed, "speed_mts") && !differ(memoryType, "type")
    case .cpuCooler, .chassis: return true
    }
  }
}
