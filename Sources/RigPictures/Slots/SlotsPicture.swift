internal import RigModel
internal import RigRules

/// The board's expansion slots from the CPU down, and what the cards do there.
package struct SlotsPicture: Sendable, Hashable {
  /// A slot of the board.
  package struct Slot: Sendable, Hashable {
    package let position: Int
    /// Mechanical: `x16`.
    package let size: String?
    /// Electrical.
    package let lanes: Int?
    package let generation: Int?
  }

  /// How a card moves its air.
  package enum Air: String, Sendable, Hashable {
    /// Fans look down, at the back of the next card.
    case fromBelow = "open-air"
    case outOfTheBack = "blower"
    case liquid
    case passive
    case unknown
  }

  /// A card, or several that stand for one slot.
  package struct Card: Sendable, Hashable {
    /// Counted from 1.
    package let number: Int
    package let name: String
    package let air: Air
    package let lengthMM: Double?
    /// As stated, in slots; nil where it is not.
    package let width: Double?
    /// The slot it sits in; nil where it sits in none, or that is not known.
    package let at: Int?
    /// The last slot that it covers.
    package let bottom: Int?
    /// Slots below it that no card covers, up to the next card or the chassis' last slot.
    package let freeBelow: Int?
    /// The card right below whose back its fans look at.
    package let shutInBy: Int?
    /// Cards that sit where this one covers.
    package let covers: [Int]
    package let state: PictureState
    /// Why it stands so, in a few words.
    package let note: String
  }

  package let slots: [Slot]
  /// Cards in slots from the top down.
  package let seated: [Card]
  /// Cards in no slot: left over, mounted elsewhere, or not known where.
  package let aside: [Card]
  /// The chassis' last opening, where stated.
  package let lastOpening: Int?
  /// Whether the build says nothing about cards: what is free is not known either.
  package let lacksCards: Bool
  /// Rows to draw: all slots, cards and openings.
  package let rows: Int
  let words: PictureWords

  /// The distance of two slots in mm (PCI Express CEM).
  package static let pitchMM = 20.32
  /// Rows beyond which nothing is drawn, whatever is stated.
  static let mostRows = 24

  init(_ build: Build, _ answers: RuleAnswers, _ language: Language) {
    let words = PictureWords(language: language)
    self.words = words
    let board = CardSeating.slots(of: build)
    lacksCards = build.value["gpus"] == nil
    // Of two slots that state one position, which a list may do, the first is drawn.
    var positions: Set<Int64> = []
    slots = board.compactMap { slot in
      guard let position = slot["position"]?.integerValue, position > 0,
        positions.insert(position).inserted
      else { return nil }
      return Slot(
        position: Int(position), size: slot["size"]?.textValue,
        lanes: slot["lanes"]?.integerValue.map(Int.init),
        generation: slot["generation"]?.integerValue.map(Int.init))
    }.sorted { $0.position < $1.position }.filter { $0.position <= Self.mostRows }
    lastOpening = build.value["chassis"]?["expansion_slots"]?.integerValue.map(Int.init)
    let reader = SlotCards(build, answers, words, lastOpening: lastOpening)
    (seated, aside) = reader.read()
    rows = min(
      Self.mostRows,
      max(
        slots.last?.position ?? 0, seated.compactMap(\.bottom).max() ?? 0,
        min(lastOpening ?? 0, Self.mostRows)))
  }

  /// Whether a slot without a card is known to be free: not while a card's place is unknown.
  var knowsFreeSlots: Bool { !lacksCards && !aside.contains { $0.state == .unknown } }

  /// The worst of all cards.
  package var state: PictureState {
    lacksCards ? .unknown : .worst((seated + aside).map(\.state))
  }
}

/// Finds for each card where it is and how it stands.
struct SlotCards {
  let build: Build
  let answers: RuleAnswers
  let words: PictureWords
  let lastOpening: Int?
  private let cards: [BuildValue]
  private let seating: CardSeating
  private let long: [Int]

  init(_ build: Build, _ answers: RuleAnswers, _ words: PictureWords, lastOpening: Int?) {
    self.build = build
    self.answers = answers
    self.words = words
    self.lastOpening = lastOpening
    cards = build.value["gpus"]?.listValue ?? []
    seating = CardSeating(build)
    long = CardSeating.longSlots(CardSeating.slots(of: build))
  }

  func read() -> (seated: [SlotsPicture.Card], aside: [SlotsPicture.Card]) {
    let seated = seating.seats.indices.filter { seating.seats[$0].bottom <= SlotsPicture.mostRows }
      .map(seatedCard)
    let inPicture = Set(seated.map { $0.number - 1 })
    return (seated, cards.indices.filter { !inPicture.contains($0) }.map(asideCard))
  }

