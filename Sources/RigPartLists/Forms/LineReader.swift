/// Lists that are read line by line: plain text, Markdown, PCPartPicker's text, BBCode.
struct LineReader {
  let vocabulary: Vocabulary
  let lines: [String]
  private var items: [RawItem] = []
  private var section = ""
  private var sectionIndex = 0
  private var sawTable = false

  init(vocabulary: Vocabulary, lines: [String]) {
    self.vocabulary = vocabulary
    self.lines = lines
  }

  static func items(_ lines: [String], _ vocabulary: Vocabulary) -> (items: [RawItem], form: String)
  {
    var reader = LineReader(vocabulary: vocabulary, lines: lines)
    reader.read()
    return (reader.items, reader.form)
  }

  private var form: String {
    let head = lines.prefix(8).joined(separator: "\n")
    if head.contains("PCPartPicker") || lines.suffix(3).joined().contains("PCPartPicker") {
      if head.contains("[b]") || head.contains("[url") { return "bbcode" }
      return sawTable ? "pcpartpicker markdown" : "pcpartpicker"
    }
    if lines.contains(where: { $0.contains("[/b]") || $0.contains("[/url]") || $0.contains("[*]") })
    {
      return "bbcode"
    }
    return sawTable ? "markdown" : "text"
  }

  private mutating func read() {
    var index = 0
    while index < lines.count {
      let text = Markup.trimmed(Array(lines[index].unicodeScalars))
      if text.isEmpty {
        index += 1
      } else if text.unicodeScalars.count > ListText.longestLine {
        add(RawItem(line: index + 1, text: text, structure: "too-long"))
        index += 1
      } else if let end = tableEnd(index) {
        readTable(index..<end)
        index = end
      } else if let end = definitionEnd(index) {
        readDefinitions(index..<end)
        index = end
      } else if let end = tabEnd(index) {
        readRows(index..<end, apart: Self.tabbed)
        index = end
      } else if let rows = spacedRows(index) {
        readRows(rows)
        index += rows.count
      } else if let end = slashedEnd(index) {
        readRows(index..<end, apart: Self.slashed)
        index = end
      } else {
        readLine(index, text)
        index += 1
      }
    }
  }

  private mutating func add(_ item: RawItem) {
    var item = item
    item.section = section
    item.sectionIndex = sectionIndex
    items.append(item)
  }

  // MARK: Tables

  private func hasBar(_ index: Int) -> Bool {
    lines.indices.contains(index)
      && lines[index].unicodeScalars.contains { $0 == "|" || $0 == "│" || $0 == "┃" }
      && lines[index].unicodeScalars.count <= ListText.longestLine
  }

  /// The end of the table that starts at a line: heads and a separator, or rows alone.
  private func tableEnd(_ index: Int) -> Int? {
    guard hasBar(index) else { return nil }
    var end = index
    while hasBar(end) || end > index && end < lines.count && isBoxRule(end) { end += 1 }
    let hasSeparator = (index..<end).contains { LineShape.isSeparator(trimmed($0)) }
    return hasSeparator || end - index >= 3 ? end : nil
  }

  private func isBoxRule(_ index: Int) -> Bool {
    let text = trimmed(index)
    return text.hasPrefix("+") && LineShape.isRule(text)
  }

  private func trimmed(_ index: Int) -> String {
    Markup.trimmed(Array(lines[index].unicodeScalars))
  }

  private mutating func readTable(_ range: Range<Int>) {
    sawTable = true
    var rows: [TableRow] = []
    var separator: Int?
    for index in range {
      let text = trimmed(index)
      if LineShape.isSeparator(text) || LineShape.isRule(text) {
        if separator == nil { separator = rows.count }
        add(RawItem(line: index + 1, text: text, structure: "rule"))
      } else {
        let cells = LineShape.cells(text).map {
          TableRow.Cell(text: Markup.plain($0), line: index + 1, pieces: Self.pieces(of: $0))
        }
        rows.append(TableRow(line: index + 1, text: text, cells: cells))
      }
    }
    var header: TableRow?
    if let first = rows.first, separator == 1 || separator != 1 && looksLikeHeads(first) {
      // `CPU | Ryzen 9` above the separator is a row of a table that has no heads.
      if looksLikeHeads(first) || !startsWithPart(first) {
        header = first
        rows.removeFirst()
        add(RawItem(line: first.line, text: first.text, structure: "heading"))
      }
    }
    items += TableReader(vocabulary: vocabulary, section: section, sectionIndex: sectionIndex)
      .items(header: header, rows: rows)
  }

