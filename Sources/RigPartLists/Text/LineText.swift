/// A piece of text with one folded scalar for each of its own, so that what is found in the folded
/// form can be cut out of the original.
struct LineText {
  let original: [Unicode.Scalar]
  /// Lower case, full-width forms as ASCII, every sign of multiplication as `×`.
  let folded: [Unicode.Scalar]
  /// What has been read as something and so is not a part of the model's name.
  var used: [Bool]
  /// What was found in the folded text, which never changes: copies share it.
  let found = Findings()

  init(_ text: String) {
    original = Array(text.unicodeScalars)
    folded = original.map(Self.folded)
    used = Array(repeating: false, count: original.count)
  }

  /// Words, numbers and phrases of a line, which its readers ask for again and again.
  final class Findings {
    var words: [Range<Int>]?
    var numbers: [NumberSpan]?
    /// The phrases of each table, by its place in the vocabulary.
    var phrases: [Any?] = [nil, nil, nil, nil]
  }

  var count: Int { folded.count }

  static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x41...0x5a: Unicode.Scalar(UInt8(scalar.value + 32))
    case 0x2a, 0xd7, 0x2715, 0x2716, 0x2573, 0xff0a: "×"
    case 0xff01...0xff5e: folded(Unicode.Scalar(scalar.value - 0xfee0) ?? scalar)
    case 0x3000, 0xa0, 0x09, 0x2000...0x200a, 0x202f: " "
    case 0x2010...0x2015, 0x2212: "-"
    case 0x2018, 0x2019: "'"
    case 0x201c, 0x201d: "\""
    case 0xffe5: "¥"
    case 0..<0x80: scalar
    default:
      scalar.properties.lowercaseMapping.unicodeScalars.count == 1
        ? scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar : scalar
    }
  }

  static func fold(_ text: String) -> String {
    if let plain = foldedASCII(text) { return plain }
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { view.append(folded(scalar)) }
    return String(view)
  }

  /// The same of a text in ASCII without a star, which is a sign of multiplication; nil of any other.
  private static func foldedASCII(_ text: String) -> String? {
    text.utf8.withContiguousStorageIfAvailable { bytes -> String? in
      guard bytes.allSatisfy({ $0 < 0x80 && $0 != 0x2a }) else { return nil }
      return String(unsafeUninitializedCapacity: bytes.count) { out in
        for (index, byte) in bytes.enumerated() {
          out[index] = 0x41...0x5a ~= byte ? byte + 32 : byte == 0x09 ? 0x20 : byte
        }
        return bytes.count
      }
    } ?? nil
  }

  mutating func use(_ range: Range<Int>) {
    for index in range where used.indices.contains(index) { used[index] = true }
  }

  func isUsed(_ range: Range<Int>) -> Bool { range.contains { used[$0] } }

  /// The original text of a range.
  func text(_ range: Range<Int>) -> String { Self.string(original[range]) }

  func foldedText(_ range: Range<Int>) -> String { Self.string(folded[range]) }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    if scalars.allSatisfy({ $0.value < 0x80 }) {
      return String(unsafeUninitializedCapacity: scalars.count) { out in
        for (index, scalar) in scalars.enumerated() { out[index] = UInt8(scalar.value) }
        return scalars.count
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The scalar at an index; a blank outside.
  func at(_ index: Int) -> Unicode.Scalar {
    folded.indices.contains(index) ? folded[index] : " "
  }

  func skipBlanks(_ index: Int, limit: Int = 2) -> Int {
    var index = index
    var left = limit
    while left > 0, index < count, folded[index] == " " {
      index += 1
      left -= 1
    }
    return index
  }

  /// Whether the folded text has these scalars at an index.
  func has(_ word: String, at index: Int) -> Bool {
    var index = index
    for scalar in word.unicodeScalars {
      guard index >= 0, index < count, folded[index] == scalar else { return false }
      index += 1
    }
    return true
  }

  /// Where a word stands with nothing glued to it, in folded form.
  func range(ofWord word: String, from start: Int = 0) -> Range<Int>? {
    let length = word.unicodeScalars.count
    guard length > 0, count >= length, start >= 0 else { return nil }
    var index = start
    while index + length <= count {
      if has(word, at: index), isBoundary(index, index + length) { return index..<index + length }
      index += 1
    }
    return nil
  }

  func contains(word: String) -> Bool { range(ofWord: word) != nil }

  /// Whether neither end of a range cuts through a word of Latin letters and digits.
  func isBoundary(_ start: Int, _ end: Int) -> Bool {
    if start > 0, start < count, folded[start].isLatinWord, folded[start - 1].isLatinWord {
      return false
    }
    if end < count, end > 0, folded[end].isLatinWord, folded[end - 1].isLatinWord { return false }
    return true
  }

  /// Runs of Latin letters, digits and the hyphens inside them, in folded form.
  var words: [Range<Int>] {
    if let known = found.words { return known }
    let words = readWords()
    found.words = words
    return words
  }

  private func readWords() -> [Range<Int>] {
    var words: [Range<Int>] = []
    var index = 0
    while index < count {
      guard folded[index].isLatinWord else {
        index += 1
        continue
      }
      let start = index
      while index < count,
        folded[index].isLatinWord
          || folded[index] == "-" && index + 1 < count && folded[index + 1].isLatinWord
      { index += 1 }
      words.append(start..<index)
    }
    return words
  }
}

extension LineText {
  /// Words without their hyphens, but for the name of a design: `DUAL-GeForce` is two, `Max-Q` one.
  var pieces: [Range<Int>] {
    words.flatMap { word -> [Range<Int>] in
      var pieces: [Range<Int>] = []
      var start = word.lowerBound
      for index in word where folded[index] == "-" && !has("max-q", at: index - 3) {
        pieces.append(start..<index)
        start = index + 1
      }
      pieces.append(start..<word.upperBound)
      return pieces.filter { !$0.isEmpty }
    }
  }
}

extension Unicode.Scalar {
  var isASCIIDigit: Bool { 0x30...0x39 ~= value }
  var isASCIILetter: Bool { 0x61...0x7a ~= value || 0x41...0x5a ~= value }
  /// A letter or a digit of words in Latin script.
  var isLatinWord: Bool { isASCIIDigit || isASCIILetter }
  /// Chinese, and what is written like it.
  var isChinese: Bool { 0x2e80...0x9fff ~= value || 0xf900...0xfaff ~= value }
}
