internal import RigCatalog

/// Parts of one line: a sentence with commas, `CPU + GPU + RAM`, a signature with slashes.
struct SentenceSplitter {
  let vocabulary: Vocabulary

  /// The parts of a line; nil where it is one.
  func parts(of text: String) -> [String]? {
    let whole = Prose.withoutOpening(text)
    if whole != text { return parts(of: whole) }
    for separators in [",;，；、。", "+", "/|", "和"] {
      let parts = split(text, at: Set(separators.unicodeScalars))
      guard parts.count >= 2,
        isSeveral(parts) || separators == "+" && areOfMakers(parts)
          || separators == "/|" && isSignature(parts)
      else {
        continue
      }
      return parts.flatMap { self.parts(of: $0) ?? [$0] }
    }
    return partsAtWords(of: text) ?? partOnBoard(text) ?? gluedParts(of: text)
  }

  /// `Core Ultra 9 285K on MSI MEG Z890 ACE`: a CPU and the board it sits on.
  private func partOnBoard(_ text: String) -> [String]? {
    let parts = split(text, atWord: " on ")
    let kinds = parts.map { InlineKind(vocabulary: vocabulary).strong(LineText($0)) }
    if kinds == [.part(.cpu), .part(.motherboard)] { return parts }
    // `2x EPYC 7742 on Gigabyte MZ72-HB0`: a maker of boards and a model without a chipset.
    guard kinds.count == 2, kinds[0] == .part(.cpu), kinds[1] == nil, namesModel(parts[1]),
      parts[1].utf8.count <= 40,
      vocabulary.makers.longest(in: LineText(parts[1]), at: 0)?.values.contains(where: {
        $0.makes.contains(PartCategory.motherboard.rawValue)
      }) == true
    else { return nil }
    return [parts[0], parts[1] + " motherboard"]
  }

  /// `5900X+B550M+3080Ti`, `12400F/B660M/3060Ti`: no blank stands beside the signs, which names have
  /// too, so that two pieces at least have to be parts of different kinds by their shape.
  private func gluedParts(of text: String) -> [String]? {
    for sign in ["+", "/"] {
      let parts = split(text, at: Set(sign.unicodeScalars), isGlued: true)
      // `12C/24T` are cores and threads of one CPU.
      guard parts.count >= 2, !parts.contains(where: isThreads) else { continue }
      let shapes = Set(parts.flatMap { surest($0) })
      let known = parts.count { !surest($0).isEmpty || LonePiece.category($0) != nil }
      guard shapes.count >= 2, known == parts.count || known >= 3 else { continue }
      return parts.flatMap { self.parts(of: $0) ?? [$0] }
    }
    return nil
  }

  private func isThreads(_ text: String) -> Bool {
    let line = LineText(text)
    guard let number = line.numbers.first, number.range.lowerBound == 0 else { return false }
    return number.unit == "t" && number.value.truncatingRemainder(dividingBy: 2) == 0
      && number.value > 8
  }

  private func surest(_ text: String) -> [PartCategory] {
    Array(ShapeReader(vocabulary: vocabulary).kinds(of: LineText(text)).prefix(1))
  }

  /// The same at words: `128GB DDR4 and a 1600W supply`. A head in a language without commas.
  private func partsAtWords(of text: String) -> [String]? {
    for word in [
      " and ", " and a ", " and an ", " with ", " plus ", "以及", "搭配", "配", "，和", " on a ",
      " on an ", " in a ",
      " in an ",
      " inside a ",
      " paired with ",
    ] {
      let parts = split(text, atWord: word)
      guard parts.count >= 2,
        isSeveral(parts) || isPlace(word) && areModels(parts) || isInCase(word, parts)
      else {
        continue
      }
      return parts.flatMap { self.parts(of: $0) ?? [$0] }
    }
    return nil
  }

  private func isPlace(_ word: String) -> Bool {
    word.hasPrefix(" on ") || word.hasPrefix(" in ") || word.hasPrefix(" inside ")
      || word == " and a " || word == " and an "
  }

