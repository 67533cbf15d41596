/// The words that names are read with: makers and their spellings, and what Chinese words mean.
///
/// It is made from `makers.tsv` and `words.tsv` of the facts.
struct Lexicon: Sendable {
  struct Maker: Sendable {
    let name: String
    let makes: Set<String>
  }

  /// What a Chinese word in a name stands for.
  enum Meaning: Sendable, Equatable {
    /// Says nothing about which part it is: 台式机内存, 盒装.
    case filler
    /// English words of a series: 迫击炮 is `mortar`.
    case words([String])
    /// States a field: 金牌 is `psu.efficiency` `80-plus-gold`.
    case fact(field: String, value: String)
    /// Part of a name in the facts: 皇家戟.
    case name
    case maker
  }

  /// By the key of any spelling, Chinese ones included.
  private(set) var makers: [String: Maker] = [:]
  private(set) var longestMaker = 1
  /// Everything that the key of a maker may begin with. Hardly a word of a name does.
  private(set) var beginnings: Set<String> = []
  private(set) var chinese: [String: Meaning] = [:]
  private(set) var longestChinese = 1

  init(makers: Table, words: Table) {
    for row in makers.rows { add(makersOf: makers, row) }
    for row in words.rows where words.cell("language", in: row) != "en" { add(word: words, row) }
    for word in Self.moreFillers { addChinese(word, .filler) }
  }

  private static let moreFillers = [
    "系列", "处理器", "主板", "内存", "固态硬盘", "机械硬盘", "硬盘", "固态", "机箱", "电源", "散热器", "风扇",
    "额定", "显卡", "独立显卡", "台式机电脑", "全塔机箱", "额定功率", "核", "核心", "线程",
  ]

  private mutating func add(makersOf table: Table, _ row: [Substring]) {
    let name = String(table.cell("name", in: row))
    let maker = Maker(name: name, makes: Set(table.entries("makes", in: row).map(String.init)))
    let spellings =
      [table.cell("name", in: row)] + table.entries("chinese", in: row)
      + table.entries("aliases", in: row)
    for spelling in spellings {
      let atoms = Atoms.of(String(spelling))
      let key = Atoms.key(atoms)
      guard !key.isEmpty, makers[key] == nil else { continue }
      makers[key] = maker
      for length in 1...key.count { beginnings.insert(String(key.prefix(length))) }
      longestMaker = max(longestMaker, atoms.count)
      for atom in atoms where atom.kind == .han { addChinese(atom.text, .maker) }
    }
  }

  private mutating func add(word table: Table, _ row: [Substring]) {
    let word = String(table.cell("word", in: row))
    guard word.unicodeScalars.contains(where: { $0.value > 0x3400 }) else { return }
    let means = String(table.cell("means", in: row))
    let value = String(table.cell("value", in: row))
    switch table.cell("kind", in: row) {
    case "generic", "ignore", "condition", "category": addChinese(word, .filler)
    case "fact" where means.hasSuffix(".series"):
      guard !value.contains(" or ") else { return addChinese(word, .filler) }
      var words = Atoms.of(value).map(\.text)
      if let first = words.first, makers[first] != nil, words.count > 1 { words.removeFirst() }
      addChinese(word, .words(words))
    case "fact": addChinese(word, .fact(field: means, value: value))
    default: break
    }
  }

  private mutating func addChinese(_ word: String, _ meaning: Meaning) {
    // The word of a series is worth more than the same word as a filler.
    if let known = chinese[word], known != .filler { return }
    chinese[word] = meaning
    longestChinese = max(longestChinese, word.count)
  }

  /// Makes the Chinese words of a name in the facts known.
  mutating func learn(name: String) {
    for atom in Atoms.of(name) where atom.kind == .han && chinese[atom.text] == nil {
      addChinese(atom.text, .name)
    }
  }

  /// The maker that a spelling means.
  func maker(_ spelling: String) -> Maker? { makers[Atoms.key(Atoms.of(spelling))] }

  /// A maker in the one spelling of the facts, or as it was written where they have none.
  func usual(_ maker: String) -> String { self.maker(maker)?.name ?? maker }

  /// Cuts a run of Chinese characters into the longest words known; what is not known stays whole.
  func cut(_ run: String) -> [String] {
    let characters = Array(run)
    var words: [String] = []
    var unknown = ""
    var start = 0
    while start < characters.count {
      var length = min(longestChinese, characters.count - start)
      while length > 0, chinese[String(characters[start..<start + length])] == nil { length -= 1 }
      if length == 0 {
        unknown.append(characters[start])
        start += 1
        continue
      }
      if !unknown.isEmpty { words.append(unknown) }
      unknown = ""
      words.append(String(characters[start..<start + length]))
      start += length
    }
    if !unknown.isEmpty { words.append(unknown) }
    return words
  }
}
