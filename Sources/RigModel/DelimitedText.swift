/// Values between commas, semicolons or tabs, a row to a line. A cell in quotes may hold delimiters,
/// line ends and doubled quotes; a quote that stands elsewhere in a cell, as in `27" monitor`, is a
/// sign like others.
public struct DelimitedText: Sendable {
  /// One row, and the line on which it begins, from 1.
  public struct Row: Sendable, Equatable {
    /// The line on which it begins, from 1.
    public let line: Int
    /// Its cells, without the blanks around them.
    public let cells: [String]
  }

  /// What does not follow the form; the rows are read all the same.
  public struct Fault: Error, Sendable, Equatable {
    /// The line, from 1.
    public let line: Int
    /// What is wrong there.
    public let message: String

    /// A fault on a line.
    public init(line: Int, message: String) { (self.line, self.message) = (line, message) }
  }

  /// The rows, in the order of their lines.
  public private(set) var rows: [Row] = []
  /// In the order of their lines.
  public private(set) var faults: [Fault] = []

  private let bytes: [UInt8]
  /// One sign, in UTF-8: lists of people have the wide comma, too.
  private let delimiter: [UInt8]
  private var at = 0
  private var line = 1

  /// Reads a whole text. Its delimiter is that of the three which the first line has most of; empty
  /// lines are not rows.
  public init(_ text: String) {
    bytes = Array(text.utf8)
    delimiter = [Self.delimiter(of: bytes)]
    readRows()
  }

  /// The cells of one line, without the blanks around them.
  public static func cells(of line: String, delimiter: Character) -> [String] {
    DelimitedText(Array(line.utf8), delimiter: Array(delimiter.utf8)).rows.first?.cells ?? [""]
  }

  private init(_ bytes: [UInt8], delimiter: [UInt8]) {
    (self.bytes, self.delimiter) = (bytes, delimiter)
    readRows()
  }

  private mutating func readRows() {
    while at < bytes.count {
      let start = line
      let cells = row()
      if cells != [""] { rows.append(Row(line: start, cells: cells)) }
    }
  }

  private static func delimiter(of bytes: [UInt8]) -> UInt8 {
    let head = bytes.prefix { $0 != 0x0A }
    let counts = [0x2C, 0x3B, 0x09].map { sign in (sign: sign, count: head.count { $0 == sign }) }
    // Of equal counts the first.
    return counts.reduce((sign: 0x2C, count: 0)) { $1.count > $0.count ? $1 : $0 }.sign
  }

  /// The cells of the next row, without the blanks around them.
  private mutating func row() -> [String] {
    var cells: [String] = []
    while true {
      cells.append(cell())
      guard at < bytes.count else { return cells }
      guard isDelimiter(at) else {
        at += 1
        line += 1
        return cells
      }
      at += delimiter.count
      if at == bytes.count { return cells + [""] }
    }
  }

  /// One cell; afterwards `at` is at a delimiter, a line end or the end.
  private mutating func cell() -> String {
    skipBlanks()
    guard at < bytes.count, bytes[at] == Self.quote else { return plain() }
    let (start, first) = (at, line)
    guard var text = quoted() else {
      // Its quote does not end: it is read as the sign that stands there, and no line is lost.
      faults.append(Fault(line: first, message: "the quote that begins here does not end"))
      (at, line) = (start, first)
      return plain()
    }
    let rest = plain()
    if !rest.isEmpty {
      faults.append(Fault(line: line, message: "there is text behind a closing quote"))
      text += rest
    }
    return text
  }

  private func isDelimiter(_ index: Int) -> Bool {
    bytes[index] == delimiter[0] && bytes[index...].starts(with: delimiter)
  }

  private mutating func skipBlanks() {
    while at < bytes.count, bytes[at] == 0x20 { at += 1 }
  }

  private mutating func plain() -> String {
    let start = at
    var end = at
    while at < bytes.count, bytes[at] != 0x0A, !isDelimiter(at) {
      at += 1
      if bytes[at - 1] != 0x20, bytes[at - 1] != 0x0D { end = at }
    }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private static let quote = UInt8(ascii: "\"")

  /// What stands between the quote here and the one that ends it; nil where none does.
  private mutating func quoted() -> String? {
    var text: [UInt8] = []
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == Self.quote {
        guard at < bytes.count, bytes[at] == Self.quote else {
          return String(decoding: text, as: UTF8.self)
        }
        at += 1
      }
      if byte == 0x0A { line += 1 }
      text.append(byte)
    }
    return nil
  }
}
