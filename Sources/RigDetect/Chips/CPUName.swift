/// The name of a CPU as people and tables write it, out of what the CPU states about itself.
enum CPUName {
  /// The cleaned name, and the base clock where the name states it; nil for names of virtual CPUs
  /// and engineering samples, which say nothing.
  static func read(_ raw: some StringProtocol) -> (name: String, baseGHz: Double?)? {
    guard let known = Placeholder.known(raw) else { return nil }
    var text = known.without(
      "(R)", "(r)", "(TM)", "(tm)", "®", "™", "(C)")
    var baseGHz: Double?
    if let at = text.firstIndex(of: "@") {
      if let (value, unit) = Quantity.number(text[text.index(after: at)...]), unit == "GHz",
        (0.5...7).contains(value)
      {
        baseGHz = value
      }
      text = String(text[..<at])
    }
    for mark: StaticString in [" with Radeon", " w/ Radeon", " with AMD Radeon"] {
      if let found = text.range(of: mark) { text = String(text[..<found.lowerBound]) }
    }
    let words = text.words.filter { !isFiller($0) }
    let start = words.firstIndex { makers[$0.lowercased()] != nil } ?? 0
    var kept = Array(words[start...])
    guard let first = kept.first, isSpecific(kept),
      kept.contains(where: { makers[$0.lowercased()] != nil || families.contains($0.lowercased()) })
    else { return nil }
    kept[0] = makers[first.lowercased()] ?? first
    return (kept.map(spelled).joined(separator: " "), baseGHz)
  }

  private static let makers = [
    "intel": "Intel", "amd": "AMD", "ampere": "Ampere", "apple": "Apple", "nvidia": "NVIDIA",
    "hygon": "Hygon", "zhaoxin": "Zhaoxin", "via": "VIA", "arm": "ARM", "cavium": "Cavium",
    "loongson": "Loongson", "phytium": "Phytium",
  ]
  private static let families: Set<String> = ["xeon", "core", "ryzen", "epyc", "opteron"]

  private static let spellings = [
    "XEON": "Xeon", "GOLD": "Gold", "PLATINUM": "Platinum",
    "SILVER": "Silver", "BRONZE": "Bronze", "CORE": "Core", "RYZEN": "Ryzen",
    "THREADRIPPER": "Threadripper",
  ]

  private static func spelled(_ word: String) -> String { spellings[word] ?? word }

  /// Words that only say what any CPU is: `CPU`, `Processor`, `8-Core`, `24-Cores`, `13th Gen`.
  private static func isFiller(_ word: String) -> Bool {
    let low = word.lowercased()
    if [
      "cpu", "processor", "gen", "eight-core", "six-core", "quad-core", "dual-core",
      "twelve-core", "sixteen-core", "processors",
    ].contains(low) {
      return true
    }
    let digits = low.prefix { $0.isNumber }
    guard !digits.isEmpty else { return false }
    return ["-core", "-cores", "th", "st", "nd", "rd"].contains(low.dropFirst(digits.count))
  }

  /// Virtual CPUs are called "QEMU Virtual CPU version 2.5+", "Intel Xeon Processor (Skylake,
  /// IBRS)", "AMD EPYC"; samples "Genuine Intel 0000". A model has a number of its own.
  private static func isSpecific(_ words: [String]) -> Bool {
    let low = words.map { $0.lowercased() }
    if low.contains(where: {
      $0.hasPrefix("(") || ["qemu", "kvm", "virtual", "genuine", "kvm64", "qemu64"].contains($0)
    }) {
      return false
    }
    return words.contains { word in
      word.contains(where: \.isNumber) && word != "0000" && word != "0" && !word.hasPrefix("v")
        || ["M1", "M2", "M3", "M4", "M5"].contains(word)
    }
  }
}
