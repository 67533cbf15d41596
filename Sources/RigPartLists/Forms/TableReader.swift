/// Rows of a table in any form into items, by what the heads say and what the cells hold.
struct TableReader {
  let vocabulary: Vocabulary
  let section: String
  let sectionIndex: Int

  /// - Parameter header: Nil for a table without heads.
  func items(header: TableRow?, rows: [TableRow]) -> [RawItem] {
    let width = max(header?.cells.count ?? 0, rows.map(\.cells.count).max() ?? 0)
    guard width > 0 else { return [] }
    let roles = self.roles(header, rows, width)
    if roles.contains(where: { if case .part = $0 { true } else { false } }) {
      return wideItems(roles, rows)
    }
    var layout = Layout(roles, rows) { column in rows.count { namesPart($0.text(column)) } }
    if layout.category == nil, let header {
      // `GPU | Name | Temp`: the first column counts the cards. `Power (W)` behind the names counts nothing.
      layout.head = (0..<(layout.name ?? width)).lazy.filter { isNumbered($0, rows) }
        .map { header.text($0) }.first { isKindOfPart($0) }
    }
    return rows.flatMap { row in
      pieces(of: row, layout.name).map { item($0, layout, header) }
    }
  }

  /// A row whose cell of names is broken into several parts is a row for each, with its own price where
  /// that cell is broken alike: `BX300 240GB<br>PM981 256GB`.
  private func pieces(of row: TableRow, _ name: Int?) -> [TableRow] {
    guard let name, row.cells.indices.contains(name) else { return [row] }
    let names = row.cells[name].pieces
    guard names.count >= 2, names.allSatisfy(isPart) else { return [row] }
    return names.indices.map { index in
      let cells = row.cells.enumerated().map { column, cell in
        let isBroken = cell.pieces.count == names.count
        let isAmount = column > name && !isBroken
        return TableRow.Cell(
          text: isBroken ? cell.pieces[index] : isAmount && index > 0 ? "" : cell.text,
          line: cell.line)
      }
      return TableRow(line: row.line, text: row.text, cells: cells)
    }
  }

  /// Whether a line of a cell is a part of its own, and no fact or list of what stands above it.
  private func isPart(_ text: String) -> Bool {
    let line = LineText(text)
    guard text.contains(where: \.isLetter), !text.hasPrefix("-"), !text.hasPrefix("•") else {
      return false
    }
    return vocabulary.makers.longest(in: line, at: 0) != nil
      || InlineKind(vocabulary: vocabulary).strong(line) != nil
  }

  /// Columns by role.
  private struct Layout {
    var category: Int?
    /// What heads all rows, where one column merely counts them.
    var head: String?
    var name: Int?
    var details: [Int] = []
    var notes: [Int] = []
    var maker, quantity, unitPrice, price, lineTotal, shop: Int?

    /// - Parameter parts: How many cells of a column name a maker or have the shape of a part's name.
    init(_ roles: [ColumnRole], _ rows: [TableRow], parts: (Int) -> Int) {
      func first(_ role: ColumnRole) -> Int? { roles.firstIndex(of: role) }
      category = first(.category)
      maker = first(.maker)
      quantity = first(.quantity)
      unitPrice = first(.unitPrice)
      price = first(.price)
      lineTotal = first(.lineTotal)
      shop = first(.shop)
      let names = roles.indices.filter { roles[$0] == .name }
      name = names.first
      details = Array(names.dropFirst()) + roles.indices.filter { roles[$0] == .details }
      notes = roles.indices.filter { roles[$0] == .notes }
      if name == nil { adoptName(roles, rows, parts) }
    }

    /// Without a column of names, the one with the most parts has them, else that of the longest texts.
    private mutating func adoptName(
      _ roles: [ColumnRole], _ rows: [TableRow], _ parts: (Int) -> Int
    ) {
      let named = roles.indices.filter { roles[$0] == .unknown || roles[$0] == .details }
      // `Artikel` is the number of an article in one list and its name in another.
      let articles = roles.indices.filter { roles[$0] == .index && parts($0) * 2 > rows.count }
      let free = (named.isEmpty ? details + notes : named) + articles
      func length(_ column: Int) -> Int {
        rows.reduce(0) { $0 + $1.text(column).unicodeScalars.count { !$0.isASCIIDigit } }
      }
      // A cell of remarks may name a part too: one more in a table decides nothing.
      let found = Dictionary(uniqueKeysWithValues: free.map { ($0, parts($0)) })
      let most = found.values.max() ?? 0
      name = free.filter { (found[$0] ?? 0) * 2 > most || most == 0 }
        .max { length($0) < length($1) || length($0) == length($1) && $0 > $1 }
      if name == nil, let category {
        (name, self.category) = (category, nil)
      }
      details.removeAll { $0 == name }
      notes.removeAll { $0 == name }
    }
  }

