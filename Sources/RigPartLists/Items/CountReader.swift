internal import RigCatalog

/// How many pieces a line says there are.
struct CountReader {
  let vocabulary: Vocabulary

  struct Found {
    let count: Int
    let range: Range<Int>
  }

  private static let most = 64

  /// How many of a part a line may count: `X63` behind a name is a model, and no number of coolers.
  private static func most(_ kind: ItemKind?) -> Int {
    switch kind?.category {
    case .cpu, .cpuCooler, .motherboard, .chassis: 16
    case .psu: 24
    default: most
    }
  }

  /// The count in a line whose sizes and kits have been marked as used.
  func find(in line: LineText, kind: ItemKind?) -> Found? {
    lot(line, kind) ?? pair(line) ?? leading(line, kind) ?? trailing(line, kind) ?? counters(
      line, kind) ?? words(
        line, kind)
      ?? countOf(line, kind)
  }

  /// `Lot of 8 SK Hynix …`, `(Lot of 4) …`: what sellers write.
  private func lot(_ line: LineText, _ kind: ItemKind?) -> Found? {
    guard let words = line.range(ofWord: "lot of"),
      let number = line.numbers.first(where: {
        $0.range.lowerBound == line.skipBlanks(words.upperBound)
      }),
      let count = valid(number, kind), number.unit.isEmpty || number.unit == "x"
    else { return nil }
    return Found(count: count, range: words.lowerBound..<number.whole.upperBound)
  }

  /// `E5-2687W v4 (pair)`.
  private func pair(_ line: LineText) -> Found? {
    guard let range = line.range(ofWord: "(pair)") else { return nil }
    return Found(count: 2, range: range)
  }

  private func valid(_ number: NumberSpan, _ kind: ItemKind?) -> Int? {
    guard number.isWhole, 1...Double(Self.most(kind)) ~= number.value else { return nil }
    return Int(number.value)
  }

  private func isFree(_ line: LineText, _ range: Range<Int>) -> Bool { !line.isUsed(range) }

  /// `2x RTX 3090`, `4 × 2080 Ti`, `(2x) …`, `2 RTX 3090`, `4*4090`.
  private func leading(_ line: LineText, _ kind: ItemKind?) -> Found? {
    var start = line.skipBlanks(0)
    if let turned = signFirst(line, start, kind) { return turned }
    if line.at(start) == "(" { start += 1 }
    guard line.at(start).isASCIIDigit,
      let first = line.numbers.first(where: { $0.range.lowerBound == start }),
      let count = valid(first, kind), isFree(line, first.range)
    else { return nil }
    // `(1) AMD EPYC …`, `(12) 64GB …`: a number in brackets of its own leads the line.
    if start > 0, line.at(start - 1) == "(", line.at(first.range.upperBound) == ")" {
      return Found(count: count, range: (start - 1)..<(first.range.upperBound + 1))
    }
    var end = line.skipBlanks(first.range.upperBound)
    // `1 ea Supermicro …`: how invoices count.
    if let unit = ["ea", "ea.", "each", "pcs", "pcs.", "pc", "pc.", "stk", "stk.", "units"].first(
      where: {
        line.has($0 + " ", at: end)
      })
    {
      return Found(count: count, range: start..<(end + unit.unicodeScalars.count))
    }
    let sign = line.at(end)
    let next = line.at(line.skipBlanks(end + 1))
    if sign == "×"
      || sign == "x"
        && (line.at(end + 1) == " " || !line.at(end + 1).isLatinWord || next.isASCIIDigit)
      || sign == "x" && line.at(end + 1).isASCIILetter && !line.at(end + 1).isASCIIDigit
        && first.range.upperBound == end && startsName(line, end + 1)
    {
      end += 1
      if line.at(end) == ")" { end += 1 }
      return Found(count: count, range: start..<end)
    }
    // A bare number counts before a name, not before a unit: `2 RTX 3090`, not `2 TB`.
    let isPart = kind?.category.map { $0 != .motherboard && $0 != .chassis } ?? false
    let isBeforeMaker = vocabulary.makers.longest(in: line, at: end) != nil
    if isPart || kind?.category != nil && isBeforeMaker, line.at(first.range.upperBound) == " ",
      first.unit.isEmpty, count <= 16,
      line.at(end).isASCIILetter
    {
      return Found(count: count, range: first.range)
    }
    return nil
  }

  /// `x2 WD Red Pro 4TB`: the sign stands before the number. A board's `X99` counts nothing.
  private func signFirst(_ line: LineText, _ start: Int, _ kind: ItemKind?) -> Found? {
    guard line.original.indices.contains(start),
      line.original[start] == "x" || line.at(start) == "×",
      let number = line.numbers.first(where: { $0.range.lowerBound == start + 1 }),
      let count = valid(number, kind), number.unit.isEmpty, count <= 16,
      line.at(number.range.upperBound) == " ",
      line.at(line.skipBlanks(number.range.upperBound)).isASCIILetter
    else { return nil }
    return Found(count: count, range: start..<number.range.upperBound)
  }

