internal import RigCatalog

/// What a line says beside the name of its part: `(IPMI)`, `(PCIe Gen4 support)`, `- my boot drive`.
///
/// A remark is left out only where the name with it means nothing. Words that may tell versions of a
/// part apart make no remark.
struct RemarkReader {
  let vocabulary: Vocabulary
  let category: PartCategory

  /// Marks the remarks of a line as read, and returns their words.
  func take(from line: inout LineText) -> [String] {
    var taken: [String] = []
    for tail in [shop(line), purpose(line), contents(line)].compactMap({ $0 }) {
      taken += Self.words(in: tail, of: line)
      line.use(tail)
    }
    for range in Self.brackets(line) + ends(line) where !isRead(range, line) {
      let words = Self.words(in: range, of: line)
      // `(BIOS 1203, 07/18/2025)`: which of them a board runs; `(Note: …)`, `(see manual.pdf)`.
      let isOpened =
        ["bios", "note", "see"].contains(words.first)
        || line.folded[range].contains { "$€£¥".unicodeScalars.contains($0) }
      guard
        isOpened || isNumber(range, words, line) || isDescription(range, words, line)
          || words.indices.allSatisfy({ isHarmless(words, $0) }) && isRemark(words)
      else {
        continue
      }
      taken += words
      line.use(range)
    }
    return taken + takeRoles(from: &line) + takeNumbers(from: &line)
  }

  /// `(best GPU airflow, 2x 180mm front fans)`, `(Dell cooler does not fit a standard board)`: many words
  /// in brackets describe, whatever they are.
  private func isDescription(_ range: Range<Int>, _ words: [String], _ line: LineText) -> Bool {
    guard line.folded[range.lowerBound] == "(", words.count >= 4 else { return false }
    return line.folded[range].contains(",") || words.count(where: Self.joining.contains) >= 2
      || words.contains("not")
  }

