internal import RigCatalog
internal import RigModel

/// Which part of the catalogue an item means.
extension ItemReader {
  /// The part of a row whose further cells describe it: where the name alone is one, words such as
  /// `RAID 0` and `512GB total` beside it are none of the name.
  func byNameAlone(_ item: RawItem, _ query: PartQuery, _ line: LineText) throws
    -> (PartQuery, PartMatch)?
  {
    let end = item.name.unicodeScalars.count
    guard !item.details.isEmpty, end > 0, end < line.count else { return nil }
    var line = line
    line.use(end..<line.count)
    let words = self.words(of: line, query.category, query.maker)
    guard words != query.words else { return nil }
    let named = PartQuery(
      category: query.category, maker: query.maker, words: words, chip: query.chip,
      fields: query.fields)
    let match = try matcher.match(named)
    let isBare = !words.contains(where: matcher.isDistinctive)
    return match.part != nil || isBare ? (named, match) : nil
  }

  /// The part that the words mean; where they mean none, the one that they mean without remarks.
  func matched(_ item: RawItem, _ query: PartQuery, _ line: LineText) throws
    -> (PartQuery, PartMatch)
  {
    // A `Hyper 212 Black` is another one than the Hyper 212.
    if query.category == .cpuCooler, let coloured = try withColour(query, line) { return coloured }
    let match = try matcher.match(query)
    guard match.part == nil, match.chip == nil || match.isOfSeries else { return (query, match) }
    if let other = try otherWords(query, line) { return other }
    if let other = try byFirstClause(query, line) { return other }
    var line = line
    let end = item.name.unicodeScalars.count
    if !item.details.isEmpty, end > 0, end < line.count { line.use(end..<line.count) }
    let remarks = RemarkReader(vocabulary: vocabulary, category: query.category)
      .take(from: &line)
    let words = self.words(of: line, query.category, query.maker)
    guard !remarks.isEmpty, words != query.words, words.contains(where: matcher.isDistinctive)
    else { return (query, match) }
    let lean = PartQuery(
      category: query.category, maker: query.maker, words: words, chip: query.chip,
      fields: query.fields)
    var found = (query: lean, match: try matcher.match(lean))
    if found.match.part == nil, let other = try otherWords(lean, line) {
      found = (other.0, other.1)
    }
    guard let part = found.match.part, !found.match.isOfSeries,
      try !matcher.isTold(part, found.query, by: remarks)
    else { return (query, match) }
    return found
  }

  /// A title of a shop by what stands before its first comma or dash: `NH-D15 G2, Premium Dual-Tower CPU
  /// Cooler`. No word behind it may make it another part.
  private func byFirstClause(_ query: PartQuery, _ line: LineText) throws
    -> (PartQuery, PartMatch)?
  {
    guard query.category != .gpu, query.category != .memory, query.maker != nil,
      let end = Self.clauseEnd(line),
      line.words.count(where: { $0.lowerBound >= end }) >= 3
    else { return nil }
    var head = line
    head.use(end..<line.count)
    let words = self.words(of: head, query.category, query.maker)
    guard words != query.words, words.contains(where: matcher.isDistinctive) else { return nil }
    let lean = PartQuery(
      category: query.category, maker: query.maker, words: words, chip: nil, fields: query.fields)
    var found = (lean, try matcher.match(lean))
    if found.1.part == nil, let other = try otherWords(lean, head) { found = other }
    guard let part = found.1.part, !found.1.isOfSeries else { return nil }
    let tail = query.words.filter { word in
      !words.contains(word) && word.contains(where: \.isLetter)
        && !NameForm.pieces(word).allSatisfy { PlainVariants.contains($0, query.category) }
    }
    return try matcher.isTold(part, found.0, by: tail) ? nil : found
  }

  /// Where the first comma or dash of a line stands that has a name with figures or two words before it.
  private static func clauseEnd(_ line: LineText) -> Int? {
    line.folded.indices.first { index in
      let isMark =
        line.folded[index] == "," && line.at(index + 1) == " "
        || line.folded[index] == "-" && line.at(index - 1) == " " && line.at(index + 1) == " "
      return isMark && line.words.count(where: { $0.upperBound <= index }) >= 2
    }
  }

