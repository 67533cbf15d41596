internal import RigCatalog

/// Names and prices that stand in a line without a word for what they are.
enum BareNames {
  /// `4x3090` as `4x 3090`: a count, and the number of a card.
  static func spaced(_ name: String) -> String {
    var result: [Unicode.Scalar] = []
    let scalars = Array(name.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      result.append(scalar)
      if scalar == "x" || scalar == "X", isCount(scalars, before: index),
        isCard(scalars, after: index)
      {
        result.append(" ")
      }
    }
    return String(String.UnicodeScalarView(result))
  }

  /// `CM Hyper 212 EVO`: the maker in two letters, which no other word is at the head of a name. `TUF RTX 5090
  /// O32G`: what ASUS calls the overclocked card of 32 GB.
  static func inFull(_ name: String) -> String {
    if name.contains(" O"), name.contains(#/(?i)\b[RG]TX/#),
      let match = name.firstMatch(of: #/\bO(\d{1,2}G)\b/#)
    {
      return name[..<match.range.lowerBound] + "OC " + match.1 + name[match.range.upperBound...]
    }
    // `4070tis`: the Ti SUPER of Chinese forums.
    if name.contains("4070"),
      let match = name.firstMatch(of: #/(?i)\b(4070)\s?tis\b/#)
    {
      return name[..<match.range.lowerBound] + match.1 + " Ti SUPER"
        + name[match.range.upperBound...]
    }
    // `Arctic LF2 280`.
    if name.contains("LF"), let match = name.firstMatch(of: #/\bLF ?([23])\b/#) {
      return name[..<match.range.lowerBound] + "Liquid Freezer " + (match.1 == "2" ? "II" : "III")
        + name[match.range.upperBound...]
    }
    // `Arc A770 LE`: the card of Intel itself.
    if name.contains(" LE"),
      let match = name.firstMatch(of: #/\b(A770|A750|B580) LE\b/#)
    {
      return name[..<match.range.lowerBound] + match.1 + " Limited Edition"
        + name[match.range.upperBound...]
    }
    // `u 5700X3D 散片`: what Chinese forums call a CPU.
    if name.hasPrefix("u ") || name.hasPrefix("U "), name.dropFirst(2).first?.isNumber == true {
      return String(name.dropFirst(2))
    }
    guard name.hasPrefix("CM "), name.dropFirst(3).first?.isLetter == true else { return name }
    return "Cooler Master " + name.dropFirst(3)
  }

  /// `LN141512 AMD Ryzen 9 …`: the shop's number of what it sells, before the name of a maker.
  static func withoutStockNumber(_ name: String, _ vocabulary: Vocabulary) -> String {
    let words = name.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    guard words.count == 2, let first = words.first, 6...20 ~= first.utf8.count else { return name }
    let letters = first.prefix { $0.isASCII && $0.isUppercase }
    let digits = first.dropFirst(letters.count)
    let rest = LineText(String(words[1]))
    // `P4X-ICX8358-SRJX2 Xeon Gold 8358`: a number of Intel's before the name.
    if first.utf8.count >= 8, first.count(where: { $0 == "-" }) >= 2,
      first.count(where: \.isNumber) >= 3,
      first.allSatisfy({ $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "-") }),
      ShapeReader(vocabulary: vocabulary).kinds(of: rest).first == .cpu
    {
      return String(words[1])
    }
    guard letters.count <= 3, digits.count >= 5, digits.allSatisfy({ $0.isASCII && $0.isNumber })
    else { return name }
    let isNamed =
      vocabulary.makers.matches(in: rest).contains { $0.range.lowerBound == 0 }
      || !ShapeReader(vocabulary: vocabulary).kinds(of: rest).isEmpty
    return isNamed ? String(words[1]) : name
  }

  /// Signs and words between parts of one line, as a sign that parts them: `9950X :: B650`, `7500F 板U套装 …`.
  static func parted(_ name: String) -> String {
    // Most names have none of them.
    guard name.unicodeScalars.contains(where: { "•·●套:".unicodeScalars.contains($0) }) else {
      return name
    }
    var name = name
    for sign in [" :: ", " • ", " · ", " ● "] where name.ranges(of: sign).count >= 2 {
      name = name.replacing(sign, with: " | ")
    }
    for word in ["板U套装", "板u套装", "U板套装", "CPU主板套装", "主板套装"] {
      guard let range = name.ranges(of: word).first, range.lowerBound > name.startIndex,
        range.upperBound < name.endIndex
      else { continue }
      return name[..<range.lowerBound] + " + " + name[range.upperBound...]
    }
    return name
  }

  /// A name without the addresses that stand in it.
  static func withoutAddress(_ name: String) -> String {
    guard name.contains("://") else { return name }
    let words = name.split(separator: " ")
    let kept = words.filter { !$0.contains("://") }
    return kept.isEmpty || kept.count == words.count ? name : kept.joined(separator: " ")
  }

  /// `AX1500i + add2psu`: a name without the small parts that come with it.
  static func withoutSmallParts(_ name: String, _ vocabulary: Vocabulary) -> String {
    guard let plus = name.ranges(of: " + ").last else { return name }
    let rest = KeyReader(vocabulary: vocabulary).kind(of: String(name[plus.upperBound...]))
    guard case .other(let word) = rest, word != "unknown_kind", word != "machine" else {
      return name
    }
    return String(name[..<plus.lowerBound])
  }

  /// `1 Corsair RM750e`: the pieces before a maker, as carts have them.
  static func leadingCount(_ name: String, _ vocabulary: Vocabulary) -> (count: Int, name: String)?
  {
    guard let blank = name.firstIndex(of: " "), let count = Int(name[..<blank]), 1...64 ~= count
    else {
      return nil
    }
    let rest = Markup.trimmed(Array(name[blank...].unicodeScalars))
    let line = LineText(rest)
    guard line.words.count >= 2, vocabulary.makers.longest(in: line, at: 0) != nil else {
      return nil
    }
    return (count, rest)
  }

  /// `Intel(R) Xeon(R) Gold 6338`, `R5 5600 stock cooler`: a CPU without signs of trade and the cooler that
  /// comes in its box.
  static func plainProcessor(_ name: String, _ vocabulary: Vocabulary) -> String {
    var name = name
    for sign in ["(R)", "(r)", "(TM)", "(tm)", "®", "™"] where name.contains(sign) {
      name = name.replacing(sign, with: " ")
    }
    guard name.utf8.count <= 80 else { return name }
    // `Ryzen 7 5700X (16) @ 4.66 GHz`: threads, as tools write them.
    if let close = name.ranges(of: ") @ ").first,
      let open = name[..<close.lowerBound].lastIndex(of: "("),
      name[name.index(after: open)..<close.lowerBound].allSatisfy({ $0.isASCII && $0.isNumber })
    {
      name.removeSubrange(open..<name.index(after: close.lowerBound))
    }
    // `9800X3D @ PBO -25`: what its owner runs it at.
    if let at = name.ranges(of: " @ ").first, let head = Optional(String(name[..<at.lowerBound])),
      LineText(head).words.count <= 5,
      !name[at.upperBound...].contains("Hz"),
      !name[at.upperBound...].contains(where: { "$€£¥￥(".contains($0) }),
      ShapeReader(vocabulary: vocabulary).kinds(of: LineText(head)) == [.cpu],
      ShapeReader(vocabulary: vocabulary).kinds(of: LineText(String(name[at.upperBound...])))
        .isEmpty
    {
      return head
    }
    let folded = LineText.fold(name)
    guard ["cooler", "fan", "heatsink", "wraith", "散热", "风扇"].contains(where: folded.contains),
      let stock = ["stock", "boxed", "box", "included", "原装", "原盒", "自带", "wraith"].compactMap({
        word in
        folded.ranges(of: word).first?.lowerBound
      }).min()
    else { return name }
    var head = Markup.trimmed(Array(folded[..<stock].unicodeScalars))
    for word in ["with the", "with a", "with", "w/", "and", "+", ",", "(", "-"]
    where head.hasSuffix(word) {
      head = Markup.trimmed(Array(head.dropLast(word.count).unicodeScalars))
    }
    guard head.contains(where: \.isNumber),
      ShapeReader(vocabulary: vocabulary).kinds(of: LineText(head)).first == .cpu
    else { return name }
    return String(name.prefix(head.count))
  }

  /// `32 ГБ`, `700 Вт`: units in Cyrillic, as the rest of the reader has them.
  static func withLatinUnits(_ name: String) -> String {
    guard name.unicodeScalars.contains(where: { 0x400...0x4ff ~= $0.value }) else { return name }
    return [
      ("ГБ", "GB"), ("Гб", "GB"), ("ТБ", "TB"), ("Тб", "TB"), ("МГц", "MHz"), ("ГГц", "GHz"),
      ("Вт", "W"),
    ]
    .reduce(name) { $0.replacing($1.0, with: $1.1) }
  }

  /// `i5-10400F-111.4%`: a share of a benchmark behind the name.
  static func withoutShare(_ name: String) -> String {
    guard name.hasSuffix("%"), let dash = name.lastIndex(of: "-"), dash > name.startIndex,
      name[name.index(after: dash)...].dropLast().allSatisfy({
        $0.isASCII && ($0.isNumber || $0 == ".")
      })
    else { return name }
    return Markup.trimmed(Array(name[..<dash].unicodeScalars))
  }

  /// A name without what it is said not to have: `PRIME Z690-P D4 无WiFi` is the board without it.
  static func withoutLacks(_ name: String) -> String {
    // `2250W 90% efficient power supply`.
    if name.contains("% effic"), let share = name.firstMatch(of: #/(?i)\b\d\d% efficien(t|cy)/#) {
      return withoutLacks(name.replacing(name[share.range], with: ""))
    }
    // `…, Heatsink Not Included  $309.00`.
    if name.utf8.count > 40, name.contains(","),
      let lack = name.firstMatch(of: #/(?i), [a-z ]{1,40} not included/#)
    {
      return withoutLacks(name.replacing(name[lack.range], with: ""))
    }
    let line = LineText(name)
    var taken = line
    for lack in lacks {
      var index = 0
      while let start = (index..<max(index, line.count)).first(where: { line.has(lack, at: $0) }) {
        let end = start + lack.unicodeScalars.count
        if line.isBoundary(start, end) { taken.use(start..<end) }
        index = end
      }
    }
    guard taken.used.contains(true) else { return name }
    return Markup.trimmed(
      line.original.indices.filter { !taken.used[$0] }.map { line.original[$0] })
  }

  private static let lacks = [
    "无wifi", "无 wifi", "不带wifi", "不带 wifi", "no wifi", "no wi-fi", "none wifi", "non-wifi",
    "non wifi", "(non-x)", "non-x", "non x", "without wifi", "without wi-fi", "w/o wifi",
    "w/o heatsink", "without heatsink", "no heatsink", "(no heatsink)", "不带散热片", "无散热片", "不带散热马甲",
  ]

  /// A title of a shop without what the part works with: `… 主板 支持AMD 7800X3D`, `… for LGA1700`.
  static func withoutSupport(_ name: String) -> String {
    let line = LineText(name)
    // `【官方正品】华硕 …`: words of the shop.
    if line.at(0) == "【", let end = line.folded.prefix(30).firstIndex(of: "】"), end + 1 < line.count
    {
      return withoutSupport(Markup.trimmed(Array(line.original[(end + 1)...])))
    }
    for word in [" - supports ", ", supports ", " compatible with "] {
      guard line.count > 12,
        let index = (12..<line.count).first(where: { line.has(word, at: $0) })
      else { continue }
      return Markup.trimmed(Array(line.original[..<index]))
    }
    for index in line.folded.indices.dropFirst(6) where line.folded[index].isChinese {
      guard ["支持", "适用", "兼容", "适配"].contains(where: { line.has($0, at: index) }) else { continue }
      return Markup.trimmed(Array(line.original[..<index]))
    }
    return name
  }

  /// A name without a sentence in brackets: `RM4A（主要是因为它有 8 个卡槽）`.
  static func withoutReasons(_ name: String) -> String {
    let line = LineText(name)
    guard let open = line.folded.firstIndex(of: "("), open > 3,
      let close = line.folded[open...].firstIndex(of: ")")
    else { return name }
    let inner = line.foldedText(open..<close)
    let isSentence =
      inner.unicodeScalars.count(where: \.isChinese) >= 10
      && ["因为", "可以", "所以", "主要", "之前", "后来", "如果"].contains(where: inner.contains)
    guard isSentence else { return name }
    return Markup.trimmed(Array(line.original[..<open] + line.original[(close + 1)...]))
  }

  private static func isCount(_ scalars: [Unicode.Scalar], before index: Int) -> Bool {
    guard index > 0, scalars[index - 1].isASCIIDigit, scalars[index - 1] != "0" else {
      return false
    }
    return index == 1
      || !scalars[index - 2].isLatinWord && !"-.*".unicodeScalars.contains(scalars[index - 2])
  }

  private static func isCard(_ scalars: [Unicode.Scalar], after index: Int) -> Bool {
    let digits = scalars[(index + 1)...].prefix { $0.isASCIIDigit }
    return digits.count == 4 && digits.last == "0" && "12345".unicodeScalars.contains(digits.first!)
      && "56789".unicodeScalars.contains(digits[digits.startIndex + 2])
  }

  /// The name before a whole number at the end that stands alone, and the number.
  static func price(behind name: String, isChinese: Bool) -> (name: String, amount: Double)? {
    let words = name.split(separator: " ")
    // Old parts of Chinese markets cost two figures.
    guard words.count >= 2, let last = words.last, (isChinese ? 2 : 3)...5 ~= last.utf8.count,
      last.utf8.allSatisfy({ (48...57).contains($0) }), last.first != "0",
      let amount = Double(String(last))
    else { return nil }
    return (words.dropLast().joined(separator: " "), amount)
  }

  /// Whether a number can be a price: no year of a version, no watts and no radiator's length.
  static func mayPrice(
    _ amount: Double, _ category: PartCategory, beside name: String, isChinese: Bool
  ) -> Bool {
    guard isChinese || category == .cpu, !(2010...2029 ~= amount) else { return false }
    let numbers = LineText(name).numbers
    switch category {
    case .psu:
      // A second number beside the watts is none of watts.
      return numbers.contains { ($0.watts ?? 0) >= 200 || isWatts($0) }
        || amount.truncatingRemainder(dividingBy: 10) != 0
    case .cpuCooler: return ![120, 140, 240, 280, 360, 420].contains(amount)
    case .storage:
      return numbers.contains { $0.gigabytes != nil }
        || amount.truncatingRemainder(dividingBy: 100) != 0
    case .memory: return amount.truncatingRemainder(dividingBy: 100) != 0
    // `RX 580 2048` has so many processors.
    case .gpu: return amount != 2048
    default: return true
    }
  }

  /// `冰山金蝶 650`: a number of its own that supplies have as their watts.
  private static func isWatts(_ number: NumberSpan) -> Bool {
    !number.isGlued && number.unit.isEmpty && 400...2000 ~= number.value
      && number.value.truncatingRemainder(dividingBy: 50) == 0
  }

  /// `840 EVO 250`: the number behind a name with figures, of a size that drives have. `MX 500` has no
  /// other figures and is a name.
  static func driveSize(_ line: LineText) -> NumberSpan? {
    let words = line.words.filter { !line.isUsed($0) }
    guard
      let size = line.numbers.last(where: { number in
        !number.isGlued && number.unit.isEmpty && number.isWhole
          && driveSizes.contains(number.value)
      }), let index = words.firstIndex(of: size.range), index > 0
    else { return nil }
    let isNamed = words[..<index].contains { line.folded[$0].contains(where: \.isASCIIDigit) }
    let isLast = words[(index + 1)...].allSatisfy { word in
      ["ssd", "nvme", "m.2", "m", "2", "sata", "hdd"].contains(line.foldedText(word))
    }
    return isNamed && isLast && line.at(size.range.upperBound) != "/" ? size : nil
  }

  private static let driveSizes: Set<Double> = [
    120, 128, 240, 250, 256, 480, 500, 512, 525, 960, 1000, 1024, 2000, 4000,
  ]

  /// The words of a name that are no size: `500G 980` is the 980.
  static func words(_ name: String) -> [String] {
    let line = LineText(name)
    let sizes =
      line.numbers.filter {
        !$0.isGlued && ($0.gigabytes != nil || $0.watts != nil)
      } + [driveSize(line)].compactMap { $0 }
    // The 2T of a `ROMED8-2T` is none.
    return line.words.filter { word in
      !sizes.contains { $0.whole.lowerBound <= word.lowerBound && $0.whole.overlaps(word) }
    }
    .map { line.text($0) }
  }

  /// Whether a part's full name has every word, so that the words alone may stand for it.
  static func holds(_ fullName: String, _ words: [String]) -> Bool {
    let pieces = Set(fullName.split(separator: " ").map { NameForm.squeezed(String($0)) })
    let whole = NameForm.squeezed(fullName)
    return words.allSatisfy { word in
      let word = NameForm.squeezed(word)
      return pieces.contains(word) || word.count >= 5 && NameForm.holds(whole, word)
    }
  }
}
