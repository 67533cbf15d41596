internal import RigModel

/// Pictures as text of a terminal: no line takes more than its columns.
struct TextPicture {
  let columns: Int
  let words: PictureWords

  init(columns: Int, words: PictureWords) {
    self.columns = max(24, columns)
    self.words = words
  }

  private func line(_ text: String) -> String {
    var text = DisplayText.cut(text, columns: columns)
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }

  /// Lines of a text, each after so many blanks.
  private func paragraph(_ text: String, indent: Int) -> String {
    let pad = String(repeating: " ", count: indent)
    return LineWrap.lines(of: text, room: columns - indent).map { line(pad + $0) }.joined()
  }

  private func head(_ title: String) -> String {
    line(
      "── \(title) " + String(repeating: "─", count: max(0, columns - ColumnWidth.of(title) - 4)))
  }

  // MARK: Bars

  func text(of picture: BarPicture, title: String) -> String {
    head(title) + picture.rows.map(text).joined()
      + picture.notes.map { paragraph($0, indent: 0) }.joined()
  }

  private func text(of row: BarRow) -> String {
    var text = line(row.title) + paragraph("\(row.state.sign) \(row.answer)", indent: 2)
    let width = min(columns - 4, 72)
    text += line("  " + bar(row, width: width))
    if !row.marks.isEmpty { text += line("  " + letters(row, width: width)) }
    let pieces = row.pieces(words)
    if !pieces.isEmpty { text += paragraph(pieces, indent: 4) }
    for (index, mark) in row.marks.enumerated() {
      text += paragraph("\(MarkLetter.of(index)) \(mark.label)", indent: 4)
    }
    return text
  }

  private func cell(_ value: Double, _ row: BarRow, width: Int) -> Int {
    min(width, Int((value / row.scale * Double(width)).rounded()))
  }

  /// Pieces by their signs, `·` for room that is left, `|` where it ends.
  private func bar(_ row: BarRow, width: Int) -> String {
    var cells = [Character](repeating: " ", count: width)
    if let capacity = row.capacity {
      for cell in 0..<cell(capacity, row, width: width) { cells[cell] = "·" }
    }
    var at = 0.0
    var next = 0
    for segment in row.drawnSegments {
      at += segment.value ?? 0
      let sign: Character = row.state == .unknown ? "?" : segment.kind.sign
      let end = segment.value == nil ? next + max(3, width / 10) : cell(at, row, width: width)
      for cell in next..<max(next + 1, end) where cell < width { cells[cell] = sign }
      next = max(next + 1, end)
    }
    if let capacity = row.capacity {
      cells[min(width - 1, cell(capacity, row, width: width))] = "|"
    }
    return String(cells)
  }

  private func letters(_ row: BarRow, width: Int) -> String {
    var cells = [Character](repeating: " ", count: width)
    var next = 0
    for (index, mark) in row.marks.enumerated() {
      let left = row.marks.count - index
      let place = min(max(next, cell(mark.value, row, width: width)), max(next, width - left))
      if place < width { cells[place] = Character(MarkLetter.of(index)) }
      next = place + 1
    }
    return String(cells)
  }

  // MARK: Slots

  func text(of picture: SlotsPicture, title: String) -> String {
    var text = head(title) + line(words.openings(picture.lastOpening))
    for slot in 1...max(1, picture.rows) where picture.rows > 0 {
      text += row(slot, of: picture)
      for card in picture.seated where card.bottom == slot { text += note(card) }
      if slot == picture.lastOpening {
        text += line(String(repeating: "━", count: 5) + " " + words.chassisEnds(slot))
      }
    }
    if picture.lacksCards {
      text += paragraph("\(PictureState.unknown.sign) \(words.missing(["gpus"]))", indent: 2)
    }
    for (numbers, card) in picture.groupsAside {
      text += paragraph(
        "\(words.cards(numbers)) · \(card.name) · \(words.facts(of: card))", indent: 2)
      text += paragraph("\(card.state.sign) \(card.note)", indent: 4)
    }
    return text
  }

  private var showsLanes: Bool { columns >= 48 }

  private func row(_ slot: Int, of picture: SlotsPicture) -> String {
    let number = (slot < 10 ? " " : "") + "\(slot)"
    let own = picture.slots.first { $0.position == slot }
    let lanes = showsLanes ? " " + (own.map(connector) ?? String(repeating: " ", count: 8)) : ""
    let prefix = number + lanes + " ┃ "
    let card = picture.seated.filter { $0.at! <= slot && slot <= $0.bottom! }.max {
      $0.at! < $1.at!
    }
    guard let card else {
      let isThere = picture.knowsFreeSlots && slot <= picture.lastOpening ?? picture.rows
      return line(prefix + (isThere ? "· \(words.state(.free))" : ""))
    }
    let body = card.state == .unknown ? "▒" : "█"
    if slot == card.at {
      let sharers = picture.seated.filter { $0.at == slot }.map(\.number)
      return line("\(prefix)\(body) \(words.cards(sharers)) · \(card.name)")
    }
    let facts = slot == card.at! + 1 ? " " + words.facts(of: card) : ""
    return line(prefix + body + facts)
  }

  /// Eight cells of two lanes: wired, there without a wire, not known.
  private func connector(_ slot: SlotsPicture.Slot) -> String {
    guard let size = slot.size.flatMap({ Int($0.dropFirst()) }) else {
      return String(repeating: "?", count: 8)
    }
    let long = max(1, size / 2)
    guard let lanes = slot.lanes else {
      return String(repeating: "?", count: long) + String(repeating: " ", count: 8 - long)
    }
    let wired = min(long, (lanes + 1) / 2)
    return String(repeating: "■", count: wired) + String(repeating: "□", count: long - wired)
      + String(repeating: " ", count: 8 - long)
  }

  private func note(_ card: SlotsPicture.Card) -> String {
    let indent = showsLanes ? 14 : 5
    let arrows =
      card.shutInBy != nil
      ? "✗✗✗ " : card.air == .fromBelow && card.state == .fits ? "▲▲▲ " : "    "
    return paragraph("\(arrows)\(card.state.sign) \(card.note)", indent: indent)
  }
}