  private func withColour(_ query: PartQuery, _ line: LineText) throws -> (PartQuery, PartMatch)? {
    let words = ModelReader(
      vocabulary: vocabulary, category: query.category, maker: query.maker
    ).words(of: line, keepingColour: true)
    guard words.count > query.words.count else { return nil }
    let other = PartQuery(
      category: query.category, maker: query.maker, words: words, chip: query.chip,
      fields: query.fields)
    let match = try matcher.match(other)
    return match.part == nil ? nil : (other, match)
  }

  /// The part by other words of the line: with its colour, by which a model may be called (`Hyper 212
  /// Black`), or without what tells no model from another (`Liquid`, `2U`, `ATX`, `rev 3.0`).
  func otherWords(_ query: PartQuery, _ line: LineText) throws -> (PartQuery, PartMatch)? {
    let reader = ModelReader(
      vocabulary: vocabulary, category: query.category, maker: query.maker)
    var readings: [(words: [String], fields: [BuildValue.Field])] = []
    if [.cpuCooler, .chassis].contains(query.category) {
      readings.append((reader.words(of: line, keepingColour: true), query.fields))
    }
    readings.append((Self.lean(query), query.fields))
    if query.category == .motherboard, let typed = Self.withMemoryType(query) {
      readings.append(typed)
    }
    for (words, fields) in readings where !words.isEmpty && words != query.words {
      let other = PartQuery(
        category: query.category, maker: query.maker, words: words, chip: query.chip,
        fields: fields)
      let match = try matcher.match(other)
      if match.part != nil { return (other, match) }
    }
    return nil
  }

  /// The words without those for the size, the revision or the kind of a part.
  static func lean(_ query: PartQuery) -> [String] {
    let plain: Set<String> =
      switch query.category {
      case .cpuCooler:
        [
          "liquid", "air", "water", "aio", "1u", "2u", "3u", "4u", "active", "passive", "cpu",
          "heatsink",
        ]
      case .psu:
        [
          "pcie", "5.0", "5.1", "12vhpwr", "12v-2x6", "native", "ready", "compliant", "low-noise",
          "power", "supply", "cybenetics", "connector", "efficiency", "connectors", "cable",
        ]
      case .chassis:
        [
          "atx", "e-atx", "eatx", "matx", "m-atx", "itx", "mini-itx", "micro-atx", "light", "dark",
          "tint", "tinted", "tg", "high-airflow", "window", "computer", "pc", "case",
        ]
      case .motherboard:
        [
          "sata", "6gb/s", "gb/s", "usb", "hdmi", "m.2", "motherboard", "rev", "rev.", "chipset",
          "dual", "single", "socket", "eeb", "ceb", "eatx",
        ]
      case .cpu:
        [
          "core", "cores", "dual", "quad", "four", "six", "eight", "ten", "twelve", "sixteen",
          "twenty-four", "thirty-two", "sixty-four",
        ]
      case .storage: ["3d", "nand", "v-nand", "tlc", "qlc", "mlc"]
      default: []
      }
    var words: [String] = []
    for word in query.words {
      let folded = LineText.fold(word)
      // `Ryzen 7 3700X w/ Wraith Prism`: what comes with a CPU is none of its name.
      if query.category == .cpu, folded == "w" || folded == "with" { break }
      // `Power Supply with 12V-2x6 Cable`.
      if query.category == .psu, folded == "with" { break }
      // `rev 3.0` is two words.
      let isRevision =
        query.category == .motherboard && folded.contains(".") && Double(folded) != nil
      let isStepping = query.category == .cpu && isStepping(folded)
      if !plain.contains(folded), !isRevision, !isStepping { words.append(word) }
    }
    return words
  }

