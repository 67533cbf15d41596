internal import RigModel

/// A table of a plugin, `data/prices.csv`, as the Lua module `data.prices`: a list of its rows, each
/// by the heads of the first line. What is a plain number becomes one; an empty cell is absent.
enum DataTable {
  /// What is wrong with a table, and its line.
  typealias Fault = DelimitedText.Fault

  /// The source of the module. A row stands on the line that it has in the file, so that errors in
  /// Lua name that line.
  static func lua(of bytes: [UInt8]) throws(Fault) -> [UInt8] {
    let table = DelimitedText(String(decoding: bytes, as: UTF8.self))
    if let fault = table.faults.first { throw fault }
    guard let heads = table.rows.first?.cells else {
      throw Fault(line: 1, message: "column 1 has no name")
    }
    try check(heads)
    var source = "return {"
    var written = 1
    for row in table.rows.dropFirst() {
      guard row.cells.count == heads.count else {
        throw Fault(
          line: row.line,
          message: "the row has \(row.cells.count) cells, and the first line has \(heads.count)")
      }
      source += String(repeating: "\n", count: row.line - written) + "{"
      written = row.line
      for (head, cell) in zip(heads, row.cells) where !cell.isEmpty {
        source += "[\(LuaLiteral.text(head))]=\(value(cell)),"
      }
      source += "},"
    }
    return Array((source + "}").utf8)
  }

  private static func check(_ heads: [String]) throws(Fault) {
    for (index, head) in heads.enumerated() {
      if head.isEmpty { throw Fault(line: 1, message: "column \(index + 1) has no name") }
      if heads[..<index].contains(head) {
        throw Fault(line: 1, message: "two columns are named \(Quoted.key(head))")
      }
    }
  }

  /// A number as Lua writes it, or a text. `007` and `1,5` are texts.
  private static func value(_ cell: String) -> String {
    let isNumber = cell.wholeMatch(of: #/-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?/#) != nil
    return isNumber ? cell : LuaLiteral.text(cell)
  }
}