  /// `… 850W in a Fractal Pop Air`: what a part is in is a case of a maker of cases.
  private func isInCase(_ word: String, _ parts: [String]) -> Bool {
    guard word.hasPrefix(" in "), parts.count == 2,
      InlineKind(vocabulary: vocabulary).strong(LineText(parts[0])) != nil || namesModel(parts[0])
    else { return false }
    let maker = vocabulary.makers.longest(in: LineText(parts[1]), at: 0)
    return maker?.values.contains { $0.makes.contains(PartCategory.chassis.rawValue) } ?? false
  }

  /// `dual Xeon Gold 6248R on a Supermicro X11DPG-QT`: what a part is on or in is another.
  private func areModels(_ parts: [String]) -> Bool {
    let kinds = InlineKind(vocabulary: vocabulary)
    return parts.count == 2
      && parts.allSatisfy { kinds.strong(LineText($0)) != nil || namesModel($0) }
  }

  /// `Threadripper 1950X + ASUS ROG Zenith Extreme`: a part, and a name of a maker of other parts.
  private func areOfMakers(_ parts: [String]) -> Bool {
    guard parts.count == 2,
      let kind = InlineKind(vocabulary: vocabulary).strong(LineText(parts[0]))?.category,
      kind == .cpu || kind == .gpu
    else { return false }
    let line = LineText(parts[1])
    guard line.words.count >= 3, let maker = vocabulary.makers.longest(in: line, at: 0) else {
      return false
    }
    return maker.values.contains { $0.makes.contains(PartCategory.motherboard.rawValue) }
      && ShapeReader(vocabulary: vocabulary).kinds(of: line).isEmpty
  }

  /// `i7-2600K / P8P67 Deluxe / 16GB Ripjaws X / GTX 980 Ti / …`: a CPU and a card among many pieces.
  private func isSignature(_ parts: [String]) -> Bool {
    guard parts.count >= 4, parts.allSatisfy({ $0.utf8.count <= 60 }) else { return false }
    let kinds = parts.compactMap {
      InlineKind(vocabulary: vocabulary).strong(LineText($0))?.category
    }
    // The shape of a CPU is not always known: `G3258 | H81M-P33 | 8GB | 750 Ti`.
    return kinds.contains(.gpu) && kinds.contains(.motherboard)
      || kinds.contains(.cpu) && (kinds.contains(.gpu) || kinds.contains(.motherboard))
  }

  /// Whether each of the pieces is a part in its own right, and they are not facts of one.
  private func isSeveral(_ parts: [String]) -> Bool {
    let kinds = parts.map { InlineKind(vocabulary: vocabulary).strong(LineText($0)) }
    let known = kinds.compactMap { $0 }
    let distinct = Set(known)
    if distinct.count >= 2 { return known.count * 3 >= parts.count * 2 || known.count >= 3 }
    // Two drives on one line: each has a size of its own.
    guard distinct.count == 1, known.count == parts.count, parts.count >= 2,
      distinct.first == .part(.storage) || distinct.first == .part(.gpu)
    else { return false }
    return distinct.first == .part(.gpu) || parts.allSatisfy(hasSize)
  }

  /// Whether a piece without a word for its kind is a maker and a model: `a Supermicro X11DPG-QT`.
  private func namesModel(_ text: String) -> Bool {
    let line = LineText(text)
    var start = 0
    if let count = CountReader(vocabulary: vocabulary).find(in: line, kind: nil),
      count.range.lowerBound == 0
    {
      start = line.skipBlanks(count.range.upperBound)
    }
    guard let maker = vocabulary.makers.longest(in: line, at: start) else { return false }
    return line.folded[maker.range.upperBound...].contains(where: \.isASCIIDigit)
  }

  /// A size in bytes that is none of a speed: `1TB`, and not `7,450 MB/s`.
  private func hasSize(_ text: String) -> Bool {
    let line = LineText(text)
    return line.numbers.contains { number in
      (number.isGigabytes || number.isTerabytes) && line.at(number.whole.upperBound) != "/"
    }
  }

