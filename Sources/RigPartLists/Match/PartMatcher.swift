internal import RigCatalog
internal import RigModel

/// What a line states about its part, without price and count.
struct PartQuery {
  let category: PartCategory
  let maker: String?
  /// Words of the model's name.
  let words: [String]
  /// Of a card: the words that name its chip.
  let chip: String?
  let fields: [BuildValue.Field]

  func number(_ key: String) -> Double? { fields.first { $0.key == key }?.value.numberValue }
  func text(_ key: String) -> String? { fields.first { $0.key == key }?.value.textValue }
}

/// What the catalogue knows of the part of a line, after its answer has been distrusted.
struct PartMatch {
  var part: Part?
  /// What all cards of the chip share, where the card itself is not known.
  var chip: Part?
  var candidates: [Part] = []
  var notes: [FieldDoc] = []
  /// Whether several parts have exactly this name.
  var isSeveral = false
  /// Whether the part is not listed, and only its series is known.
  var isOfSeries = false
  /// Whether the words are another name of the part, which its full name need not hold.
  var isAlias = false
  /// Whether no part of the maker has any word of the name, so that there is none that it may mean.
  var isUnheardOf = false
}

/// Asks a lookup for the part of a line and checks that its answer is what the line says.
///
/// No answer counts whose maker is another, which contradicts a size, or whose name has a word with
/// figures that the line has not, or the other way round.
struct PartMatcher: Sendable {
  let lookup: any PartLookup
  let vocabulary: Vocabulary

  func match(_ query: PartQuery) throws -> PartMatch {
    query.category == .gpu ? try matchCard(query) : try matchPart(query)
  }

  // MARK: Parts

  private func matchPart(_ query: PartQuery) throws -> PartMatch {
    var result = PartMatch()
    // A maker alone, or nothing at all, names no part.
    guard query.words.contains(where: isDistinctive) else { return try matchByWatts(query) }
    for query in variants(of: query) {
      let match = try matchNames(query)
      if match.part != nil { return match }
      result.isSeveral = result.isSeveral || match.isSeveral
      result.candidates += match.candidates
      result.notes += match.notes
    }
    if query.words.count > 1, let match = try matchByNumber(query) { return match }
    result.candidates = distinct(result.candidates)
    if let match = nearVersions(result.candidates, query) { return match }
    if let match = try matchMisspelt(query, result.candidates) { return match }
    result.notes = Array(result.notes.prefix(1))
    result.isUnheardOf = try isUnheardOf(query)
    return result
  }

  private func isUnheardOf(_ query: PartQuery) throws -> Bool {
    guard let maker = query.maker else { return false }
    let listed = MakerReader(vocabulary: vocabulary).listed(maker)
    let words = query.words.filter {
      isDistinctive($0) && $0.unicodeScalars.count > 1 && !isFactOf($0, query)
    }
    // Of boards the chipset says whether the maker's are known: `WIFI` and `PLUS` are of all.
    let telling =
      query.category == .motherboard ? words.filter { $0.contains(where: \.isNumber) } : words
    return
      try telling
      .allSatisfy { word in
        guard let makers = try lookup.makers(ofPartsWith: word, category: query.category) else {
          return false
        }
        return !makers.contains(listed) && !makers.contains(maker)
      }
  }

  /// `RMx 750W` is written for the RM750x too, and `G3 750W` for the 750 G3.
  private func variants(of query: PartQuery) -> [PartQuery] {
    guard query.category == .psu, let watts = query.number("wattage_w") else { return [query] }
    let number = BuildValue.quantity(watts).plain
    func with(_ words: [String]) -> PartQuery {
      PartQuery(
        category: .psu, maker: query.maker, words: words, chip: nil, fields: query.fields)
    }
    var queries = [query]
    if let index = query.words.firstIndex(where: {
      2...4 ~= $0.count && $0.allSatisfy(\.isLetter) && isDistinctive($0)
    }) {
      let word = query.words[index]
      for cut in [min(2, word.count), word.count] {
        var words = query.words
        words[index] = "\(word.prefix(cut))\(number)\(word.dropFirst(cut))"
        queries.append(with(words))
      }
    }
    if let index = query.words.firstIndex(where: {
      2...3 ~= $0.count && $0.first?.isLetter == true && $0.last?.isNumber == true
    }) {
      queries.append(with(query.words[..<index] + [number] + query.words[index...]))
    }
    return queries
  }

