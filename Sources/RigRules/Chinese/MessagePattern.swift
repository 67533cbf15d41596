/// One line of a table.
struct MessagePattern {
  let english: String
  /// The English line between its `{}`.
  let pieces: [Substring]
  private let chinese: [Piece]

  private enum Piece {
    case text(Substring)
    case value(Int)
  }

  init(english: Substring, chinese: Substring) {
    self.english = String(english)
    pieces = Self.split(english)
    var made: [Piece] = []
    var rest = chinese
    var next = 0
    while let open = rest.firstIndex(of: "{") {
      let inside = rest[rest.index(after: open)...].prefix { $0.isASCII && $0.isNumber }
      let close = inside.endIndex
      guard close < rest.endIndex, rest[close] == "}" else {
        made.append(.text(rest[...open]))
        rest = rest[rest.index(after: open)...]
        continue
      }
      made.append(.text(rest[..<open]))
      made.append(.value(Int(inside).map { $0 - 1 } ?? next))
      next += 1
      rest = rest[rest.index(after: close)...]
    }
    self.chinese = made + [.text(rest)]
  }

  /// How much it states itself.
  var weight: Int { pieces.reduce(0) { $0 + $1.utf8.count } }

  func filled(_ values: [String]) -> String {
    chinese.reduce(into: "") { text, piece in
      switch piece {
      case .text(let words): text += words
      case .value(let index): text += values.indices.contains(index) ? values[index] : "{}"
      }
    }
  }

  /// What stands for each `{}`, where the text is this message, and whether in quotes.
  func values(in text: Substring) -> [(text: Substring, isQuoted: Bool)]? {
    guard text.hasPrefix(pieces[0]), text.hasSuffix(pieces[pieces.count - 1]) else { return nil }
    var values: [Substring] = []
    var start = text.index(text.startIndex, offsetBy: pieces[0].count)
    for piece in pieces[1...].dropLast() {
      guard let place = text[start...].firstRange(of: piece) else { return nil }
      values.append(text[start..<place.lowerBound])
      start = place.upperBound
    }
    let end = text.index(text.endIndex, offsetBy: -pieces[pieces.count - 1].count)
    guard start <= end else { return nil }
    return zip(values + [text[start..<end]], pieces).map { value, piece in
      (value, piece.last.map { "`\"'".contains($0) } ?? false)
    }
  }

  private static func split(_ line: Substring) -> [Substring] {
    var pieces: [Substring] = []
    var rest = line
    while let place = rest.firstRange(of: "{}") {
      pieces.append(rest[..<place.lowerBound])
      rest = rest[place.upperBound...]
    }
    return pieces + [rest]
  }
}
