internal import RigCatalog

/// Recognises kinds of part by how their names look, without any list of parts.
struct ShapeReader {
  let vocabulary: Vocabulary

  /// Kinds whose shape the text has, surest first.
  func kinds(of line: LineText) -> [PartCategory] {
    var kinds: [PartCategory] = []
    if memory(line) { kinds.append(.memory) }
    if gpu(line) != nil { kinds.append(.gpu) }
    if cpu(line) != nil { kinds.append(.cpu) }
    if storage(line) { kinds.append(.storage) }
    if supply(line) { kinds.append(.psu) }
    if board(line) != nil || isServerBoard(line) { kinds.append(.motherboard) }
    // Cards and boards state memory too; only what has no other shape is a module.
    if kinds.first == .memory, kinds.contains(.gpu) || kinds.contains(.motherboard) {
      kinds.removeFirst()
    }
    return kinds
  }

  // MARK: CPU

  private static let cpuWords: Set<String> = [
    "ryzen", "threadripper", "epyc", "xeon", "pentium", "celeron", "athlon", "opteron",
    "phenom",
  ]

  /// The words that name a CPU.
  func cpu(_ line: LineText) -> Range<Int>? {
    for range in line.words {
      let word = line.foldedText(range)
      if Self.cpuWords.contains(word) || isBulldozer(word, line, range) || isPentium(word)
        || isOldXeon(word)
      {
        return range
      }
      if isCore(word) || isXeon(word) || isSpacedXeon(word, line, range) { return range }
      if word == "core" {
        let rest = line.foldedText(range.upperBound..<line.count)
        if rest.contains(" ultra ") || rest.hasPrefix(" 2 duo") || rest.hasPrefix(" 2 quad") {
          return range
        }
      }
      if isCoreUltra(word) { return range }
      if ["r3", "r5", "r7", "r9"].contains(word), nextIsModel(line, range) { return range }
      if ["gold", "silver", "platinum", "bronze"].contains(word), isOfXeon(line, range) {
        return range
      }
      if isBareModel(word), !follows(line, range, ["rx", "radeon", "rtx", "gtx"]) { return range }
    }
    let series = vocabulary.words.matches(in: line).first {
      $0.values.contains { $0.kind == .fact && $0.means == "cpu.series" && $0.isChinese }
    }
    return series?.range
  }

  /// `G3258`, `G4560`: Pentium of four figures.
  private func isPentium(_ word: String) -> Bool {
    word.utf8.count == 5 && word.hasPrefix("g") && "34567".contains(word.dropFirst().first ?? " ")
      && word.dropFirst().allSatisfy(\.isNumber)
  }

  /// `X5675`, `L5640`: Xeons from before E5.
  private func isOldXeon(_ word: String) -> Bool {
    word.utf8.count == 5 && "xel".contains(word.first ?? " ")
      && ["55", "56"].contains(word.dropFirst().prefix(2))
      && word.dropFirst().allSatisfy(\.isNumber)
  }

  /// `FX-8350`; a Quadro FX is a card.
  private func isBulldozer(_ word: String, _ line: LineText, _ range: Range<Int>) -> Bool {
    if word == "fx", nextIsModel(line, range), !follows(line, range, ["quadro"]) { return true }
    let number = word.dropFirst(3)
    return word.hasPrefix("fx-") && 4...5 ~= number.count && number.prefix(4).allSatisfy(\.isNumber)
      && !follows(line, range, ["quadro"])
  }

  private func isCore(_ word: String) -> Bool {
    guard word.utf8.count >= 2, word.hasPrefix("i"), let digit = word.utf8.dropFirst().first,
      "3579".utf8.contains(digit)
    else { return false }
    let rest = word.dropFirst(2).drop { $0 == "-" }
    return rest.isEmpty || rest.first?.isNumber == true && rest.count >= 3
  }

  /// `265K`, `225F`: the Core Ultra 200 that desktops take, by figures that nothing else has.
  private func isCoreUltra(_ word: String) -> Bool {
    ["225", "235", "245", "265", "285"].contains(String(word.prefix(3)))
      && ["k", "kf", "f"].contains(String(word.dropFirst(3)))
  }

