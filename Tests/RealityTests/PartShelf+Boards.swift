import Foundation

extension PartShelf {
  mutating func readBoards() throws {
    let facts = try FactTable("boards")
    for row in try FactTable("chipsets").rows {
      let runs = row.list("generations") + row.list("generations_with_bios")
      generations[row["chipset"] ?? ""] = Set(runs)
    }
    let known = facts.rows.map { (plain($0["name"] ?? ""), $0) }
    for line in try Self.lines("Motherboard") {
      var board = Self.board(line)
      guard generations[board.text("chipset")] != nil else { continue }
      let name = plain(board.text("name"))
      // The name with what shops put after it (size, socket), and no longer name of another board.
      if let row = known.first(where: { name == $0.0 })?.1 {
        board["pcie_slots"] = Self.slots(row["pcie_slots"])
      }
      boards.append(board)
    }
    workBoards = facts.rows.filter { $0["form_factor"] != "proprietary" }.map(Self.workBoard)
      .filter { Self.longSlots($0) >= 2 }
  }

  /// Slots that take a card, with four lanes or more where lanes are known.
  static func longSlots(_ board: Part) -> Int {
    (board["pcie_slots"] as? [Part] ?? []).filter {
      $0.text("size") == "x16" && ($0.number("lanes") ?? 16) >= 4
    }.count
  }

  static func socket(_ text: String) -> String { text == "TR4" ? "sTR4" : text }

  static func formFactor(_ text: String) -> String {
    ["EATX": "E-ATX", "XL ATX": "XL-ATX"][text] ?? text
  }

  private static func board(_ line: Part) -> Part {
    let memory = line.map("memory")
    var board: Part = [:]
    board.set("name", line.map("metadata").text("name"))
    board.set("socket", socket(line.text("socket")))
    board.set("chipset", line.text("chipset"))
    board.set("form_factor", formFactor(line.text("form_factor")))
    board.set("memory_type", memory.text("ram_type"))
    board.set("memory_slots", memory.number("slots"))
    board.set("max_memory_gb", memory.number("max"))
    board.set("m2_slots", (line["m2_slots"] as? [Any]).map { Double($0.count) })
    let ports = line.map("storage_devices")
    board.set("sata_ports", Double(ports.int("sata_6_gb_s") + ports.int("sata_3_gb_s")))
    for plug in line.map("power_connectors")["cpu_power"] as? [String] ?? [] {
      let key = plug.hasPrefix("8") ? "eps_8pin" : "eps_4pin"
      board[key] = board.int(key) + 1
    }
    // Its lanes are the size, its generations are often wrong.
    let slots = (line["pcie_slots"] as? [Part] ?? []).flatMap { slot -> [Part] in
      let size = "x\(slot.int("lanes"))"
      guard ["x16", "x8", "x4", "x1"].contains(size) else { return [] }
      return Array(repeating: ["size": size], count: min(8, max(1, slot.int("quantity"))))
    }
    if !slots.isEmpty { board["pcie_slots"] = slots }
    return board
  }

  private static func slots(_ text: String?) -> [Part]? {
    text?.split(separator: "|").map { entry in
      let cells = entry.split(separator: "/").map(String.init)
      var slot: Part = ["position": Int(cells[0]) ?? 1, "size": cells[1]]
      slot["lanes"] = Int(cells[2])
      slot["generation"] = cells.count > 3 ? Int(cells[3]) : nil
      return slot
    }
  }

  private static func workBoard(_ row: [String: String]) -> Part {
    var board: Part = ["name": row["name"] ?? ""]
    for key in ["socket", "chipset", "memory_type", "memory_form_factor"] {
      board.set(key, row[key])
    }
    board.set("form_factor", row["form_factor"])
    if board.text("socket").hasPrefix("2 x ") {
      board["socket"] = String(board.text("socket").dropFirst(4))
    }
    board.set("cpu_sockets", row.number("cpu_sockets"))
    for key in ["memory_slots", "max_memory_gb", "eps_8pin", "eps_4pin", "m2_slots", "sata_ports"] {
      board.set(key, row.number(key))
    }
    if let modules = row["memory_modules"] {
      board["memory_modules"] = ["unbuffered", "registered"].filter { modules.contains($0) }
    }
    board["pcie_slots"] = slots(row["pcie_slots"])
    return board
  }
}
