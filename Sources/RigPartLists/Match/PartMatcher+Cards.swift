internal import RigCatalog
internal import RigModel

/// Cards are named by their chip, and by a maker and a series.
extension PartMatcher {
  func matchCard(_ query: PartQuery) throws -> PartMatch {
    var result = PartMatch()
    guard let chip = query.chip else { return try matchPart(query) }
    let answer = try self.chip(chip, query)
    result.chip = answer.part
    result.candidates = answer.candidates
    result.notes = answer.notes
    guard answer.part != nil else { return result }
    // The card of a partner, where the line names more than chip and memory.
    guard query.maker != nil || query.words.contains(where: isDistinctive) else { return result }
    let words = query.words.joined(separator: " ")
    let memory = query.number("vram_gb").map { " \(BuildValue.quantity($0).plain) GB" } ?? ""
    let name = "\(query.maker ?? "") \(chip)\(memory) \(words)"
    guard query.words.contains(where: isDistinctive) else { return result }
    let cardQuery = PartQuery(
      category: .gpu, maker: query.maker, words: query.words + [chip], chip: chip,
      fields: query.fields)
    switch try lookup.resolve(Markup.trimmed(Array(name.unicodeScalars)), category: .gpu) {
    case .exact(let part) where refusal(of: part, cardQuery, isExact: true) == nil:
      result.part = part
    case .best(let part, let note):
      guard part.id != answer.part?.id else { break }
      if refusal(of: part, cardQuery, isExact: false) == nil {
        result.part = part
        result.notes.append(FieldDoc(note, note))
      } else {
        result.candidates.append(part)
      }
    case .several(let parts, _):
      let fitting = parts.filter { refusal(of: $0, cardQuery, isExact: true) == nil }
      // The only one that is listed need not be the one that is meant: `XLR8 VERTO OC` is no `… EPIC-X`.
      if fitting.count == 1, refusal(of: fitting[0], cardQuery, isExact: false) == nil {
        result.part = fitting[0]
      } else {
        result.candidates += fitting
      }
    default: break
    }
    return result
  }

  /// The chip of a card, by its words and the memory that the line states.
  func chip(_ chip: String, _ query: PartQuery) throws -> (
    part: Part?, candidates: [Part], notes: [FieldDoc]
  ) {
    // `Tesla V100 32GB PCIe`: how it is mounted may stand apart from the chip.
    let mounts = query.words.filter { Self.mount($0) != nil }
    let written = ([chip] + mounts).joined(separator: " ")
    var names = [chip]
    if let memory = query.number("vram_gb") {
      names.insert("\(chip) \(BuildValue.quantity(memory).plain) GB", at: 0)
    }
    var candidates: [Part] = []
    var notes: [FieldDoc] = []
    for name in names {
      switch try lookup.resolve(name, category: .gpu) {
      case .exact(let part), .chipset(let part, _), .best(let part, _):
        if isSameChip(part.name, written) {
          if let contradiction = memoryContradiction(part, query) { notes.append(contradiction) }
          return (part, [], notes)
        }
        candidates.append(part)
      case .several(let parts, let differing):
        let same = parts.filter { isSameChip($0.name, written) }
        let fitting =
          query.number("vram_gb") == nil
          ? same : same.filter { memoryContradiction($0, query) == nil }
        if fitting.count == 1 { return (fitting[0], [], []) }
        if let founders = try foundersCard(chip, query) { return (founders, [], []) }
        candidates += parts
        notes = [Self.several(differing)]
      case .none(let nearest): candidates += nearest.prefix(3)
      }
    }
    return (nil, distinct(candidates), Array(notes.prefix(1)))
  }

  /// `3080 FE`: of several memories NVIDIA sold its own card with one, which the tables have by that name.
  private func foundersCard(_ chip: String, _ query: PartQuery) throws -> Part? {
    guard query.number("vram_gb") == nil, query.words.contains("Founders Edition") else {
      return nil
    }
    switch try lookup.resolve("\(chip) FE", category: .gpu) {
    case .exact(let part), .chipset(let part, _):
      return part.maker == nil && isSameChip(part.name, chip) ? part : nil
    default: return nil
    }
  }