  private func isXeon(_ word: String) -> Bool {
    let parts = word.split(separator: "-")
    return parts.count >= 2 && ["e3", "e5", "e7"].contains(parts[0])
      && parts[1].prefix(4).allSatisfy(\.isNumber)
  }

  /// `E5 2680v4`: a blank for the hyphen.
  private func isSpacedXeon(_ word: String, _ line: LineText, _ range: Range<Int>) -> Bool {
    guard ["e3", "e5", "e7"].contains(word) else { return false }
    let start = line.skipBlanks(range.upperBound)
    let number = line.numbers.first { $0.range.lowerBound == start }
    return number.map {
      $0.range.count == 4 && ["v", ""].contains($0.unit.filter { !$0.isNumber })
    } ?? false
  }

  private func nextIsModel(_ line: LineText, _ range: Range<Int>) -> Bool {
    let start = line.skipBlanks(range.upperBound)
    return (0..<4).allSatisfy { line.at(start + $0).isASCIIDigit }
  }

  /// `2x Gold 6230`: a class of Xeon and its number, which watts of a supply are not.
  private func isOfXeon(_ line: LineText, _ range: Range<Int>) -> Bool {
    let start = line.skipBlanks(range.upperBound)
    guard let number = line.numbers.first(where: { $0.range.lowerBound == start }) else {
      return false
    }
    return number.range.count == 4 && 3100...9700 ~= number.value
      && ["", "r", "u", "l", "m", "y", "n", "t", "c", "q", "s", "v"].contains(number.unit)
  }

  /// `7950X`, `13900K`, `5975WX`: digits with the ending of a CPU.
  private func isBareModel(_ word: String) -> Bool {
    let digits = word.prefix { $0.isNumber }
    let ends: Set<String> = [
      "x", "x3d", "k", "kf", "ks", "f", "g", "ge", "wx", "hx", "gt", "u", "h",
    ]
    guard 4...5 ~= digits.count, ends.contains(String(word.dropFirst(digits.count))) else {
      return false
    }
    // Five digits are Intel's, four either's. A lone `f` or `g` after four is a CPU's where the number
    // is one of theirs (`7500F`, `5600G`), and a size or a card's otherwise.
    let end = String(word.dropFirst(digits.count))
    return digits.count == 5 || ["x", "x3d", "wx", "k", "kf", "ks"].contains(end)
      || ["f", "g", "gt", "ge"].contains(end) && Self.isOfDesktops(digits)
  }

  private static func isOfDesktops(_ digits: Substring) -> Bool {
    digits.hasSuffix("00") && !digits.hasSuffix("000") && digits >= "2200" && digits <= "9700"
  }

  private func follows(_ line: LineText, _ range: Range<Int>, _ words: Set<String>) -> Bool {
    line.words.contains {
      $0.upperBound <= range.lowerBound && range.lowerBound - $0.upperBound <= 2
        && words.contains(line.foldedText($0))
    }
  }

  // MARK: GPU

  private static let gpuHeads: Set<String> = [
    "rtx", "gtx", "gt", "rx", "geforce", "radeon", "quadro", "tesla", "instinct", "titan", "arc",
    "firepro",
  ]
  private static let gpuNames: Set<String> = [
    "a100", "a800", "h100", "h200", "h800", "h20", "v100", "p100", "p40", "p4", "k80", "k40", "m40",
    "m60", "l40", "l40s", "l4", "a40", "a10", "a16", "a30", "t4", "b200", "mi25", "mi50", "mi60",
    "p104", "p106", "mi100", "mi210", "mi250", "mi300x", "cmp", "a310", "a380", "a580", "a750",
    "a770", "b570",
    "b580",
    "a2000", "a4000", "a4500", "a5000", "a5500", "a6000",
  ]
  /// Quadro cards whose numbers are those of other things too (`HP P2000 array`): names only alone.
  private static let bareQuadros: Set<String> = [
    "p1000", "p2000", "p2200", "p4000", "p5000", "p6000",
  ]
  private static let gpuSuffixes: Set<String> = [
    "ti", "super", "s", "d", "xt", "xtx", "gre", "ada", "generation", "blackwell", "max-q", "pro",
    "vii", "v", "xp", "x", "black", "laptop", "sff", "le", "workstation", "server", "edition",
    "lhr", "duo", "ai", "w6800", "nvl", "pcie", "sxm2", "sxm4", "sxm5", "sxm", "ws", "pascal",
  ]
  /// Numbers that people write alone for a card, and no CPU has.
  private static let bareNumbers: Set<String> = [
    "1060", "1070", "1080", "1660", "2060", "2070", "2080", "3050", "3060", "3070", "3080", "3090",
    "4060", "4070", "4080", "4090", "5050", "5060", "5070", "5080", "5090", "9060", "9070",
  ]