  /// `(BK039)`, `(90-MXBPU0)`: a number of the maker alone in brackets, which is no chip and no chipset.
  private func isNumber(_ range: Range<Int>, _ words: [String], _ line: LineText) -> Bool {
    // `(TR-ASN-X-RE-SE)`: letters between hyphens alone.
    let inner = line.foldedText(range).dropFirst().prefix { $0 != ")" && $0 != "]" }
    if inner.count >= 8, !inner.contains(" "), inner.count(where: { $0 == "-" }) >= 3 {
      return true
    }
    // `(7E62-001R)`, `(11349-03-20G)`: a shop's or a maker's number between hyphens.
    if inner.count >= 8, !inner.contains(" "), inner.contains("-"),
      inner.count(where: \.isNumber) >= 4,
      inner.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }),
      ShapeReader(vocabulary: vocabulary).kinds(of: LineText(String(inner))).isEmpty
    {
      return true
    }
    guard "([".unicodeScalars.contains(line.folded[range.lowerBound]), words.count == 1,
      let word = words.first, word.utf8.count >= 5, word.contains(where: \.isLetter),
      word.count(where: \.isNumber) >= 3
    else { return false }
    return ShapeReader(vocabulary: vocabulary).kinds(of: LineText(word)).isEmpty
  }

  /// `Samsung 990 PRO MZ-V9P2T0BW`: the maker's number of the part behind its name.
  private func takeNumbers(from line: inout LineText) -> [String] {
    guard category != .gpu, category != .memory else { return [] }
    var taken: [String] = []
    for range in line.words.dropFirst(2) where !line.isUsed(range) {
      let word = line.foldedText(range)
      // `CT2000MX500SSD1` of a drive has no hyphen.
      guard word.utf8.count >= 10,
        word.contains("-") || category == .storage && word.utf8.count >= 12,
        word.count(where: \.isNumber) >= 3,
        word.contains(where: \.isLetter)
      else { continue }
      taken.append(word)
      line.use(range)
    }
    return taken
  }

  private func isRead(_ range: Range<Int>, _ line: LineText) -> Bool {
    range.allSatisfy { line.used[$0] || !line.folded[$0].isLatinWord && !line.folded[$0].isChinese }
  }

  // MARK: Where

  /// `Kingston KC3000 2TB from Empik`: where it was bought, to the end.
  private func shop(_ line: LineText) -> Range<Int>? {
    guard let word = line.range(ofWord: "from"),
      line.words.count(where: { $0.upperBound <= word.lowerBound }) >= 2
    else {
      return nil
    }
    return word.lowerBound..<line.count
  }

  /// `4TB Crucial P3 Plus for models`: what it is for, to the end. What a cooler or a board is for says which
  /// it is.
  private func purpose(_ line: LineText) -> Range<Int>? {
    guard [.storage, .gpu, .cpu, .memory].contains(category), let word = line.range(ofWord: "for"),
      line.words.count(where: { $0.upperBound <= word.lowerBound }) >= 2,
      line.folded[..<word.lowerBound].contains(where: \.isASCIIDigit)
    else { return nil }
    return word.lowerBound..<line.count
  }

  /// `MasterBox NR400 Micro-ATX Tower with Front Mesh Ventilation`: what a case or a cooler has, to the end.
  private func contents(_ line: LineText) -> Range<Int>? {
    guard [.chassis, .cpuCooler].contains(category), let word = line.range(ofWord: "with"),
      line.words.count(where: { $0.upperBound <= word.lowerBound }) >= 2,
      line.words.count(where: { $0.lowerBound >= word.upperBound }) >= 2
    else { return nil }
    return word.lowerBound..<line.count
  }

  /// A line whose brackets behind a name are marked as read.
  static func withoutBrackets(_ line: LineText) -> LineText {
    var line = line
    for range in brackets(line) where range.lowerBound > 3 { line.use(range) }
    return line
  }

  private static func brackets(_ line: LineText) -> [Range<Int>] {
    let pairs: [Unicode.Scalar: Unicode.Scalar] = ["(": ")", "[": "]", "【": "】"]
    var found: [Range<Int>] = []
    var index = 0
    while index < line.count {
      guard let close = pairs[line.folded[index]] else {
        index += 1
        continue
      }
      let end = line.folded[index...].firstIndex(of: close) ?? line.count - 1
      found.append(index..<(end + 1))
      index = end + 1
    }
    return found
  }

  /// What stands behind the last dash or comma that has blanks beside it, behind a name with figures.
  private func ends(_ line: LineText) -> [Range<Int>] {
    let marks = line.folded.indices.filter { index in
      line.folded[index] == "-" && line.at(index - 1) == " " && line.at(index + 1) == " "
        || line.folded[index] == "," && line.at(index + 1) == " "
    }
    return marks.reversed().compactMap { mark in
      let before = line.folded[..<mark]
      guard before.contains(where: \.isASCIIDigit), before.filter({ $0 == " " }).count >= 1 else {
        return nil
      }
      return mark..<line.count
    }
  }

  // MARK: Words

  private static func words(in range: Range<Int>, of line: LineText) -> [String] {
    var words: [String] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let isWord = { (at: Int) in
        !line.used[at]
          && (line.folded[at].isLatinWord || line.folded[at].isChinese
            || ".,".unicodeScalars.contains(line.folded[at]) && line.at(at - 1).isASCIIDigit
              && line.at(at + 1).isASCIIDigit
            || line.has("/s", at: at) && !line.at(at + 2).isLatinWord)
      }
      guard isWord(index) else {
        index += 1
        continue
      }
      let start = index
      while index < range.upperBound, isWord(index) { index += 1 }
      words.append(line.foldedText(start..<index))
    }
    return words
  }

  /// Whether words are those of a remark: known ones, or a sentence. `4000D - Infinirail` names another
  /// case, by a word that nothing knows.
  private func isRemark(_ words: [String]) -> Bool {
    // The number of a CPU says which it is.
    if category == .cpu { return true }
    if words.count >= 3, words.contains(where: Self.joining.contains) { return true }
    return words.allSatisfy { word in
      if word.unicodeScalars.contains(where: \.isChinese) {
        return vocabulary.words[word].contains {
          [.ignore, .condition, .generic].contains($0.kind)
        }
      }
      return word.contains(where: \.isNumber) || Self.known.contains(word)
    }
  }

  private static let joining: Set<String> = [
    "to", "the", "for", "of", "on", "my", "with", "in", "from", "is", "it", "a", "at", "this",
  ]
  private static let known: Set<String> = [
    "ipmi", "used", "new", "ebay", "amazon", "newegg", "aliexpress", "taobao", "gift", "existing",
    "boot", "os", "single", "dual", "socket", "sockets", "support", "panel", "solid", "unlocked",
    "locked", "box", "boxed", "tray", "retail", "each", "total", "included", "no", "fan", "fans",
    "stock", "bios", "updated", "flashed", "read", "write", "up", "to", "backup", "spare", "main",
    "my", "secondary", "primary", "candidate", "passthrough", "transcoding", "headless", "quiet",
    "silent", "refurbished", "refurb", "ceb", "eeb", "modular", "fully", "full", "semi", "non",
    "channel", "quad", "octa", "rank", "lanes", "slot", "slots", "gen", "pcie", "usb", "nvme",
    "sata", "hdd", "ssd", "drive", "card", "gpu", "cpu", "ram", "vram", "tdp", "cores", "threads",
    "base", "boost", "clock", "cache", "windows", "linux", "games", "data", "rome", "milan",
    "genoa",
    "naples", "turin", "zen", "storage", "system", "power", "watts", "cable", "cables", "hand",
    "second", "zfs", "mirror", "raid", "raidz", "pool", "unverified", "confirmed", "moved", "open",
    "media", "scratch", "cache", "models", "vms", "steam", "work", "projects", "footage",
    "premium", "performance", "design", "tower", "dual-tower", "single-tower", "cooler", "standard",
    "brown", "black", "white", "high-airflow", "airflow", "chassis", "computer", "mid", "desktop",
    "approx", "about", "only", "see", "above", "below", "note", "notes", "width",
  ]

  /// Whether a word says nothing about which part it is.
  private func isHarmless(_ words: [String], _ index: Int) -> Bool {
    let word = words[index]
    if word.unicodeScalars.contains(where: \.isChinese) {
      return !Self.chineseVersions.contains(where: word.contains)
        && !word.contains(where: \.isNumber)
    }
    let digits = word.filter(\.isNumber)
    if digits.isEmpty { return !Self.versions.contains(word) }
    let letters = String(word.drop { $0.isNumber || $0 == "." || $0 == "," })
    if word.first?.isNumber == true {
      // A number alone is one of a bus: `PCIe 5.0`. Years and versions are none.
      guard letters.isEmpty else { return Self.units.contains(letters) }
      return index > 0 && Self.buses.contains(words[index - 1])
    }
    let start = String(word.prefix { !$0.isNumber })
    guard start + digits == word else { return false }
    return Self.counted.contains(start) || hasSocket && Self.sockets.contains(start)
  }

  private var hasSocket: Bool { [.cpu, .motherboard, .cpuCooler].contains(category) }

  private static let sockets: Set<String> = ["str", "strx", "swrx", "sp", "am", "lga", "fclga"]

  private static let units: Set<String> = [
    "x", "c", "t", "th", "nd", "rd", "st", "gb", "mb", "tb", "w", "mm", "nm", "cm", "ghz", "mhz",
    "mt", "mts", "mt/s", "mb/s", "gb/s", "hz", "v", "a", "gbe", "g", "k", "core", "cores",
    "threads", "yr", "year", "years",
    "pin",
  ]
  private static let buses: Set<String> = ["pcie", "gen", "usb", "nvme", "express", "sata", "hdmi"]
  private static let counted: Set<String> = [
    "x", "gen", "pcie", "usb", "l", "m.", "sata", "zen", "raid",
  ]

  /// Words of other versions of a part, of another part in its place, and of what is not there.
  static let versions: Set<String> = [
    "pro", "max", "plus", "ultra", "evo", "ti", "super", "xt", "xtx", "gre", "lite", "elite",
    "mini",
    "se", "wifi", "wi", "fi", "ii", "iii", "iv", "oc", "ice", "xl", "s", "x", "k", "f", "kf", "ks",
    "d", "m", "i", "e", "p", "l", "z", "ac", "ax", "be", "nano", "compact", "mesh", "air", "dark",
    "v", "r", "t", "g", "h", "c", "b", "royal", "neo", "slim", "digital", "zero", "lcd", "csm",
    "extreme", "hybrid", "hydro", "ftw", "sc", "xc", "master", "carbon", "edge", "turbo", "aero",
    "founders", "fe", "light", "rs", "rev", "revision", "version", "ver", "series", "es", "qs",
    "sample", "engineering", "laptop", "mobile", "server", "workstation", "reference", "blower",
    "lhr", "sff", "itx", "matx", "micro", "atx", "flow", "studio", "torrent", "refined", "mod",
    "modded", "modified", "oem", "gold", "platinum", "titanium", "bronze", "silver", "or", "not",
    "instead", "alternative", "alternatives", "vs", "upgrade", "upgraded", "replaced", "was",
    "formerly", "planned", "later", "maybe", "and", "both", "limited", "special", "anniversary",
    "ddr3", "ddr4", "ddr5", "q", "ada", "sxm", "heatsink", "rgb", "argb",
  ]
  private static let chineseVersions = [
    "代", "版", "升级", "改", "青春", "增强", "至尊", "旗舰", "标准", "或", "不", "换", "备选", "没",
  ]

  // MARK: Roles

  /// `1TB SN770 Windows`: what a drive is for, at the end of its name.
  private func takeRoles(from line: inout LineText) -> [String] {
    guard category == .storage else { return [] }
    var taken: [String] = []
    for range in line.words.reversed() where !line.isUsed(range) {
      let word = line.foldedText(range)
      guard Self.roles.contains(word.filter { !$0.isNumber }) else { break }
      taken.append(word)
      line.use(range)
    }
    return taken
  }

  private static let roles: Set<String> = [
    "windows", "macos", "linux", "ubuntu", "proxmox", "boot", "os", "system", "data", "scratch",
    "drive", "disk", "for", "games", "my", "backup", "win",
  ]
}