  /// Whether two names mean one chip, whatever they leave out of `GeForce` and `NVIDIA`.
  func isSameChip(_ one: String, _ two: String) -> Bool {
    let (left, right) = (Self.chipForm(one), Self.chipForm(two))
    if left == right { return true }
    // A card and a module for servers are two parts; a line that says neither may mean both.
    if let ours = Self.mount(one), let theirs = Self.mount(two), ours != theirs { return false }
    // The catalogue's name may say the memory too, or which edition; figures have to agree.
    return Self.figures(left) == Self.figures(right) && Self.marks(one) == Self.marks(two)
  }

  static func mount(_ name: String) -> String? {
    let folded = LineText.fold(name)
    return ["sxm", "oam", "pcie"].first { folded.contains($0) }
  }

  static let silent: Set<String> = [
    "nvidia", "geforce", "amd", "radeon", "intel", "graphics", "generation", "edition", "gb", "gpu",
    "workstation", "card", "gddr6", "gddr5", "gddr3", "pcie", "server", "blackwell",
  ]

  static func chipForm(_ name: String) -> String {
    let line = LineText(name)
    let words = line.words.map { line.foldedText($0) }
    return words.indices.filter { index in
      // The 580 of an RX 580 is not a size; the 4 before GB is one.
      let isBare = words[index].allSatisfy(\.isNumber)
      let isSize =
        isMemorySize(words[index])
        && (!isBare || words.indices.contains(index + 1) && ["g", "gb"].contains(words[index + 1]))
      return !silent.contains(words[index]) && !isSize
    }.map { words[$0] }.joined().filter { $0 != "-" }
  }

  static func isMemorySize(_ word: String) -> Bool {
    let digits = word.prefix { $0.isNumber }
    return !digits.isEmpty && digits.count <= 3
      && ["", "g", "gb"].contains(String(word.dropFirst(digits.count)))
  }

  static func figures(_ form: String) -> String { form.filter(\.isNumber) }

  /// What tells chips of the same figures apart: `Ti`, `XT`, the A of A4000, the S of V100S.
  static func marks(_ name: String) -> Set<String> {
    let line = LineText(name)
    var found: Set<String> = []
    let known: Set<String> = [
      "ti", "super", "xt", "xtx", "gre", "d", "max", "q", "ada", "s", "se", "sff", "le", "m",
      "laptop",
      "mobile", "pro", "nvl", "titan", "v", "xp", "duo", "ultra", "vii",
    ]
    let brands: Set<String> = ["rtx", "gtx", "gt", "rx", "mi"]
    for range in line.pieces {
      let word = line.foldedText(range)
      if isMemorySize(word) && word.last?.isLetter == true { continue }
      guard let first = word.firstIndex(where: \.isNumber),
        let last = word.lastIndex(where: \.isNumber)
      else {
        for part in word.split(separator: "-") where known.contains(String(part)) {
          found.insert(part == "s" ? "super" : String(part))
        }
        continue
      }
      let head = String(word[..<first])
      let tail = String(word[word.index(after: last)...])
      if !head.isEmpty, !brands.contains(head), !head.hasPrefix("sxm"), !head.hasPrefix("gddr") {
        found.insert("head \(head)")
      }
      if !tail.isEmpty { found.insert(tail == "s" ? "super" : tail) }
    }
    return found
  }

  func memoryContradiction(_ part: Part, _ query: PartQuery) -> FieldDoc? {
    guard let stated = query.number("vram_gb"),
      let known = part["vram_gb"]?.value.value.numberValue,
      stated != known
    else { return nil }
    return FieldDoc(
      "states \(BuildValue.quantity(stated).plain) GB; the catalogue has \(BuildValue.quantity(known).plain) GB for \(part.fullName)",
      "写的是 \(BuildValue.quantity(stated).plain) GB，目录中 \(part.fullName) 是 \(BuildValue.quantity(known).plain) GB"
    )
  }
}