  /// Numbers of Radeon RX cards, which CPUs have too: the suffix behind them decides.
  private static let radeonNumbers: Set<String> = [
    "5500", "5600", "5700", "6400", "6500", "6600", "6650", "6700", "6750", "6800", "6900", "6950",
    "7600", "7700", "7800", "7900", "9060", "9070",
  ]

  /// The words that name the chip of a card: `GeForce RTX 3080 Ti`.
  func gpu(_ line: LineText) -> Range<Int>? {
    let words = line.pieces
    for (index, range) in words.enumerated() {
      let word = line.foldedText(range)
      if Self.gpuHeads.contains(word) || headWithNumber(word) {
        if word == "gt" || word == "arc" || word == "rx", !hasDigit(words, index + 1, line) {
          continue
        }
        // `… with Radeon Graphics`: the CPU's own.
        if word == "radeon", words.indices.contains(index + 1),
          line.foldedText(words[index + 1]) == "graphics", cpu(line) != nil
        {
          continue
        }
        // `RTX A-Series RTX A6000`: the first names a series.
        if word == "rtx", words.indices.contains(index + 2),
          line.foldedText(words[index + 2]) == "series"
        {
          continue
        }
        return extended(words, from: index, line)
      }
      if Self.gpuNames.contains(word), isOwnWord(line, range) {
        return extended(words, from: index, line)
      }
      if bareCard(word), !follows(line, range, ["ryzen", "core", "r7", "r9", "r5"]) {
        return extended(words, from: index, line)
      }
      if bareRadeon(words, index, line) || bareTi(words, index, line)
        || oldRadeon(words, index, line) || isBareQuadro(words, index, line)
      {
        return extended(words, from: index, line)
      }
    }
    return nil
  }

  /// `7900 XTX`, `6750GRE`: no CPU has such a suffix, for `3800XT` is not a number of a card.
  private func bareRadeon(_ words: [Range<Int>], _ index: Int, _ line: LineText) -> Bool {
    let word = line.foldedText(words[index])
    guard Self.radeonNumbers.contains(String(word.prefix(4))), isOwnWord(line, words[index]) else {
      return false
    }
    let suffixes: Set<String> = ["xt", "xtx", "gre"]
    if word.count > 4 { return suffixes.contains(String(word.dropFirst(4))) }
    return words.indices.contains(index + 1)
      && gap(line, words[index].upperBound, words[index + 1].lowerBound)
      && suffixes.contains(line.foldedText(words[index + 1]))
  }

  /// `750 Ti`, `980Ti`: no other part has such a number before these letters.
  private func bareTi(_ words: [Range<Int>], _ index: Int, _ line: LineText) -> Bool {
    let word = line.foldedText(words[index])
    let numbers: Set<String> = ["750", "780", "980", "1050", "1660"]
    if word.hasSuffix("ti"), numbers.contains(String(word.dropLast(2))) { return true }
    return numbers.contains(word) && words.indices.contains(index + 1)
      && gap(line, words[index].upperBound, words[index + 1].lowerBound)
      && line.foldedText(words[index + 1]) == "ti"
  }

  /// `2x P2000`, `P4000 8GB`.
  private func isBareQuadro(_ words: [Range<Int>], _ index: Int, _ line: LineText) -> Bool {
    guard Self.bareQuadros.contains(line.foldedText(words[index])) else { return false }
    return words.allSatisfy { range in
      let word = line.foldedText(range)
      return range == words[index] || ["nvidia", "pny", "x", "gb", "used"].contains(word)
        || word.first?.isNumber == true || word == "×"
    }
  }