  private func roles(_ header: TableRow?, _ rows: [TableRow], _ width: Int) -> [ColumnRole] {
    var roles = (0..<width).map { column -> ColumnRole in
      header.map { ColumnRole.of($0.text(column)) } ?? .unknown
    }
    var heads: [Int: String] = [:]
    for column in 0..<width {
      let head = header?.text(column) ?? ""
      if roles[column] == .unknown || roles[column] == .details, isKindOfPart(head),
        !isNumbered(column, rows)
      {
        heads[column] = head
      }
    }
    if heads.count >= 3,
      roles.allSatisfy({ $0 != .category && $0 != .quantity }) || hasManyKinds(heads.values)
    {
      return (0..<width).map { heads[$0].map(ColumnRole.part) ?? .ignored }
    }
    for column in 0..<width {
      let cells = rows.map { $0.text(column) }.filter { !$0.isEmpty }
      guard !cells.isEmpty else { continue }
      let kinds = cells.count { isKindOfPart($0) }
      // `role, hw_type`: a column that is called as kinds are, and holds none.
      let isHeld = roles.indices.contains { other in
        roles[other] == .category && rows.contains { isKindOfPart($0.text(other)) }
      }
      if kinds * 5 >= cells.count * 3, !isHeld || roles[column] == .name {
        // `Item | Model`: the item is the kind of part; the old category column is a name then.
        if let old = roles.firstIndex(of: .category), old != column { roles[old] = .unknown }
        roles[column] = .category
      }
    }
    // `vendor` may be who sells it or who makes it: the cells tell.
    if let shop = roles.firstIndex(of: .shop), !roles.contains(.maker) {
      let cells = rows.map { $0.text(shop) }.filter { !$0.isEmpty }
      let makers = cells.count { !vocabulary.makers[$0].isEmpty }
      if makers >= 2, makers * 5 >= cells.count * 3 { roles[shop] = .maker }
    }
    roles = withMoney(roles, rows, hasHeads: header != nil)
    // `Component | Part`: the one whose cells are kinds of part is the kind, the other the name.
    let categories = roles.indices.filter { roles[$0] == .category }
    if categories.count > 1 {
      func kinds(_ column: Int) -> Int { rows.count { isKindOfPart($0.text(column)) } }
      let kind = categories.max { (kinds($0), $1) < (kinds($1), $0) }
      for column in categories where column != kind {
        roles[column] = roles.contains(.name) ? .unknown : .name
      }
    }
    // A category column in which no cell is one holds names: `Part | Price`.
    if let column = roles.firstIndex(of: .category), !roles.contains(.name) {
      let cells = rows.map { $0.text(column) }.filter { !$0.isEmpty }
      if !cells.isEmpty, cells.allSatisfy({ !isKindOfPart($0) }) { roles[column] = .name }
    }
    return roles
  }

  /// `Role | CPU | RAM | Board | Storage`: so many kinds of part are heads of one machine's parts,
  /// whatever another column is called.
  private func hasManyKinds(_ heads: Dictionary<Int, String>.Values) -> Bool {
    let keys = KeyReader(vocabulary: vocabulary)
    return Set(heads.compactMap { keys.kind(of: $0)?.category }).count >= 4
  }

  /// Columns of unknown heads that hold nothing but money: the first is the price, and one that is it
  /// times the quantity the total.
  private func withMoney(
    _ roles: [ColumnRole], _ rows: [TableRow], hasHeads header: Bool
  ) -> [ColumnRole] {
    guard ![.price, .unitPrice, .lineTotal].contains(where: roles.contains) else { return roles }
    let reader = PriceReader(vocabulary: vocabulary)
    let money = roles.indices.filter { column in
      let cells = rows.map { $0.text(column) }.filter { !$0.isEmpty }
      return roles[column] == .unknown && cells.count >= 2
        && cells.allSatisfy { cell in
          cell.unicodeScalars.count <= 24 && !cell.contains { $0.isASCII && $0.isLetter }
            && reader.find(in: LineText(cell)) != nil
        }
    }
    guard let first = money.first else { return header ? roles : withBareMoney(roles, rows) }
    var roles = roles
    roles[first] = money.count > 1 ? .unitPrice : .price
    if money.count > 1 { roles[money[1]] = .lineTotal }
    for column in money.dropFirst(2) { roles[column] = .ignored }
    return roles
  }