  /// The count right before a name inside a sentence: `I run 4x 3090 on …`.
  static func count(before start: Int, in line: LineText) -> Int? {
    var index = start - 1
    while index > 0, line.at(index) == " " { index -= 1 }
    guard index > 0, line.at(index) == "x" || line.at(index) == "×" else { return nil }
    let number = line.numbers.first {
      $0.isWhole && 2...16 ~= $0.value && $0.range.upperBound <= index
        && line.skipBlanks($0.range.upperBound) == index
    }
    guard let number, !line.at(number.range.lowerBound - 1).isLatinWord else { return nil }
    return Int(number.value)
  }

  /// `2xRTX 3090` has a sign, `2xeon` has none.
  private func startsName(_ line: LineText, _ index: Int) -> Bool {
    ["rtx", "gtx", "geforce", "nvidia", "amd", "intel", "radeon", "tesla", "quadro"].contains {
      line.has($0, at: index)
    } || vocabulary.makers.longest(in: line, at: index) != nil
  }

  /// `… x2`, `… ×2`, `…*2`, `(x4)`, `(2x)`, `(2)`.
  private func trailing(_ line: LineText, _ kind: ItemKind?) -> Found? {
    for number in line.numbers.reversed() {
      guard let count = valid(number, kind), isFree(line, number.range) else { continue }
      var before = number.range.lowerBound - 1
      while line.at(before) == " ", before > 0 { before -= 1 }
      let sign = line.at(before)
      let end = line.skipBlanks(number.range.upperBound)
      let after = line.at(end)
      let isEnd =
        end >= line.count || ")],;，。、|(/.￥¥$€".unicodeScalars.contains(after)
        || after.isChinese || after == "+" || line.has("w/", at: end) || line.has("with ", at: end)
        // `32G ECC *8 180/条`: a starred count, and the price behind it.
        || sign == "×" && before == number.range.lowerBound - 1 && line.at(before - 1) == " "
          && after.isASCIIDigit && number.unit.isEmpty
      if sign == "×" || sign == "x" && !line.at(before - 1).isLatinWord, isEnd,
        !number.isGlued || sign == "x",
        before >= 0, !followsLanes(line, before), !isOfModel(line, before, kind)
      {
        return Found(count: count, range: before..<number.range.upperBound)
      }
      // `(2x)` and `(2)` in brackets of their own.
      let open = line.at(number.range.lowerBound - 1)
      var close = line.skipBlanks(number.range.upperBound)
      if line.at(close) == "x" || line.at(close) == "×" { close += 1 }
      // `Ryzen 7 5700X (16) @ 4.66 GHz`: threads and their clock.
      let isOfThreads = kind == .part(.cpu) && line.at(line.skipBlanks(close + 1)) == "@"
      if open == "(", line.at(close) == ")", count > 1, !isOfThreads {
        return Found(count: count, range: (number.range.lowerBound - 1)..<(close + 1))
      }
    }
    return nil
  }

  /// `东海X4` is a cooler and `Core X9` a case: the sign is a letter of the name.
  private func isOfModel(_ line: LineText, _ sign: Int, _ kind: ItemKind?) -> Bool {
    guard let category = kind?.category else { return false }
    // `Flare X5`: no machine has five modules.
    if category == .memory, line.folded[sign] == "x" {
      let figures = line.folded[line.skipBlanks(sign + 1)...].prefix { $0.isASCIIDigit }.map {
        String($0)
      }.joined()
      return !["1", "2", "3", "4", "6", "8", "12", "16", "24", "32"].contains(figures)
    }
    guard [.cpuCooler, .chassis].contains(category) else { return false }
    return line.original[sign] == "X" || line.folded[sign] == "x" && line.at(sign - 1).isChinese
  }

  /// `PCIe 4.0 x4`, `Gen 4 x4`, `M.2 x4`: lanes.
  private func followsLanes(_ line: LineText, _ sign: Int) -> Bool {
    // `(x8/x8)`, `x16/x4`: how the lanes of slots are shared out.
    var end = sign + 1
    while line.at(end).isASCIIDigit { end += 1 }
    if line.at(end) == "/" && line.at(end + 1) == "x" && line.at(end + 2).isASCIIDigit {
      return true
    }
    if line.at(sign - 1) == "/" {
      var start = sign - 2
      while start > 0, line.at(start).isASCIIDigit { start -= 1 }
      if start < sign - 2, line.at(start) == "x" { return true }
    }
    // `A100 80G PCIe ×8` is no card of eight lanes: the word tells it from a module for servers.
    let isOfServers = ["a100", "a800", "h100", "h800", "h200", "v100", "p100", "mi210"].contains {
      line.contains(word: $0)
    }
    if isOfServers, end >= line.count, line.at(sign - 1) == " " { return false }
    // `P100 16GB PCIe (x2)`: brackets of its own count.
    if line.at(sign - 1) == "(" { return false }
    let head = line.foldedText(max(0, sign - 12)..<max(0, sign))
    return ["pcie", "pci-e", "gen", "pci express", "m.2"].contains { head.contains($0) }
  }

