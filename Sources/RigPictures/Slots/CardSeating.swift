internal import RigModel

/// Where every card sits on the board, by the order that `Rules/lib/slots.lua` states.
///
/// That module is the authority: a test runs the examples of the rules that use it and compares
/// their figures with these seats.
struct CardSeating {
  /// A card in a slot; it covers as many as it is wide, downwards and rounded up.
  struct Seat: Hashable {
    /// Its index in the list of cards.
    let card: Int
    let at: Int
    let bottom: Int
  }

  /// From the top down.
  private(set) var seats: [Seat] = []
  /// Cards for which there is no slot.
  private(set) var left: [Int] = []
  /// Fields without which no card can be seated.
  private(set) var missing: [String] = []

  /// The least lanes of a slot for a card, as the rules count.
  private static let leastLanes: Int64 = 4

  private let cards: [BuildValue]
  private let slots: [BuildValue]
  private let last: Int
  /// Comparisons after which the search gives up.
  private var patience = 10_000
  private var best: (fault: Int, seats: [Seat])?

  init(_ build: Build) {
    cards = build.value["gpus"]?.listValue ?? []
    slots = Self.slots(of: build)
    last = build.value["chassis"]?["expansion_slots"]?.integerValue.map(Int.init) ?? .max
    let seated = Self.cardsInSlots(cards, slots)
    missing = Self.fieldsMissing(build, seated, slots)
    guard missing.isEmpty else { return }
    let stated = seated.filter { cards[$0]["slot"] != nil }
      .map { seat($0, at: Int(cards[$0]["slot"]!.integerValue ?? 1)) }
    let waiting = seated.filter { cards[$0]["slot"] == nil }
    let open = Self.longSlots(slots)
    if !waiting.isEmpty { seatBest(open, 0, waiting, stated) }
    if let best {
      seats = best.seats
    } else {
      (seats, left) = placed(open, waiting, stated)
    }
    seats.sort { ($0.at, $0.card) < ($1.at, $1.card) }
  }

  private func width(_ card: Int) -> Int {
    Int((cards[card]["slot_width"]?.numberValue ?? 1).rounded(.up))
  }

  private func seat(_ card: Int, at: Int) -> Seat {
    Seat(card: card, at: at, bottom: at + width(card) - 1)
  }

  // MARK: What needs a slot, and which there are

  /// The slots of the board. Where as many x16-size slots are listed as a board of its size has positions,
  /// each stands where it is listed: the one of Mini-ITX, the seven of ATX, SSI CEB and SSI EEB.
  static func slots(of build: Build) -> [BuildValue] {
    let board = build.value["motherboard"]
    let slots = board?["pcie_slots"]?.listValue ?? []
    let size = board?["form_factor"]?.textValue?.uppercased().filter { !" -_/".contains($0) }
    let isWhole =
      switch size {
      case "MINIITX": slots.count == 1
      case "ATX", "SSICEB", "SSIEEB": slots.count == 7
      default: false
      }
    let isBare = slots.allSatisfy { $0["size"]?.textValue == "x16" && $0["position"] == nil }
    guard isWhole, isBare else { return slots }
    return slots.enumerated().map { index, slot in
      .map((slot.mapValue ?? []) + [.init(key: "position", value: .integer(Int64(index + 1)))])
    }
  }

  /// The positions of the x16-size slots that seat a card each.
  static func longSlots(_ slots: [BuildValue]) -> [Int] {
    Set(
      slots.filter { slot in
        slot["size"]?.textValue == "x16" && slot["split"] == nil
          && (slot["lanes"]?.integerValue).map { $0 >= leastLanes } ?? true
      }.compactMap { $0["position"]?.integerValue.map(Int.init) }
    ).sorted()
  }

  /// Cards that need a slot of their own: not those on risers, outside, or on a bifurcation card.
  static func cardsInSlots(_ cards: [BuildValue], _ slots: [BuildValue]) -> [Int] {
    var room: [Int: Int] = [:]
    var sum = 0
    for slot in slots {
      guard let split = slot["split"]?.listValue else { continue }
      let parts = split.count { ($0.integerValue ?? 0) >= leastLanes }
      sum += parts
      if let at = slot["position"]?.integerValue { room[Int(at), default: 0] += parts }
    }
    var own: [Int] = []
    for (index, card) in cards.enumerated() where isInSlot(card) {
      if let at = card["slot"]?.integerValue.map(Int.init), let left = room[at], left > 0 {
        room[at] = left - 1
        sum -= 1
      } else {
        own.append(index)
      }
    }
    return own.filter { index in
      guard sum > 0, cards[index]["slot"] == nil else { return true }
      sum -= 1
      return false
    }
  }

