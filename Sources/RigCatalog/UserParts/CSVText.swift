/// Reads comma-separated values: quoted cells, doubled quotes, and `;` or a tab where the first
/// line has no comma.
enum CSVText {
  struct Line: Sendable {
    let number: Int
    let cells: [String]
  }

  static func lines(_ text: String) -> [Line] {
    var reader = Reader(separator: separator(of: text))
    for byte in text.utf8 { reader.take(byte) }
    reader.end()
    return reader.lines
  }

  private static func separator(of text: String) -> UInt8 {
    let first = text.utf8.prefix { $0 != UInt8(ascii: "\n") }
    let counts = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].map { sign in
      (sign, first.filter { $0 == sign }.count)
    }
    return counts.max { $0.1 < $1.1 }?.0 ?? UInt8(ascii: ",")
  }

  private struct Reader {
    let separator: UInt8
    var lines: [Line] = []
    private var cells: [String] = []
    private var cell: [UInt8] = []
    private var isQuoted = false
    private var wasQuote = false
    private var number = 1
    private var start = 1

    init(separator: UInt8) { self.separator = separator }

    mutating func take(_ byte: UInt8) {
      if byte == UInt8(ascii: "\n") { number += 1 }
      if isQuoted {
        if byte == UInt8(ascii: "\"") {
          isQuoted = false
          wasQuote = true
        } else {
          cell.append(byte)
        }
        return
      }
      switch byte {
      case UInt8(ascii: "\""):
        if wasQuote { cell.append(byte) }
        isQuoted = true
      case separator: endCell()
      case UInt8(ascii: "\n"): endLine()
      case UInt8(ascii: "\r"): break
      default: cell.append(byte)
      }
      wasQuote = false
    }

    private mutating func endCell() {
      cells.append(String(decoding: cell, as: UTF8.self).trimmed)
      cell = []
    }

    private mutating func endLine() {
      endCell()
      if cells.contains(where: { !$0.isEmpty }) { lines.append(Line(number: start, cells: cells)) }
      cells = []
      start = number
    }

    mutating func end() { if !cell.isEmpty || !cells.isEmpty { endLine() } }
  }
}
