import RigModel

/// Reads parts in the layout of BuildCores OpenDB, one JSON object per part.
///
/// The traps of that data set, and what is made of them: 0 mostly stands for "unknown" and is never
/// a value; connectors that cannot carry the power of a card are dropped, as are plug counts of a
/// supply without CPU plugs; the generation of a PCIe slot is dropped, because nearly all boards
/// older than PCIe 4 state 4; sockets get one spelling; a height of a liquid cooler is not the
/// height above the CPU; what no part of its kind has, such as a radiator of 394 mm or 64 SATA ports,
/// is unknown.
enum OpenDB {
  static let source = "BuildCores OpenDB 136a77a"

  /// The cleaned part of one JSON object; nil where it has no name.
  static func part(_ record: BuildValue, _ category: PartCategory) -> OpenPart? {
    guard let about = record["metadata"], let name = text(about["name"]) else { return nil }
    let maker = text(about["manufacturer"]) ?? ""
    var part = OpenPart(
      category: category, maker: MakerSpelling.usual(maker), name: name,
      numbers: numbers(about, name: name))
    switch category {
    case .gpu: graphics(record, &part)
    case .cpu: processor(record, &part)
    case .cpuCooler: cooler(record, &part)
    case .motherboard: board(record, &part)
    case .memory: memory(record, &part)
    case .storage: drive(record, &part)
    case .psu: supply(record, &part)
    case .chassis: chassis(record, &part)
    }
    return part
  }

  /// The part numbers that can be looked for: letters and digits, long enough to mean one part.
  private static func numbers(_ about: BuildValue, name: String) -> [String] {
    var seen: Set<String> = []
    return (about["part_numbers"]?.listValue ?? []).compactMap { text($0) }
      .filter { $0.utf8.count >= 4 && $0.utf8.count <= 60 && $0 != name && !isUUID($0) }
      .filter { $0.utf8.contains { (0x30...0x39).contains($0) } && seen.insert($0).inserted }
      .prefix(4).map { $0 }
  }

  private static func isUUID(_ text: String) -> Bool {
    text.utf8.count == 36 && text.utf8.filter { $0 == UInt8(ascii: "-") }.count == 4
  }

  /// A text without control characters, invisible marks and blanks around it.
  static func text(_ value: BuildValue?) -> String? {
    guard let text = value?.textValue else { return nil }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0x2122, 0xAE: continue
      case 0..<0x20, 0x7F, 0xA0, 0x7C:
        if scalars.last != " " { scalars.append(" ") }
      default:
        if scalar != " " || scalars.last != " " { scalars.append(scalar) }
      }
    }
    let words = String(scalars).split(separator: " ")
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// A number above zero.
  static func positive(_ value: BuildValue?) -> BuildValue? {
    guard let number = value?.numberValue, number > 0 else { return nil }
    return .quantity(number)
  }

  static func count(_ value: BuildValue?) -> Int64 {
    Int64(exactly: (value?.numberValue ?? 0).rounded()) ?? 0
  }
}

extension OpenDB {
  private static func processor(_ record: BuildValue, _ part: inout OpenPart) {
    let specification = record["specifications"]
    part.set("socket", SocketName.usual(text(record["socket"])).map { .text($0) })
    let isIntel = part.maker == "Intel"
    let generation = text(record[isIntel ? "microarchitecture" : "coreFamily"])
    part.set("generation", generation.map { .text($0) })
    part.set("cores", positive(record["cores"]?["total"]))
    part.set("threads", positive(record["cores"]?["threads"]))
    let clocks = record["clocks"]?["performance"]
    part.set("base_clock_ghz", positive(clocks?["base"]))
    part.set("boost_clock_ghz", positive(clocks?["boost"]))
    part.set("tdp_w", positive(specification?["tdp"]))
    part.set("max_power_w", positive(specification?["ppt"]))
    if let graphics = text(specification?["integratedGraphics"]?["model"]), graphics != "0" {
      part.set("integrated_graphics", .boolean(graphics != "None"))
    }
    let types = (specification?["memory"]?["types"]?.listValue ?? []).compactMap { text($0) }
    if !types.isEmpty { part.set("memory_types", .list(types.map { .text($0) })) }
    part.set("memory_ecc", specification?["eccSupport"]?.booleanValue.map { .boolean($0) })
    // 1 GB stands for 1 TB on some.
    if let most = specification?["memory"]?["maxSupport"]?.numberValue, most >= 16 {
      part.set("max_memory_gb", .quantity(most))
    }
    // "No cooler" is also what is written where no one looked.
    if specification?["includesCooler"]?.booleanValue == true {
      part.set("includes_cooler", true)
    }
  }

