/// Finds money in a text or a cell.
struct PriceReader {
  let vocabulary: Vocabulary

  struct Found {
    let amount: Double
    let currency: String?
    let isPerUnit: Bool
    let shop: String?
    let range: Range<Int>
  }

  /// The money of a cell that holds nothing else: `5,000`, `$163.00 @ Amazon`, `1.2w`, `2099元`.
  func cell(_ text: String, head: String) -> Found? {
    let line = LineText(text)
    if let found = find(in: line) {
      let currency = found.currency ?? currency(in: head)
      return Found(
        amount: found.amount, currency: currency, isPerUnit: found.isPerUnit, shop: found.shop,
        range: found.range)
    }
    guard let (amount, range) = amount(in: line, from: 0) else { return nil }
    let end = line.skipBlanks(range.upperBound)
    let isTenThousand = line.at(end) == "w" || line.at(end) == "万"
    return Found(
      amount: isTenThousand ? amount * 10_000 : amount, currency: currency(in: head),
      isPerUnit: false, shop: shop(in: line, after: range.upperBound)?.text, range: range)
  }

  /// Money inside a line: an amount with a sign or a word of its currency.
  func find(in line: LineText) -> Found? {
    if let found = sums(in: line) { return found }
    var best: Found?
    for match in vocabulary.words.matches(in: line) {
      guard !line.isUsed(match.range),
        let currency = match.values.first(where: { $0.kind == .currency })?.means,
        let found = found(currency, at: match.range, in: line)
      else { continue }
      // `$700 $650`: the first amount is the one that the reader takes too.
      if best == nil { best = found }
    }
    return best ?? signed(in: line) ?? glued(in: line) ?? each(in: line) ?? bargained(in: line)
  }

  /// `159RMB`: the word of the currency is glued to its amount.
  private func glued(in line: LineText) -> Found? {
    let units = [
      "rmb": "CNY", "cny": "CNY", "yuan": "CNY", "usd": "USD", "eur": "EUR", "gbp": "GBP",
    ]
    for number in line.numbers where !number.isGlued && !line.isUsed(number.whole) {
      guard let currency = units[number.unit],
        let (value, range) = amount(
          in: line, endingAt: number.range.upperBound)
      else { continue }
      return Found(
        amount: value, currency: currency, isPerUnit: false, shop: nil,
        range: range.lowerBound..<number.whole.upperBound)
    }
    return nil
  }

  /// `220/条`, `2400/张`: an amount for each piece, whose currency is that of the language.
  private func each(in line: LineText) -> Found? {
    for number in line.numbers where !number.isGlued && number.value >= 10 && number.unit.isEmpty {
      var end = line.skipBlanks(number.range.upperBound)
      guard line.at(end) == "/" else { continue }
      end = line.skipBlanks(end + 1)
      guard let unit = Self.pieces.first(where: { line.at(end) == $0 }),
        !line.at(end + 1).isLatinWord
      else { continue }
      return Found(
        amount: number.value, currency: unit.isChinese ? "CNY" : nil, isPerUnit: true, shop: nil,
        range: number.range.lowerBound..<(end + 1))
    }
    return nil
  }

  /// `1200包邮`, `800不刀`: how sellers of used parts write a price.
  private func bargained(in line: LineText) -> Found? {
    for number in line.numbers where !number.isGlued && number.value >= 10 && number.isWhole {
      let end = line.skipBlanks(number.range.upperBound)
      guard line.at(end).isChinese,
        let said = [
          "包邮", "不包邮", "包顺丰", "顺丰包邮", "不刀", "可刀", "小刀", "可小刀", "不讲价", "一口价", "到付", "自提", "出",
        ]
        .first(where: {
          line.has($0, at: end) && !line.at(end + $0.unicodeScalars.count).isLatinWord
        })
      else { continue }
      return Found(
        amount: number.value, currency: "CNY", isPerUnit: false, shop: nil,
        range: number.range.lowerBound..<(end + said.unicodeScalars.count))
    }
    return nil
  }

  private static let pieces: [Unicode.Scalar] = [
    "张", "条", "块", "个", "根", "颗", "片", "支", "台", "套", "枚", "只",
  ]

  /// `$` and `¥` stand directly before a digit, so no word begins there.
  private func signed(in line: LineText) -> Found? {
    let signs: [Unicode.Scalar: String?] = [
      "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "₹": "INR",
    ]
    for index in 0..<line.count {
      guard let currency = signs[line.folded[index]], !line.used[index] else { continue }
      if let found = found(currency, at: index..<(index + 1), in: line) { return found }
    }
    return nil
  }

