internal import RigModel

extension SlotsPicture {
  /// Seen from the side, to scale: slots from the top down, the back of the chassis at the left.
  package var drawing: Drawing { SlotsDrawing(picture: self).drawing() }

  /// Cards that stand alike, with their numbers.
  var groupsAside: [(numbers: [Int], card: Card)] {
    var groups: [(numbers: [Int], card: Card)] = []
    for card in aside {
      let at = groups.firstIndex {
        $0.card.name == card.name && $0.card.note == card.note && $0.card.air == card.air
          && $0.card.width == card.width
      }
      if let at {
        groups[at].numbers.append(card.number)
      } else {
        groups.append(([card.number], card))
      }
    }
    return groups
  }
}

private struct SlotsDrawing {
  let picture: SlotsPicture
  private var words: PictureWords { picture.words }

  /// Units for a mm.
  private let scale = 1.35
  private var row: Double { SlotsPicture.pitchMM * scale }
  private let top = 26.0
  private let backX = 262.0
  private let cardX = 266.0
  /// Beyond this a card is drawn broken off.
  private let longestMM = 340.0
  private let notes = (x: 738.0, width: 234.0)

  private func y(_ slot: Int) -> Double { top + Double(slot - 1) * row }

  func drawing() -> Drawing {
    var drawing = Drawing(width: 980)
    head(&drawing)
    for slot in 1...max(1, picture.rows) where picture.rows > 0 { opening(slot, &drawing) }
    for slot in picture.slots { connector(slot, &drawing) }
    wall(&drawing)
    for card in picture.seated { body(card, &drawing) }
    for card in picture.seated { conflicts(card, &drawing) }
    aside(&drawing)
    drawing.height += 6
    return drawing
  }

  private func head(_ drawing: inout Drawing) {
    let y = 2.0
    drawing.label(
      words.openings(picture.lastOpening), in: Rectangle(notes.x, y, notes.width, 18), size: 11,
      muted: true)
    guard picture.rows > 0 else { return }
    drawing.label(
      words.choose("slot", "槽"), in: Rectangle(8, y, 34, 18), size: 11, muted: true)
    drawing.label(
      words.choose("connector, wired part filled", "插槽（实心为有电气通道）"),
      in: Rectangle(44, y, 206, 18), size: 11, muted: true)
    drawing.label(
      words.choose("cards from the side, to scale", "显卡侧视图，按比例"),
      in: Rectangle(cardX, y, 390, 18), size: 11, muted: true)
  }

  private func opening(_ slot: Int, _ drawing: inout Drawing) {
    let isCovered = picture.seated.contains { $0.at! <= slot && slot <= $0.bottom! }
    drawing.label(
      "\(slot)", in: Rectangle(8, y(slot), 26, row), size: 12, anchor: .end, bold: true)
    guard !isCovered, picture.knowsFreeSlots, slot <= picture.lastOpening ?? picture.rows else {
      return
    }
    let frame = Rectangle(cardX, y(slot) + 2, longestMM * scale, row - 4)
    drawing.box(frame, .state(.free))
    drawing.label(
      words.state(.free), in: Rectangle(frame.x + 8, frame.y, 60, frame.height), size: 10.5,
      muted: true)
  }

  private func connector(_ slot: SlotsPicture.Slot, _ drawing: inout Drawing) {
    let unit = 6.0
    let lanes = slot.size.flatMap { Int($0.dropFirst()) } ?? 16
    let frame = Rectangle(46, y(slot.position) + row / 2 - 4.5, Double(lanes) * unit, 9)
    drawing.box(frame, slot.size == nil ? .state(.unknown) : .connector)
    if let wired = slot.lanes {
      if wired > 0 {
        drawing.box(
          Rectangle(frame.x, frame.y, Double(min(wired, lanes)) * unit, frame.height), .wired)
      }
    } else if slot.size != nil {
      drawing.box(frame, .state(.unknown))
    }
    drawing.label(
      words.slotText(slot), in: Rectangle(148, y(slot.position), 92, row), size: 10.5, muted: true)
  }

