/// A number in a line, with what stands around it.
struct NumberSpan {
  let range: Range<Int>
  let value: Double
  /// The letters after it, folded: `gb`, `w`, `mt/s`; empty where none follow.
  let unit: String
  /// The number with its unit.
  let whole: Range<Int>
  /// Whether a letter stands directly before it, as in `RM750`.
  let isGlued: Bool
  let isWhole: Bool
}

/// Two numbers with a sign of multiplication between them: `2x16GB`, `8G*2`.
struct ProductSpan {
  let left: NumberSpan
  let right: NumberSpan
  var range: Range<Int> { left.range.lowerBound..<right.whole.upperBound }
}

extension LineText {
  /// Every number of the line, in order.
  var numbers: [NumberSpan] {
    if let known = found.numbers { return known }
    let numbers = readNumbers()
    found.numbers = numbers
    return numbers
  }

  private func readNumbers() -> [NumberSpan] {
    var spans: [NumberSpan] = []
    var index = 0
    while index < count {
      guard folded[index].isASCIIDigit else {
        index += 1
        continue
      }
      let start = index
      while index < count, folded[index].isASCIIDigit { index += 1 }
      var isWhole = true
      if index + 1 < count, folded[index] == ".", folded[index + 1].isASCIIDigit {
        isWhole = false
        index += 1
        while index < count, folded[index].isASCIIDigit { index += 1 }
      }
      guard index - start <= 12, let value = Double(foldedText(start..<index)) else { continue }
      let unit = unit(after: index)
      spans.append(
        NumberSpan(
          range: start..<index, value: value, unit: unit.text, whole: start..<unit.end,
          isGlued: isGlued(start), isWhole: isWhole))
    }
    return spans
  }

  /// A letter before a number makes it part of a word, but for the sign in `2x16`.
  private func isGlued(_ start: Int) -> Bool {
    guard start > 0, folded[start - 1].isASCIILetter else { return false }
    guard folded[start - 1] == "x", !at(start - 2).isASCIILetter else { return true }
    // The sign of `790X002T` in a number of a part is a letter of it.
    var digits = start - 2
    while at(digits).isASCIIDigit { digits -= 1 }
    var end = start
    while at(end).isASCIIDigit { end += 1 }
    return digits < start - 2 && at(digits).isASCIILetter && at(end).isASCIILetter
  }

  private func unit(after end: Int) -> (text: String, end: Int) {
    var start = end
    if at(start) == " " { start += 1 }
    if at(start) == "-", at(start + 1).isASCIILetter { start += 1 }
    var index = start
    while index < count, folded[index].isASCIILetter { index += 1 }
    // `16gbx2`: the sign of multiplication is not a part of the unit.
    if index > start, at(index - 1) == "x", at(skipBlanks(index)).isASCIIDigit { index -= 1 }
    guard index > start else { return ("", end) }
    if at(index) == "/", at(index + 1) == "s", !at(index + 2).isASCIILetter { index += 2 }
    // `8 AMD` has no unit; a unit behind a blank is one of those that are known.
    let text = foldedText(start..<index)
    if start > end, !Self.units.contains(text) { return ("", end) }
    // `600 W1`: a letter with a figure behind it is a word.
    if start > end, at(index).isASCIIDigit, text.utf8.count == 1 { return ("", end) }
    // `1 To` and `32 Go` are French, `2 to 4` is English.
    if ["to", "go"].contains(text), original[start] == folded[start] { return ("", end) }
    if at(index).isASCIIDigit, !Self.units.contains(text) { return ("", end) }
    // The 3G2 of an `MTA18ASF4G72PDZ-3G2` is a letter of a number.
    if at(index).isASCIIDigit, text.count == 1, isPartOfNumber(end) { return ("", end) }
    return (text, index)
  }

  /// Whether figures stand right behind a hyphen of a longer word.
  private func isPartOfNumber(_ end: Int) -> Bool {
    var start = end - 1
    while at(start).isASCIIDigit { start -= 1 }
    return at(start) == "-" && at(start - 1).isLatinWord
  }

  static let units: Set<String> = [
    "g", "gb", "gib", "gig", "gigs", "go", "t", "tb", "tib", "to", "m", "mb", "mib", "w", "watt",
    "watts", "ghz", "mhz",
    "mt/s", "mts", "gb/s", "mb/s", "core", "cores", "thread", "threads", "rpm", "mm", "cm", "gbps",
    "kw", "bit", "u", "cfm", "dba", "db",
  ]

  /// Pairs of numbers that are multiplied, in order.
  func products(_ numbers: [NumberSpan]) -> [ProductSpan] {
    var pairs: [ProductSpan] = []
    for (left, right) in zip(numbers, numbers.dropFirst()) {
      var index = skipBlanks(left.whole.upperBound)
      guard at(index) == "×" || at(index) == "x" else { continue }
      index = skipBlanks(index + 1)
      if index == right.range.lowerBound { pairs.append(ProductSpan(left: left, right: right)) }
    }
    return pairs
  }
}

extension NumberSpan {
  /// The size in GB where the number is one; a terabyte of drives is 1000 GB.
  var gigabytes: Double? {
    switch unit {
    case _ where isGigabytes: value
    case _ where isTerabytes: value * 1000
    case "m", "mb", "mib": value / 1024
    default: nil
    }
  }

  var isGigabytes: Bool { ["g", "gb", "gib", "gig", "gigs", "go"].contains(unit) }
  var isTerabytes: Bool { ["t", "tb", "tib", "to"].contains(unit) }

  var watts: Double? {
    switch unit {
    case "w", "watt", "watts": value
    case "kw": value * 1000
    default: nil
    }
  }
}
