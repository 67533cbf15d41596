/// A line of an error as terminals show it, taken apart: `FILE:1:2: error: message (hint) [code]`.
struct ErrorLine {
  /// What stands before the word: the place with its colon, or nothing.
  private let place: Substring
  private let word: String
  private let message: Substring
  /// ` [code]`, or nothing.
  private let code: Substring

  private static let words = [
    ("error: ", "错误："), ("warning: ", "警告："), ("note: ", "注意："), ("Error: ", "错误："),
  ]

  init?(_ line: String) {
    let found = Self.words.compactMap { english, chinese in
      line.hasPrefix(english)
        ? (line.startIndex..<line.index(line.startIndex, offsetBy: english.count), chinese)
        : line.firstRange(of: ": " + english).map {
          (line.index($0.lowerBound, offsetBy: 2)..<$0.upperBound, chinese)
        }
    }
    guard let first = found.min(by: { $0.0.lowerBound < $1.0.lowerBound }) else { return nil }
    place = line[..<first.0.lowerBound]
    word = first.1
    let rest = line[first.0.upperBound...]
    let end = rest.hasSuffix("]") ? rest.lastIndex(of: "[") : nil
    if let end, rest[end...].contains("/"), rest[..<end].hasSuffix(" ") {
      message = rest[..<rest.index(before: end)]
      code = rest[rest.index(before: end)...]
    } else {
      message = rest
      code = ""
    }
  }

  var inChinese: String {
    let words = ChineseMessages.translated(String(message)) ?? String(message)
    return "\(place)\(word)\(words)\(code)"
  }
}

/// Where a text stands outside of quotes and backticks.
struct Outside {
  private let text: Substring

  init(_ text: Substring) { self.text = text }

  /// The places of a separator, from the first to the last.
  func places(of separator: String) -> [Range<String.Index>] {
    var places: [Range<String.Index>] = []
    var quote: Character?
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "`" || character == "\"" {
        quote = character
      } else if text[index...].hasPrefix(separator) {
        let end = text.index(index, offsetBy: separator.count)
        places.append(index..<end)
      }
      index = text.index(after: index)
    }
    return places
  }
}

/// Names that a message lists, `a, b and c`, with the commas of Chinese.
enum ChineseList {
  /// A Chinese text without the blanks that stood between English words.
  static func closed(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    func isWide(_ scalar: Unicode.Scalar) -> Bool { (0x3000...0xFFEF).contains(scalar.value) }
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      if scalar == " ", index > 0, index + 1 < scalars.count, isWide(scalars[index - 1]),
        isWide(scalars[index + 1])
      {
        continue
      }
      result.append(scalar)
    }
    return String(result)
  }

  static func text(_ words: Substring) -> String {
    guard words.contains(" ") else { return String(words) }
    var result = ""
    var rest = words[...]
    for place in Outside(words).places(of: ", ") {
      result += rest[rest.startIndex..<place.lowerBound] + "、"
      rest = words[place.upperBound...]
    }
    // `a` and `b`: only between names in backticks or numbers, which no sentence is.
    for (english, chinese) in [(" and ", "和"), (" or ", "或")] {
      guard let place = Outside(rest).places(of: english).last,
        rest[..<place.lowerBound].split(separator: " ").count == 1
      else { continue }
      return result + rest[..<place.lowerBound] + chinese + rest[place.upperBound...]
    }
    return result + rest
  }
}