  private func wall(_ drawing: inout Drawing) {
    guard picture.rows > 0 else { return }
    let end = y(picture.rows + 1)
    drawing.line(backX, top - 2, backX, end, .wall)
    guard let last = picture.lastOpening, last <= picture.rows else { return }
    drawing.line(8, y(last + 1), cardX + longestMM * scale, y(last + 1), .wall)
    // Where a card is on that row, its note is there; the head of the column has the number.
    if !picture.seated.contains(where: { $0.at! <= last + 1 && last < $0.bottom! }) {
      drawing.label(
        words.chassisEnds(last), in: Rectangle(notes.x, y(last + 1) - 1, notes.width, 16),
        size: 10.5, muted: true)
    }
  }

  // MARK: Cards

  private func frame(of card: SlotsPicture.Card) -> Rectangle {
    let slots = max(card.width ?? 1, 0.8)
    let length = min(card.lengthMM ?? 267, longestMM)
    return Rectangle(cardX, y(card.at!) + 1, length * scale, slots * row - 3)
  }

  private func body(_ card: SlotsPicture.Card, _ drawing: inout Drawing) {
    let sharers = picture.seated.filter { $0.at == card.at }
    // Two cards in one slot have one body and one text.
    guard sharers.first?.number == card.number else { return }
    let frame = frame(of: card)
    drawing.box(frame, .state(card.state))
    let numbers = sharers.map(\.number)
    let name = sharers.count == 1 ? " · \(card.name)" : ""
    let text = sharers.count == 1 ? words.card(numbers[0]) : words.cards(numbers)
    let next = picture.seated.filter { $0.at! > card.at! }.compactMap(\.at).min()
    let room = next.map { min(frame.height, y($0) - frame.y) } ?? frame.height
    let width = frame.width * (conflictPart(of: card) == nil ? 1 : 1 - hatched) - 14
    drawing.label(
      text + name,
      in: frame.height < 40
        ? Rectangle(frame.x + 8, frame.y + 1, width, 15)
        : Rectangle(frame.x + 8, frame.y + 3, width, 18), size: 13,
      bold: true)
    texts(card, frame, room: room, width: width, &drawing)
    air(card, frame, &drawing)
  }

  /// How the card stands within it, and its facts beside; the other way round where that is too
  /// long for the card.
  private func texts(
    _ card: SlotsPicture.Card, _ frame: Rectangle, room: Double, width: Double,
    _ drawing: inout Drawing
  ) {
    let note = "\(card.state.sign) \(card.note)"
    let inside = Rectangle(frame.x + 8, frame.y + 21, width, 17)
    let beside = Rectangle(notes.x, frame.y + 1, notes.width, room - 1)
    let isBold = card.state.rank < 3
    if room >= 40, TextWidth.of(note, size: 12.5) <= width {
      drawing.label(note, in: inside, size: 12.5, bold: isBold)
      drawing.paragraph(words.facts(of: card), in: beside, size: 11.5, muted: true)
      return
    }
    if room >= 40 { drawing.label(words.facts(of: card), in: inside, size: 11.5) }
    drawing.paragraph(note, in: beside, size: 12, bold: isBold)
  }

  private func air(_ card: SlotsPicture.Card, _ frame: Rectangle, _ drawing: inout Drawing) {
    switch card.air {
    case .fromBelow where card.shutInBy == nil && card.covers.isEmpty:
      let room = card.freeBelow.map { $0 > 0 } ?? true
      guard room else { return }
      for part in [0.3, 0.55, 0.8] {
        let x = frame.x + frame.width * part
        drawing.line(x, frame.bottom + 15, x, frame.bottom + 3, .air, isArrow: true)
      }
    case .outOfTheBack:
      let middle = frame.y + frame.height / 2
      drawing.line(backX - 4, middle, backX - 18, middle, .air, isArrow: true)
    default: break
    }
  }

