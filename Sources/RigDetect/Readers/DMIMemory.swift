internal import RigModel

/// Memory in a `dmidecode` text: arrays (type 16) and what is in their slots (type 17).
enum DMIMemory {
  static func read(_ records: [DMIRecord], into found: inout Observations) {
    let devices = records.filter { $0.type == 17 }
    guard !devices.isEmpty else { return }
    let arrays = records.filter { $0.type == 16 && ["System Memory", nil].contains($0.raw("Use")) }
    let correction = arrays.compactMap { $0.raw("Error Correction Type") }
    let corrects: Bool? =
      correction.isEmpty || correction.allSatisfy { $0 == "Unknown" }
      ? nil : correction.contains { $0.hasSuffix("ECC") || $0 == "CRC" }
    var memory = ObservedMemory()
    for device in devices {
      if let module = module(device, arrayCorrects: corrects) { memory.modules.append(module) }
    }
    memory.slots = slots(devices)
    let sizes = memory.modules.map { $0.number("module_gb") }
    if !sizes.contains(nil) { memory.totalGB = sizes.reduce(0) { $0 + ($1 ?? 0) } }
    found.memory[.dmidecode] = memory
    if found.surroundings != nil { return }
    found.board.add("memory_slots", whole: memory.slots, .dmidecode)
    let types = Set(memory.modules.compactMap { $0.text("type") })
    if types.count == 1 { found.board.add("memory_type", text: types.first, .dmidecode) }
    if corrects == true { found.board.add("memory_ecc", .boolean(true), .dmidecode) }
  }

  /// The number of slots, where each has a name of its own: some firmware lists slots that are not
  /// on the board, all called "NO DIMM".
  private static func slots(_ devices: [DMIRecord]) -> Int? {
    let names = devices.map { device in
      let locator = device.raw("Locator").flatMap { Placeholder.known($0) } ?? ""
      return "\(locator)/\(device.raw("Bank Locator") ?? "")"
    }
    let hasNames = names.allSatisfy { !$0.hasPrefix("/") }
    // Banks that repeat are as good as no names at all.
    return hasNames && Set(names).count == names.count ? devices.count : nil
  }

  private static func module(_ device: DMIRecord, arrayCorrects: Bool?) -> Readings? {
    guard let size = device.raw("Size").flatMap({ Quantity.memoryGiB($0) }), size > 0 else {
      return nil
    }
    let type = device.known("Type")
    // A flash chip with the firmware on it is listed as memory too.
    if type == "Flash" || type == "ROM" { return nil }
    var module = Readings()
    module.add("module_gb", number: size, .dmidecode)
    module.add("type", text: type.flatMap(self.type), .dmidecode)
    module.add(
      "form_factor", text: device.raw("Form Factor").flatMap { formFactor($0, type) }, .dmidecode)
    let rated = rate(device, "Speed")
    let configured =
      rate(device, "Configured Memory Speed") ?? rate(device, "Configured Clock Speed")
    let isOther = rated != nil && configured != nil && rated != configured
    module.add(
      "speed_mts", (configured ?? rated).map { .integer(Int64($0)) }, .dmidecode,
      remark: isOther ? rated.map(Self.rated) : nil)
    module.add("name", text: name(device), .dmidecode)
    module.add("ranks", whole: device.raw("Rank").flatMap { Quantity.whole($0) }, .dmidecode)
    module.add("registered", registered(device).map { .boolean($0) }, .dmidecode)
    module.add("ecc", ecc(device, arrayCorrects).map { .boolean($0) }, .dmidecode)
    return module
  }

  private static func rated(_ rate: Int) -> FieldDoc {
    FieldDoc("what it runs at; the modules state \(rate)", "实际运行速率；内存条标称 \(rate)")
  }

  private static func rate(_ device: DMIRecord, _ key: String) -> Int? {
    device.raw(key).flatMap { Quantity.transferRate($0) }
  }

  private static func name(_ device: DMIRecord) -> String? {
    guard let part = device.known("Part Number") else { return nil }
    guard let maker = device.known("Manufacturer"), !maker.allSatisfy(\.isHexDigit),
      !maker.hasPrefix("0x")
    else { return part }
    return part.lowercased().hasPrefix(maker.lowercased()) ? part : "\(maker) \(part)"
  }

  static func type(_ type: String) -> String? {
    let low = type.uppercased()
    let starts = ["DDR", "LPDDR", "HBM"]
    guard starts.contains(where: low.hasPrefix), low.utf8.count <= 8, !low.contains(" ") else {
      return nil
    }
    return low
  }

  private static func formFactor(_ form: String, _ type: String?) -> String? {
    switch form {
    case "DIMM": "DIMM"
    case "SODIMM": "SO-DIMM"
    case "CAMM": "CAMM2"
    case "Row Of Chips", "Chip", "Die":
      type?.hasPrefix("LPDDR") == true ? "soldered" : nil
    default: nil
    }
  }

  private static func registered(_ device: DMIRecord) -> Bool? {
    guard let detail = device.raw("Type Detail") else { return nil }
    if detail.holds("Unbuffered") || detail.holds("Unregistered") { return false }
    return detail.holds("Registered") || detail.holds("LRDIMM") ? true : nil
  }

  /// More bits than data are check bits. Some firmware claims them on boards that correct nothing:
  /// then it is not known.
  private static func ecc(_ device: DMIRecord, _ arrayCorrects: Bool?) -> Bool? {
    func bits(_ key: String) -> Double? {
      device.raw(key).flatMap { Quantity.number($0) }.flatMap { $0.unit == "bits" ? $0.value : nil }
    }
    guard let total = bits("Total Width"), let data = bits("Data Width"), total >= 32, data >= 32
    else { return nil }
    if total > data || data == 72 || data == 80 { return arrayCorrects == true ? true : nil }
    return false
  }
}