  private static func cooler(_ record: BuildValue, _ part: inout OpenPart) {
    guard let isLiquid = record["water_cooled"]?.booleanValue else {
      part.set("sockets", SocketName.list(record["cpu_sockets"]))
      return
    }
    let saysAir = part.name.split(separator: " ").contains("Air")
    if !(isLiquid && saysAir) { part.set("type", .text(isLiquid ? "liquid" : "air")) }
    if isLiquid {
      // The length over all is not the size.
      if let size = record["radiator_size"]?.numberValue, radiatorSizes.contains(size) {
        part.set("radiator_mm", .quantity(size))
      }
    } else {
      part.set("height_mm", positive(record["height"]))
    }
    part.set("sockets", SocketName.list(record["cpu_sockets"]))
  }

  private static let radiatorSizes: Set<Double> = [
    80, 92, 120, 140, 160, 180, 200, 240, 280, 320, 360, 400, 420, 480, 560,
  ]

  private static func board(_ record: BuildValue, _ part: inout OpenPart) {
    if let socket = text(record["socket"]) {
      let isDual = socket.hasPrefix("2 x ")
      let single = isDual ? String(socket.dropFirst(4)) : socket
      part.set("socket", SocketName.usual(single).map { .text($0) })
      part.set("cpu_sockets", isDual ? 2 : 1)
    }
    part.set("chipset", text(record["chipset"]).map { .text($0) })
    part.set("form_factor", text(record["form_factor"]).map { .text(BoardSize.usual($0)) })
    let memory = record["memory"]
    part.set("memory_type", text(memory?["ram_type"]).map { .text($0) })
    part.set("memory_slots", memorySlots(memory, of: part))
    // Two modules of 1 GB are less than any board of DDR4 takes: it is a figure in TB.
    let isNew = ["DDR4", "DDR5"].contains(text(memory?["ram_type"]) ?? "")
    if let most = memory?["max"]?.numberValue, most >= (isNew ? 8 : 1) {
      part.set("max_memory_gb", .quantity(most))
    }
    if record["ecc_support"]?.booleanValue == true { part.set("memory_ecc", true) }
    part.set("pcie_slots", slots(record["pcie_slots"]))
    if let m2 = record["m2_slots"]?.listValue, !m2.isEmpty {
      part.set("m2_slots", .integer(Int64(m2.count)))
    }
    let drives = record["storage_devices"]
    let ports = count(drives?["sata_6_gb_s"]) + count(drives?["sata_3_gb_s"])
    if (1...24).contains(ports) { part.set("sata_ports", .integer(ports)) }
  }

  /// A Mini-ITX board for a desktop CPU has room for two modules.
  private static func memorySlots(_ memory: BuildValue?, of board: OpenPart) -> BuildValue? {
    let desktop = ["AM4", "AM5", "LGA 1151", "LGA 1200", "LGA 1700", "LGA 1851"]
    let isSmall =
      board.values["form_factor"] == "Mini-ITX"
      && desktop.contains(board.values["socket"]?.textValue ?? "")
    guard let slots = positive(memory?["slots"]), let number = slots.numberValue else { return nil }
    return isSmall && number > 2 ? nil : slots
  }

  /// Slots with their mechanical size alone: positions, wired lanes and generation are not in the
  /// data, or wrong.
  private static func slots(_ value: BuildValue?) -> BuildValue? {
    var slots: [BuildValue] = []
    for entry in value?.listValue ?? [] {
      let size = count(entry["lanes"])
      let number = count(entry["quantity"])
      guard [1, 4, 8, 16].contains(size) else { continue }
      guard (1...8).contains(number) else { return nil }
      slots += Array(repeating: ["size": .text("x\(size)")], count: Int(number))
    }
    return slots.isEmpty || slots.count > 20 ? nil : .list(slots)
  }