  /// Fans that look at the next card, and slots that two cards want.
  private func conflicts(_ card: SlotsPicture.Card, _ drawing: inout Drawing) {
    let frame = frame(of: card)
    if card.shutInBy != nil {
      let style: DrawingStyle = card.air == .unknown ? .state(.unknown) : .stoppedAir
      drawing.box(Rectangle(frame.x, frame.bottom - 7, frame.width, 9), style)
    }
    guard let part = conflictPart(of: card), part.height > 0 else { return }
    drawing.box(part, .stoppedAir)
  }

  /// The part of a card's width in which slots that it cannot have are hatched.
  private let hatched = 0.14

  /// Where a card is in another's slots, or below the chassis' last one.
  private func conflictPart(of card: SlotsPicture.Card) -> Rectangle? {
    let frame = frame(of: card)
    func part(_ top: Double, _ bottom: Double) -> Rectangle {
      Rectangle(frame.x + frame.width * (1 - hatched), top, frame.width * hatched, bottom - top)
    }
    let above = picture.seated.filter { $0.at! < card.at! && card.at! <= $0.bottom! }
    if let above = above.last {
      return part(frame.y, min(frame.bottom, self.frame(of: above).bottom))
    }
    if let last = picture.lastOpening, card.bottom! > last {
      return part(max(frame.y, y(last + 1)), frame.bottom)
    }
    return nil
  }

  private func unstated(_ drawing: inout Drawing) {
    let y = (picture.rows > 0 ? self.y(picture.rows + 1) + 18 : top)
    let frame = Rectangle(46, y, cardX + longestMM * scale - 46, 26)
    drawing.box(frame, .state(.unknown))
    drawing.label(
      "\(PictureState.unknown.sign) \(words.missing(["gpus"]))",
      in: Rectangle(frame.x + 8, frame.y, frame.width - 16, frame.height), size: 12, bold: true)
  }

  private func aside(_ drawing: inout Drawing) {
    let groups = picture.groupsAside
    if picture.lacksCards { unstated(&drawing) }
    guard !groups.isEmpty else { return }
    var y = (picture.rows > 0 ? self.y(picture.rows + 1) : top) + 20
    let isKnown = groups.contains { $0.card.state != .unknown }
    drawing.label(
      isKnown
        ? words.choose("in no slot", "未插入插槽")
        : words.choose("where they sit is not known", "插在哪里未知"),
      in: Rectangle(8, y, 400, 16), size: 11, muted: true)
    y += 18
    for (numbers, card) in groups {
      let frame = Rectangle(46, y, cardX + longestMM * scale - 46, 26)
      drawing.box(frame, .state(card.state))
      drawing.label(
        "\(words.cards(numbers)) · \(card.name) · \(words.facts(of: card))",
        in: Rectangle(frame.x + 8, frame.y, frame.width - 16, frame.height), size: 11.5)
      drawing.paragraph(
        "\(card.state.sign) \(card.note)",
        in: Rectangle(notes.x, frame.y - 1, notes.width, 31), size: 11.5, bold: card.state.rank < 3)
      y += 34
    }
  }
}

extension PictureWords {
  func cards(_ numbers: [Int]) -> String {
    let range = IndexRange.text(of: numbers)
    return choose(numbers.count == 1 ? "card \(range)" : "cards \(range)", "显卡 \(range)")
  }

  /// Its width, length and cooling.
  func facts(of card: SlotsPicture.Card) -> String {
    let width = card.width.map { number($0, choose($0 == 1 ? "slot" : "slots", "槽")) }
    let length = card.lengthMM.map { number($0, "mm") } ?? choose("length unknown", "长度未知")
    return [width ?? choose("width unknown", "厚度未知"), length, air(card.air)]
      .joined(separator: " · ")
  }
}
