internal import RigModel

/// Reads the table that `nvidia-smi` prints without arguments, of drivers since 340.
package enum NvidiaTableReader {
  package static func recognises(_ text: DumpText) -> Bool {
    text.lines.contains { $0.holds("NVIDIA-SMI ") && $0.holds("Driver Version") }
  }

  package static func read(_ text: DumpText) -> Observations {
    var found = Observations()
    found.sources.insert(.nvidiaSMI)
    var card: NvidiaCard?
    func finish() {
      if let card, found.graphics.count < 64 { found.graphics.append(card.graphics) }
      card = nil
    }
    for line in text.lines {
      if let driver = line.range(of: "Driver Version") {
        let version = line[driver.upperBound...].drop { $0 == ":" || $0 == " " }
          .prefix { $0 != " " }
        found.software.add("driver", text: NvidiaCard.version(version), .nvidiaSMI)
      }
      // The table of processes is about no cards.
      if line.holds("Processes:") { break }
      let cells = line.split(separator: "|", omittingEmptySubsequences: true).map(\.trimmed)
      guard cells.count >= 3 else { continue }
      if let address = PCIAddress(cells[1].words.first ?? "") {
        finish()
        card = first(cells, address: address)
      } else if card != nil, cells[1].holds("MiB"), cells[0].contains("/") {
        second(cells, &card!)
        finish()
      }
    }
    finish()
    return found
  }

  /// `0  NVIDIA GeForce RTX 3090        Off | 00000000:01:00.0  On |                  N/A`.
  private static func first(_ cells: [String], address: PCIAddress) -> NvidiaCard {
    var card = NvidiaCard()
    card.address(address.description)
    var words = cells[0].words
    if let number = words.first, number.allSatisfy(\.isNumber) { words.removeFirst() }
    if let mode = words.last, ["On", "Off", "TCC", "WDDM", "N/A", "MCDM"].contains(mode) {
      words.removeLast()
    }
    card.name(words.joined(separator: " "))
    switch cells[2] {
    case "Off": card.errorCorrection("Disabled")
    case "N/A": break
    default: if Quantity.whole(cells[2]) != nil { card.errorCorrection("Enabled") }
    }
    return card
  }

  /// `30%   45C    P8    25W / 350W |    512MiB / 24576MiB |      0%      Default`.
  private static func second(_ cells: [String], _ card: inout NvidiaCard) {
    if let cap = cells[0].split(separator: "/").last { card.watts("power_limit_w", cap.trimmed) }
    if let total = cells[1].split(separator: "/").last { card.memory(total.trimmed) }
  }
}
