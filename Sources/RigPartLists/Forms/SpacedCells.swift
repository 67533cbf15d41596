/// The cells of a line that two blanks or more part, and where each stands.
struct SpacedCells {
  let texts: [String]
  /// Columns on the screen, where a Chinese character takes two.
  private let columns: [Range<Int>]

  var count: Int { texts.count }

  init(_ line: String) {
    var cells: [(text: [Unicode.Scalar], columns: Range<Int>)] = []
    var column = 0
    var blanks = 2
    if line.unicodeScalars.count <= 400, line.contains("  ") {
      for scalar in line.unicodeScalars {
        let width = scalar.isChinese || scalar == "\u{3000}" ? 2 : 1
        defer { column += width }
        if LineText.folded(scalar) == " " {
          blanks += width
          continue
        }
        if blanks >= 2 || cells.isEmpty {
          cells.append(([], column..<column))
        } else if blanks == 1 {
          cells[cells.count - 1].text.append(" ")
        }
        blanks = 0
        cells[cells.count - 1].text.append(scalar)
        cells[cells.count - 1].columns =
          cells[cells.count - 1].columns.lowerBound..<(column + width)
      }
    }
    texts = cells.map { Markup.plain(Markup.trimmed($0.text)) }
    columns = cells.map(\.columns)
  }

  /// The cells in the columns of some heads; nil where they do not stand below them.
  func texts(below heads: SpacedCells) -> [String]? {
    if count == heads.count { return texts }
    guard count >= 2, count < heads.count else { return nil }
    var placed = Array(repeating: "", count: heads.count)
    for (text, range) in zip(texts, columns) {
      let column = heads.columns.indices.max {
        Self.overlap(heads.columns[$0], range) < Self.overlap(heads.columns[$1], range)
      }
      guard let column, placed[column].isEmpty,
        Self.overlap(heads.columns[column], range) > -3
      else { return nil }
      placed[column] = text
    }
    return placed
  }

  /// How far two ranges overlap; below zero how far apart they are.
  private static func overlap(_ one: Range<Int>, _ other: Range<Int>) -> Int {
    min(one.upperBound, other.upperBound) - max(one.lowerBound, other.lowerBound)
  }
}