  private func matchNames(_ query: PartQuery) throws -> PartMatch {
    var result = PartMatch()
    for name in names(of: query) {
      switch try lookup.resolve(name, category: query.category) {
      case .chipset(let part, _) where query.category == .cpu:
        // The series of a CPU that is in no list: it may not exist.
        return PartMatch(part: part, notes: [Self.ofSeries], isOfSeries: true)
      case .exact(let part), .chipset(let part, _):
        let reason = refusal(of: part, query, isExact: true)
        let isAlias = try reason != nil && self.isAlias(name, part, query)
        if let reason, !isAlias {
          result.candidates.append(part)
          result.notes.append(reason)
        } else {
          return PartMatch(part: part, isAlias: isAlias)
        }
      case .best(let part, let note):
        if let reason = refusal(of: part, query, isExact: false), !isVersion(part, query),
          try !isAlias(name, part, query)
        {
          result.candidates.append(part)
          result.notes.append(reason)
        } else {
          return PartMatch(part: part, notes: [FieldDoc(note, note)])
        }
      case .several(let parts, let differing):
        let fitting = parts.filter { refusal(of: $0, query, isExact: true) == nil }
        // `B650M Mortar` is no `B650M Mortar WIFI`, also where no other is listed.
        let same = fitting.filter { refusal(of: $0, query, isExact: false) == nil }
        if same.count == 1 { return PartMatch(part: same[0]) }
        if let shared = variants(same.isEmpty ? fitting : same, query, named: name) {
          return shared
        }
        if let series = ofOtherSizes(parts, query, named: name) { return series }
        result.isSeveral = result.isSeveral || !fitting.isEmpty
        result.candidates += fitting.isEmpty ? parts : fitting
        result.notes.append(Self.several(differing))
      case .none(let nearest): result.candidates += nearest.prefix(3)
      }
      if result.candidates.count > 3 { break }
    }
    result.candidates = distinct(result.candidates)
    result.notes = Array(result.notes.prefix(1))
    return result
  }

  /// The versions of one model among the nearest, where the index did not take the name for theirs.
  private func nearVersions(_ nearest: [Part], _ query: PartQuery) -> PartMatch? {
    guard query.maker != nil,
      query.words.contains(where: { $0.contains(where: \.isNumber) || $0.utf8.count > 5 })
    else { return nil }
    // `Z370P D3` is listed as `Z370 P D3`.
    let ours = NameForm.squeezed(query.words.joined())
    let glued = nearest.filter { part in
      let words = NameForm.words(part.name, without: part.maker).filter { !isFactOf($0, query) }
      return NameForm.squeezed(words.joined()) == ours
        && refusal(of: part, query, isExact: true) == nil
    }
    if glued.count == 1, ours.count > 4 { return PartMatch(part: glued[0]) }
    let same = nearest.filter { part in
      let theirs = NameForm.squeezed(part.name)
      return refusal(of: part, query, isExact: true) == nil
        && query.words.filter(isDistinctive).allSatisfy {
          NameForm.pieces($0).allSatisfy(theirs.contains)
        }
    }
    return variants(same, query, named: "")
  }

  /// The part of a name with a slip in a word: `Peerless Assasin`, `Seasonc`. Only words that no part
  /// of the kind has are slips, and only of letters.
  private func matchMisspelt(_ query: PartQuery, _ nearest: [Part]) throws -> PartMatch? {
    let speller = Misspelling(lookup: lookup, category: query.category)
    for part in nearest.prefix(4) {
      guard let spelt = try speller.corrected(query, like: part) else { continue }
      var match = try matchNames(spelt.query)
      guard match.part != nil else { continue }
      match.notes.append(
        FieldDoc("\(spelt.written) is read as \(spelt.meant)", "\(spelt.written) 视为 \(spelt.meant)")
      )
      return match
    }
    return nil
  }