  private func split(
    _ text: String, at separators: Set<Unicode.Scalar>, isGlued: Bool = false
  ) -> [String] {
    let scalars = Array(text.unicodeScalars)
    var parts: [[Unicode.Scalar]] = [[]]
    var depth = 0
    for (index, scalar) in scalars.enumerated() {
      let folded = LineText.folded(scalar)
      if folded == "(" || folded == "[" { depth += 1 }
      if folded == ")" || folded == "]" { depth = max(0, depth - 1) }
      let isMark = separators.contains(scalar) || separators.contains(folded)
      if depth == 0, isMark, isGlued || isFree(scalars, index) {
        parts.append([])
      } else {
        parts[parts.count - 1].append(scalar)
      }
    }
    return parts.map { part in
      var text = Markup.trimmed(part)
      text = Prose.withoutOpening(text)
      while text.hasSuffix(".") { text.removeLast() }
      return text
    }.filter { !$0.isEmpty }
  }

  private func split(_ text: String, atWord word: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    let folded = LineText(text)
    var parts: [String] = []
    var start = 0
    var depth = 0
    var index = 0
    while index < scalars.count {
      if folded.folded[index] == "(" { depth += 1 }
      if folded.folded[index] == ")" { depth = max(0, depth - 1) }
      if depth == 0, folded.has(word, at: index) {
        parts.append(Markup.trimmed(Array(scalars[start..<index])))
        index += word.unicodeScalars.count
        start = index
      } else {
        index += 1
      }
    }
    parts.append(Markup.trimmed(Array(scalars[start...])))
    return parts.filter { !$0.isEmpty }.map(Prose.withoutOpening)
  }

  /// `5,000`, `NITRO+`, `H110M-ITX/ac`: the sign belongs to what it stands in.
  private func isFree(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    let before = index > 0 ? scalars[index - 1] : " "
    let after = index + 1 < scalars.count ? scalars[index + 1] : " "
    switch LineText.folded(scalars[index]) {
    case ",": return !(before.isASCIIDigit && after.isASCIIDigit)
    case "+", "/":
      // `5800X3D // B550`: a sign of two strokes is one.
      let sign = scalars[index]
      let isSpaced =
        (LineText.folded(before) == " " || before == sign)
        && (LineText.folded(after) == " " || after == sign)
      return isSpaced || scalars[index] == "+" && (before.isChinese || after.isChinese)
    case "|": return true
    case "和": return after == " " || before == " "
    default: return true
    }
  }
}

/// What kind of part a piece of text is about where nothing heads it.
struct InlineKind {
  let vocabulary: Vocabulary

  /// Words that stand in names too and say nothing about the kind inside a line.
  private static let weak = KeyValueLine.weakHeads.subtracting([
    "ssd", "hdd", "nvme", "monitor", "fans",
  ])
  .union([
    "vga", "case fan", "gpu", "cpu", "graphic card", "主机", "系统", "台", "配件", "平台", "其他", "底板", "机架",
    "存储", "固态", "机械", "散热", "水冷", "风冷", "proc", "mouse", "dimm", "工作站", "服务器", "蓝牙", "屏幕", "高端",
    "ups", "pdu", "box",
  ])

  /// The kind by a noun, at the end of the line before any other, or by the shape of a name.
  func kind(of line: LineText) -> ItemKind? {
    strong(line) ?? weakNoun(line)
  }

  func strong(_ line: LineText) -> ItemKind? {
    let remark = RiserRemark(in: line, vocabulary)?.range
    let nouns = nouns(line, besides: remark)
    if nouns.contains(.other("riser")) { return .other("riser") }
    if let titled = titleNoun(line, nouns) { return titled }
    if let noun = nounAtEnd(line, besides: remark) { return noun }
    let shapes = ShapeReader(vocabulary: vocabulary).kinds(of: line)
    if let other = nouns.first(where: { if case .other = $0 { true } else { false } }),
      shapes.isEmpty
    {
      return other
    }
    if let shape = shapes.first {
      // `RTX 4090 riser`, `CPU cooler for Threadripper`: a noun of another kind wins over a name.
      if let noun = nouns.last, noun != .part(shape), shapes.count == 1,
        noun == .part(.cpuCooler) || noun == .other("riser") || noun == .other("nvlink_bridge")
          || noun == .part(.motherboard) || noun == .other("water_loop")
      {
        return noun
      }
      return .part(shape)
    }
    return nouns.last
  }

