internal import RigModel

/// A table of a plugin, `data/prices.csv`, as the Lua module `data.prices`: a list of its rows, each
/// by the heads of the first line. What is a plain number becomes one; an empty cell is absent.
struct DataTable {
  /// What is wrong with a table, and its line.
  struct Fault: Error {
    let line: Int
    let message: String
  }

  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var at = 0
  private var line = 1

  /// The source of the module. A row stands on the line that it has in the file, so that errors in
  /// Lua name that line.
  static func lua(of bytes: [UInt8]) throws(Fault) -> [UInt8] {
    var table = DataTable(bytes)
    return try table.source()
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let head = bytes.prefix { $0 != 0x0A }
    let signs: [UInt8] = [0x2C, 0x3B, 0x09]
    delimiter =
      signs.max { one, two in
        head.count { $0 == one } < head.count { $0 == two }
      } ?? 0x2C
  }

  private mutating func source() throws(Fault) -> [UInt8] {
    let heads = try row()
    for (index, head) in heads.enumerated() {
      if head.isEmpty { throw Fault(line: 1, message: "column \(index + 1) has no name") }
      if heads[..<index].contains(head) {
        throw Fault(line: 1, message: "two columns are named \(Quoted.key(head))")
      }
    }
    var source = "return {"
    var written = 1
    while at < bytes.count {
      let first = line
      let cells = try row()
      if cells == [""] { continue }
      guard cells.count == heads.count else {
        throw Fault(
          line: first,
          message: "the row has \(cells.count) cells, and the first line has \(heads.count)")
      }
      source += String(repeating: "\n", count: first - written) + "{"
      written = first
      for (head, cell) in zip(heads, cells) where !cell.isEmpty {
        source += "[\(Self.quoted(head))]=\(Self.value(cell)),"
      }
      source += "},"
    }
    return Array((source + "}").utf8)
  }

  /// The cells of the next row, without the blanks around them.
  private mutating func row() throws(Fault) -> [String] {
    var cells: [String] = []
    while true {
      cells.append(try cell())
      guard at < bytes.count else { return cells }
      let sign = bytes[at]
      at += 1
      if sign == delimiter { continue }
      line += 1
      return cells
    }
  }

  /// One cell; afterwards `at` is at a delimiter, a line end or the end.
  private mutating func cell() throws(Fault) -> String {
    var text: [UInt8] = []
    let first = line
    var isQuoted = false
    while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    if at < bytes.count, bytes[at] == 0x22 {
      isQuoted = true
      at += 1
      while true {
        guard at < bytes.count else {
          throw Fault(line: first, message: "the quote that begins here does not end")
        }
        if bytes[at] == 0x22 {
          at += 1
          guard at < bytes.count, bytes[at] == 0x22 else { break }
        }
        if bytes[at] == 0x0A { line += 1 }
        text.append(bytes[at])
        at += 1
      }
    }
    while at < bytes.count, bytes[at] != delimiter, bytes[at] != 0x0A {
      let byte = bytes[at]
      if isQuoted, byte != 0x20, byte != 0x0D {
        throw Fault(line: line, message: "there is text behind a closing quote")
      }
      if !isQuoted { text.append(byte) }
      at += 1
    }
    if !isQuoted {
      while let last = text.last, last == 0x20 || last == 0x0D { text.removeLast() }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// A number as Lua writes it, or a text. `007` and `1,5` are texts.
  private static func value(_ cell: String) -> String {
    let isNumber = cell.wholeMatch(of: #/-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?/#) != nil
    return isNumber ? cell : quoted(cell)
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(Character(scalar))"
      case "\u{0}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value)
        quoted += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
