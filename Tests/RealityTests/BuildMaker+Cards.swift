extension BuildMaker {
  var cards: [Part] { build["gpus"] as? [Part] ?? [] }

  /// Cards that people who train models buy: mostly NVIDIA, mostly alike.
  mutating func addCards(_ count: Int, _ board: Part) -> Bool {
    guard let first = card(of: count) else { return false }
    var cards = Array(repeating: first, count: count)
    if count > 1, dice.chance(20), let other = card(of: count) { cards[count - 1] = other }
    let width = cards.reduce(0) { $0 + Int((($1.number("slot_width") ?? 2.5)).rounded(.up)) }
    // Who has more cards than slots in the case puts them on risers.
    if count > 1, width > 7 {
      guard dice.chance(70) else { return false }
      let mount = dice.chance(60) ? "frame" : "riser"
      for index in cards.indices { cards[index]["mount"] = mount }
    }
    build["gpus"] = cards
    return true
  }

  private mutating func card(of count: Int) -> Part? {
    if dice.chance(count == 1 ? 12 : count == 2 ? 30 : 60) {
      return dice.pick(shelf.workCards) { card in
        card.int("vram_gb") >= 8 && card.int("year") >= 2014
          && (card.text("cooling") != "passive" || count > 2)
      }
    }
    let maker = dice.chance(88) ? "nvidia" : dice.chance(85) ? "amd" : "intel"
    return dice.pick(shelf.cards, tries: 300) { card in
      card.text("vendor") == maker && card.int("vram_gb") >= (count > 1 ? 8 : 4)
        && card.int("tdp_w") > 0 && (count < 3 || card.int("vram_gb") >= 11)
    }
  }

  mutating func addChassis(_ board: Part) -> Bool {
    let isFree = cards.allSatisfy { $0.text("mount") == "frame" }
    if isFree { return true }
    let longest = cards.compactMap { $0.number("length_mm") }.max() ?? 267
    let size = board.text("form_factor")
    let careless = dice.chance(4)
    let many = cards.count > 2
    let box = dice.pick(shelf.chassis, tries: 600) { box in
      let boards = box["motherboard_form_factors"] as? [String] ?? []
      return boards.contains(size)
        && (careless || (box.number("max_gpu_length_mm") ?? 0) >= longest)
        && (!many || box.int("expansion_slots") >= 7)
    }
    guard let box else { return false }
    build["chassis"] = box
    return true
  }
}