  /// `Phantom Spirit 120 SE CPU Cooler, …, Dual 120mm … Fans`: in a title of a shop a cooler or a case comes
  /// first, and its fans behind commas.
  private func titleNoun(_ line: LineText, _ nouns: [ItemKind]) -> ItemKind? {
    guard nouns.contains(.other("fan")), line.folded.count(where: { $0 == "," }) >= 2,
      vocabulary.makers.longest(in: line, at: 0) != nil
    else { return nil }
    if (0..<line.count).contains(where: { line.has(" case,", at: $0) }) { return .part(.chassis) }
    guard let first = nouns.first, first == .part(.cpuCooler) || first == .part(.chassis) else {
      return nil
    }
    return first
  }

  /// Whether a line is of fans: `3x Arctic P12 case fans`, and not `千石船单风扇版本`.
  func endsWithFan(_ line: LineText) -> Bool {
    let counted: [Unicode.Scalar] = ["单", "双", "三"]
    return nounAtEnd(line) == .other("fan")
      || vocabulary.words.matches(in: line).contains { match in
        match.values.contains { $0.kind == .other && $0.means == "fan" }
          && !counted.contains(line.at(match.range.lowerBound - 1))
          && !line.foldedText(match.range.upperBound..<line.count).contains("版")
          && !line.folded[..<match.range.lowerBound].contains("(")
      }
  }

  private func weakNoun(_ line: LineText) -> ItemKind? {
    let matches = vocabulary.words.matches(in: line)
    for match in matches.reversed() {
      if let kind = match.values.lazy.compactMap(KeyReader.kind).first,
        kind != .other("unknown_kind"), kind != .other("machine")
      {
        return kind
      }
    }
    return nil
  }

  /// Kinds that nouns inside the line name, but for those of a remark.
  private func nouns(_ line: LineText, besides remark: Range<Int>?) -> [ItemKind] {
    vocabulary.words.matches(in: line).compactMap { match in
      let word = line.foldedText(match.range)
      // `breakout boards` are no more of a kind than a board is.
      let single = word.hasSuffix("s") ? String(word.dropLast()) : word
      guard !Self.weak.contains(word), single != "board", !isCompany(match.range, line),
        remark?.overlaps(match.range) != true
      else { return nil }
      let kind = match.values.lazy.compactMap(KeyReader.kind).first
      return kind == .other("unknown_kind") || kind == .other("machine") ? nil : kind
    }
  }

  /// `SSD w/ Heatsink`, `without fan`: what comes with a part, or does not, is not what it is.
  private func isCompany(_ range: Range<Int>, _ line: LineText) -> Bool {
    let before = line.foldedText(max(0, range.lowerBound - 9)..<range.lowerBound)
    // `V100 SXM2 w/ PCIe adapters`: a word may stand between.
    let further = line.foldedText(max(0, range.lowerBound - 14)..<range.lowerBound)
      .split(separator: " ").suffix(2)
    if further.count == 2, let first = further.first, ["w/", "with"].contains(first) {
      return true
    }
    return ["w/", "w/ ", "w/o ", " with ", "without ", " no ", "(no ", "non-", "non "].contains(
      where: before.hasSuffix)
  }

  /// `RTX 3050 8GB Verto Dual Fan`: the fans of a card, which no fan is.
  private func isOfCard(_ range: Range<Int>, _ line: LineText) -> Bool {
    let counts = [
      "dual ", "triple ", "single ", "twin ", "2x ", "3x ", "2 ", "3 ", "双", "三", "dual-",
      "triple-",
    ]
    let before = line.foldedText(max(0, range.lowerBound - 7)..<range.lowerBound)
    guard line.foldedText(range).hasPrefix("fan"), counts.contains(where: before.hasSuffix) else {
      return false
    }
    if ShapeReader(vocabulary: vocabulary).gpu(line) != nil { return true }
    // `Endorfy Fortis 5 Dual Fan`: how many a cooler has.
    return ["dual", "twin", "triple"].contains { before.contains($0) } && namesModel(line)
  }

