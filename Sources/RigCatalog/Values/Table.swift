/// A table of text: tab-separated cells below one header line, without quoting.
struct Table: Sendable {
  let columns: [String]
  let rows: [[Substring]]
  private let positions: [String: Int]

  init(columns: [String], rows: [[Substring]]) {
    self.columns = columns
    self.rows = rows
    var positions: [String: Int] = [:]
    for (position, column) in columns.enumerated() { positions[column] = position }
    self.positions = positions
  }

  /// Reads a table; a row that is shorter than the header has unknown cells at its end.
  init(_ text: String) {
    var lines: [Substring] = []
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      if !line.isEmpty { lines.append(Substring(line)) }
    }
    let cells = lines.map { line in
      line.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { Substring($0) }
    }
    self.init(columns: cells.first?.map(String.init) ?? [], rows: Array(cells.dropFirst()))
  }

  func position(of column: String) -> Int? { positions[column] }

  /// The cell of a column in a row; empty where either is missing.
  func cell(_ column: String, in row: [Substring]) -> Substring {
    guard let position = positions[column], position < row.count else { return "" }
    return row[position]
  }

  /// The entries of a list in a cell.
  func entries(_ column: String, in row: [Substring]) -> [Substring] {
    cell(column, in: row).split(separator: "|")
  }
}