  /// `R9 290X`, `R7 370`: three figures of a card; a Ryzen has four.
  private func oldRadeon(_ words: [Range<Int>], _ index: Int, _ line: LineText) -> Bool {
    guard ["r7", "r9"].contains(line.foldedText(words[index])), words.indices.contains(index + 1),
      gap(line, words[index].upperBound, words[index + 1].lowerBound)
    else { return false }
    let next = line.foldedText(words[index + 1])
    return next.prefix(while: \.isNumber).count == 3 && "23".contains(next.first ?? " ")
      && ["", "x"].contains(next.drop(while: \.isNumber))
  }

  private func bareCard(_ word: String) -> Bool {
    let digits = String(word.prefix { $0.isNumber })
    guard Self.bareNumbers.contains(digits) else { return false }
    return ["", "ti", "s", "super", "d"].contains(String(word.dropFirst(4)))
  }

  /// `RTX3090`, `GTX1080Ti`, `RX6600`, `RTX-3090`.
  private func headWithNumber(_ word: String) -> Bool {
    ["rtx", "gtx", "rx", "gt"].contains { head in
      guard word.hasPrefix(head) else { return false }
      let rest = word.dropFirst(head.count).drop { $0 == "-" }
      return rest.first?.isNumber == true && rest.prefix(while: \.isNumber).count >= 3
    }
  }

  private func hasDigit(_ words: [Range<Int>], _ index: Int, _ line: LineText) -> Bool {
    // `650 gt $45` is a supply and its price.
    guard index > 0, words.indices.contains(index),
      gap(line, words[index - 1].upperBound, words[index].lowerBound)
    else { return false }
    return line.folded[words[index]].contains(where: \.isASCIIDigit)
  }

  /// Whether no letters stand glued to a word: the T4 of an `X10DRi-T4+` is a part of its name, and that of
  /// `Tesla-T4` a card.
  private func isOwnWord(_ line: LineText, _ range: Range<Int>) -> Bool {
    let before = line.at(range.lowerBound - 1)
    guard before == "-", line.at(range.lowerBound - 2).isLatinWord else {
      return !before.isLatinWord
    }
    var start = range.lowerBound - 2
    while start > 0, line.at(start - 1).isLatinWord { start -= 1 }
    let word = line.foldedText(start..<(range.lowerBound - 1))
    return Self.gpuHeads.contains(word) || ["nvidia", "grid", "amd"].contains(word)
  }

  /// From the head over numbers and suffixes that belong to the chip.
  private func extended(_ words: [Range<Int>], from index: Int, _ line: LineText) -> Range<Int> {
    var start = words[index].lowerBound
    var before = index
    while before > 0 {
      let word = line.foldedText(words[before - 1])
      guard Self.gpuHeads.contains(word) || word == "nvidia" || word == "amd" || word == "intel",
        gap(line, words[before - 1].upperBound, start)
      else { break }
      start = words[before - 1].lowerBound
      before -= 1
    }
    var end = words[index].upperBound
    var next = index + 1
    var sawNumber = hasModel(line.foldedText(words[index]))
    while next < words.count, gap(line, end, words[next].lowerBound) {
      let word = line.foldedText(words[next])
      let isModel = hasModel(word) || Self.gpuNames.contains(word)
      let isHead = Self.gpuHeads.contains(word)
      guard isHead || isModel && !sawNumber || Self.gpuSuffixes.contains(word) || word == "pro"
      else { break }
      if word == "pro" || word == "x" || word == "v" || word == "s", sawNumber { break }
      sawNumber = sawNumber || isModel
      end = words[next].upperBound
      next += 1
    }
    return start..<end
  }

  private func hasModel(_ word: String) -> Bool {
    let digits = word.count { $0.isNumber }
    return digits >= 2 && !word.hasSuffix("gb") && !word.hasSuffix("g") && !word.hasSuffix("w")
      || word == "vii"
  }

  private func gap(_ line: LineText, _ end: Int, _ start: Int) -> Bool {
    start >= end && start - end <= 2
      && line.folded[end..<start].allSatisfy { " -_".unicodeScalars.contains($0) }
  }

  // MARK: Others

