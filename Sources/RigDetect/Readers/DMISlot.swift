/// A slot in a `dmidecode` text.
///
/// Where `Type` says two numbers ("x8 PCI Express 3 x16") the larger one is how long the slot is and
/// the smaller one what is wired; some firmware has them the other way round. Where it says one,
/// firmware may mean either: a slot that is `Long` is one of sixteen, and the number is its lanes.
enum DMISlot {
  static func read(_ record: DMIRecord) -> ObservedSlot? {
    guard let type = record.raw("Type"), type.holds("PCI Express") || type.holds("M.2") else {
      return nil
    }
    let name = record.known("Designation") ?? "?"
    var slot = ObservedSlot(designation: name)
    let words = type.words
    let first = words.first.flatMap { $0.hasPrefix("x") ? Quantity.lanes($0) : nil }
    let last =
      words.count > 1 ? words.last.flatMap { $0.hasPrefix("x") ? Quantity.lanes($0) : nil } : nil
    if let first, let last {
      slot.lanes = min(first, last)
      slot.size = "x\(max(first, last))"
    } else if let one = first ?? last {
      slot.size = record.raw("Length") == "Long" ? "x16" : "x\(one)"
      slot.lanes = one
    } else if let width = record.raw("Data Bus Width")?.words.first {
      slot.lanes = Quantity.lanes(width)
    }
    slot.generation = generation(words)
    slot.isUsed =
      switch record.raw("Current Usage") {
      case "In Use": true
      case "Available": false
      default: nil
      }
    // Empty slots have an address that no device has, or that of the host bridge.
    if slot.isUsed == true { slot.address = record.raw("Bus Address").flatMap { PCIAddress($0) } }
    let low = name.lowercased()
    slot.isForCards =
      !type.holds("M.2") && !low.contains("m.2") && !low.contains("m2_") && !low.contains("wifi")
      && !low.contains("mezz") && !low.contains("wlan")
    return slot
  }

  /// "x16 PCI Express 4 x4": the number that stands behind the words.
  private static func generation(_ words: [String]) -> Int? {
    guard let express = words.firstIndex(of: "Express"), express + 1 < words.count,
      let generation = Int(words[express + 1]), (1...8).contains(generation)
    else { return nil }
    return generation
  }
}