  /// The lines of a cell between `<br>`; empty where it has none.
  private static func pieces(of cell: String) -> [String] {
    guard cell.contains("<") else { return [] }
    let lines = ["<br/>", "<br />", "<BR>"].reduce(cell) { $0.replacing($1, with: "<br>") }
      .split(separator: "<br>").map { Markup.plain(String($0)) }.filter { !$0.isEmpty }
    return lines.count > 1 ? lines : []
  }

  private func looksLikeHeads(_ row: TableRow) -> Bool {
    let named = row.cells.count { ColumnRole.of($0.text) != .unknown }
    if named >= 2 || named == row.cells.count && named > 0 { return true }
    // `Host  Board  CPU  RAM  GPU`: a machine a row.
    let keys = KeyReader(vocabulary: vocabulary)
    let kinds = Set(row.cells.compactMap { keys.kind(of: $0.text)?.category })
    return kinds.count >= 3 && kinds.count * 2 > row.cells.count
  }

  private func startsWithPart(_ row: TableRow) -> Bool {
    KeyReader(vocabulary: vocabulary).kind(of: row.text(0)) != nil
      && row.cells.dropFirst().contains {
        !$0.text.isEmpty && ColumnRole.of($0.text) == .unknown
          && KeyReader(vocabulary: vocabulary).kind(of: $0.text) == nil
      }
  }

  /// The end of a term and the lines below it that begin with a colon: `CPU`, and `:   2x EPYC 7662`.
  private func definitionEnd(_ index: Int) -> Int? {
    func isDefinition(_ index: Int) -> Bool {
      let text = trimmed(index)
      return text.hasPrefix(": ") || text.hasPrefix(":\t")
    }
    guard !trimmed(index).contains(":") else { return nil }
    var end = index + 1
    while end < lines.count, isDefinition(end),
      lines[end].unicodeScalars.count <= ListText.longestLine
    { end += 1 }
    return end > index + 1 ? end : nil
  }

  private mutating func readDefinitions(_ range: Range<Int>) {
    let term = trimmed(range.lowerBound)
    add(RawItem(line: range.lowerBound + 1, text: term, structure: "heading"))
    for index in range.dropFirst() {
      let text = trimmed(index)
      add(
        RawItem(
          line: index + 1, text: text, key: Markup.plain(term),
          name: Markup.plain(String(text.dropFirst()))))
    }
  }

  private func tabEnd(_ index: Int) -> Int? {
    var end = index
    while end < lines.count, trimmed(end).contains("\t"),
      lines[end].unicodeScalars.count <= ListText.longestLine
    { end += 1 }
    return end - index >= 2 ? end : nil
  }

  /// The rows below heads whose columns only blanks part: `名称   数量   单价`. A cell that a row lacks
  /// is told by where its others stand.
  private func spacedRows(_ index: Int) -> [TableRow]? {
    let heads = SpacedCells(lines[index])
    guard heads.count >= 3, looksLikeHeads(TableRow(line: 0, text: "", cells: heads.texts)),
      heads.texts.count(where: { ColumnRole.of($0) != .unknown }) * 2 > heads.count
    else { return nil }
    var rows = [TableRow(line: index + 1, text: trimmed(index), cells: heads.texts)]
    var end = index + 1
    while end < lines.count, let cells = SpacedCells(lines[end]).texts(below: heads) {
      rows.append(TableRow(line: end + 1, text: trimmed(end), cells: cells))
      end += 1
    }
    return rows.count >= 3 ? rows : nil
  }

