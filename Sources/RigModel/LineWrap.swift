/// Long texts in lines of a terminal.
package enum LineWrap {
  /// Lines of at most so many columns.
  package static func lines(of text: String, room: Int) -> [String] {
    lines(of: text, room: room, width: ColumnWidth.of)
  }

  /// Breaks at blanks, and between Chinese characters where no punctuation would begin a line.
  ///
  /// - Parameter width: The width of a text, in the unit of `room`.
  package static func lines<Width: Comparable & AdditiveArithmetic>(
    of text: String, room: Width, width: (String) -> Width
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = Width.zero
    for piece in pieces(of: text) {
      let needed = width(piece)
      if used + needed > room, !line.isEmpty {
        lines.append(line)
        line = ""
        used = .zero
      }
      if line.isEmpty && piece == " " { continue }
      line += piece
      used += needed
    }
    lines.append(line)
    return lines.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// What may not be broken: a word, a blank, or a Chinese character with its punctuation.
  private static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var word = String.UnicodeScalarView()
    func flush() {
      if !word.isEmpty { pieces.append(String(word)) }
      word = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if scalar == " " {
        flush()
        pieces.append(" ")
        continue
      }
      if let last = word.last, !isClosing(scalar), !isOpening(last),
        ColumnWidth.isWide(scalar) || ColumnWidth.isWide(last)
      {
        flush()
      }
      word.append(scalar)
    }
    flush()
    return pieces
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "，", "。", "、", "；", "：", "？", "！", "）", "》", "」", "』", "”": true
    default: false
    }
  }

  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "（", "《", "「", "『", "“": true
    default: false
    }
  }
}