  /// Parts whose names differ in nothing but colour, panel, plugs in front and words of the kind are
  /// one model: what they agree on is known.
  private func variants(_ parts: [Part], _ query: PartQuery, named name: String) -> PartMatch? {
    guard [.chassis, .psu, .motherboard].contains(query.category),
      query.words.contains(where: isDistinctive)
    else { return nil }
    let same = parts.filter { saysNoMore($0, query) }
    // A board may be listed twice; one whose name the line has in part is another.
    if query.category == .motherboard, same.count < 2 || same.count < parts.count { return nil }
    guard let maker = same.first?.maker, same.allSatisfy({ $0.maker == maker }) else { return nil }
    if same.count == 1 { return PartMatch(part: same[0]) }
    guard let shared = Part.agreement(of: same, named: query.words.joined(separator: " ")) else {
      return nil
    }
    return PartMatch(part: shared.part, notes: [Self.ofVariants])
  }

  /// Whether a part is the only one of a name whose words beside it are those of its versions.
  private func isVersion(_ part: Part, _ query: PartQuery) -> Bool {
    [.chassis, .psu].contains(query.category) && refusal(of: part, query, isExact: true) == nil
      && (query.words.count(where: isDistinctive) >= 2 || query.maker != nil)
      && (query.words.count(where: isDistinctive) >= 3
        || query.words.contains { $0.contains(where: \.isNumber) || $0.utf8.count > 5 })
      && saysNoMore(part, query)
  }

  private static let ofVariants = FieldDoc(
    "sold in several versions that their names do not tell apart; what they agree on is used",
    "有几个名称上没有区别的版本；使用它们共同的参数")

  /// Whether the name of a part has no word beside those of the line that may make it another part.
  private func saysNoMore(_ part: Part, _ query: PartQuery) -> Bool {
    let words = NameForm.squeezed(query.words.joined(separator: " "))
    let ours = words + NameForm.squeezed(query.maker ?? "")
    // Of a case `Mini Tower` and `Mini-ITX` are its size, and a `Meshify 2 Mini` is another.
    let name =
      query.category == .chassis
      ? part.name.replacing("Mini Tower", with: "").replacing("Mini-ITX", with: "")
        .replacing("Mini ITX", with: "") : part.name
    // Behind a dash or a comma a shop praises it, and its number stands in brackets.
    let title = name.prefix { $0 != "," }.split(separator: " - ").first.map(String.init) ?? name
    return NameForm.words(title, without: part.maker).allSatisfy { word in
      !isDistinctive(word) || isFactOf(word, query)
        || NameForm.pieces(word).allSatisfy {
          // One or two letters may stand in the maker's name too.
          ($0.count > 2 ? ours : words).contains($0) || PlainVariants.contains($0, query.category)
        }
    }
  }

  /// A drive of a size that is not listed, of a name whose other sizes are: what they agree on, but
  /// for the size.
  private func ofOtherSizes(_ parts: [Part], _ query: PartQuery, named name: String) -> PartMatch? {
    guard query.category == .storage, query.number("capacity_gb") != nil,
      query.words.contains(where: { isDistinctive($0) && $0.contains(where: \.isNumber) })
    else { return nil }
    let sizeless = PartQuery(
      category: .storage, maker: query.maker, words: query.words, chip: nil,
      fields: query.fields.filter { $0.key != "capacity_gb" })
    let fitting = parts.filter {
      refusal(of: $0, sizeless, isExact: true) == nil && saysNoMore($0, sizeless)
    }
    guard fitting.count == parts.count,
      let shared = Part.agreement(of: fitting, named: query.words.joined(separator: " "))
    else { return nil }
    let part = Part(
      id: shared.part.id, category: .storage, maker: shared.part.maker, name: shared.part.name,
      fields: shared.part.fields.filter { $0.key != "capacity_gb" })
    guard part["type"] != nil else { return nil }
    return PartMatch(part: part, notes: [Self.ofOtherSize])
  }

  private static let ofOtherSize = FieldDoc(
    "the catalogue knows this name in other sizes only; what they agree on is used",
    "目录中只有这个型号的其他容量；使用它们共同的参数")

