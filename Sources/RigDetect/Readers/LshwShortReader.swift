internal import RigModel

/// Reads `lshw -short`: one device a line, with its class and a description.
package enum LshwShortReader {
  package static func recognises(_ text: DumpText) -> Bool {
    text.lines.contains { $0.hasPrefix("H/W path") && $0.contains("Class") }
  }

  package static func read(_ text: DumpText) -> Observations {
    var found = Observations()
    found.sources.insert(.lshw)
    var memory = ObservedMemory()
    for line in text.lines {
      guard let (node, kind, description) = entry(line) else { continue }
      switch kind {
      case "processor": processor(description, into: &found)
      case "display": display(description, into: &found)
      case "memory": bank(description, into: &memory)
      case "disk": disk(node, description, into: &found)
      case "bus": if found.board.isEmpty { board(description, into: &found) }
      default: break
      }
    }
    if memory.totalGB != nil || !memory.modules.isEmpty { found.memory[.lshw] = memory }
    return found
  }

  private static let kinds: Set<String> = [
    "system", "bus", "memory", "processor", "bridge", "display", "multimedia", "network", "disk",
    "storage", "generic", "volume", "input", "communication", "power", "printer", "system",
  ]

  /// `/0/100/1.1/0    /dev/fb0   display     GA102 [GeForce RTX 3090]`.
  private static func entry(_ line: Substring) -> (node: String?, kind: String, text: String)? {
    guard line.hasPrefix("/") else { return nil }
    let words = line.words
    guard let at = words.prefix(3).firstIndex(where: { kinds.contains($0) }), at > 0 else {
      return nil
    }
    let node = at == 2 ? words[1] : nil
    return (node, words[at], words[(at + 1)...].joined(separator: " "))
  }

  private static func processor(_ text: String, into found: inout Observations) {
    guard let read = CPUName.read(text) else { return }
    found.cpu.add("name", text: read.name, .lshw)
    found.cpu.add("base_clock_ghz", number: read.baseGHz, .lshw)
    let count = (found.cpu.byKey["count"]?.first?.value.integerValue ?? 0) + 1
    found.cpu.remove("count")
    found.cpu.add("count", .integer(count), .lshw)
  }

  private static func display(_ text: String, into found: inout Observations) {
    guard found.graphics.count < 64, let known = Placeholder.known(text) else { return }
    var card = ObservedGraphics(.lshw)
    card.rawName = known
    card.readings.add("chipset", text: GraphicsChip.name(known), .lshw)
    card.readings.add("name", text: GraphicsChip.name(known), .lshw)
    found.graphics.append(card)
  }

  private static func board(_ text: String, into found: inout Observations) {
    found.board.add("name", text: Placeholder.known(text), .lshw)
  }

  /// `16GiB DIMM DDR4 Synchronous 3200 MHz (0.3 ns)`, `64GiB System Memory`.
  private static func bank(_ text: String, into memory: inout ObservedMemory) {
    let words = text.words
    guard let size = words.first.flatMap({ Quantity.memoryGiB($0) }), size > 0 else { return }
    if text.hasSuffix("System Memory") || text.hasSuffix("System memory") {
      memory.totalGB = (memory.totalGB ?? 0) + size
      memory.isUsable = memory.modules.isEmpty
      return
    }
    guard words.contains("DIMM") || words.contains("SODIMM"), memory.modules.count < 64 else {
      return
    }
    var module = Readings()
    module.add("module_gb", number: size, .lshw)
    module.add("type", text: words.compactMap(DMIMemory.type).first, .lshw)
    module.add("form_factor", text: words.contains("DIMM") ? "DIMM" : "SO-DIMM", .lshw)
    if let unit = words.firstIndex(of: "MHz"), unit > 0 {
      module.add("speed_mts", whole: Quantity.whole(words[unit - 1]), .lshw)
    }
    memory.modules.append(module)
    memory.isUsable = false
  }

  /// `2TB Samsung SSD 980`.
  private static func disk(_ node: String?, _ text: String, into found: inout Observations) {
    let words = text.words
    guard found.drives.count < 256, let size = words.first.flatMap({ Quantity.driveGB($0) }) else {
      return
    }
    let name = node?.split(separator: "/").last.map(String.init)
    var drive = ObservedDrive(.lshw)
    drive.node = name
    let model = words.dropFirst().joined(separator: " ")
    if model != "NVMe disk" && model != "NVMe namespace" {
      drive.readings.add("name", text: Placeholder.known(model), .lshw)
    }
    drive.readings.add("capacity_gb", number: DriveSize.sold(gigabytes: size), .lshw)
    drive.readings.add(
      "type", text: DriveSize.type(node: name ?? "", isRotating: false, isSolid: false), .lshw)
    found.drives.append(drive)
  }
}