  private func namesModel(_ line: LineText) -> Bool {
    let maker = vocabulary.makers.longest(in: line, at: 0)
    return maker?.values.contains { $0.makes.contains(PartCategory.cpuCooler.rawValue) } == true
      && line.words.count >= 4
  }

  /// The noun at the end of an English line, before brackets: `… ATX Mid Tower Case`.
  private func nounAtEnd(_ line: LineText, besides remark: Range<Int>? = nil) -> ItemKind? {
    var end = line.count
    // Brackets at the end describe; the noun stands before them.
    while end > 0 {
      let last = line.folded[end - 1]
      if last == ")", let open = line.folded[..<end].lastIndex(of: "(") {
        end = open
      } else if last.isLatinWord || last.isChinese {
        break
      } else {
        end -= 1
      }
    }
    for match in vocabulary.words.matches(in: line) where match.range.upperBound == end {
      let word = line.foldedText(match.range)
      guard match.range.lowerBound > 0, !isCompany(match.range, line),
        remark?.overlaps(match.range) != true,
        !isOfCard(match.range, line),
        ![
          "power", "graphics", "m.2", "display", "system", "board", "boards", "frame", "rack",
          "tower",
        ]
        .contains(word)
      else { continue }
      if let kind = match.values.lazy.compactMap(KeyReader.kind).first,
        kind != .other("unknown_kind"), kind != .other("machine")
      {
        return kind
      }
    }
    return nil
  }
}

/// Pieces of a line of parts that are nothing but a size: `16G*2`, `512G`, `650W`.
enum LonePiece {
  /// The kind of part that the size is one of; nil where the piece says more, or may be of several.
  static func category(_ text: String) -> PartCategory? {
    // `128GB ECC`: the word beside the size belongs to memory alone.
    if text.utf8.count <= 16, text.contains(" "),
      let size = text.wholeMatch(of: #/(?i)(\d{1,4}) ?gb? (ecc|reg|rdimm|udimm|ecc reg|recc|ram)/#)
    {
      return Double(size.1).map(EntryDecision.isKitSize) == true ? .memory : nil
    }
    let line = LineText(text)
    let numbers = line.numbers
    guard let first = numbers.first, first.range.lowerBound == 0 else { return nil }
    if let pair = line.products(numbers).first, pair.range.count == line.count,
      pair.left.isGigabytes || pair.right.isGigabytes
    {
      return .memory
    }
    if isNamedSupply(line, first) { return .psu }
    guard numbers.count == 1, first.whole.upperBound == line.count else { return nil }
    if let watts = first.watts { return 300...2400 ~= watts ? .psu : nil }
    if first.isTerabytes { return .storage }
    guard first.isGigabytes else { return nil }
    if [8, 16, 24, 32, 48, 64, 96, 192].contains(first.value) { return .memory }
    return 120...8000 ~= first.value && first.value != 128 ? .storage : nil
  }

  /// `1000w toughpower gf a3`: watts of a supply and a name, and no words of what draws them.
  static func isNamedSupply(_ line: LineText) -> Bool {
    guard let first = line.numbers.first, first.range.lowerBound == 0 else { return false }
    return isNamedSupply(line, first)
  }

  private static func isNamedSupply(_ line: LineText, _ first: NumberSpan) -> Bool {
    guard let watts = first.watts, 400...2400 ~= watts,
      watts.truncatingRemainder(dividingBy: 10) == 0,
      2...6 ~= line.words.count - 1
    else { return false }
    let ofLoad: Set<String> = [
      "limit", "limited", "each", "draw", "load", "total", "tdp", "usage", "peak", "wall", "power",
      "max",
      "at", "of", "per", "heater", "ups", "inverter", "circuit",
    ]
    return line.words.dropFirst().allSatisfy { !ofLoad.contains(line.foldedText($0)) }
      && line.words.dropFirst().contains { line.folded[$0].count >= 4 }
  }

  /// What heads a line of such a part.
  static func key(_ category: PartCategory) -> String {
    switch category {
    case .memory: "memory"
    case .psu: "psu"
    default: "storage"
    }
  }
}
