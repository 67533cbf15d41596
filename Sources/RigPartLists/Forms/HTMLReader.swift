/// Lists in HTML: rows of tables, and what stands in other blocks.
struct HTMLReader {
  private var rows: [TableRow] = []
  private var cells: [TableRow.Cell] = []
  private var cell: (text: String, line: Int)?
  private var rowLine = 1
  private var isInRow = false
  private var line = 1
  private var block = ""
  private var blockLine = 1
  private var isHeading = false
  /// Text of blocks that are not tables, by the line on which it starts.
  private var blocks: [(line: Int, text: String)] = []

  /// Nil where the text is not HTML.
  static func items(_ lines: [String], _ vocabulary: Vocabulary) -> [RawItem]? {
    let folded = lines.prefix(400).joined(separator: "\n").lowercased()
    guard
      ["<table", "<tr", "<li", "<br", "<ul", "<dl", "<div", "<html", "<p>"].contains(
        where: folded.contains),
      !isMarkdown(lines, folded)
    else { return nil }
    var reader = HTMLReader()
    reader.read(lines)
    return reader.items(lines, vocabulary)
  }

  /// A table of bars has no other way to break a line in a cell than `<br>`.
  private static func isMarkdown(_ lines: [String], _ folded: String) -> Bool {
    lines.prefix(400).contains { $0.contains("|") && LineShape.isSeparator($0) }
      && !["<table", "<tr", "<li", "<ul", "<div", "<html", "<p>"].contains(where: folded.contains)
  }

  private mutating func read(_ lines: [String]) {
    for (index, text) in lines.enumerated() {
      line = index + 1
      if text.unicodeScalars.count > ListText.longestLine * 8 { continue }
      var rest = text[...]
      while let open = rest.firstIndex(of: "<") {
        append(rest[..<open])
        guard let close = rest[open...].prefix(2000).firstIndex(of: ">") else {
          append("<")
          rest = rest[rest.index(after: open)...]
          continue
        }
        take(tag: rest[rest.index(after: open)..<close])
        rest = rest[rest.index(after: close)...]
      }
      append(rest)
      append(" ")
    }
    endRow()
    endBlock()
  }

  private mutating func append(_ text: Substring) {
    if cell != nil {
      cell?.text += text
    } else {
      if block.allSatisfy({ $0 == " " || $0 == "\t" }) { blockLine = line }
      block += text
    }
  }

  private mutating func take(tag: Substring) {
    let name = tag.prefix { $0.isLetter || $0.isNumber || $0 == "/" }.lowercased()
    switch name {
    case "tr":
      endBlock()
      endRow()
      rowLine = line
      isInRow = true
    case "/tr", "/table", "/dl": endRow()
    // What is defined, and what it is, are the cells of a row.
    case "dt":
      endBlock()
      endRow()
      rowLine = line
      cell = ("", line)
    case "td", "th", "dd":
      endCell()
      endBlock()
      cell = ("", line)
    case "/td", "/th", "/dt", "/dd": endCell()
    case "br", "br/", "p", "/p", "li", "/li", "div", "/div", "h1", "h2", "h3", "h4", "/h1", "/h2",
      "/h3",
      "/h4", "ul", "/ul", "ol", "/ol", "table", "pre", "/pre":
      if cell == nil { endBlock() } else { cell?.text += " " }
      isHeading = ["h1", "h2", "h3", "h4"].contains(name)
    default: append(" ")
    }
  }

  private mutating func endCell() {
    guard let cell else { return }
    cells.append(.init(text: Markup.plain(cell.text), line: cell.line))
    self.cell = nil
  }

  private mutating func endRow() {
    endCell()
    if !cells.isEmpty {
      let text = cells.map(\.text).joined(separator: " | ")
      rows.append(TableRow(line: rowLine, text: text, cells: cells))
    }
    cells = []
  }

  private mutating func endBlock() {
    let text = Markup.plain(block)
    if !text.isEmpty { blocks.append((blockLine, isHeading ? "# " + text : text)) }
    block = ""
  }

  private func items(_ lines: [String], _ vocabulary: Vocabulary) -> [RawItem] {
    var items: [RawItem] = []
    if !rows.isEmpty {
      var rows = rows
      var header: TableRow?
      if let first = rows.first,
        first.cells.filter({ ColumnRole.of($0.text) != .unknown }).count >= 2
      {
        header = first
        rows.removeFirst()
        items.append(RawItem(line: first.line, text: first.text, structure: "heading"))
      }
      items += TableReader(vocabulary: vocabulary, section: "", sectionIndex: 0)
        .items(header: header, rows: rows)
    }
    // Blocks are read as lines, and keep the line of the file that they start on.
    let texts = blocks.map { String($0.text.prefix(ListText.longestLine)) }
    for item in LineReader.items(texts, vocabulary).items {
      items.append(item.moved(to: blocks[item.line - 1].line))
    }
    return items.sorted { $0.line < $1.line }
  }
}

extension RawItem {
  /// The same item on another line.
  func moved(to line: Int) -> RawItem {
    var item = RawItem(line: line, text: text, structure: structure)
    (item.key, item.name, item.details, item.maker) = (key, name, details, maker)
    (item.count, item.price, item.unitPrice, item.priceHead) = (count, price, unitPrice, priceHead)
    (item.shop, item.section, item.sectionIndex) = (shop, section, sectionIndex)
    (item.machine, item.isBare) = (machine, isBare)
    return item
  }
}