  private func air(_ card: BuildValue) -> SlotsPicture.Air {
    card["cooling"]?.textValue.flatMap(SlotsPicture.Air.init) ?? .unknown
  }

  // MARK: Cards in slots

  private func seatedCard(_ index: Int) -> SlotsPicture.Card {
    let seat = seating.seats[index]
    let others = seating.seats.filter { $0.card != seat.card }
    let covers = others.filter { seat.at <= $0.at && $0.at <= seat.bottom }.map(\.card)
    let coveredBy = others.filter { $0.at < seat.at && seat.at <= $0.bottom }.map(\.card)
    let below = others.filter { $0.at > seat.bottom }.min { $0.at < $1.at }
    let free = (below.map { $0.at - 1 } ?? lastOpening).map { max(0, $0 - seat.bottom) }
    let air = air(cards[seat.card])
    let next = below.flatMap { $0.at == seat.bottom + 1 ? $0.card : nil }
    let shutInBy = [.fromBelow, .unknown].contains(air) ? next : nil
    let (state, note) = judged(
      seat, covers: covers + coveredBy, shutInBy: shutInBy, free: free,
      isLast: below == nil)
    return card(
      seat.card, air, state, note, at: seat.at, bottom: seat.bottom, freeBelow: free,
      shutInBy: shutInBy, covers: covers)
  }

  private func judged(
    _ seat: CardSeating.Seat, covers: [Int], shutInBy: Int?, free: Int?, isLast: Bool
  ) -> (PictureState, String) {
    if let other = covers.first { return (.blocked, words.sharesSlots(with: other + 1)) }
    if !long.contains(seat.at) { return (.blocked, words.noSlot(at: seat.at)) }
    if let lastOpening, seat.bottom > lastOpening {
      return (.exceeds, words.pastLast(seat.bottom, last: lastOpening))
    }
    if air(cards[seat.card]) == .passive { return (.tight, words.noFans) }
    if let shutInBy {
      guard air(cards[seat.card]) == .fromBelow else {
        return (.unknown, words.unknownAir(facing: shutInBy + 1))
      }
      // How bad it is, the rule says; it is never well.
      let state: PictureState =
        switch answers.state(of: PictureRule.adjacent) {
        case .tight: .tight
        case .unknown: .unknown
        default: .blocked
        }
      return (state, words.shutIn(by: shutInBy + 1))
    }
    if answers.state(of: PictureRule.blocked) == .unknown {
      let missing = answers.missing(for: PictureRule.blocked)
      return (.unknown, missing.isEmpty ? words.notChecked : words.missing(missing))
    }
    if answers.state(of: PictureRule.adjacent) == .unknown {
      let missing = answers.missing(for: PictureRule.adjacent)
      let own = "gpus[\(seat.card + 1)]."
      if missing.isEmpty || missing.contains(where: { $0.hasPrefix(own) || !$0.contains("[") }) {
        return (.unknown, missing.isEmpty ? words.notChecked : words.missing(missing))
      }
    }
    return (.fits, words.fits(air(cards[seat.card]), free: free, isLast: isLast))
  }

  // MARK: Cards in none

  private func asideCard(_ index: Int) -> SlotsPicture.Card {
    let value = cards[index]
    let air = air(value)
    func card(_ state: PictureState, _ note: String) -> SlotsPicture.Card {
      self.card(index, air, state, note)
    }
    if let mount = value["mount"]?.textValue, mount != "slot" {
      return card(.plain, words.mounted(mount))
    }
    if seating.left.contains(index) { return card(.blocked, words.leftOver) }
    if seating.seats.contains(where: { $0.card == index }) {
      return card(.exceeds, words.farBelow(SlotsPicture.mostRows))
    }
    guard !seating.missing.isEmpty else { return card(.plain, words.onSplit) }
    if answers.state(of: PictureRule.blocked) == .fits, cards.count == 1 {
      return card(.fits, words.anySlot)
    }
    return card(.unknown, words.missing(seating.missing))
  }

  private func card(
    _ index: Int, _ air: SlotsPicture.Air, _ state: PictureState, _ note: String, at: Int? = nil,
    bottom: Int? = nil, freeBelow: Int? = nil, shutInBy: Int? = nil, covers: [Int] = []
  ) -> SlotsPicture.Card {
    let value = cards[index]
    return SlotsPicture.Card(
      number: index + 1,
      name: value.partName.map { DisplayText.clean($0) } ?? words.unnamedCard, air: air,
      lengthMM: value["length_mm"]?.numberValue, width: value["slot_width"]?.numberValue, at: at,
      bottom: bottom, freeBelow: freeBelow, shutInBy: shutInBy.map { $0 + 1 },
      covers: covers.map { $0 + 1 }, state: state, note: note)
  }
}
