internal import RigModel

/// Reads `/sys` and `/proc`, of this machine or recorded.
package enum TreeReader {
  package static func read(_ files: some MachineFiles) -> Observations {
    var found = Observations()
    readSystem(files, into: &found)
    for (path, read) in [
      ("/proc/cpuinfo", CPUInfoReader.read), ("/proc/meminfo", MemInfoReader.read),
    ] {
      guard let text = files.text(path) else { continue }
      found.merge(read(DumpText(Array(text.utf8))))
    }
    readBoard(files, into: &found)
    readDeviceTree(files, into: &found)
    readBus(files, into: &found)
    readNvidiaDriver(files, into: &found)
    TreeDrives.read(files, into: &found)
    return found
  }

  private static func readSystem(_ files: some MachineFiles, into found: inout Observations) {
    guard let version = files.text("/proc/version") else { return }
    found.sources.insert(.proc)
    found.software.add("os", text: version.hasPrefix("Linux") ? "linux" : nil, .proc)
    if version.lowercased().contains("microsoft") { found.surroundings = .wsl }
  }

  private static func readBoard(_ files: some MachineFiles, into found: inout Observations) {
    func id(_ name: String) -> String? { files.text("/sys/class/dmi/id/\(name)") }
    guard !files.names("/sys/class/dmi/id").isEmpty else { return }
    found.sources.insert(.sysfs)
    if let known = VirtualMachine.of(maker: id("sys_vendor"), product: id("product_name")),
      found.surroundings != .wsl
    {
      found.surroundings = known
    }
    MachineNames.read(
      systemMaker: id("sys_vendor"), systemProduct: id("product_name"),
      systemVersion: id("product_version"), boardMaker: id("board_vendor"),
      boardProduct: id("board_name"), from: .sysfs, into: &found)
  }

  /// Machines without firmware tables: Macs under Linux, boards with Tegra.
  private static func readDeviceTree(_ files: some MachineFiles, into found: inout Observations) {
    for folder in ["/proc/device-tree", "/sys/firmware/devicetree/base"] {
      guard let model = files.text("\(folder)/model").flatMap({ Placeholder.known($0) }) else {
        continue
      }
      found.sources.insert(.proc)
      if found.machine["name"] == nil { found.machine.add("name", text: model, .proc) }
      // "Apple Mac mini (M1, 2020)", "Apple MacBook Pro (14-inch, M1 Pro, 2021)".
      guard model.hasPrefix("Apple "), let inner = model.betweenLast("(", ")") else { return }
      let chip = inner.split(separator: ",").map(\.trimmed).first { $0.hasPrefix("M") }
      if let chip { SystemProfilerReader.apple("Apple \(chip)", from: .proc, into: &found) }
      return
    }
  }

  private static func readBus(_ files: some MachineFiles, into found: inout Observations) {
    let folder = "/sys/bus/pci/devices"
    let devices = files.names(folder).prefix(BusTree.most).compactMap {
      device($0, in: folder, files)
    }
    guard !devices.isEmpty else { return }
    var bus = BusTree(Array(devices)).observations(from: .sysfs)
    // NVMe drives are found with their sizes below.
    bus.drives = []
    for index in bus.graphics.indices {
      guard let address = bus.graphics[index].address else { continue }
      readDriver("\(folder)/\(address)", files, into: &bus.graphics[index].readings)
    }
    found.merge(bus)
  }

  private static func device(_ name: String, in folder: String, _ files: some MachineFiles)
    -> BusDevice?
  {
    guard let address = PCIAddress(name) else { return nil }
    let path = "\(folder)/\(name)"
    func hex(_ file: String) -> Int? {
      files.text("\(path)/\(file)").flatMap {
        $0.hasPrefix("0x") ? Int($0.dropFirst(2), radix: 16) : nil
      }
    }
    var device = BusDevice(address)
    device.kind = hex("class").map { $0 >> 8 }
    device.vendor = hex("vendor")
    device.device = hex("device")
    device.revision = hex("revision")
    device.maker = hex("subsystem_vendor").flatMap(CardMaker.name(subsystemVendor:))
    device.most = link(path, "max", files)
    device.now = link(path, "current", files)
    device.secondaryBus = files.text("\(path)/secondary_bus_number").flatMap { Int($0) }
    return device
  }

  private static func link(_ path: String, _ which: String, _ files: some MachineFiles)
    -> BusDevice.Link
  {
    var link = BusDevice.Link()
    link.lanes = files.text("\(path)/\(which)_link_width").flatMap { Quantity.lanes($0) }
    if let (rate, unit) = files.text("\(path)/\(which)_link_speed").flatMap({ Quantity.number($0) }
    ),
      unit.hasPrefix("GT/s")
    {
      link.generation = Quantity.generation(gigatransfers: rate)
    }
    return link
  }

  /// What the driver of Radeon cards says in sysfs: memory in bytes, limits in microwatts.
  private static func readDriver(
    _ path: String, _ files: some MachineFiles, into readings: inout Readings
  ) {
    func number(_ path: String) -> Double? {
      files.text(path).flatMap { Quantity.plain($0) }.flatMap { $0 > 0 ? $0 : nil }
    }
    if let bytes = number("\(path)/mem_info_vram_total") {
      readings.add(
        "vram_gb", number: CardMemory.sold(reportedGiB: bytes / 1_073_741_824), .sysfs)
    }
    guard let monitor = files.names("\(path)/hwmon").first else { return }
    for (file, key) in [
      ("power1_cap", "power_limit_w"), ("power1_cap_default", "tdp_w"),
      ("power1_cap_min", "min_power_limit_w"), ("power1_cap_max", "x_max_power_limit_w"),
    ] {
      let watts = number("\(path)/hwmon/\(monitor)/\(file)").map { ($0 / 100_000).rounded() / 10 }
      readings.add(key, number: watts, .sysfs)
    }
  }

  /// What the driver of NVIDIA says in `/proc`, where `nvidia-smi` is not there.
  private static func readNvidiaDriver(_ files: some MachineFiles, into found: inout Observations) {
    let folder = "/proc/driver/nvidia"
    if let version = files.text("\(folder)/version"), version.hasPrefix("NVRM version") {
      let word = version.split(separator: "\n").first?.words.compactMap { NvidiaCard.version($0) }
        .first
      found.software.add("driver", text: word, .proc)
    }
    for name in files.names("\(folder)/gpus").prefix(64) {
      guard let address = PCIAddress(name),
        let text = files.text("\(folder)/gpus/\(name)/information")
      else { continue }
      var card = ObservedGraphics(.proc)
      card.address = address
      card.vendorID = GraphicsChip.nvidia
      for line in text.split(separator: "\n") {
        guard let (key, value) = line.keyAndValue, key == "Model" else { continue }
        let chip = GraphicsChip.name(value)
        card.rawName = value
        card.readings.add("chipset", text: chip, .proc)
        card.readings.add("name", text: chip, .proc)
      }
      found.graphics.append(card)
    }
  }
}
