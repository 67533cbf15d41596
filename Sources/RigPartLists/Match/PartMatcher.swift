internal import RigCatalog
internal import RigModel
internal import RigSystem

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

  func matchPart(_ query: PartQuery) throws -> PartMatch {
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
    if let match = try nearEnding(result.candidates, query) { return match }
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
    // `XPG Core Reactor 850W`: ADATA's line, which the names of its supplies leave out.
    if query.maker == nil || query.maker == "ADATA", query.words.count > 1,
      LineText.fold(query.words[0]) == "xpg"
    {
      return [
        query,
        PartQuery(
          category: query.category, maker: "ADATA", words: Array(query.words.dropFirst()),
          chip: query.chip, fields: query.fields),
      ]
    }
    if query.category == .chassis, let full = ofSupermicro(query) { return [query, full] }
    guard query.category == .psu else { return [query] }
    guard let watts = query.number("wattage_w") else { return turned(query) }
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

  /// `EVGA T2 1600` for the 1600 T2.
  private func turned(_ query: PartQuery) -> [PartQuery] {
    guard
      let index = query.words.indices.dropLast().first(where: { index in
        let (word, next) = (query.words[index], query.words[index + 1])
        return 2...3 ~= word.utf8.count && word.first?.isLetter == true
          && word.last?.isNumber == true && 3...4 ~= next.utf8.count
          && next.allSatisfy(\.isNumber) && next.hasSuffix("0")
      })
    else { return [query] }
    var words = query.words
    words.swapAt(index, index + 1)
    let other = PartQuery(
      category: .psu, maker: query.maker, words: words, chip: nil, fields: query.fields)
    return [query, other]
  }

  /// `Supermicro 747TQ-R1620B` for the SC747TQ-R1620B: two letters that people leave out.
  private func ofSupermicro(_ query: PartQuery) -> PartQuery? {
    guard query.maker == "Supermicro", let first = query.words.first, first.utf8.count >= 3,
      first.prefix(3).allSatisfy(\.isNumber)
    else { return nil }
    return PartQuery(
      category: .chassis, maker: query.maker, words: ["SC" + first] + query.words.dropFirst(),
      chip: nil, fields: query.fields)
  }

  func matchNames(_ query: PartQuery) throws -> PartMatch {
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
  func variants(_ parts: [Part], _ query: PartQuery, named name: String) -> PartMatch? {
    guard [.chassis, .psu, .motherboard, .cpuCooler].contains(query.category),
      query.words.contains(where: isDistinctive)
    else { return nil }
    let shared = query.category == .chassis ? Self.sharedWords(parts) : []
    let same = parts.filter { saysNoMore($0, query, besides: shared) }
    // A board may be listed twice; one whose name the line has in part is another.
    if query.category == .motherboard, same.count < 2 || same.count < parts.count { return nil }
    guard let maker = same.first?.maker, same.allSatisfy({ $0.maker == maker }) else { return nil }
    if same.count == 1 { return PartMatch(part: same[0]) }
    guard let shared = Part.agreement(of: same, named: query.words.joined(separator: " ")) else {
      return nil
    }
    return PartMatch(part: shared.part, notes: [Self.ofVariants])
  }

  /// Words without figures that all of three cases or more have: every `A3-mATX` is a `Mesh`.
  private static func sharedWords(_ parts: [Part]) -> Set<String> {
    guard parts.count >= 3, let first = parts.first else { return [] }
    func words(_ part: Part) -> Set<String> {
      Set(NameForm.words(part.name, without: part.maker).flatMap(NameForm.pieces))
    }
    return parts.dropFirst().reduce(words(first)) { $0.intersection(words($1)) }
      .filter { !$0.contains(where: \.isNumber) }
  }

  /// Whether a part is the only one of a name whose words beside it are those of its versions.
  private func isVersion(_ part: Part, _ query: PartQuery) -> Bool {
    [.chassis, .psu, .cpuCooler].contains(query.category)
      && refusal(of: part, query, isExact: true) == nil
      && (query.words.count(where: isDistinctive) >= 2 || query.maker != nil)
      && (query.words.count(where: isDistinctive) >= 3 || hasLongName(query)
        || query.words.contains { $0.contains(where: \.isNumber) || $0.utf8.count > 5 })
      && saysNoMore(part, query)
  }

  /// `Cylon Mini`: two words of a maker's that together are long enough to be no word of any list.
  private func hasLongName(_ query: PartQuery) -> Bool {
    let words = query.words.filter(isDistinctive)
    return query.maker != nil && words.count >= 2
      && words.reduce(0) { $0 + $1.utf8.count } >= 8
  }

  private static let ofVariants = FieldDoc(
    "sold in several versions that their names do not tell apart; what they agree on is used",
    "有几个名称上没有区别的版本；使用它们共同的参数")

  /// Whether the name of a part has no word beside those of the line that may make it another part.
  private func saysNoMore(
    _ part: Part, _ query: PartQuery, besides shared: Set<String> = []
  ) -> Bool {
    let words = NameForm.squeezed(query.words.joined(separator: " "))
    let ours = words + NameForm.squeezed(query.maker ?? "")
    // Of a case `Mini Tower` and `Mini-ITX` are its size, and a `Meshify 2 Mini` is another.
    let name =
      query.category == .cpuCooler
      ? Self.withoutAirflow(part.name)
      : query.category == .chassis
        ? part.name.replacing("Mini Tower", with: "").replacing("Mini-ITX", with: "")
          .replacing("Mini ITX", with: "").replacing("Mesh Side Panel", with: "") : part.name
    // Behind a dash or a comma a shop praises it, and its number stands in brackets.
    let title = name.prefix { $0 != "," }.split(separator: " - ").first.map(String.init) ?? name
    return NameForm.words(title, without: part.maker).allSatisfy { word in
      !isDistinctive(word) || isFactOf(word, query)
        || NameForm.pieces(word).allSatisfy {
          // One or two letters may stand in the maker's name too.
          NameForm.holds($0.count > 2 ? ours : words, $0) || shared.contains($0)
            || PlainVariants.contains($0, query.category)
        }
    }
  }

  /// `Frozen Edge 69 CFM Water 360mm Black` without what it moves.
  private static func withoutAirflow(_ name: String) -> String {
    let words = name.split(separator: " ")
    return words.indices.filter { index in
      let isFigure = index + 1 < words.count && LineText.fold(String(words[index + 1])) == "cfm"
      return !isFigure && LineText.fold(String(words[index])) != "cfm"
    }.map { String(words[$0]) }.joined(separator: " ")
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
        !isDistinctive(other) || NameForm.pieces(other).allSatisfy { NameForm.holds(theirs, $0) }
      }
      if isWhole { return PartMatch(part: part) }
    }
    return nil
  }

  /// `SSR-850PX`, `MBD-X11SSL-F-O`, `CT7982341`: seven signs or more, letters and three figures.
  static func isNumber(_ word: String) -> Bool {
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
  func names(of query: PartQuery) -> [String] {
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
    case .motherboard:
      // Twins of one name differ in their memory, which their full names say.
      if let type = query.text("memory_type") { names.append("\(name) \(type)") }
    default: break
    }
    return names + [name]
  }

  static func size(_ gigabytes: Double) -> String {
    gigabytes >= 1000
      ? "\(BuildValue.quantity(gigabytes / 1000).plain) TB"
      : "\(BuildValue.quantity(gigabytes).plain) GB"
  }

  private static let ofSeries = FieldDoc(
    "the catalogue does not know this part; what its series has in common is used",
    "目录中没有这个部件；使用它所属系列的共同参数")

  static func several(_ differing: [String]) -> FieldDoc {
    let fields = differing.prefix(5).joined(separator: ", ")
    return FieldDoc(
      fields.isEmpty
        ? "several parts have this name" : "several parts have this name; they differ in \(fields)",
      fields.isEmpty ? "有多个部件叫这个名字" : "有多个部件叫这个名字，区别在 \(fields)")
  }

  func distinct(_ parts: [Part]) -> [Part] {
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
}