  /// In a table without heads, behind a column of kinds: the last column, if it holds nothing but
  /// numbers that are no pieces, is what each row costs.
  private func withBareMoney(_ roles: [ColumnRole], _ rows: [TableRow]) -> [ColumnRole] {
    guard roles.count >= 3, roles.first == .category, roles.last == .unknown else { return roles }
    let cells = rows.map { $0.text(roles.count - 1) }.filter { !$0.isEmpty }
    let amounts = cells.compactMap { Double($0) }
    // `SSD | 990 Pro 2TB | 2`: small whole numbers in each row, as a count has.
    if cells.count >= 3, cells.count == rows.count,
      cells.allSatisfy({ Int($0).map { 1...16 ~= $0 } ?? false })
    {
      return roles.dropLast() + [.quantity]
    }
    guard amounts.count >= 3, amounts.count == cells.count, amounts.count * 2 > rows.count,
      amounts.count(where: { $0 >= 30 }) * 3 > amounts.count * 2
    else { return roles }
    return roles.dropLast() + [.price]
  }

  private func isNumbered(_ column: Int, _ rows: [TableRow]) -> Bool {
    let cells = rows.map { $0.text(column) }.filter { !$0.isEmpty }
    return !cells.isEmpty && cells.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
  }

  private func namesPart(_ text: String) -> Bool {
    let line = LineText(text)
    return MakerReader(vocabulary: vocabulary).find(in: line, category: nil) != nil
      || !ShapeReader(vocabulary: vocabulary).kinds(of: line).isEmpty
  }

  private func isKindOfPart(_ text: String) -> Bool {
    KeyReader(vocabulary: vocabulary).kind(of: text) != nil
  }

  private func item(_ row: TableRow, _ layout: Layout, _ header: TableRow?) -> RawItem {
    let nameCell = layout.name.flatMap { row.cells.indices.contains($0) ? row.cells[$0] : nil }
    var item = RawItem(line: nameCell?.line ?? row.line, text: row.text)
    item.section = section
    item.sectionIndex = sectionIndex
    if row.cells.allSatisfy({ $0.text.isEmpty }) {
      item.structure = "markup"
      return item
    }
    if row.cells.contains(where: { Frame.isNote($0.text, vocabulary) }) {
      item.structure = "note"
      return item
    }
    // A total may stand in any cell; the last amount of the row is what it says.
    if let total = row.cells.first(where: { isTotal($0.text) }) {
      item.structure = "total"
      item.key = total.text
      item.price = row.cells.map(\.text).last { $0.contains { $0.isNumber } }
      return item
    }
    item.key = layout.head ?? row.text(layout.category)
    item.name = row.text(layout.name)
    item.details = layout.details.map { row.text($0) }.filter { !$0.isEmpty }
    // Words about a part are none of it, unless nothing else says what it is.
    let notes = layout.notes.map { row.text($0) }.filter { !$0.isEmpty }
    if item.name.isEmpty, item.details.isEmpty { item.details = notes } else { item.notes = notes }
    let maker = row.text(layout.maker)
    if !maker.isEmpty { item.maker = maker }
    item.count = Int(row.text(layout.quantity).filter { $0.isASCII && $0.isNumber })
      .flatMap { 1...512 ~= $0 ? $0 : nil }
    item.unitPrice = nonEmpty(row.text(layout.unitPrice))
    item.price = nonEmpty(row.text(layout.price)) ?? nonEmpty(row.text(layout.lineTotal))
    item.priceHead = header?.text(layout.unitPrice ?? layout.price ?? layout.lineTotal) ?? ""
    item.shop = nonEmpty(row.text(layout.shop))
    if item.name.isEmpty, item.key.isEmpty, item.details.isEmpty { item.structure = "note" }
    return item
  }

  /// One machine per row: every cell is a part of it.
  private func wideItems(_ roles: [ColumnRole], _ rows: [TableRow]) -> [RawItem] {
    var items: [RawItem] = []
    for (number, row) in rows.enumerated() {
      var found = false
      for (column, role) in roles.enumerated() {
        guard case .part(let head) = role, !row.text(column).isEmpty else { continue }
        var item = RawItem(
          line: row.cells[column].line, text: row.text, key: head, name: row.text(column))
        item.section = section
        item.sectionIndex = sectionIndex
        item.machine = number
        items.append(item)
        found = true
      }
      if !found { items.append(RawItem(line: row.line, text: row.text, structure: "note")) }
    }
    return items
  }

  private func isTotal(_ text: String) -> Bool {
    vocabulary.words[text.filter { $0 != ":" && $0 != "：" }].contains { $0.kind == .total }
  }

  private func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }
}
