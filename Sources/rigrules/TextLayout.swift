import RigRules

/// Columns, paragraphs and colours of what is printed for people.
struct TextLayout {
  static let width = 80
  let color: Bool

  func bold(_ text: String) -> String { color ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  func dim(_ text: String) -> String { color ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  /// The text in the colour of a severity.
  func colored(_ text: String, as severity: Severity) -> String {
    guard color else { return text }
    let code =
      switch severity {
      case .error: 31
      case .warning: 33
      case .advice: 36
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  /// A text with blanks up to a number of columns.
  static func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - self.columns(of: text)))
  }

  /// Lines that fit the width, each behind the indent. Chinese breaks between any two characters.
  static func wrapped(_ text: String, indent: String) -> String {
    let room = width - indent.count
    var lines: [String] = []
    var line = ""
    for piece in pieces(of: text) {
      if !line.isEmpty, columns(of: line) + columns(of: trimmed(piece)) > room {
        lines.append(trimmed(line))
        line = ""
      }
      line += line.isEmpty ? piece.drop { $0 == " " }.description : piece
    }
    return (lines + [trimmed(line)]).map { indent + $0 + "\n" }.joined()
  }

  /// How many columns of a terminal a text takes.
  static func columns(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
  }

  /// What may not be broken: a word with the blank behind it, or one Chinese character with the
  /// punctuation behind it.
  private static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    for character in text {
      let scalar = character.unicodeScalars.first ?? " "
      let previous = piece.unicodeScalars.last
      let endsHere =
        previous == " " || (isWide(scalar) && !isClosing(character) && !piece.isEmpty)
        || (previous.map(isWide) ?? false) && !isClosing(character)
      if endsHere, !opens(piece) {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    return pieces + [piece]
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  private static func isClosing(_ character: Character) -> Bool {
    "，。、；：？！）》」』”’,.;:?!)% ".contains(character)
  }

  private static func opens(_ piece: String) -> Bool {
    piece.last.map { "（《「『“‘(".contains($0) } ?? false
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
