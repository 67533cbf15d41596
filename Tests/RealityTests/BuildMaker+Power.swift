extension BuildMaker {
  mutating func addSupply() -> Bool {
    let cpu = build.map("cpu")
    let sockets = max(1, cpu.int("count"))
    let cpuWatts = max(cpu.number("tdp_w") ?? 95, cpu.number("max_power_w") ?? 0)
    var cardWatts = cards.reduce(0) { $0 + ($1.number("tdp_w") ?? 200) }
    let other = cpuWatts * Double(sockets) + 100
    // One supply carries no more than 1600 W at most outlets: a limit, or a second supply.
    if cardWatts + other > 1500 {
      if dice.chance(60) {
        limitCards(to: 1300 - other)
        cardWatts = cards.reduce(0) { $0 + ($1.number("power_limit_w") ?? 200) }
      } else {
        return addTwo(other, cardWatts)
      }
    }
    let mood = dice.below(100)
    let low = mood < 80 ? 1.12 : mood < 93 ? 0.95 : 0.75
    let high = mood < 80 ? 1.7 : mood < 93 ? 1.12 : 0.95
    let sum = cardWatts + other
    guard let psu = supply(from: sum * low, to: sum * high, feeds: cards) else { return false }
    build["psus"] = [psu]
    return true
  }

  private mutating func limitCards(to watts: Double) {
    var cards = cards
    let each = max(100, (watts / Double(cards.count) / 10).rounded(.down) * 10)
    for index in cards.indices {
      cards[index]["power_limit_w"] = Int(min(cards[index].number("tdp_w") ?? each, each))
    }
    build["gpus"] = cards
  }

  /// A supply for the board and some cards, another for the rest.
  private mutating func addTwo(_ other: Double, _ cardWatts: Double) -> Bool {
    let half = cards.count / 2
    let (one, two) = (Array(cards[..<half]), Array(cards[half...]))
    let watts = { (some: [Part]) in some.reduce(0) { $0 + ($1.number("tdp_w") ?? 200) } }
    guard
      var first = supply(
        from: (watts(one) + other) * 1.1, to: (watts(one) + other) * 1.9, feeds: one),
      var second = supply(from: watts(two) * 1.1, to: watts(two) * 1.9, feeds: two)
    else { return false }
    first["powers"] = ["cpu"] + (0..<half).map { "gpu:\($0 + 1)" }
    second["powers"] = (half..<cards.count).map { "gpu:\($0 + 1)" }
    build["psus"] = [first, second]
    return true
  }

  /// A supply of these watts; most people see that it has the plugs.
  private mutating func supply(from low: Double, to high: Double, feeds: [Part]) -> Part? {
    let careful = dice.chance(92)
    let isThrifty = dice.chance(20)
    let small = build.map("chassis").text("form_factor").hasPrefix("Mini ITX")
    return dice.pick(shelf.supplies, tries: 900) { psu in
      let watts = psu.number("wattage_w") ?? 0
      return watts >= low && watts <= high
        && (psu.text("form_factor") == "ATX" || small && psu.text("form_factor") == "SFX")
        && (isThrifty || Self.isGold(psu)) && (!careful || Self.hasPlugs(psu, feeds))
    }
  }

  private static func isGold(_ psu: Part) -> Bool {
    ["gold", "platinum", "titanium"].contains { psu.text("efficiency").hasSuffix($0) }
  }

  /// Whether the plugs do, with the usual adapter of three 8-pin for a 16-pin socket.
  private static func hasPlugs(_ psu: Part, _ cards: [Part]) -> Bool {
    guard let plugs = psu["connectors"] as? Part else { return true }
    var (eight, sixteen) = (plugs.int("pcie_8pin"), plugs.int("pcie_16pin"))
    for card in cards {
      let needs = card.map("power_connectors")
      eight -= needs.int("pcie_8pin") + needs.int("pcie_6pin") + 2 * needs.int("pcie_12pin")
      eight -= 2 * needs.int("eps_8pin")
      for _ in 0..<needs.int("pcie_16pin") {
        if sixteen > 0 { sixteen -= 1 } else { eight -= 3 }
      }
    }
    return eight >= 0
  }

  mutating func addMains() {
    guard dice.chance(25) else { return }
    let socket = [(120, 15), (120, 20), (230, 16), (220, 10), (230, 10)][dice.below(5)]
    var mains: Part = ["volts": socket.0, "amps": socket.1]
    if dice.chance(50) { mains["other_load_w"] = [0, 0, 100, 300][dice.below(4)] }
    build["mains"] = mains
  }
}