  /// `2 pcs`, `两张`, `2块`, `数量：2`, `qty 2`.
  private func counters(_ line: LineText, _ kind: ItemKind?) -> Found? {
    for label in ["数量", "qty", "quantity"] {
      guard let start = (0..<line.count).first(where: { line.has(label, at: $0) }) else { continue }
      var index = start + label.unicodeScalars.count
      while index < line.count, " :.=".unicodeScalars.contains(line.folded[index]) { index += 1 }
      if let number = line.numbers.first(where: { $0.range.lowerBound == index }),
        let count = valid(number, kind)
      {
        return Found(count: count, range: start..<number.range.upperBound)
      }
    }
    for number in line.numbers where isFree(line, number.range) && !number.isGlued {
      guard let count = valid(number, kind), line.at(number.range.lowerBound - 1) != "." else {
        continue
      }
      let start = line.skipBlanks(number.range.upperBound)
      guard let match = counter(line, start, kind) else { continue }
      return Found(count: count, range: number.range.lowerBound..<match.upperBound)
    }
    return nil
  }

  private func counter(_ line: LineText, _ start: Int, _ kind: ItemKind?) -> Range<Int>? {
    guard let match = vocabulary.words.longest(in: line, at: start),
      let meaning = match.values.first(where: { $0.kind == .counter })
    else { return nil }
    // `2块钱` and `3条12V` count no pieces.
    if line.has("块钱", at: start) { return nil }
    let word = line.foldedText(match.range)
    guard !["each", "ea", "off", "card", "module"].contains(word) else { return nil }
    let counts = meaning.means.split(separator: "|")
    guard let category = kind?.category else { return match.range }
    return counts.contains("any") || counts.contains { $0 == category.rawValue } ? match.range : nil
  }

  /// `two …`, `a pair of …`, `两张 …`, `dual RTX 3090`.
  private func words(_ line: LineText, _ kind: ItemKind?) -> Found? {
    for match in vocabulary.words.matches(in: line) {
      guard let meaning = match.values.first(where: { $0.kind == .count }),
        let count = Int(meaning.value), isFree(line, match.range)
      else { continue }
      if meaning.isChinese {
        if let counter = counter(line, match.range.upperBound, kind) {
          return Found(count: count, range: match.range.lowerBound..<counter.upperBound)
        }
        continue
      }
      // `256GB of DDR4 and two EVGA supplies`: what follows is counted, not what leads.
      if line.foldedText(0..<match.range.lowerBound).hasSuffix(" and ") { continue }
      let isMultiple = ["dual", "twin", "triple", "quad", "single", "octa"].contains(
        line.foldedText(match.range))
      // Dual fans, slots and ranks count something else, and so does the ASUS Dual.
      guard
        match.range.lowerBound == line.skipBlanks(0)
          || !isMultiple && line.at(match.range.lowerBound - 1) == " "
      else { continue }
      guard
        line.at(match.range.upperBound) == " "
          || isMultiple && line.at(match.range.upperBound) == "-"
      else { continue }
      if isMultiple, !multiplies(line, match.range.upperBound, kind) { continue }
      return Found(count: count, range: match.range)
    }
    return nil
  }

  private func multiplies(_ line: LineText, _ end: Int, _ kind: ItemKind?) -> Bool {
    guard let category = kind?.category, [.gpu, .cpu, .psu, .storage].contains(category) else {
      return false
    }
    let next = line.skipBlanks(end)
    return [
      "rtx", "gtx", "geforce", "nvidia", "radeon", "rx ", "tesla", "quadro", "xeon", "epyc",
      "amd", "intel", "3090", "4090", "5090", "a100", "h100", "socket", "e5-", "e5 ", "e7-",
      "gold ",
      "platinum ", "silver ",
    ].contains { line.has($0, at: next) }
  }

  /// `双卡`, `dual GPU`: two of what the line names.
  private func countOf(_ line: LineText, _ kind: ItemKind?) -> Found? {
    for match in vocabulary.words.matches(in: line) {
      guard let meaning = match.values.first(where: { $0.kind == .countOf }),
        meaning.means == kind?.word, let count = Int(meaning.value)
      else { continue }
      return Found(count: count, range: match.range)
    }
    return nil
  }
}
