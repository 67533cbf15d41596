import RigModel

extension OpenDB {
  static func graphics(_ record: BuildValue, _ part: inout OpenPart) {
    part.set("chipset", text(record["chipset"]).map { .text($0) })
    if let vendor = text(record["chipset_manufacturer"])?.lowercased(),
      ["nvidia", "amd", "intel"].contains(vendor)
    {
      part.set("vendor", .text(vendor))
    }
    part.set("vram_gb", positive(record["memory"]))
    part.set("tdp_w", positive(record["tdp"]))
    part.set("length_mm", positive(record["length"]))
    part.set("slot_width", positive(record["total_slot_width"]))
    cooling(record, &part)
    if let interface = text(record["interface"]), let lanes = lanes(interface) {
      part.set("pcie_lanes", .integer(lanes))
    }
    cardPlugs(record, &part)
  }

  /// Lanes below 16: an x16 connector may have fewer wired, a shorter one has not more.
  private static func lanes(_ interface: String) -> Int64? {
    guard let x = interface.lastIndex(of: "x") else { return nil }
    let lanes = Int64(interface[interface.index(after: x)...])
    return lanes == 16 ? nil : lanes
  }

  private static func cooling(_ record: BuildValue, _ part: inout OpenPart) {
    let words = part.name.lowercased().split { !$0.isLetter }
    let isTurbo = words.contains { ["turbo", "aero", "blower"].contains($0) }
    // One fan on its radiator or its plate.
    let isLiquid = words.contains { ["liquid", "hybrid", "waterforce"].contains($0) }
    switch text(record["cooling"]) {
    case "Blower": part.set("cooling", "blower")
    case "Passive": part.set("cooling", "passive")
    case "Hybrid", "Water Cooled":
      part.set("cooling", "liquid")
      part.set("radiator_mm", positive(record["radiator_size"]))
    case "2 Fans", "3 Fans", "4 Fans": part.set("cooling", "open-air")
    case "1 Fan":
      let length = part.values["length_mm"]?.numberValue ?? 0
      let watts = part.values["tdp_w"]?.numberValue ?? 0
      if isLiquid {
        part.set("cooling", "liquid", .guess("the name"))
      } else if isTurbo {
        part.set("cooling", "blower", .guess("one fan and the name"))
      } else if length >= 240 && watts >= 120 {
        part.set("cooling", "blower", .guess("one fan, length and watts"))
      } else {
        part.set("cooling", "open-air", .guess("one fan on a short card"))
      }
    default: break
    }
  }

  private static func cardPlugs(_ record: BuildValue, _ part: inout OpenPart) {
    guard let plugs = record["power_connectors"] else { return }
    let six = count(plugs["pcie_6_pin"])
    let eight = count(plugs["pcie_8_pin"])
    // One socket under its old and its new name; no card has both.
    let sixteen = max(count(plugs["pcie_12VHPWR"]), count(plugs["pcie_12V_2x6"]))
    guard let watts = part.values["tdp_w"]?.numberValue else { return }
    if six + eight + sixteen == 0 {
      // No plug written down is unknown, unless the slot alone can feed the card.
      if watts <= 75 {
        part.set("power_connectors", [:], .guess("no plug stated and at most 75 W"))
      }
      return
    }
    guard watts <= Double(75 + 75 * six + 150 * eight + 600 * sixteen) else { return }
    part.set(
      "power_connectors",
      plugMap([("pcie_6pin", six), ("pcie_8pin", eight), ("pcie_16pin", sixteen)]))
  }

  static func plugMap(_ plugs: [(String, Int64)]) -> BuildValue {
    .map(
      plugs.filter { $0.1 > 0 }.map { BuildValue.Field(key: $0.0, value: .integer($0.1)) })
  }

  static func supply(_ record: BuildValue, _ part: inout OpenPart) {
    part.set("wattage_w", positive(record["wattage"]))
    let stated = grade(record)
    // `80+ Platinum Silver / Black` has a colour for a grade in its field.
    if let named = grade(inName: part.name), named != stated {
      part.set("efficiency", .text(named), .name)
    } else {
      part.set("efficiency", stated.map { .text($0) })
    }
    part.set("form_factor", text(record["form_factor"]).map { .text($0) })
    part.set("length_mm", positive(record["length"]))
    for version in ["3.1", "3.0"] where part.name.contains("ATX \(version)") {
      part.set("atx_version", .text(version), .name)
    }
    supplyPlugs(record, &part)
  }

  private static func grade(_ record: BuildValue) -> String? {
    switch text(record["efficiency_rating"]) {
    case "80+", "80+ Standard", "80+ White": return "80-plus"
    case .some(let rating) where rating.hasPrefix("80+ "):
      return "80-plus-\(rating.dropFirst(4).lowercased())"
    default:
      return text(record["cybernetics_efficiency_rating"]).map { "cybenetics-\($0.lowercased())" }
    }
  }

  private static func grade(inName name: String) -> String? {
    let words = name.lowercased().replacing("80 plus ", with: "80+ ").split(separator: " ")
    guard let at = words.firstIndex(of: "80+"), at + 1 < words.count else { return nil }
    let grades = ["bronze", "silver", "gold", "platinum", "titanium"]
    return grades.contains(String(words[at + 1])) ? "80-plus-\(words[at + 1])" : nil
  }

  /// A map of plugs is complete in the build format, so one with an unknown count is left out: no
  /// CPU plug means that no one counted, no plug for cards that no one counted those.
  private static func supplyPlugs(_ record: BuildValue, _ part: inout OpenPart) {
    guard let plugs = record["connectors"] else { return }
    let cpu = count(plugs["eps_8_pin"])
    let eight = count(plugs["pcie_6_plus_2_pin"])
    let six = count(plugs["pcie_6_pin"])
    let sixteen = count(plugs["pcie_12vhpwr"]) + count(plugs["pcie_12v_2x6"])
    guard cpu > 0, eight + six + sixteen > 0 else { return }
    let map = plugMap([
      ("eps_8pin", cpu), ("pcie_6pin", six), ("pcie_8pin", eight), ("pcie_16pin", sixteen),
    ])
    // Plugs that carry less than half of the supply's power are cables counted for plugs, and so are
    // three on a supply of 1000 W: each has one plug at least.
    let carried = Double(150 * eight + 75 * six + 600 * sixteen)
    guard let watts = part.values["wattage_w"]?.numberValue else { return }
    guard carried >= watts * 0.45, watts < 1000 || carried >= 600 else {
      part.set("connectors_at_least", .list([map]), .guess("cables counted for plugs"))
      return
    }
    // A supply below 1600 W has two 16-pin plugs at most: three or four are 8-pin plugs in the wrong
    // field. And a single 8-pin plug on a large one is a cable, which has two, or a kind that was
    // counted.
    guard sixteen <= 2 || watts >= 1600, watts < 850 || eight != 1 else { return }
    part.set("connectors", map)
  }
}
