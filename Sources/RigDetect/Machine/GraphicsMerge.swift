internal import RigModel

/// One graphics chip out of what several sources show of it.
enum GraphicsMerge {
  /// The chips of a machine, by their address; those of which no source knows it come last.
  static func chips(_ observed: [ObservedGraphics]) -> [ObservedGraphics] {
    var chips: [ObservedGraphics] = []
    var taken: [Set<DetectionSource>] = []
    let ordered = observed.enumerated().sorted {
      ($0.element.address == nil ? 1 : 0, $0.element.source, $0.offset)
        < ($1.element.address == nil ? 1 : 0, $1.element.source, $1.offset)
    }.map(\.element)
    for one in ordered {
      let index =
        one.address == nil
        ? partner(of: one, among: chips, taken)
        : chips.firstIndex { $0.address == one.address }
      if let index {
        join(one, into: &chips[index])
        taken[index].insert(one.source)
      } else if chips.count < 128 {
        chips.append(one)
        taken.append([one.source])
      }
    }
    return chips.enumerated().sorted {
      switch ($0.element.address, $1.element.address) {
      case (let left?, let right?): left < right
      case (nil, nil): $0.offset < $1.offset
      case (let left, _): left != nil
      }
    }.map(\.element)
  }

  /// The chip that one without an address is: of the same name, else the next of the same vendor
  /// that its source has not shown yet.
  private static func partner(
    of one: ObservedGraphics, among chips: [ObservedGraphics], _ taken: [Set<DetectionSource>]
  ) -> Int? {
    let free = chips.indices.filter { !taken[$0].contains(one.source) }
    if let chip = one.readings.text("chipset"),
      let same = free.first(where: { chips[$0].readings.text("chipset") == chip })
    {
      return same
    }
    let vendor = GraphicsChip.vendorWord(one.vendorID, name: one.rawName)
    return free.first {
      let other = chips[$0]
      let isUnnamed =
        one.readings["chipset"] == nil || other.readings["chipset"] == nil
      return vendor != nil && isUnnamed
        && GraphicsChip.vendorWord(other.vendorID, name: other.rawName) == vendor
    }
  }

  private static func join(_ other: ObservedGraphics, into one: inout ObservedGraphics) {
    one.vendorID = one.vendorID ?? other.vendorID
    one.deviceID = one.deviceID ?? other.deviceID
    one.revision = one.revision ?? other.revision
    one.rawName = one.rawName ?? other.rawName
    one.readings.merge(other.readings)
  }

  /// Cards that show as several chips, and how many.
  private static let chipsOfCard: [String: Int] = [
    "Tesla K80": 2, "Tesla K10": 2, "Tesla M60": 2, "GeForce GTX 690": 2, "GeForce GTX TITAN Z": 2,
    "Radeon R9 295X2": 2, "GRID K2": 2, "GRID K1": 4, "Tesla M10": 4, "A16": 4,
  ]

  /// Cards of several chips as one entry each, with the memory and the watts of all.
  static func cards(_ chips: [ObservedGraphics], notes: inout [FieldDoc]) -> [ObservedGraphics] {
    var cards: [ObservedGraphics] = []
    var index = 0
    while index < chips.count {
      let chip = chips[index]
      let name = chip.readings.text("chipset") ?? ""
      let count = chipsOfCard[name] ?? 1
      let group = chips[index..<min(index + count, chips.count)]
      let isWhole =
        count > 1 && group.count == count
        && group.allSatisfy { $0.readings.text("chipset") == name }
      cards.append(isWhole ? joined(group, count) : chip)
      if isWhole {
        let note = FieldDoc(
          "\(name) is a card of \(count) chips; each is shown by itself and counted once here",
          "\(name) 一块显卡上有 \(count) 颗芯片，系统逐颗列出，这里按一块显卡计")
        if !notes.contains(note) { notes.append(note) }
      }
      index += isWhole ? count : 1
    }
    return cards
  }

  private static func joined(_ group: ArraySlice<ObservedGraphics>, _ count: Int)
    -> ObservedGraphics
  {
    var card = group.first ?? ObservedGraphics(.inference)
    for key in [
      "vram_gb", "tdp_w", "power_limit_w", "min_power_limit_w", "x_max_power_limit_w",
    ] {
      guard let reading = card.readings[key], let one = reading.value.numberValue else { continue }
      card.readings.remove(key)
      card.readings.add(key, .quantity(one * Double(count)), reading.source)
    }
    return card
  }
}