  /// `SR2K1`, `SRKXV`: what Intel prints on a CPU beside its name.
  private static func isStepping(_ word: String) -> Bool {
    word.utf8.count == 5 && (word.hasPrefix("sr") || word.hasPrefix("sl"))
      && word.utf8.dropFirst(2).allSatisfy { (48...57).contains($0) || (97...122).contains($0) }
  }

  /// `TOMAHAWK WIFI D5`: the type of memory, where the name does not have it as a word.
  static func withMemoryType(_ query: PartQuery) -> (
    words: [String], fields: [BuildValue.Field]
  )? {
    let types = ["d3": "DDR3", "d4": "DDR4", "d5": "DDR5"]
    guard let index = query.words.firstIndex(where: { types[LineText.fold($0)] != nil }),
      let type = types[LineText.fold(query.words[index])], query.text("memory_type") == nil
    else { return nil }
    var words = query.words
    words.remove(at: index)
    return (words, query.fields + [.init(key: "memory_type", value: .text(type))])
  }

  /// `2696v3` for E5-2696 v3: the number says which Xeon it is.
  private static func fullXeon(_ word: String) -> String {
    let folded = LineText.fold(word)
    guard folded.utf8.count == 6, folded.prefix(4).allSatisfy({ $0.isASCII && $0.isNumber }),
      ["v2", "v3", "v4"].contains(String(folded.suffix(2))),
      let line = [
        "12": "E3", "14": "E5", "16": "E5", "24": "E5", "26": "E5", "46": "E5", "48": "E7",
        "88": "E7",
      ][
        String(folded.prefix(2))]
    else { return word }
    return "\(line)-\(folded.prefix(4)) \(folded.suffix(2))"
  }

  /// `R9 7950X` and `TR Pro 3975WX` for Ryzen 9 and Threadripper PRO.
  static func inFull(_ words: [String]) -> [String] {
    let words = words.map(fullXeon)
    guard let first = words.first?.uppercased(), words.count >= 2,
      words[1...].contains(where: { $0.prefix(4).allSatisfy(\.isNumber) && $0.count >= 4 })
    else { return words }
    // `锐龙7 7800X3D 处理器(r7)` says the series twice.
    if first == "RYZEN" {
      return words.filter { !["R3", "R5", "R7", "R9"].contains($0.uppercased()) }
    }
    if ["R3", "R5", "R7", "R9"].contains(first) {
      return ["Ryzen", String(first.dropFirst())] + words.dropFirst()
    }
    // `Gold 6230` is a Xeon Gold.
    if ["GOLD", "SILVER", "PLATINUM", "BRONZE"].contains(first) { return ["Xeon"] + words }
    return first == "TR" ? ["Threadripper"] + words.dropFirst() : words
  }

  /// The one part whose full name this is, before any word of it is read.
  func fullyNamed(_ item: RawItem, _ category: PartCategory, _ parts: [Part], hasChip: Bool)
    throws -> Part?
  {
    if parts.count == 1 { return parts[0] }
    // A chipset whose name has no figures that tell it from a word: `Radeon Vega Frontier Edition`.
    guard parts.isEmpty, category == .gpu, !hasChip,
      case .chipset(let part, _) = try matcher.lookup.resolve(item.name, category: .gpu),
      NameForm.squeezed(part.name) == NameForm.squeezed(item.name)
    else { return nil }
    return part
  }

  /// `RTX 4090s` are several of `RTX 4090`; `2070s` is the SUPER, which the catalogue knows.
  /// `9070` is the RX 9070.
  static func chipName(_ text: String) -> String {
    if text.hasPrefix("9060") || text.hasPrefix("9070") { return "RX \(text)" }
    // `750 Ti`, `1050Ti`: older than the RTX.
    if ["750", "780", "980", "1050", "1660"].contains(text.prefix(while: \.isNumber)),
      text.lowercased().hasSuffix("ti")
    {
      return "GTX \(text)"
    }
    guard text.hasSuffix("s"), text.contains(" "), text.dropLast().last?.isNumber == true else {
      return text
    }
    return text.lowercased().contains("x ") ? String(text.dropLast()) : text
  }
}
