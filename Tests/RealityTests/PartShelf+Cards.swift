import Foundation

extension PartShelf {
  mutating func readCards() throws {
    let facts = try FactTable("gpus")
    let byName = facts.byName()
    for line in try Self.lines("GPU") {
      var card = Self.card(line)
      guard let row = byName[plain(card.text("chipset"))] else {
        cards.append(card)
        continue
      }
      for key in ["compute_capability"] { card.set(key, row[key]) }
      card.set("pcie_lanes", row.number("pcie_lanes"))
      card["year"] = row.number("release_year") ?? 0
      if card["tdp_w"] == nil { card.set("tdp_w", row.number("tdp_w")) }
      cards.append(card)
    }
    workCards = facts.rows.filter { $0["form"] == "card" && $0["reference"] == "maker" }
      .map(Self.workCard)
  }

  private static func card(_ line: Part) -> Part {
    var card: Part = [:]
    card.set("name", line.map("metadata").text("name"))
    card.set("chipset", line.text("chipset"))
    card.set("vendor", line.text("chipset_manufacturer").lowercased())
    card.set("vram_gb", line.number("memory"))
    card.set("tdp_w", line.number("tdp"))
    card.set("length_mm", line.number("length"))
    // A few rows give millimetres.
    if let width = line.number("total_slot_width"), width < 5 { card.set("slot_width", width) }
    card.set("cooling", cooling(line))
    if card.text("cooling") == "liquid" { card.set("radiator_mm", line.number("radiator_size")) }
    card["power_connectors"] = plugs(line)
    return card
  }

  /// A single fan may be a blower or not.
  private static func cooling(_ line: Part) -> String? {
    let name = line.map("metadata").text("name").uppercased()
    switch line.text("cooling") {
    case "2 Fans", "3 Fans", "4 Fans": return "open-air"
    case "Hybrid", "Water Cooled": return "liquid"
    case "Passive": return "passive"
    case "Blower": return "blower"
    case "1 Fan":
      if ["TURBO", "AERO", "BLOWER"].contains(where: { name.contains($0) }) { return "blower" }
      return line.int("length") > 0 && line.int("length") < 200 ? "open-air" : nil
    default: return nil
    }
  }

  /// The plugs, unless they cannot be right for the card's watts.
  private static func plugs(_ line: Part) -> Part? {
    let stated = line.map("power_connectors")
    let (six, eight) = (stated.int("pcie_6_pin"), stated.int("pcie_8_pin"))
    let sixteen = stated.int("pcie_12VHPWR") + stated.int("pcie_12V_2x6")
    let carried = 75 + 75 * six + 150 * eight + 600 * sixteen
    guard !stated.isEmpty, line.int("tdp") > 0, line.int("tdp") <= carried else { return nil }
    var plugs: Part = [:]
    plugs.set("pcie_6pin", Double(six))
    plugs.set("pcie_8pin", Double(eight))
    plugs.set("pcie_16pin", Double(sixteen))
    return plugs
  }

  private static func workCard(_ row: [String: String]) -> Part {
    var card: Part = ["name": row["name"] ?? "", "chipset": row["name"] ?? ""]
    for key in ["vendor", "compute_capability", "cooling"] { card.set(key, row[key]) }
    for key in ["vram_gb", "tdp_w", "length_mm", "slot_width", "pcie_lanes"] {
      card.set(key, row.number(key))
    }
    if let outputs = row.number("video_outputs") { card["video_outputs"] = Int(outputs) }
    card["power_connectors"] = row.plugs("power_connectors")
    card["adapter"] = row.plugs("adapter")
    card["year"] = row.number("release_year") ?? 0
    return card
  }
}