  private func memory(_ line: LineText) -> Bool {
    let hasType = line.words.contains { range in
      let word = line.foldedText(range)
      return word.hasPrefix("ddr") && !word.hasPrefix("ddr6") || word == "rdimm" || word == "udimm"
        || ["cudimm", "camm2", "sodimm", "so-dimm", "lrdimm", "recc"].contains(word)
        || FactReader.rate(word) != nil
    }
    let numbers = line.numbers
    // `32GB 3600CL16`, `32 gigs at 3200`: a kit's size and its speed.
    let hasLatency = line.words.contains { range in
      let word = line.foldedText(range)
      let speed = Int(word.prefix { $0.isNumber }) ?? 0
      return Self.memorySpeeds.contains(speed) && word.dropFirst(4).hasPrefix("c")
        // `3600 CL16`.
        || word.hasPrefix("cl") && 3...4 ~= word.utf8.count
          && word.dropFirst(2).allSatisfy(\.isNumber)
          && numbers.contains { Self.memorySpeeds.contains(Int($0.value)) && !$0.isGlued }
    }
    let isSpoken = numbers.contains { number in
      ["gig", "gigs"].contains(number.unit)
        && numbers.contains { Self.memorySpeeds.contains(Int($0.value)) && $0.unit.isEmpty }
    }
    if hasType || hasLatency || isSpoken {
      return numbers.contains { $0.isGigabytes && $0.value >= 1 }
        || hasType && line.products(numbers).contains { FactReader.plainKit($0) != nil }
    }
    if isWholeKit(line, numbers) { return true }
    // `天策 16G×2 3200`, `4x16GB ECC`: modules of a size that memory has, and a speed or a word of it.
    let isKit = line.products(numbers).contains { pair in
      let (size, count) = pair.left.isGigabytes ? (pair.left, pair.right) : (pair.right, pair.left)
      return size.isGigabytes && count.unit.isEmpty && EntryDecision.isModuleSize(size.value)
        && size.value >= 4 && [1, 2, 4, 6, 8, 12, 16].contains(count.value)
    }
    let isFast = numbers.contains { number in
      number.isWhole && !number.isGlued && Self.memorySpeeds.contains(Int(number.value))
    }
    if bareKit(line, numbers) != nil { return true }
    // `金百达黑爵6000 16*2`: a maker of memory, a speed and modules.
    if isFast, line.products(numbers).contains(where: { FactReader.plainKit($0) != nil }),
      makes(.memory, line)
    {
      return true
    }
    return isKit && (isFast || line.contains(word: "ecc") || line.contains(word: "recc"))
  }

  /// `2x48 Corsair 6000`, `4x8 1600`: modules without a unit at the head of a line, and a speed behind them.
  func bareKit(_ line: LineText, _ numbers: [NumberSpan]) -> ProductSpan? {
    guard let pair = line.products(numbers).first, pair.range.lowerBound == 0,
      pair.left.unit.isEmpty || pair.left.unit == "x", pair.right.unit.isEmpty,
      [1, 2, 3, 4, 6, 8, 12, 16].contains(pair.left.value), pair.right.value >= 4,
      EntryDecision.isModuleSize(pair.right.value)
    else { return nil }
    let isFast = numbers.contains { number in
      guard number.range.lowerBound > pair.range.upperBound, !number.isGlued else { return false }
      let tail = number.unit
      return Self.memorySpeeds.contains(Int(number.value)) && (tail.isEmpty || tail.hasPrefix("c"))
    }
    return isFast ? pair : nil
  }

  /// `64 GB (2x32) … 6000`: a size, the modules that make it up, and a speed.
  private func isWholeKit(_ line: LineText, _ numbers: [NumberSpan]) -> Bool {
    let isMade = line.products(numbers).contains { pair in
      guard let kit = FactReader.plainKit(pair) else { return false }
      return numbers.contains { $0.isGigabytes && $0.value == kit.modules * kit.size }
    }
    return isMade
      && numbers.contains { $0.isWhole && Self.memorySpeeds.contains(Int($0.value)) && !$0.isGlued }
  }

  private static let memorySpeeds: Set<Int> = [
    1333, 1600, 1866, 2133, 2400, 2666, 2933, 3000, 3200, 3466, 3600, 3733, 3800, 4000, 4266, 4400,
    4800,
    5200, 5600, 6000, 6200, 6400, 6600, 6800, 7000, 7200, 7600, 8000, 8400,
  ]