  private func found(_ currency: String?, at sign: Range<Int>, in line: LineText) -> Found? {
    var range: Range<Int>
    var value: Double
    let next = line.skipBlanks(sign.upperBound)
    if line.at(next).isASCIIDigit, let after = amount(in: line, from: next),
      after.1.lowerBound == next
    {
      (value, range) = (after.0, sign.lowerBound..<after.1.upperBound)
    } else if let before = amount(in: line, endingAt: sign.lowerBound) {
      (value, range) = (before.0, before.1.lowerBound..<sign.upperBound)
    } else {
      return nil
    }
    if let end = endOfSpan(in: line, after: range.upperBound) {
      range = range.lowerBound..<end
    }
    let shop = shop(in: line, after: range.upperBound)
    if let shop { range = range.lowerBound..<shop.end }
    // `Mainboard à 189,90 EUR`: the word before the amount is none of the name.
    for word in [" à ", " je ", " zu je "]
    where line.has(word, at: range.lowerBound - word.unicodeScalars.count) {
      range = (range.lowerBound - word.unicodeScalars.count)..<range.upperBound
      break
    }
    if range.lowerBound > 0, line.at(range.lowerBound - 1) == "(" {
      if line.at(range.upperBound) == ")" {
        range = (range.lowerBound - 1)..<(range.upperBound + 1)
      }
    }
    var perUnit = false
    var end = line.skipBlanks(range.upperBound)
    if line.at(end) == "/" { end = line.skipBlanks(end + 1) }
    if let unit = vocabulary.words.longest(in: line, at: end),
      unit.values.contains(where: { $0.kind == .priceKind && $0.means == "unit" })
        || ["张", "条", "块", "个", "根", "颗", "片", "支", "台", "套", "ea", "pc", "unit", "card"].contains(
          line.foldedText(unit.range))
          && line.at(unit.range.lowerBound - 1) == "/"
    {
      perUnit = true
      range = range.lowerBound..<unit.range.upperBound
    }
    if value == 0 { value = 0 }
    return Found(
      amount: value, currency: currency, isPerUnit: perUnit, shop: shop?.text, range: range)
  }

  /// `$550–750`, `$80 - $100`: where the greater amount of an estimate ends; the lesser is the price.
  private func endOfSpan(in line: LineText, after end: Int) -> Int? {
    var index = line.skipBlanks(end)
    guard line.at(index) == "-" || line.at(index) == "~" else { return nil }
    index = line.skipBlanks(index + 1)
    while "$€£¥~".unicodeScalars.contains(line.at(index)) { index += 1 }
    guard line.at(index).isASCIIDigit, let (_, range) = amount(in: line, from: index),
      !line.at(range.upperBound).isLatinWord
    else { return nil }
    return range.upperBound
  }

  /// `2099*2=4198`: unit, count and total.
  private func sums(in line: LineText) -> Found? {
    let numbers = line.numbers
    for (index, pair) in zip(numbers, numbers.dropFirst()).enumerated()
    where numbers.indices.contains(index + 2) {
      let total = numbers[index + 2]
      // `8x 16 GB = 128 GB` is a kit.
      guard pair.0.value * pair.1.value == total.value, pair.1.value <= 64,
        ![pair.0, pair.1, total].contains(where: { $0.gigabytes != nil }),
        line.folded[pair.1.range.upperBound..<total.range.lowerBound].contains("=")
      else { continue }
      return Found(
        amount: pair.0.value, currency: nil, isPerUnit: true, shop: nil,
        range: pair.0.range.lowerBound..<total.whole.upperBound)
    }
    return nil
  }

  /// What follows an `@`: the shop, to the end of the bracket or of the text.
  private func shop(in line: LineText, after end: Int) -> (text: String, end: Int)? {
    var index = line.skipBlanks(end)
    guard line.at(index) == "@" else { return nil }
    index = line.skipBlanks(index + 1)
    let start = index
    while index < line.count, !")]|（）".unicodeScalars.contains(line.folded[index]) { index += 1 }
    let text = Markup.trimmed(Array(line.original[start..<index]))
    return text.isEmpty ? nil : (text, index)
  }

  /// The first amount from an index on.
  private func amount(in line: LineText, from start: Int) -> (Double, Range<Int>)? {
    var index = start
    while index < line.count, !line.folded[index].isASCIIDigit { index += 1 }
    let begin = index
    while index < line.count,
      line.folded[index].isASCIIDigit
        || (line.folded[index] == "," || line.folded[index] == ".")
          && line.at(index + 1).isASCIIDigit
        || line.folded[index] == " " && isThousands(line, index)
    { index += 1 }
    guard index > begin, index - begin <= 14 else { return nil }
    guard let value = Self.value(line.foldedText(begin..<index)) else { return nil }
    return (value, begin..<index)
  }

  private func isThousands(_ line: LineText, _ index: Int) -> Bool {
    line.at(index - 1).isASCIIDigit && (1...3).allSatisfy { line.at(index + $0).isASCIIDigit }
      && !line.at(index + 4).isASCIIDigit && !line.at(index + 4).isASCIILetter
  }

  private func amount(in line: LineText, endingAt end: Int) -> (Double, Range<Int>)? {
    var index = end
    if line.at(index - 1) == " " { index -= 1 }
    let last = index
    while index > 0,
      line.folded[index - 1].isASCIIDigit || ",.".unicodeScalars.contains(line.folded[index - 1])
    { index -= 1 }
    guard index < last, line.folded[index].isASCIIDigit, !line.at(index - 1).isASCIILetter,
      let value = Self.value(line.foldedText(index..<last))
    else { return nil }
    return (value, index..<last)
  }

  /// `1,234.56`, `1.234,56`, `5,000`, `163.00`.
  static func value(_ text: String) -> Double? {
    let digits = text.filter { $0 != " " }
    let comma = digits.lastIndex(of: ",")
    let point = digits.lastIndex(of: ".")
    var plain = digits
    if let comma, let point {
      plain = digits.filter { $0 != (comma > point ? "." : ",") }
    } else if let mark = comma ?? point, digits.distance(from: mark, to: digits.endIndex) == 4,
      digits.filter({ $0 == "," || $0 == "." }).count > 1 || comma != nil
    {
      plain = digits.filter { $0 != "," && $0 != "." }
    }
    return Double(plain.map { $0 == "," ? "." : String($0) }.joined())
  }

  func currency(in text: String) -> String? {
    let line = LineText(text)
    for index in 0..<line.count {
      if let match = vocabulary.words.longest(in: line, at: index),
        let meaning = match.values.first(where: { $0.kind == .currency })
      {
        return meaning.means
      }
    }
    return nil
  }
}