  /// The end of lines of as many cells between slashes, each headed by a kind: `内存 / 海盗船 / 899`.
  private func slashedEnd(_ index: Int) -> Int? {
    let keys = KeyReader(vocabulary: vocabulary)
    let width = Self.slashed(lines[index]).count
    guard width == 3 else { return nil }
    var end = index
    while end < lines.count {
      let cells = Self.slashed(lines[end])
      guard cells.count == width, keys.kind(of: cells[0]) != nil, keys.kind(of: cells[1]) == nil
      else { break }
      end += 1
    }
    return end - index >= 3 ? end : nil
  }

  private static func tabbed(_ line: String) -> [String] {
    line.split(separator: "\t", omittingEmptySubsequences: false).map { Markup.plain(String($0)) }
  }

  private static func slashed(_ line: String) -> [String] {
    guard line.contains(" / "), line.unicodeScalars.count <= 200 else { return [] }
    return line.split(separator: " / ").map { Markup.plain(String($0)) }
  }

  private mutating func readRows(_ range: Range<Int>, apart cells: (String) -> [String]) {
    readRows(
      range.map { index in
        TableRow(line: index + 1, text: trimmed(index), cells: cells(lines[index]))
      })
  }

  private mutating func readRows(_ rows: [TableRow]) {
    var rows = rows
    var header: TableRow?
    if looksLikeHeads(rows[0]) {
      let head = rows.removeFirst()
      header = head
      add(RawItem(line: head.line, text: head.text, structure: "heading"))
    }
    items += TableReader(vocabulary: vocabulary, section: section, sectionIndex: sectionIndex)
      .items(header: header, rows: rows)
  }

  // MARK: Single lines

  private mutating func readLine(_ index: Int, _ text: String) {
    let line = index + 1
    if LineShape.isRule(text) || text.hasPrefix("```") {
      add(RawItem(line: line, text: text, structure: "rule"))
      return
    }
    let isHeading = text.hasPrefix("#") && text.drop { $0 == "#" }.hasPrefix(" ")
    let (body, hasBullet) = LineShape.withoutBullet(
      isHeading ? String(text.drop { $0 == "#" }) : text)
    let plain = Markup.plain(body)
    if plain.isEmpty {
      add(RawItem(line: line, text: text, structure: "markup"))
    } else if LineShape.isAddress(plain) {
      add(RawItem(line: line, text: text, structure: "url"))
    } else if isHeading || isTitle(text, plain, hasBullet) {
      startSection(line, text, plain)
    } else if let structure = frame(plain) {
      add(RawItem(line: line, text: text, structure: structure))
    } else {
      addItem(line, text, plain, hasBullet)
    }
  }

  private mutating func addItem(_ line: Int, _ text: String, _ plain: String, _ hasBullet: Bool) {
    var item = RawItem(line: line, text: text)
    if let (key, count) = Self.countAlone(plain), let last = items.indices.last,
      items[last].structure == nil, items[last].count == nil,
      Self.firstWord(items[last].key + " " + items[last].text) == key
    {
      items[last].count = count
      item.structure = "quantity"
    } else if let (key, name) = split(plain) {
      (item.key, item.name) = (key, name)
      if isTotal(key) {
        item.structure = "total"
        item.price = name
      }
    } else {
      item.name = plain
      item.isBare = !hasBullet
      if let total = totalAtHead(plain) {
        item.structure = "total"
        item.price = total
      }
    }
    add(item)
  }

  /// `cpu_count = 2` below `cpu_model = EPYC 9354`: the number counts the part above.
  private static func countAlone(_ plain: String) -> (key: Substring, count: Int)? {
    guard plain.utf8.count <= 40, plain.contains(where: { "=:".contains($0) }) else { return nil }
    let words = LineText.fold(plain).split { !$0.isLetter && !$0.isNumber }
    guard words.count == 3, let count = Int(words[2]), 1...512 ~= count,
      ["count", "qty", "quantity", "number", "num"].contains(words[1])
    else { return nil }
    return (words[0], count)
  }

  private static func firstWord(_ text: String) -> Substring? {
    LineText.fold(text).split { !$0.isLetter && !$0.isNumber }.first
  }

