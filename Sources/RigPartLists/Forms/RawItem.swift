/// What one line of a list, or one row of a table, gives before its words are understood.
struct RawItem {
  let line: Int
  /// The line as written.
  let text: String
  /// For what is not a candidate for a part: `heading`, `rule`, `markup`, `url`, ….
  var structure: String?
  /// What heads it: a cell, a word before a colon, a key.
  var key = ""
  var name = ""
  /// Further cells that describe it.
  var details: [String] = []
  /// Cells of remarks, which may state facts and are no part of the name.
  var notes: [String] = []
  var maker: String?
  var count: Int?
  var price: String?
  var unitPrice: String?
  /// What the head of the price column says about money: `Price (¥)`.
  var priceHead = ""
  var shop: String?
  /// The nearest heading above it.
  var section = ""
  /// Sections count from 0; each may be a machine of its own.
  var sectionIndex = 0
  /// A machine that the form itself tells apart, such as a row of a table with one per row.
  var machine: Int?
  /// A line of running text, with neither a key nor a mark of a list before it.
  var isBare = false

  /// A piece of a line of several parts, where a name needs no word that says what it is.
  var isPiece = false

  init(line: Int, text: String, structure: String? = nil) {
    self.line = line
    self.text = text
    self.structure = structure
  }

  init(line: Int, text: String, key: String, name: String) {
    self.init(line: line, text: text)
    self.key = key
    self.name = name
  }
}

/// A row of a table in any form, with the line of each cell.
struct TableRow {
  struct Cell {
    let text: String
    let line: Int
    /// The lines that `<br>` breaks it into; empty where it is one.
    var pieces: [String] = []
  }
  let cells: [Cell]
  let line: Int
  let text: String

  init(line: Int, text: String, cells: [String]) {
    self.init(line: line, text: text, cells: cells.map { Cell(text: $0, line: line) })
  }

  init(line: Int, text: String, cells: [Cell]) {
    self.line = line
    self.text = text
    self.cells = cells
  }

  func text(_ column: Int?) -> String {
    guard let column, cells.indices.contains(column) else { return "" }
    return cells[column].text
  }
}
