internal import RigModel

/// Reads `nvidia-smi --query-gpu=… --format=csv`, with or without units.
package enum NvidiaQueryReader {
  package static func recognises(_ text: DumpText) -> Bool { header(text) != nil }

  private static let keys: Set<String> = [
    "name", "gpu_name", "memory.total", "power.limit", "pci.bus_id", "gpu_bus_id", "driver_version",
    "compute_cap", "pcie.link.width.current", "index", "power.default_limit", "uuid",
  ]

  /// The line of the header, and the columns without their units.
  private static func header(_ text: DumpText) -> (line: Int, columns: [String])? {
    for (index, line) in text.lines.prefix(200).enumerated() where line.contains(",") || index == 0
    {
      let columns = cells(line).map {
        $0.split(separator: " ").first.map { $0.lowercased() } ?? ""
      }
      if columns.count(where: { keys.contains($0) }) >= 2 { return (index, columns) }
    }
    return nil
  }

  private static func cells(_ line: Substring) -> [String] {
    line.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
  }

  package static func read(_ text: DumpText) -> Observations {
    var found = Observations()
    guard let (start, columns) = header(text) else { return found }
    found.sources.insert(.nvidiaSMI)
    let units = cells(text.lines[start]).map { $0.between("[", "]") ?? "" }
    for line in text.lines.dropFirst(start + 1) {
      let cells = cells(line)
      guard cells.count == columns.count, found.graphics.count < 64 else { break }
      var card = NvidiaCard()
      for (index, column) in columns.enumerated() {
        // Without units, the header states them.
        var cell = cells[index]
        if Quantity.plain(cell) != nil, !units[index].isEmpty { cell += " " + units[index] }
        read(column, cell, into: &card)
        if column == "driver_version", found.software["driver"] == nil {
          found.software.add("driver", text: NvidiaCard.version(cell), .nvidiaSMI)
        }
      }
      found.graphics.append(card.graphics)
    }
    return found
  }

  private static func read(_ column: String, _ cell: String, into card: inout NvidiaCard) {
    switch column {
    case "name", "gpu_name": card.name(cell)
    case "pci.bus_id", "gpu_bus_id": card.address(cell)
    case "memory.total": card.memory(cell)
    case "power.limit", "enforced.power.limit": card.watts("power_limit_w", cell)
    case "power.default_limit": card.watts("tdp_w", cell)
    case "power.min_limit": card.watts("min_power_limit_w", cell)
    case "power.max_limit": card.watts("x_max_power_limit_w", cell)
    case "pcie.link.width.current": card.lanes("pcie_lanes", cell)
    case "pcie.link.width.max": card.lanes("x_link_lanes", cell)
    case "pcie.link.gen.gpumax": card.generation("x_card_generation", cell)
    case "pcie.link.gen.hostmax": card.generation("x_slot_generation", cell)
    case "compute_cap": card.capability(cell)
    case "ecc.mode.current": card.errorCorrection(cell)
    default: break
    }
  }
}
