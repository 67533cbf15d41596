internal import RigModel

/// Reads `lspci`, with or without `-nn` and `-vv`.
package enum LspciReader {
  package static func recognises(_ text: DumpText) -> Bool {
    text.lines.contains { device($0) != nil }
  }

  package static func read(_ text: DumpText) -> Observations {
    var devices: [BusDevice] = []
    var isDenied = false
    for line in text.lines {
      if let device = device(line) {
        guard devices.count < BusTree.most else { break }
        devices.append(device)
      } else if !devices.isEmpty, line.first == "\t" || line.first == " " {
        let line = line.trimmed
        if line.hasSuffix("<access denied>") { isDenied = true }
        detail(line, &devices[devices.count - 1])
      }
    }
    // The same address twice is the same device printed again, as by `lspci; lspci -vv`.
    var seen: [PCIAddress: Int] = [:]
    var merged: [BusDevice] = []
    for device in devices {
      if let index = seen[device.address] {
        merged[index] = joined(merged[index], device)
      } else {
        seen[device.address] = merged.count
        merged.append(device)
      }
    }
    var found = BusTree(merged).observations(from: .lspci)
    if isDenied {
      found.notRead.append(
        NotRead(
          what: FieldDoc("PCIe links", "PCIe 链路"),
          why: FieldDoc("lspci was run without root", "lspci 不是以 root 运行的")))
    }
    return found
  }

  private static func joined(_ one: BusDevice, _ other: BusDevice) -> BusDevice {
    var result = one
    result.kind = one.kind ?? other.kind
    result.vendor = one.vendor ?? other.vendor
    result.device = one.device ?? other.device
    result.revision = one.revision ?? other.revision
    result.name = one.name ?? other.name
    result.maker = one.maker ?? other.maker
    result.secondaryBus = one.secondaryBus ?? other.secondaryBus
    if result.most == BusDevice.Link() { result.most = other.most }
    if result.now == BusDevice.Link() { result.now = other.now }
    return result
  }

  private static let kinds: [String: Int] = [
    "VGA compatible controller": 0x0300, "3D controller": 0x0302, "Display controller": 0x0380,
    "Processing accelerators": 0x1200, "Co-processor": 0x0B40,
    "Non-Volatile memory controller": 0x0108, "PCI bridge": 0x0604,
  ]

  /// The line that a device begins with:
  /// `01:00.0 VGA compatible controller [0300]: NVIDIA Corporation GA102 […] [10de:2204] (rev a1)`.
  private static func device(_ line: Substring) -> BusDevice? {
    guard let first = line.first, first.isHexDigit, let blank = line.firstIndex(of: " "),
      let address = PCIAddress(line[..<blank])
    else { return nil }
    let rest = line[line.index(after: blank)...]
    guard let colon = rest.range(of: ": ") else { return nil }
    var device = BusDevice(address)
    let head = rest[..<colon.lowerBound].trimmed
    var name = rest[colon.upperBound...].trimmed
    device.kind = kind(head)
    if let program = name.range(of: " (prog-if") { name = String(name[..<program.lowerBound]) }
    if let revision = name.range(of: " (rev ") {
      device.revision = Int(name[revision.upperBound...].prefix { $0.isHexDigit }, radix: 16)
      name = String(name[..<revision.lowerBound])
    }
    readIDs(&name, into: &device)
    if device.vendor == nil { device.vendor = vendor(named: name) }
    device.name = name.isEmpty ? nil : name
    return device
  }

  private static func kind(_ head: String) -> Int? {
    if let code = head.betweenLast("[", "]"), code.utf8.count == 4, let kind = Int(code, radix: 16)
    {
      return kind
    }
    if head.utf8.count == 4, let kind = Int(head, radix: 16) { return kind }
    return kinds[head]
  }

  /// Takes `[10de:2204]`, or the whole name `10de:2204`, off a name.
  private static func readIDs(_ name: inout String, into device: inout BusDevice) {
    let inner = name.hasSuffix("]") ? name.betweenLast("[", "]") ?? "" : name
    let parts = inner.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 4 }),
      let vendor = Int(parts[0], radix: 16), let id = Int(parts[1], radix: 16)
    else {
      if let found = name.range(of: " Device "), name[found.upperBound...].utf8.count == 4 {
        device.device = Int(name[found.upperBound...], radix: 16)
      }
      return
    }
    device.vendor = vendor
    device.device = id
    name = name.hasSuffix("]") ? name.prefix { _ in true }.dropLast(inner.count + 2).trimmed : ""
  }

  private static func vendor(named name: String) -> Int? {
    let vendors: [(String, Int)] = [
      ("NVIDIA", GraphicsChip.nvidia), ("nVidia", GraphicsChip.nvidia),
      ("Advanced Micro Devices, Inc. [AMD/ATI]", GraphicsChip.amd), ("ATI Tech", GraphicsChip.amd),
      ("Advanced Micro Devices [AMD/ATI]", GraphicsChip.amd), ("Intel", GraphicsChip.intel),
      ("ASPEED", 0x1A03), ("Matrox", 0x102B), ("Red Hat", 0x1AF4), ("VMware", 0x15AD),
      ("Huawei", 0x19E5), ("Microsoft", 0x1414), ("Cirrus", 0x1013), ("InnoTek", 0x80EE),
    ]
    return vendors.first { name.hasPrefix($0.0) }?.1
  }

  private static func detail(_ line: String, _ device: inout BusDevice) {
    if line.hasPrefix("Subsystem:") {
      device.maker = CardMaker.name(subsystem: line.dropFirst(10).trimmed)
    } else if line.hasPrefix("LnkCap:") {
      device.most = link(line)
    } else if line.hasPrefix("LnkSta:") {
      device.now = link(line)
    } else if line.hasPrefix("Bus: primary="), let found = line.range(of: "secondary=") {
      device.secondaryBus = Int(line[found.upperBound...].prefix { $0.isHexDigit }, radix: 16)
    }
  }

  /// `LnkSta: Speed 2.5GT/s (downgraded), Width x4 (downgraded)`.
  private static func link(_ line: String) -> BusDevice.Link {
    var link = BusDevice.Link()
    if let speed = line.range(of: "Speed "),
      let (rate, unit) = Quantity.number(line[speed.upperBound...]), unit.hasPrefix("GT/s")
    {
      link.generation = Quantity.generation(gigatransfers: rate)
    }
    if let width = line.range(of: "Width ") {
      link.lanes = Quantity.lanes(line[width.upperBound...].prefix { $0 == "x" || $0.isNumber })
    }
    return link
  }
}