  /// The part that a part number in the line names alone, where its full name has all other words.
  private func matchByNumber(_ query: PartQuery) throws -> PartMatch? {
    for word in query.words where Self.isNumber(word) {
      let name = query.maker.map { "\($0) \(word)" } ?? word
      guard case .exact(let part) = try lookup.resolve(name, category: query.category),
        try isAlias(name, part, query), refusalOfMaker(part, query) == nil
      else { continue }
      let theirs = NameForm.squeezed(part.fullName + " " + word)
      let isWhole = query.words.allSatisfy { other in
        !isDistinctive(other) || NameForm.pieces(other).allSatisfy(theirs.contains)
      }
      if isWhole { return PartMatch(part: part) }
    }
    return nil
  }

  /// `SSR-850PX`, `MBD-X11SSL-F-O`, `CT7982341`: seven signs or more, letters and three figures.
  private static func isNumber(_ word: String) -> Bool {
    word.utf8.count >= 7 && word.contains(where: \.isLetter)
      && word.count(where: \.isNumber) >= 3
  }

  /// A supply whose name is its maker and its watts: `EVGA 500W`. Only the exact name counts.
  private func matchByWatts(_ query: PartQuery) throws -> PartMatch {
    guard query.category == .psu, let maker = query.maker, let watts = query.number("wattage_w")
    else {
      return PartMatch()
    }
    let name = "\(maker) \(BuildValue.quantity(watts).plain)W"
    guard case .exact(let part) = try lookup.resolve(name, category: .psu),
      refusal(of: part, query, isExact: false) == nil
    else { return PartMatch() }
    return PartMatch(part: part)
  }

  /// The name from full to lean: with the sizes that tell versions apart, and without.
  private func names(of query: PartQuery) -> [String] {
    let words = query.words.joined(separator: " ")
    let name = query.maker.map { "\($0) \(words)" } ?? words
    var names: [String] = []
    switch query.category {
    case .memory:
      if let modules = query.number("modules"), let size = query.number("module_gb") {
        let speed = query.number("speed_mts").map { "-\(BuildValue.quantity($0).plain)" } ?? ""
        names.append(
          "\(name) \(BuildValue.quantity(modules * size).plain) GB "
            + "(\(BuildValue.quantity(modules).plain) x \(BuildValue.quantity(size).plain) GB) "
            + "\(query.text("type") ?? "")\(speed)")
      }
    case .storage:
      if let size = query.number("capacity_gb") { names.append("\(name) \(Self.size(size))") }
    case .psu:
      if let watts = query.number("wattage_w"), !words.contains(BuildValue.quantity(watts).plain) {
        names.append("\(name) \(BuildValue.quantity(watts).plain)W")
        names.append("\(name)\(BuildValue.quantity(watts).plain)")
      }
    default: break
    }
    return names + [name]
  }

  private static func size(_ gigabytes: Double) -> String {
    gigabytes >= 1000
      ? "\(BuildValue.quantity(gigabytes / 1000).plain) TB"
      : "\(BuildValue.quantity(gigabytes).plain) GB"
  }

  private static let ofSeries = FieldDoc(
    "the catalogue does not know this part; what its series has in common is used",
    "目录中没有这个部件；使用它所属系列的共同参数")

  private static func several(_ differing: [String]) -> FieldDoc {
    let fields = differing.prefix(5).joined(separator: ", ")
    return FieldDoc(
      fields.isEmpty
        ? "several parts have this name" : "several parts have this name; they differ in \(fields)",
      fields.isEmpty ? "有多个部件叫这个名字" : "有多个部件叫这个名字，区别在 \(fields)")
  }

  private func distinct(_ parts: [Part]) -> [Part] {
    var seen: Set<String> = []
    return parts.filter { seen.insert($0.id).inserted }
  }

  /// Whether one of some words that were left out makes the name that of another part.
  func isTold(_ part: Part, _ query: PartQuery, by remarks: [String]) throws -> Bool {
    let name = ([query.maker].compactMap { $0 } + query.words).joined(separator: " ")
    for remark in remarks where isDistinctive(remark) {
      let others: [Part] =
        switch try lookup.resolve("\(name) \(remark)", category: query.category) {
        case .exact(let other), .best(let other, _), .chipset(let other, _): [other]
        case .several(let parts, _): parts
        case .none: []
        }
      let piece = NameForm.squeezed(remark)
      if others.contains(where: {
        $0.id != part.id
          && NameForm.words($0.fullName, without: nil).contains { word in
            NameForm.pieces(word).contains(piece)
          }
      }) {
        return true
      }
    }
    return false
  }

