/// One device of the PCI bus, as `lspci` prints it or as it stands in sysfs.
struct BusDevice {
  struct Link: Hashable {
    var lanes: Int?
    var generation: Int?
  }

  let address: PCIAddress
  /// Class and subclass: 0x0300 is a VGA controller.
  var kind: Int?
  var vendor: Int?
  var device: Int?
  var revision: Int?
  var name: String?
  /// Who built the card.
  var maker: String?
  /// What the link could be and what it is.
  var most = Link()
  var now = Link()
  /// The bus behind it, where it is a bridge.
  var secondaryBus: Int?

  init(_ address: PCIAddress) { self.address = address }

  var isGraphics: Bool { [0x0300, 0x0302, 0x0380, 0x1200, 0x0B40].contains(kind) }
  var isNVMe: Bool { kind == 0x0108 }

  /// Whether it is a bridge that sits on a graphics card: Radeon cards have a switch in front of the
  /// chip, and so have Arc cards. The chip's own link to it says nothing about the slot.
  var isOnCard: Bool {
    guard kind == 0x0604 else { return false }
    if vendor == GraphicsChip.amd || name?.contains("[AMD/ATI]") == true { return true }
    let arc: Set<Int> = [0x4FA0, 0x4FA1, 0x4FA4, 0xE2FF, 0xE2F0, 0xE2F1]
    return vendor == GraphicsChip.intel && (device.map(arc.contains) ?? false)
  }
}

/// All devices of a bus, with which bridge leads to which.
struct BusTree {
  static let most = 8192
  let devices: [BusDevice]
  private var bridges: [Bus: BusDevice] = [:]

  private struct Bus: Hashable {
    let domain: Int
    let bus: Int
  }

  init(_ devices: [BusDevice]) {
    self.devices = devices.sorted { $0.address < $1.address }
    for device in self.devices {
      guard let bus = device.secondaryBus, bus > 0 else { continue }
      let key = Bus(domain: device.address.domain, bus: bus)
      if bridges[key] == nil { bridges[key] = device }
    }
  }

  /// The device that sits in the slot, and the port that the slot hangs on.
  private func slotSide(of device: BusDevice) -> (card: BusDevice, port: BusDevice?) {
    var card = device
    // Bridges lead upwards; a damaged text may have them in a circle.
    for _ in 0..<8 {
      let key = Bus(domain: card.address.domain, bus: card.address.bus)
      guard let bridge = bridges[key], bridge.address != card.address else { return (card, nil) }
      guard bridge.isOnCard else { return (card, bridge) }
      card = bridge
    }
    return (card, nil)
  }

  /// Graphics chips and NVMe drives with what is known of their links.
  func observations(from source: DetectionSource) -> Observations {
    var found = Observations()
    guard !devices.isEmpty else { return found }
    found.sources.insert(source)
    found.sawBus = true
    for device in devices {
      if device.isGraphics { found.graphics.append(graphics(device, source)) }
      if device.isNVMe {
        var drive = ObservedDrive(source)
        drive.readings.add("type", text: "nvme", source)
        found.drives.append(drive)
      }
    }
    return found
  }

  private func graphics(_ device: BusDevice, _ source: DetectionSource) -> ObservedGraphics {
    var graphics = ObservedGraphics(source)
    graphics.address = device.address
    graphics.vendorID = device.vendor
    graphics.deviceID = device.device
    graphics.revision = device.revision
    graphics.rawName = device.name
    let named = device.name.flatMap(GraphicsChip.name)
    let listed = device.vendor.flatMap { vendor in
      device.device.flatMap {
        ChipNames.name(vendor: vendor, device: $0, revision: device.revision)
      }
    }
    let chip = listed ?? named
    graphics.readings.add("chipset", text: chip, source)
    if let chip {
      graphics.readings.add("name", text: device.maker.map { "\($0) \(chip)" } ?? chip, source)
    }
    addLink(of: device, to: &graphics.readings, source)
    return graphics
  }

  private func addLink(of device: BusDevice, to readings: inout Readings, _ source: DetectionSource)
  {
    let (card, port) = slotSide(of: device)
    // Arc chips behind a switch that is not shown state a link that they do not have.
    if device.vendor == GraphicsChip.intel && card.address == device.address { return }
    readings.add("pcie_lanes", whole: card.now.lanes, source)
    readings.add("x_card_lanes", whole: card.most.lanes, source)
    readings.add("x_card_generation", whole: card.most.generation, source)
    readings.add("x_slot_lanes", whole: port?.most.lanes, source)
    readings.add("x_slot_generation", whole: port?.most.generation, source)
  }
}