  static func isInSlot(_ card: BuildValue) -> Bool {
    ["slot", nil].contains(card["mount"]?.textValue)
  }

  private static func fieldsMissing(_ build: Build, _ seated: [Int], _ slots: [BuildValue])
    -> [String]
  {
    let cards = build.value["gpus"]?.listValue ?? []
    var missing = seated.filter { cards[$0]["slot_width"] == nil }
      .map { "gpus[\($0 + 1)].slot_width" }
    guard build.value["motherboard"]?["pcie_slots"] != nil else {
      return missing + ["motherboard.pcie_slots"]
    }
    for (index, slot) in slots.enumerated() {
      let path = "motherboard.pcie_slots[\(index + 1)]"
      if slot["size"] == nil {
        missing.append(path + ".size")
      } else if slot["size"]?.textValue == "x16", slot["position"] == nil, slot["split"] == nil {
        missing.append(path + ".position")
      }
    }
    return missing
  }

  // MARK: Seating

  private mutating func isFree(_ seat: Seat, _ seats: [Seat]) -> Bool {
    guard seat.bottom <= last else { return false }
    patience -= seats.count
    return !seats.contains { seat.at <= $0.bottom && $0.at <= seat.bottom }
  }

  /// Tries the ways to seat all waiting cards on the open slots, until one shuts no card in.
  @discardableResult
  private mutating func seatBest(_ open: [Int], _ from: Int, _ waiting: [Int], _ seats: [Seat])
    -> Bool
  {
    if waiting.isEmpty {
      let sorted = seats.sorted { ($0.at, $0.card) < ($1.at, $1.card) }
      let fault = fault(of: sorted)
      if best == nil || fault < best!.fault { best = (fault, sorted) }
      return best!.fault == 0
    }
    guard waiting.count <= open.count - from, patience >= 0 else { return false }
    var tried: Set<[Int]> = []
    for (index, card) in waiting.enumerated()
    where tried.insert([width(card), needsAir(card) ? 1 : 0]).inserted {
      let seat = seat(card, at: open[from])
      guard isFree(seat, seats) else { continue }
      var rest = waiting
      rest.remove(at: index)
      if seatBest(open, from + 1, rest, seats + [seat]) { return true }
    }
    return seatBest(open, from + 1, waiting, seats)
  }

  /// Every slot takes the first card that fits; the cards that are left over.
  private func placed(_ open: [Int], _ waiting: [Int], _ stated: [Seat]) -> ([Seat], [Int]) {
    var (seats, waiting) = (stated, waiting)
    for at in open {
      let index = waiting.firstIndex { card in
        let seat = seat(card, at: at)
        return seat.bottom <= last && !seats.contains { at <= $0.bottom && $0.at <= seat.bottom }
      }
      if let index { seats.append(seat(waiting.remove(at: index), at: at)) }
    }
    return (seats, waiting)
  }

  /// Whether a card draws its air from below; one that does not state its cooling may.
  private func needsAir(_ card: Int) -> Bool {
    ["open-air", nil].contains(cards[card]["cooling"]?.textValue)
  }

  /// A hundred for each card of the longest run that shuts one in, and one for each that is shut in.
  private func fault(of seats: [Seat]) -> Int {
    var (longest, sum) = (0, 0)
    for run in Self.runs(of: seats) {
      let shut = run.dropLast().count { needsAir($0.card) }
      sum += shut
      if shut > 0 { longest = max(longest, run.count) }
    }
    return longest * 100 + sum
  }

  /// Cards with no free slot between them, from the top.
  static func runs(of seats: [Seat]) -> [[Seat]] {
    var runs: [[Seat]] = []
    for seat in seats {
      if let above = runs.last?.last, seat.at <= above.bottom + 1 {
        runs[runs.count - 1].append(seat)
      } else {
        runs.append([seat])
      }
    }
    return runs
  }
}
