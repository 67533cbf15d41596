/// The columns of pc-part-dataset (one CSV file a category) as fields of the build format.
enum PartDataset {
  /// The cell of a field; nil where the columns do not say it.
  static func text(_ key: String, _ category: PartCategory, _ cells: [String: String]) -> String? {
    switch (category, key) {
    case (.gpu, "vram_gb"): return cells["memory"]
    case (.gpu, "length_mm"): return cells["length"]
    case (.cpu, "cores"): return cells["core_count"]
    case (.cpu, "base_clock_ghz"): return cells["core_clock"]
    case (.cpu, "boost_clock_ghz"): return cells["boost_clock"]
    case (.cpu, "tdp_w"): return cells["tdp"]
    case (.motherboard, "max_memory_gb"): return cells["max_memory"]
    case (.psu, "wattage_w"): return cells["wattage"]
    case (.psu, "efficiency"): return cells["efficiency"].map(grade)
    case (.psu, "form_factor"), (.chassis, "form_factor"): return cells["type"]
    case (.motherboard, "form_factor"): return cells["form_factor"].map(BoardSize.usual)
    case (.storage, "type"): return cells["type"].flatMap { drive($0, cells) }
    case (.storage, "capacity_gb"): return cells["capacity"]
    case (.memory, _): return memory(key, cells)
    default: return nil
    }
  }

  private static func grade(_ text: String) -> String {
    if text.hasPrefix("80-plus") || text.hasPrefix("cybenetics") { return text }
    return text == "plus" ? "80-plus" : "80-plus-\(text.lowercased())"
  }

  /// `type` is SSD, or the turns of a disk.
  private static func drive(_ text: String, _ cells: [String: String]) -> String? {
    if ["nvme", "sata-ssd", "hdd"].contains(text) { return text }
    guard text == "SSD" else { return "hdd" }
    return cells["interface"].map { $0.contains("PCIe") ? "nvme" : "sata-ssd" }
  }

  /// `speed` is generation and rate ("5,6000"), `modules` number and size ("2,16").
  private static func memory(_ key: String, _ cells: [String: String]) -> String? {
    let speed = cells["speed"]?.split(separator: ",").map(String.init) ?? []
    let modules = cells["modules"]?.split(separator: ",").map(String.init) ?? []
    switch key {
    case "type": return speed.count == 2 ? "DDR" + speed[0] : nil
    case "speed_mts": return speed.count == 2 ? speed[1] : nil
    case "module_gb": return modules.count == 2 ? modules[1] : nil
    case "modules": return modules.count == 2 ? modules[0] : nil
    default: return nil
    }
  }
}