  // MARK: Cards

  private func matchCard(_ query: PartQuery) throws -> PartMatch {
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
      if fitting.count == 1 { result.part = fitting[0] } else { result.candidates += fitting }
    default: break
    }
    return result
  }

  /// The chip of a card, by its words and the memory that the line states.
  private func chip(_ chip: String, _ query: PartQuery) throws -> (
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
        candidates += parts
        notes = [Self.several(differing)]
      case .none(let nearest): candidates += nearest.prefix(3)
      }
    }
    return (nil, distinct(candidates), Array(notes.prefix(1)))
  }

  /// Whether two names mean one chip, whatever they leave out of `GeForce` and `NVIDIA`.
  private func isSameChip(_ one: String, _ two: String) -> Bool {
    let (left, right) = (Self.chipForm(one), Self.chipForm(two))
    if left == right { return true }
    // A card and a module for servers are two parts; a line that says neither may mean both.
    if let ours = Self.mount(one), let theirs = Self.mount(two), ours != theirs { return false }
    // The catalogue's name may say the memory too, or which edition; figures have to agree.
    return Self.figures(left) == Self.figures(right) && Self.marks(one) == Self.marks(two)
  }

  private static func mount(_ name: String) -> String? {
    let folded = LineText.fold(name)
    return ["sxm", "oam", "pcie"].first { folded.contains($0) }
  }

  private static let silent: Set<String> = [
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

  private static func isMemorySize(_ word: String) -> Bool {
    let digits = word.prefix { $0.isNumber }
    return !digits.isEmpty && digits.count <= 3
      && ["", "g", "gb"].contains(String(word.dropFirst(digits.count)))
  }

  private static func figures(_ form: String) -> String { form.filter(\.isNumber) }

  /// What tells chips of the same figures apart: `Ti`, `XT`, the A of A4000, the S of V100S.
  private static func marks(_ name: String) -> Set<String> {
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

  private func memoryContradiction(_ part: Part, _ query: PartQuery) -> FieldDoc? {
    guard let stated = query.number("vram_gb"),
      let known = part["vram_gb"]?.value.value.numberValue,
      stated != known
    else { return nil }
    return FieldDoc(
      "states \(BuildValue.quantity(stated).plain) GB; the catalogue has \(BuildValue.quantity(known).plain) GB for \(part.fullName)",
      "写的是 \(BuildValue.quantity(stated).plain) GB，目录中 \(part.fullName) 是 \(BuildValue.quantity(known).plain) GB"
    )
  }

  // MARK: Distrust

  /// Why a part is not what the line means; nil where no line contradicts it.
  func refusal(of part: Part, _ query: PartQuery, isExact: Bool) -> FieldDoc? {
    guard part.category == query.category else {
      return FieldDoc("\(part.fullName) is another kind of part", "\(part.fullName) 是另一类部件")
    }
    if let reason = refusalOfMaker(part, query) { return reason }
    if let contradiction = hardContradiction(part, query) { return contradiction }
    if let word = missingWord(part, query, isExact: isExact) {
      return FieldDoc(
        "\(part.fullName) is near, but not the same: \(word)", "\(part.fullName) 相近但不相同：\(word)")
    }
    return nil
  }

  private func refusalOfMaker(_ part: Part, _ query: PartQuery) -> FieldDoc? {
    let makers = MakerReader(vocabulary: vocabulary)
    if let maker = query.maker, let theirs = part.maker {
      let (ours, listed) = (makers.listed(maker), makers.listed(theirs))
      let (left, right) = (LineText.fold(ours), LineText.fold(listed))
      // ASRock Rack is ASRock; a name may begin with the maker's own word for itself.
      if left != right, !left.hasPrefix(right + " "), !right.hasPrefix(left + " "),
        !LineText.fold(part.name).hasPrefix(LineText.fold(maker))
      {
        return FieldDoc("\(part.fullName) is of another maker", "\(part.fullName) 是另一家厂商的产品")
      }
    }
    return nil
  }

  /// Whether a name is an alias of a part, whose words the full name need not hold: `PA120 SE`.
  private func isAlias(_ name: String, _ part: Part, _ query: PartQuery) throws -> Bool {
    guard hardContradiction(part, query) == nil, part.category == query.category else {
      return false
    }
    // A size behind the name is none of it: `RC20 1 TB`.
    return try lookup.isListed(name, of: part)
      || names(of: query).dropFirst().contains { try lookup.isListed($0, of: part) }
  }

  /// Fields that tell versions of a part apart: another value is another part.
  private static let hardFields: Set<String> = [
    "capacity_gb", "wattage_w", "vram_gb", "modules", "module_gb", "type", "speed_mts",
    "memory_type", "socket", "chipset", "efficiency", "radiator_mm", "form_factor",
  ]

  private func hardContradiction(_ part: Part, _ query: PartQuery) -> FieldDoc? {
    for field in query.fields where Self.hardFields.contains(field.key) {
      // A catalogue's series says sizes in lists, and a chassis calls its size in many ways.
      if query.category == .chassis || query.category == .gpu && field.key == "chipset" { continue }
      if query.category == .memory, isOfModules(part, query, field.key) { continue }
      guard let known = part[field.key]?.value.value, !agrees(known, field.value) else { continue }
      return FieldDoc(
        "states \(field.key) \(field.value.plain); \(part.fullName) has \(known.plain)",
        "写的是 \(field.key) \(field.value.plain)，\(part.fullName) 是 \(known.plain)")
    }
    return nil
  }

  /// Whether a size of memory need not be the part's: that of all where the line counts no modules, and
  /// of a kit made of single modules.
  private func isOfModules(_ part: Part, _ query: PartQuery, _ key: String) -> Bool {
    guard let modules = query.number("modules") else { return key == "capacity_gb" }
    guard key == "modules" || key == "capacity_gb", modules > 1 else { return false }
    return part["modules"]?.value.value.numberValue == 1
      && part["module_gb"]?.value.value.numberValue == query.number("module_gb")
  }

  private func agrees(_ known: BuildValue, _ stated: BuildValue) -> Bool {
    if let left = known.numberValue, let right = stated.numberValue {
      // 1 TB is sold as 1000 and listed as 1024.
      return left == right || abs(left - right) <= 0.025 * max(left, right)
    }
    if let left = known.textValue, let right = stated.textValue {
      return NameForm.squeezed(left) == NameForm.squeezed(right)
        || NameForm.squeezed(left).hasSuffix(NameForm.squeezed(right))
        || NameForm.squeezed(right).hasSuffix(NameForm.squeezed(left))
    }
    return known == stated
  }

  /// A word that stands on one side only and may tell two parts apart.
  private func missingWord(_ part: Part, _ query: PartQuery, isExact: Bool) -> String? {
    let ours = NameForm.squeezed(query.words.joined(separator: " ") + " " + (query.maker ?? ""))
    let theirs = NameForm.squeezed(part.fullName)
    let tokens = Set(NameForm.words(part.fullName, without: nil).flatMap(NameForm.pieces))
    for word in query.words where isDistinctive(word) {
      let parts = NameForm.pieces(word)
      // A letter alone has to be a word of its own: the G of `LEADEX G` is none of `Gold`.
      let isLetter = parts.count == 1 && parts[0].count == 1 && parts[0].first?.isLetter == true
      for piece in parts where isLetter ? !tokens.contains(piece) : !theirs.contains(piece) {
        // An exact answer to a Chinese name came by an alias, which the full name need not hold; without
        // a maker the word may be one of another: `金泰克 P300`.
        if isExact, query.maker != nil || part.maker == nil,
          piece.unicodeScalars.contains(where: \.isChinese)
        {
          continue
        }
        return word
      }
    }
    if isExact { return nil }
    for word in NameForm.words(part.name, without: part.maker) where isDistinctive(word) {
      if isFactOf(word, query) { continue }
      for piece in NameForm.pieces(word) where !ours.contains(piece) {
        // A number of five figures says which Core it is.
        if query.category == .cpu, ["i3", "i5", "i7", "i9"].contains(piece) { continue }
        return word
      }
    }
    return nil
  }

  /// Sizes and grades in the part's name that the line states as facts.
  private func isFactOf(_ word: String, _ query: PartQuery) -> Bool {
    let line = LineText(word)
    let words: Set<String> = [
      "ddr3", "ddr4", "ddr5", "atx", "matx", "itx", "micro", "mini", "mid", "full", "tower", "nvme",
      "sata", "m.2", "m.2-2280",
      "pcie", "certified", "air", "water", "rgb",
    ]
    let grades: Set<String> = ["gold", "bronze", "platinum", "titanium", "80+"]
    let text = line.foldedText(0..<line.count)
    // `80 Plus` of a supply; a `P8B75-M LX Plus` is another board.
    if text == "plus" || grades.contains(text) { return query.category == .psu }
    if words.contains(text) || text.hasPrefix("gddr") { return true }
    if query.category == .motherboard {
      if Self.boardWords.contains(text) || FactReader.socket(text) != nil { return true }
      // `ROG Zenith II Extreme` names no chipset, and has one.
      if query.text("chipset") == nil, ShapeReader(vocabulary: vocabulary).chipset(text) != nil {
        return true
      }
    }
    // `59.25 CFM` of a cooler.
    if query.category == .cpuCooler,
      text == "cfm" || text.contains(".") && Double(text) != nil
    {
      return true
    }
    // `24GB` and `850W`; the 650M of a `B650M` is a name.
    return line.numbers.contains {
      $0.whole.count == line.count
        && ($0.gigabytes != nil || $0.watts != nil || ["mm", "ghz", "mhz"].contains($0.unit))
    }
  }

  /// What every board of a maker's line carries and people leave out, and sizes of boards.
  private static let boardWords: Set<String> = [
    "rog", "mag", "mpg", "meg", "eatx", "e-atx", "ceb", "eeb", "ssi", "microatx", "ddr3", "ddr4",
    "ddr5",
  ]

  private static let plainWords: Set<String> = [
    "gaming", "series", "edition", "black", "white", "silver", "gray", "grey", "red", "blue", "rgb",
    "argb", "desktop", "processor", "memory", "ram", "ssd", "hdd", "drive", "internal", "solid",
    "state", "hard", "card", "graphics", "video", "case", "chassis", "tower", "cooler", "cpu",
    "gpu",
    "motherboard", "power", "supply", "psu", "kit", "the", "and", "with", "tempered", "glass",
    "oem",
    "tray", "box", "boxed", "retail", "new", "used", "core", "quad", "dual", "dimm", "udimm",
    "module",
    "modular", "fully", "certified", "unit", "computer", "pc", "for", "of", "in", "stock",
    "geforce", "radeon",
    "nvidia", "amd", "intel", "liquid", "air", "water", "gen", "nvme", "m.2", "u.2", "u.3", "sata",
    "pcie",
    "snow", "mm", "side", "panel", "microatx",
  ]

  /// Whether a word may tell one part from another.
  func isDistinctive(_ word: String) -> Bool {
    let folded = LineText.fold(word)
    guard folded.unicodeScalars.contains(where: { $0.isLatinWord || $0.isChinese }) else {
      return false
    }
    return !Self.plainWords.contains(folded)
  }
}

/// Names in forms that can be compared.
enum NameForm {
  /// Letters and figures alone, in lower case.
  static func squeezed(_ name: String) -> String {
    LineText.fold(name).filter { $0.isLetter || $0.isNumber || $0 == "+" }
  }

  static func words(_ name: String, without maker: String?) -> [String] {
    var words: [String] = []
    for word in name.split(separator: " ").map(String.init) {
      // `24 GB` is one word, as `24GB` is.
      let isUnit = word == "GB" || word == "TB" || word == "W"
      if isUnit, let last = words.last, last.allSatisfy({ $0.isNumber || $0 == "." }) {
        words[words.count - 1] = last + word
      } else {
        words.append(word)
      }
    }
    if let maker, let first = words.first, LineText.fold(first) == LineText.fold(maker) {
      words.removeFirst()
    }
    return words
  }

  /// The pieces of a word between hyphens and slashes.
  static func pieces(_ word: String) -> [String] {
    LineText.fold(word).split { "-/_(),[]".contains($0) }.map { squeezed(String($0)) }
      .filter { !$0.isEmpty }
  }
}
