internal import RigModel

/// Lists of values between commas, semicolons or tabs, with a line of heads.
enum DelimitedReader {
  /// Nil where the lines are no such table.
  static func items(_ lines: [String], _ vocabulary: Vocabulary) -> [RawItem]? {
    if let items = table(lines, vocabulary) { return items }
    guard let start = start(lines) else { return nil }
    // A title stands above the heads.
    var below = lines
    for index in 0..<start { below[index] = "" }
    return table(below, vocabulary).map { items in
      (0..<start).filter { !lines[$0].allSatisfy(\.isWhitespace) }
        .map { RawItem(line: $0 + 1, text: lines[$0], structure: "heading") } + items
    }
  }

  /// The line of heads below one to three others that have no such cells.
  private static func start(_ lines: [String]) -> Int? {
    var above = 0
    for (index, line) in lines.enumerated().prefix(12) {
      if line.allSatisfy(\.isWhitespace) { continue }
      if let delimiter = delimiter(line) {
        let heads = cells(line, delimiter)
        if heads.count >= 3, heads.count(where: { ColumnRole.of($0) != .unknown }) >= 3 {
          return above > 0 ? index : nil
        }
      }
      above += 1
      guard above <= 3, line.unicodeScalars.count <= 80 else { return nil }
    }
    return nil
  }

  private static func table(_ lines: [String], _ vocabulary: Vocabulary) -> [RawItem]? {
    let filled = lines.indices.filter { !Markup.trimmed(Array(lines[$0].unicodeScalars)).isEmpty }
    guard filled.count >= 2, let first = filled.first,
      let delimiter = delimiter(lines[first]),
      filled.allSatisfy({ lines[$0].unicodeScalars.count <= ListText.longestLine })
    else { return nil }
    let heads = cells(lines[first], delimiter)
    let named = heads.count { ColumnRole.of($0) != .unknown }
    guard heads.count >= 2 else { return nil }
    guard named >= 2 || named == 1 && heads.count == 2 else {
      return withoutHeads(lines, filled, delimiter, vocabulary)
    }
    let rows = filled.dropFirst().map { index in
      TableRow(line: index + 1, text: lines[index], cells: cells(lines[index], delimiter))
    }
    // A row of one cell has no delimiter: `您好，请报价：` is no line of heads.
    let fitting = rows.count { $0.cells.count > 1 && abs($0.cells.count - heads.count) <= 1 }
    guard fitting * 2 > rows.count else { return nil }
    var head = RawItem(line: first + 1, text: lines[first], structure: "heading")
    head.key = lines[first]
    let table = TableReader(vocabulary: vocabulary, section: "", sectionIndex: 0)
    return [head]
      + table.items(
        header: TableRow(line: first + 1, text: lines[first], cells: heads), rows: Array(rows))
  }

  /// Rows that have as many cells each and a column of kinds of part, under heads that are not known
  /// or under none.
  private static func withoutHeads(
    _ lines: [String], _ filled: [Int], _ delimiter: Character, _ vocabulary: Vocabulary
  ) -> [RawItem]? {
    let rows = filled.map { index in
      TableRow(line: index + 1, text: lines[index], cells: cells(lines[index], delimiter))
    }
    guard rows.count >= 3, let width = rows.first?.cells.count, width >= 2,
      rows.allSatisfy({ $0.cells.count == width })
    else { return nil }
    let keys = KeyReader(vocabulary: vocabulary)
    let hasKinds = (0..<width).contains { column in
      rows.filter { keys.kind(of: $0.text(column)) != nil }.count * 5 >= rows.count * 3
    }
    guard hasKinds else { return byContent(rows, width, vocabulary) }
    return TableReader(vocabulary: vocabulary, section: "", sectionIndex: 0)
      .items(header: nil, rows: rows)
  }

  /// Rows under heads in words that are not known: the longest texts are names, whole numbers that do
  /// not merely count the rows are pieces. Nil where the cells do not show which is which.
  private static func byContent(
    _ rows: [TableRow], _ width: Int, _ vocabulary: Vocabulary
  ) -> [RawItem]? {
    guard width >= 3 else { return nil }
    let body = Array(rows.dropFirst())
    func cells(_ column: Int) -> [String] { body.map { $0.text(column) } }
    func isWhole(_ text: String) -> Bool {
      1...4 ~= text.count && text.allSatisfy { $0.isASCII && $0.isNumber }
    }
    let numbers = (0..<width).filter { column in cells(column).allSatisfy(isWhole) }
    let pieces = numbers.filter { column in
      let values = cells(column).compactMap { Int($0) }
      let isIndex = zip(values, values.dropFirst()).allSatisfy { $1 == $0 + 1 }
      return !isIndex && values.allSatisfy { 1...64 ~= $0 }
    }
    func length(_ column: Int) -> Int { cells(column).reduce(0) { $0 + $1.count { $0.isLetter } } }
    guard pieces.count == 1, let name = (0..<width).max(by: { length($0) < length($1) }),
      cells(name).allSatisfy({ $0.contains { $0.isLetter } })
    else { return nil }
    let prices = (0..<width).filter { column in
      column != name && !numbers.contains(column)
        && cells(column).allSatisfy { text in text.isEmpty || text.contains { $0.isNumber } }
    }
    let heads = (0..<width).map { column in
      column == name
        ? "name" : column == pieces[0] ? "quantity" : prices == [column] ? "unit price" : "#"
    }
    let header = TableRow(line: rows[0].line, text: rows[0].text, cells: heads)
    let hasHeads = !isWhole(rows[0].text(pieces[0]))
    var head = RawItem(line: rows[0].line, text: rows[0].text, structure: "heading")
    head.key = rows[0].text
    let table = TableReader(vocabulary: vocabulary, section: "", sectionIndex: 0)
    return (hasHeads ? [head] : []) + table.items(header: header, rows: hasHeads ? body : rows)
  }

  private static func delimiter(_ line: String) -> Character? {
    let counts = [",", ";", "\t", "，"].map { sign in
      (sign: Character(sign), count: cells(line, Character(sign)).count)
    }
    return counts.filter { $0.count >= 2 }.max { $0.count < $1.count }?.sign
  }

  static func cells(_ line: String, _ delimiter: Character) -> [String] {
    DelimitedText.cells(of: line, delimiter: delimiter).map { Markup.plain($0) }
  }
}
