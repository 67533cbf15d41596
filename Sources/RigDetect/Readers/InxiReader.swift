internal import RigModel

/// Reads `inxi -F`, `-Fxxx`, `-Fz` and parts of them.
package enum InxiReader {
  package static func recognises(_ text: DumpText) -> Bool {
    let marks = ["System:", "Machine:", "CPU:", "Graphics:", "Drives:", "Memory:", "Info:"]
    return marks.count { mark in text.lines.contains { $0.hasPrefix(mark) } } >= 2
      && (text.text.holds("model: ") || text.text.holds("Device-1: "))
  }

  package static func read(_ text: DumpText) -> Observations {
    var found = Observations()
    found.sources.insert(.inxi)
    let sections = InxiText(text).sections
    for section in sections where section.name == "Machine" { machine(section, into: &found) }
    for section in sections {
      switch section.name {
      case "System": system(section, into: &found)
      case "CPU": cpu(section, into: &found)
      case "Graphics": graphics(section, into: &found)
      case "Drives": drives(section, into: &found)
      case "Memory", "Info": memory(section, into: &found)
      default: break
      }
    }
    return found
  }

  private static func system(_ section: InxiText.Section, into found: inout Observations) {
    guard let kernel = section.value("Kernel") else { return }
    found.software.add("os", text: kernel.contains("Darwin") ? "macos" : "linux", .inxi)
    if kernel.lowercased().contains("microsoft") { found.surroundings = .wsl }
  }

  private static func machine(_ section: InxiText.Section, into found: inout Observations) {
    let type = section.value("Type") ?? ""
    if type.lowercased().hasPrefix("virtual") || type == "Kvm" || type == "Vmware" {
      found.surroundings = .virtualMachine(section.value("System") ?? type)
      return
    }
    found.surroundings =
      found.surroundings
      ?? VirtualMachine.of(maker: section.value("System"), product: section.value("product"))
    // `product:` and `v:` come before `Mobo:`, `model:` after it.
    let system = section.value("System")
    let mobo = section.value("Mobo")
    let after = section.pairs.drop { $0.key != "Mobo" }
    let before = section.pairs.prefix { $0.key != "Mobo" }
    MachineNames.read(
      systemMaker: system, systemProduct: before.first { $0.key == "product" }?.value,
      systemVersion: before.first { $0.key == "v" }?.value, boardMaker: mobo,
      boardProduct: after.first { $0.key == "model" }?.value, from: .inxi, into: &found)
  }

  private static func cpu(_ section: InxiText.Section, into found: inout Observations) {
    if let read = section.value("model").flatMap({ CPUName.read($0) }) {
      found.cpu.add("name", text: read.name, .inxi)
    }
    guard found.surroundings == nil else { return }
    // "Info: 2x 22-core", "Info: Dual 8-Core", "Info: 16-core", "Topology: cpus: 1x cores: 16".
    let info = section.value("Info") ?? section.value("Topology") ?? ""
    var count: Int?
    for word in info.words {
      let low = word.lowercased()
      if low == "dual" { count = 2 }
      if low.hasSuffix("x"), let number = Int(low.dropLast()) { count = number }
      if low.hasSuffix("-core"), let cores = Int(low.dropLast(5)) {
        found.cpu.add("cores", whole: cores, .inxi)
        if count == nil { count = 1 }
      }
    }
    let cpus = section.value("cpus") ?? ""
    if cpus.hasSuffix("x"), let number = Int(cpus.dropLast()) { count = number }
    found.cpu.add("count", whole: count, .inxi)
    for key in ["cores", "threads"] {
      let first = section.value(key)?.words.first
      found.cpu.add(key, whole: first.flatMap { Quantity.whole($0) }, .inxi)
    }
  }

  private static func graphics(_ section: InxiText.Section, into found: inout Observations) {
    for group in section.groups("Device-").prefix(64) {
      guard let title = group.title.flatMap({ Placeholder.known($0) }) else { continue }
      var card = ObservedGraphics(.inxi)
      card.rawName = title
      card.address = group.value("bus-ID").flatMap { PCIAddress($0) }
      if let id = group.value("chip-ID") {
        let parts = id.split(separator: ":")
        if parts.count == 2 {
          card.vendorID = Int(parts[0], radix: 16)
          card.deviceID = Int(parts[1], radix: 16)
        }
      }
      let listed = card.vendorID.flatMap { vendor in
        card.deviceID.flatMap { ChipNames.name(vendor: vendor, device: $0, revision: nil) }
      }
      if let chip = listed ?? GraphicsChip.name(title) {
        let maker = group.value("vendor").flatMap { CardMaker.name(subsystem: $0) }
        card.readings.add("chipset", text: chip, .inxi)
        card.readings.add("name", text: maker.map { "\($0) \(chip)" } ?? chip, .inxi)
      }
      link(group, into: &card)
      if group.value("driver") == "nvidia" {
        found.software.add(
          "driver", text: group.value("v").flatMap { NvidiaCard.version($0) }, .inxi)
      }
      found.graphics.append(card)
    }
  }

  /// `pcie: gen: 1 speed: 2.5 GT/s lanes: 16 link-max: gen: 4 lanes: 16`.
  private static func link(_ group: InxiText.Section, into card: inout ObservedGraphics) {
    let isNvidia = card.vendorID == GraphicsChip.nvidia || card.rawName?.contains("NVIDIA") == true
    // Radeon and Arc cards have a switch of their own, and this is the link behind it.
    guard isNvidia else { return }
    let now = group.pairs.drop { $0.key != "pcie" }.prefix { $0.key != "link-max" }
    let most = group.pairs.drop { $0.key != "link-max" }
    let lanes = now.first { $0.key == "lanes" }.flatMap { Quantity.lanes($0.value) }
    let mostLanes = most.first { $0.key == "lanes" }.flatMap { Quantity.lanes($0.value) }
    card.readings.add("pcie_lanes", whole: lanes, .inxi)
    // What is not said again is the same.
    card.readings.add("x_card_lanes", whole: mostLanes ?? lanes, .inxi)
  }

  private static func drives(_ section: InxiText.Section, into found: inout Observations) {
    for group in section.groups("ID-").prefix(256) {
      guard let path = group.title?.words.first else { continue }
      let node = path.split(separator: "/").last.map(String.init) ?? path
      guard let capacity = group.value("size").flatMap({ Quantity.driveGB($0) }),
        group.value("type") != "USB"
      else { continue }
      var drive = ObservedDrive(.inxi)
      drive.node = node
      let model = group.value("model")
      let maker = group.value("vendor")
      drive.readings.add(
        "name", text: model.map { BoardName.full(maker: maker, product: $0) }, .inxi)
      drive.readings.add("capacity_gb", number: DriveSize.sold(gigabytes: capacity), .inxi)
      drive.readings.add(
        "type",
        text: DriveSize.type(
          node: node, isRotating: group.value("tech") == "HDD",
          isSolid: group.value("tech") == "SSD"), .inxi)
      found.drives.append(drive)
    }
  }

  private static func memory(_ section: InxiText.Section, into found: inout Observations) {
    var memory = found.memory[.inxi] ?? ObservedMemory()
    let total = (section.value("total") ?? section.value("Memory")).flatMap {
      Quantity.memoryGiB($0)
    }
    let available = section.value("available").flatMap { Quantity.memoryGiB($0) }
    // Newer versions know what is installed and what of it is available; older ones say the second.
    if let total {
      memory.totalGB = total
      memory.isUsable = available == nil
    }
    for group in section.groups("Device-") {
      guard let size = group.value("size").flatMap({ Quantity.memoryGiB($0) }), size > 0 else {
        continue
      }
      var module = Readings()
      module.add("module_gb", number: size, .inxi)
      module.add("type", text: group.value("type").flatMap { DMIMemory.type(firstWord($0)) }, .inxi)
      let rate = group.value("actual") ?? group.value("speed") ?? group.value("spec")
      module.add("speed_mts", whole: rate.flatMap { Quantity.transferRate($0) }, .inxi)
      module.add("name", text: group.value("part-no"), .inxi)
      if memory.modules.count < 64 { memory.modules.append(module) }
    }
    if memory.totalGB != nil || !memory.modules.isEmpty { found.memory[.inxi] = memory }
  }

  private static func firstWord(_ text: String) -> String { text.words.first ?? "" }
}
