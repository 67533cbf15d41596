/// Lua text around smaller pieces of it, each of which is an expression with a number as its value.
///
/// So every inner piece can be replaced by `1` or by one of its own pieces, which is all that
/// shrinking needs to know about Lua.
struct Snippet: Sendable, Equatable {
  /// The text before, between and after the pieces: one more than there are pieces.
  private(set) var texts: [String]
  var pieces: [Snippet]

  var lua: String {
    zip(texts, pieces).reduce("") { $0 + $1.0 + $1.1.lua } + texts[texts.count - 1]
  }

  static let one: Snippet = "1"

  /// All snippets that have one inner piece made smaller, the greatest steps first.
  var smaller: [Snippet] {
    var found: [Snippet] = []
    for (index, piece) in pieces.enumerated() where piece != .one {
      for other in [.one] + piece.pieces + piece.smaller where other != piece {
        var copy = self
        copy.pieces[index] = other
        found.append(copy)
      }
    }
    return found
  }
}

extension Snippet: ExpressibleByStringInterpolation {
  struct StringInterpolation: StringInterpolationProtocol {
    var texts = [""]
    var pieces: [Snippet] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { texts[texts.count - 1] += literal }

    mutating func appendInterpolation(_ text: some StringProtocol) { appendLiteral(String(text)) }

    mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }

    /// Not as a piece: its own pieces are the outer one's.
    mutating func appendInterpolation(inline snippet: Snippet) {
      texts[texts.count - 1] += snippet.texts[0]
      texts += snippet.texts.dropFirst()
      pieces += snippet.pieces
    }

    mutating func appendInterpolation(_ piece: Snippet) {
      pieces.append(piece)
      texts.append("")
    }
  }

  init(stringLiteral: String) { self.init(texts: [stringLiteral], pieces: []) }

  init(stringInterpolation: StringInterpolation) {
    self.init(texts: stringInterpolation.texts, pieces: stringInterpolation.pieces)
  }
}

extension Snippet {
  /// One text after the other, with the pieces of both.
  static func + (left: Snippet, right: Snippet) -> Snippet {
    var texts = left.texts
    texts[texts.count - 1] += right.texts[0]
    return Snippet(texts: texts + right.texts.dropFirst(), pieces: left.pieces + right.pieces)
  }
}
