internal import RigCatalog
internal import RigModel

/// What a line is about: a kind of part, another item, or what stands in lists beside parts.
enum ItemKind: Hashable {
  case part(PartCategory)
  /// `monitor`, `fan`, `software`, ….
  case other(String)

  var word: String {
    switch self {
    case .part(let category): category.rawValue
    case .other(let word): word
    }
  }

  var category: PartCategory? {
    if case .part(let category) = self { category } else { nil }
  }
}

/// Reads what heads a line: `GPU 1`, `SSD (OS)`, `🧠 CPU`, `硬盘`.
struct KeyReader {
  let vocabulary: Vocabulary

  /// The kind that a key names; nil where it is not a key of a list.
  func kind(of key: String) -> ItemKind? {
    guard key.utf8.count <= 120 else { return nil }
    if ["ddr3", "ddr4", "ddr5"].contains(LineText.fold(key)) { return .part(.memory) }
    if key.utf8.count <= 3, let category = Self.signs[LineText.fold(key)] { return .part(category) }
    var line = LineText(Self.joined(Self.bare(key)))
    if line.count == 0 { line = LineText(key) }
    // The last word of an English key is its noun: `GPU riser`, `boot SSD`.
    var best: (kind: ItemKind, match: Range<Int>)?
    var covered = 0
    var kinds: [ItemKind] = []
    for match in vocabulary.words.matches(in: line) {
      guard let kind = match.values.lazy.compactMap(Self.kind).first else {
        if match.values.contains(where: { $0.kind == .generic || $0.kind == .countOf }) {
          covered += match.range.count
        }
        continue
      }
      covered += match.range.count
      kinds.append(kind)
      best = (kind, match.range)
    }
    guard let best else { return Self.spelt(key).flatMap { self.kind(of: $0) } }
    // A name that merely holds such a word is not a key.
    let letters = line.folded.count { $0.isLatinWord || $0.isChinese }
    let known = covered + qualifiers(line)
    guard known * 10 >= letters * 6 else { return Self.spelt(key).flatMap { self.kind(of: $0) } }
    if kinds.contains(.part(.gpu)), best.kind == .part(.cpuCooler) { return .other("water_loop") }
    return best.kind
  }

  private static let nouns = [
    "processor", "motherboard", "mainboard", "memory", "storage", "graphics", "supply", "cooler",
    "chassis",
  ]

  /// `power suply`, `storge`: a head with one slip of the pen, as it was meant.
  private static func spelt(_ key: String) -> String? {
    guard 5...24 ~= key.utf8.count, key.utf8.allSatisfy({ $0 < 0x80 }),
      !key.contains(where: \.isNumber)
    else {
      return nil
    }
    let words = LineText.fold(key).split(separator: " ").map(String.init)
    guard words.count <= 3 else { return nil }
    let meant = words.map { word in
      nouns.first { word.utf8.count >= 5 && $0 != word && isNear(word, $0) } ?? word
    }
    return meant == words ? nil : meant.joined(separator: " ")
  }

  private static func isNear(_ word: String, _ noun: String) -> Bool {
    abs(word.utf8.count - noun.utf8.count) <= 1 && word.utf8.first == noun.utf8.first
      && editDistance(Array(word.utf8), Array(noun.utf8)) == 1
  }

  /// `板：`, `U：`: one character, which is a word of a name anywhere else.
  private static let signs: [String: PartCategory] = [
    "u": .cpu, "板": .motherboard, "卡": .gpu, "盘": .storage, "电": .psu, "箱": .chassis,
    "散": .cpuCooler,
  ]

  /// `机　箱` as `机箱`: two characters set apart so that heads are of one width.
  private static func joined(_ key: String) -> String {
    let words = key.split { $0 == " " || $0 == "\u{3000}" }
    let isSpread =
      words.count > 1
      && words.allSatisfy { $0.unicodeScalars.count == 1 && $0.unicodeScalars.first!.isChinese }
    return isSpread ? words.joined() : key
  }

  static func kind(_ meaning: Vocabulary.Meaning) -> ItemKind? {
    switch meaning.kind {
    case .category: PartCategory(rawValue: meaning.means).map(ItemKind.part)
    case .other: .other(meaning.means)
    case .machine: .other("machine")
    default: nil
    }
  }

  /// Letters of words that say which of several: `boot SSD`, `GPU slot 2`, `main storage`.
  private func qualifiers(_ line: LineText) -> Int {
    let words: Set<String> = [
      "boot", "main", "primary", "secondary", "data", "os", "system", "first", "second", "third",
      "new", "old", "used", "extra", "additional", "spare", "the", "my", "and", "for", "slot",
      "node", "cache", "scratch", "internal", "model", "total", "device", "chip", "unit", "kit",
      "type", "desktop", "server", "x", "pc", "主", "副", "系统", "数据", "第一", "第二",
    ]
    return line.words.reduce(0) { sum, range in
      let word = line.foldedText(range)
      return words.contains(word) || word.allSatisfy(\.isNumber) ? sum + range.count : sum
    }
  }

  /// The key without brackets, numbers and punctuation at its ends.
  static func bare(_ key: String) -> String {
    var result: [Unicode.Scalar] = []
    var depth = 0
    for scalar in Markup.plain(key).unicodeScalars {
      switch LineText.folded(scalar) {
      case "(", "[", "【": depth += 1
      case ")", "]", "】": depth = max(0, depth - 1)
      case "#", ":": result.append(" ")
      default: if depth == 0 { result.append(scalar) }
      }
    }
    return Markup.trimmed(result)
  }
}