  private func storage(_ line: LineText) -> Bool {
    for word in ["nvme", "ssd", "hdd", "固态", "机械硬盘", "硬盘"] where line.contains(word: word) {
      return true
    }
    if line.numbers.contains(where: {
      !$0.isGlued && $0.isGigabytes && Self.gigabytes.contains($0.value)
    }) {
      return true
    }
    return line.numbers.contains { number in
      number.unit == "rpm"
        || ["tb", "to"].contains(number.unit) && number.value <= 64
        // `8C/16T` are threads, and ROMED8-2T is a board.
        || number.unit == "t" && Self.driveSizes.contains(number.value) && !number.isGlued
          && !"/-核".unicodeScalars.contains(line.at(number.range.lowerBound - 1))
    }
  }

  /// Sizes in GB that drives have, and neither modules of memory nor cards.
  private static let gigabytes: Set<Double> = [
    120, 240, 250, 480, 500, 960, 1000, 1920, 3840, 7680,
  ]
  private static let driveSizes: Set<Double> = [
    0.5, 1, 1.92, 2, 3, 3.84, 4, 6, 7.68, 8, 10, 12, 14, 15.36, 16, 18, 20, 22, 24, 30,
  ]

  private func makes(_ category: PartCategory, _ line: LineText) -> Bool {
    vocabulary.makers.matches(in: line).contains { match in
      match.values.contains { $0.makes.contains(category.rawValue) }
    }
  }

  private func supply(_ line: LineText) -> Bool {
    guard line.numbers.contains(where: { ($0.watts ?? 0) >= 200 && ($0.watts ?? 0) <= 3500 }) else {
      return false
    }
    // `长城G5 650W`: a maker of supplies, a name and watts of one.
    if line.words.count <= 6, gpu(line) == nil, cpu(line) == nil, makes(.psu, line),
      line.numbers.contains(where: { number in
        guard let watts = number.watts else { return false }
        return 300...2400 ~= watts && watts.truncatingRemainder(dividingBy: 10) == 0
      }),
      !["led", "heater", "fan", "tdp", "monitor", "charger"].contains(where: line.contains(word:))
    {
      return true
    }
    let signs = [
      "gold", "bronze", "platinum", "titanium", "80+", "80plus", "80 plus", "modular", "psu",
      "power supply", "金牌", "白金", "铜牌", "银牌", "钛金", "额定", "模组", "全模", "sfx", "atx",
    ]
    let text = line.foldedText(0..<line.count)
    return signs.contains { text.contains($0) }
  }

  /// `Supermicro X13DEI-T`: its boards name no chipset, and begin as no other part of its does.
  private func isServerBoard(_ line: LineText) -> Bool {
    guard line.contains(word: "supermicro") || line.contains(word: "超微") else { return false }
    return line.words.contains { range in
      let word = Array(line.foldedText(range).prefix { $0 != "-" })
      guard 5...8 ~= word.count, "xhm".contains(word[0]) else { return false }
      let digits = word.dropFirst().prefix(while: \.isNumber)
      let rest = word.dropFirst(1 + digits.count)
      return 1...2 ~= digits.count && rest.count >= 2 && "sdq".contains(rest.first ?? " ")
        && rest.allSatisfy(\.isLetter)
    }
  }

  /// The word that names the chipset of a board, and the chipset.
  func board(_ line: LineText) -> (range: Range<Int>, chipset: String)? {
    // The H510 of NZXT is a case, and its boards are called N; the H170i of Corsair is a cooler.
    let isCase = ["nzxt", "corsair", "恩杰", "海盗船"].contains { line.contains(word: $0) }
    for range in line.words where !(isCase && line.folded[range.lowerBound] == "h") {
      for part in line.foldedText(range).split(separator: "-") {
        if let chipset = chipset(String(part)) { return (range, chipset) }
      }
    }
    return nil
  }

  func chipset(_ word: String) -> String? {
    if let known = vocabulary.chipsets[word] { return known }
    guard let last = word.last, "miedgp".contains(last) else { return nil }
    return vocabulary.chipsets[String(word.dropLast())]
      ?? (word.hasSuffix("em") || word.hasSuffix("ei")
        ? vocabulary.chipsets[String(word.dropLast(2))] : nil)
  }
}