  /// `**Server 1**`, `Build:`, `【配置】`: a title of what follows, and not a part.
  private func isTitle(_ text: String, _ plain: String, _ hasBullet: Bool) -> Bool {
    let isBold =
      (text.hasPrefix("**") && (text.hasSuffix("**") || text.hasSuffix("**:")))
      || (text.hasPrefix("[b]") && text.hasSuffix("[/b]"))
    let isOpen = plain.hasSuffix(":") || plain.hasSuffix("：")
    let isBracketed = plain.hasPrefix("【") && plain.hasSuffix("】")
    if isFirst(hasBullet), Self.endsAsTitle(plain), !Frame.isNote(plain, vocabulary),
      plain.unicodeScalars.count <= 80,
      split(plain).map({ KeyReader(vocabulary: vocabulary).kind(of: $0.key) == nil }) ?? true
    {
      return true
    }
    guard isBold || isOpen || isBracketed, plain.unicodeScalars.count <= 80 else { return false }
    if isBold, !isOpen {
      return split(plain) == nil && !plain.contains(where: \.isNumber) || isMachine(plain)
        || Self.endsAsTitle(plain)
    }
    return true
  }

  /// Whether a line without a bullet is the first of several.
  private func isFirst(_ hasBullet: Bool) -> Bool {
    !hasBullet && items.isEmpty && lines.count(where: { !$0.isEmpty }) >= 4
  }

  /// `8x MI50 build`: what the list is of.
  private static func endsAsTitle(_ text: String) -> Bool {
    // `Ryzen AI rig (2025)`.
    let bare = text.hasSuffix(")") ? text.prefix { $0 != "(" } : text[...]
    let last = LineText.fold(String(bare)).split(separator: " ").last.map(String.init) ?? ""
    return [
      "build", "rig", "specs", "list", "配置", "配置单", "清单", "装机单", "报价单",
      "报价", "方案", "整机", "推荐",
    ].contains {
      last.hasSuffix($0)
    }
  }

  private func isMachine(_ text: String) -> Bool {
    vocabulary.words.matches(in: LineText(text)).contains {
      $0.values.contains { $0.kind == .machine }
    }
      && text.unicodeScalars.count < 30
  }

  private mutating func startSection(_ line: Int, _ text: String, _ plain: String) {
    section = plain
    sectionIndex += 1
    add(RawItem(line: line, text: text, structure: "heading"))
  }

  /// Lines that frame a list: `Prices include shipping …`, `Type Item Price`.
  private func frame(_ plain: String) -> String? {
    if Frame.isNote(plain, vocabulary) { return "note" }
    let words = plain.split(separator: " ")
    if words.count >= 2, words.allSatisfy({ ColumnRole.of(String($0)) != .unknown }) {
      return "heading"
    }
    return nil
  }

  private func isTotal(_ key: String) -> Bool {
    vocabulary.words[KeyReader.bare(key)].contains { $0.kind == .total }
      || vocabulary.words[key].contains { $0.kind == .total }
      || totalAtHead(key) != nil
  }

  /// What follows a word for a total at the head of a line: `Total GPUs`, `合计 5000`.
  private func totalAtHead(_ text: String) -> String? {
    let line = LineText(text)
    guard let match = vocabulary.words.longest(in: line, at: 0),
      match.values.contains(where: { $0.kind == .total })
    else { return nil }
    return line.text(match.range.upperBound..<line.count)
  }

  /// A line in key and value: at a colon, a sign of equality, a dash between blanks, or after a
  /// word that heads lines.
  private func split(_ plain: String) -> (key: String, name: String)? {
    let reader = KeyValueLine(vocabulary: vocabulary)
    guard let parts = reader.split(plain) else { return nil }
    // `Item 2: Board Gigabyte …`: the number of the line heads what a line has.
    return Self.isNumber(parts.key) ? reader.split(parts.name) ?? ("", parts.name) : parts
  }

  private static func isNumber(_ key: String) -> Bool {
    let words = LineText.fold(key).split { " .#".contains($0) }
    return words.count == 2 && ["item", "line", "pos", "position", "no", "lot"].contains(words[0])
      && words[1].allSatisfy { $0.isASCII && $0.isNumber }
  }
}