  private static func memory(_ record: BuildValue, _ part: inout OpenPart) {
    part.set("type", text(record["ram_type"]).map { .text($0 == "DDR1" ? "DDR" : $0) })
    if let form = text(record["form_factor"]) {
      part.set("form_factor", .text(form.contains("SO-DIMM") ? "SO-DIMM" : "DIMM"))
    }
    let modules = record["modules"]
    part.set("modules", positive(modules?["quantity"]))
    part.set("module_gb", positive(modules?["capacity_gb"]))
    part.set("capacity_gb", positive(record["capacity"]))
    if let number = part.values["modules"]?.numberValue,
      let size = part.values["module_gb"]?.numberValue,
      let whole = part.values["capacity_gb"]?.numberValue, number * size != whole
    {
      // Two of the three are wrong somewhere, and nothing says which.
      for key in ["modules", "module_gb", "capacity_gb"] { part.remove(key) }
    }
    part.set("speed_mts", positive(record["speed"]))
    registered(record, &part)
    if let height = record["height"]?.numberValue, (15...80).contains(height) {
      part.set("height_mm", .quantity(height))
    }
  }

  /// Registered kits that the data set calls unbuffered; of these neither field is taken.
  private static let registeredSeries = [
    "Zeta R5", "Corsair WS", "Renegade Pro", "Server Premier", "R-DIMM", "Registered",
  ]

  private static func registered(_ record: BuildValue, _ part: inout OpenPart) {
    let name = part.name
    if ["Registered", "RDIMM", "R-DIMM"].contains(where: { name.contains($0) }) {
      part.set("registered", true, .name)
    }
    if name.contains("ECC") && !name.contains("Non-ECC") { part.set("ecc", true, .name) }
    guard !registeredSeries.contains(where: { name.contains($0) }) else { return }
    if part.values["ecc"] == nil, let ecc = text(record["ecc"]) {
      part.set("ecc", .boolean(ecc == "ECC"))
    }
    if part.values["registered"] == nil, let kind = text(record["registered"]) {
      part.set("registered", .boolean(kind == "Registered"))
    }
  }

  private static func drive(_ record: BuildValue, _ part: inout OpenPart) {
    part.set("capacity_gb", positive(record["capacity"]))
    let interface = text(record["interface"]) ?? ""
    let isDisk = ["HDD", "SSHD"].contains(text(record["storage_type"]) ?? "")
    let isPCIe = ["PCIe", "U.2"].contains { interface.contains($0) }
    if isDisk {
      part.set("type", "hdd")
    } else if record["nvme"]?.booleanValue == true && isPCIe {
      part.set("type", "nvme")
    } else if interface.contains("SATA") && record["nvme"]?.booleanValue == false {
      part.set("type", "sata-ssd")
    }
  }

  private static func chassis(_ record: BuildValue, _ part: inout OpenPart) {
    part.set("form_factor", text(record["form_factor"]).map { .text(BoardSize.usual($0)) })
    let boards = (record["supported_motherboard_form_factors"]?.listValue ?? [])
      .compactMap { text($0) }.map(BoardSize.usual)
    // A case with seven openings has the height of an ATX board. Those that list smaller boards alone
    // are mostly for home theatres, and list the smallest one.
    let openings = record["expansion_slots"]?.numberValue ?? 0
    if !boards.isEmpty, openings < 7 || boards.contains("ATX") {
      part.set("motherboard_form_factors", .list(boards.map { .text($0) }))
    }
    part.set("max_gpu_length_mm", positive(record["max_video_card_length"]))
    part.set("max_cooler_height_mm", positive(record["max_cpu_cooler_height"]))
    part.set("max_psu_length_mm", positive(record["max_psu_length"]))
    let supplies = (record["supported_power_supply_form_factors"]?.listValue ?? [])
      .compactMap { text($0) }
    if !supplies.isEmpty { part.set("psu_form_factors", .list(supplies.map { .text($0) })) }
    part.set("expansion_slots", positive(record["expansion_slots"]))
  }
}