/// Names in forms that can be compared.
enum NameForm {
  /// Letters and figures alone, in lower case.
  static func squeezed(_ name: String) -> String {
    if let plain = squeezedASCII(name) { return plain }
    return LineText.fold(name).filter { $0.isLetter || $0.isNumber || $0 == "+" }
  }

  /// The same of a text in ASCII; nil of any other.
  private static func squeezedASCII(_ name: String) -> String? {
    name.utf8.withContiguousStorageIfAvailable { bytes -> String? in
      guard bytes.allSatisfy({ $0 < 0x80 && $0 != 0x2a }) else { return nil }
      return String(unsafeUninitializedCapacity: bytes.count) { out in
        var count = 0
        for byte in bytes {
          let small = 0x41...0x5a ~= byte ? byte + 32 : byte
          guard 0x61...0x7a ~= small || 0x30...0x39 ~= small || small == 0x2b else { continue }
          out[count] = small
          count += 1
        }
        return count
      }
    } ?? nil
  }

  /// Whether one squeezed name stands in another, byte for byte.
  static func holds(_ whole: String, _ piece: String) -> Bool {
    if piece.isEmpty { return true }
    let found = whole.utf8.withContiguousStorageIfAvailable { whole in
      piece.utf8.withContiguousStorageIfAvailable { piece in
        UnsafeRawBufferPointer(whole).contains(subsequence: UnsafeRawBufferPointer(piece))
      }
    }
    return (found ?? nil) ?? whole.contains(piece)
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
