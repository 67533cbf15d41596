import Foundation

/// Makes plausible builds of real parts: what one person could buy, and what agrees as a person who
/// reads data sheets would see to it (socket, memory type, size of the board, length of the case,
/// watts and plugs of the supply). Some are tight or careless on purpose, as people are.
struct BuildMaker {
  let shelf: PartShelf
  var dice: Dice
  var build: Part = [:]

  init(_ shelf: PartShelf, seed: UInt64) {
    self.shelf = shelf
    dice = Dice(seed: seed)
  }

  /// The next build, as JSON with sorted keys.
  mutating func next(_ number: Int) throws -> [UInt8] {
    repeat {
      build = ["rigrules": 1, "id": "real-\(number)"]
    } while !assemble()
    let data = try JSONSerialization.data(
      withJSONObject: build, options: [.sortedKeys, .withoutEscapingSlashes])
    return Array(data)
  }

  /// Whether parts were found for all places.
  private mutating func assemble() -> Bool {
    let cards = [1, 1, 1, 1, 1, 1, 2, 2, 3, 4][dice.below(10)]
    guard let board = board(for: cards), let cpu = processor(for: board, cards: cards) else {
      return false
    }
    build["motherboard"] = board
    build["cpu"] = cpu
    guard addCards(cards, board), let kits = memory(for: board, cpu) else { return false }
    build["memory"] = kits
    guard addChassis(board), addCooler(), addSupply() else { return false }
    addDrives(board)
    addPurpose()
    addSoftware()
    addMains()
    strip()
    return true
  }

  /// What only the maker needs.
  private mutating func strip() {
    for key in ["cpu", "motherboard"] {
      var part = build.map(key)
      for inner in ["year", "most"] { part[inner] = nil }
      build[key] = part
    }
    for key in ["gpus", "storage"] {
      build[key] = (build[key] as? [Part] ?? []).map { part in
        part.filter { !["year", "plug"].contains($0.key) }
      }
    }
  }

  private mutating func board(for cards: Int) -> Part? {
    let isWork = dice.chance(cards == 1 ? 10 : cards == 2 ? 40 : 100)
    return dice.pick(isWork ? shelf.workBoards : shelf.boards, tries: 400) { board in
      PartShelf.longSlots(board) >= cards && !board.text("memory_type").isEmpty
    }
  }

  private mutating func processor(for board: Part, cards: Int) -> Part? {
    let runs = shelf.generations[board.text("chipset")]
    let fitting = shelf.cpus.filter { cpu in
      cpu.text("socket") == board.text("socket")
        && (runs == nil || runs!.contains(cpu.text("generation")))
        && (cpu["memory_types"] as? [String])?.contains(board.text("memory_type")) != false
    }
    let ample = fitting.filter { $0.int("pcie_lanes") >= 8 * cards }
    guard var cpu = dice.pick(cards > 3 && !ample.isEmpty && dice.chance(90) ? ample : fitting)
    else { return nil }
    if board.int("cpu_sockets") == 2, cpu.int("most") >= 2, dice.chance(60) { cpu["count"] = 2 }
    return cpu
  }

  private mutating func memory(for board: Part, _ cpu: Part) -> [Part]? {
    let type = board.text("memory_type")
    let slots = board.int("memory_slots") == 0 ? 2 : board.int("memory_slots")
    let server = ["SP3", "SP5", "SP6", "LGA 3647", "LGA 4677", "sWRX8", "sTR5"]
    let modules = board["memory_modules"] as? [String] ?? []
    let isServer =
      modules.isEmpty ? server.contains(board.text("socket")) : modules == ["registered"]
    let most = min(
      board.number("max_memory_gb") ?? 4096, cpu.number("max_memory_gb") ?? 4096)
    if isServer {
      let count = [4, 6, 8][dice.below(3)]
      guard slots >= count,
        var kit = dice.pick(
          shelf.serverKits,
          where: {
            $0.text("type") == type && $0.int("module_gb") >= 16 && $0.int("module_gb") <= 64
          })
      else { return nil }
      kit["modules"] = count
      return [kit]
    }
    let size = board.text("memory_form_factor")
    let vram = cards.compactMap { $0.number("vram_gb") }.max() ?? 8
    let least = dice.chance(90) ? max(16, vram) : 8
    // Most people take what is sold most, not what is fastest.
    let fastest = dice.chance(60) ? ["DDR3": 1600, "DDR4": 3200, "DDR5": 5600][type] : nil
    guard
      let kit = dice.pick(
        shelf.kits, tries: 400,
        where: { kit in
          let sum = kit.number("modules", times: "module_gb")
          return kit.text("type") == type && sum >= least && sum <= most
            && kit.int("speed_mts") <= fastest ?? 20_000
            && kit.int("modules") <= slots && kit["registered"] as? Bool != true
            && kit.text("form_factor") == (size.isEmpty ? "DIMM" : size)
        })
    else { return nil }
    return [kit]
  }

  private mutating func addCooler() -> Bool {
    let socket = build.map("cpu").text("socket")
    let names = socket == "LGA 2011-3" ? [socket, "LGA 2011"] : [socket]
    let height = build.map("chassis").number("max_cooler_height_mm") ?? 170
    let cooler = dice.pick(shelf.coolers, tries: 400) { cooler in
      let sockets = cooler["sockets"] as? [String] ?? []
      return names.contains { sockets.contains($0) }
        && (cooler.text("type") == "liquid" || (cooler.number("height_mm") ?? 0) <= height)
    }
    // For server sockets the data has few.
    if let cooler { build["cpu_cooler"] = cooler }
    return true
  }

  private mutating func addDrives(_ board: Part) {
    var drives: [Part] = []
    // Boards of which no M.2 slot is listed have one since DDR4.
    let hasSlots = ["DDR4", "DDR5"].contains(board.text("memory_type"))
    let slots = board.int("m2_slots") == 0 && hasSlots ? 1 : board.int("m2_slots")
    let places = [("m2", slots), ("sata", board.int("sata_ports"))]
    for (plug, room) in places where room > 0 {
      let count = min(room, 2, plug == "m2" ? 1 + dice.below(2) : dice.below(3))
      for _ in 0..<count {
        let wanted = plug == "m2" ? dice.chance(90) ? "nvme" : "sata-ssd" : nil
        let drive = dice.pick(shelf.drives, tries: 200) {
          $0.text("plug") == plug && $0.int("capacity_gb") >= 250
            && (wanted == nil || $0.text("type") == wanted)
        }
        if let drive { drives.append(drive) }
      }
    }
    if !drives.contains(where: { $0.text("type") != "hdd" }), dice.chance(92),
      drives.count < 2,
      let drive = dice.pick(shelf.drives, tries: 200, where: { $0.text("type") == "sata-ssd" })
    {
      drives.append(drive)
    }
    if !drives.isEmpty { build["storage"] = drives }
  }
}

extension Part {
  func number(_ one: String, times other: String) -> Double {
    (number(one) ?? 0) * (number(other) ?? 0)
  }
}
