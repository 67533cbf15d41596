package import RigModel

/// A graphics chip as one source shows it.
package struct ObservedGraphics: Sendable, Hashable {
  var address: PCIAddress?
  var vendorID: Int?
  var deviceID: Int?
  var revision: Int?
  /// The name that the source prints, whatever it is worth.
  var rawName: String?
  var readings = Readings()
  let source: DetectionSource

  init(_ source: DetectionSource) { self.source = source }
}

/// A drive as one source shows it.
package struct ObservedDrive: Sendable, Hashable {
  /// The kernel's name, such as `nvme0n1`; nil for a controller on the bus.
  var node: String?
  var readings = Readings()
  let source: DetectionSource

  init(_ source: DetectionSource) { self.source = source }
}

/// A slot as firmware lists it.
package struct ObservedSlot: Sendable, Hashable {
  var designation: String
  /// `x16`: as long as it is.
  var size: String?
  var lanes: Int?
  var generation: Int?
  var isUsed: Bool?
  var address: PCIAddress?
  /// Whether it is an M.2 or the like, and no slot for a card.
  var isForCards = true
}

/// The memory of a machine as one source shows it.
struct ObservedMemory: Sendable, Hashable {
  /// One entry for each module.
  var modules: [Readings] = []
  /// Slots, filled and empty; nil where the source does not count them right.
  var slots: Int?
  var totalGB: Double?
  /// Whether the total is what the kernel has, which is less than what is installed.
  var isUsable = false
}

/// What was looked for and could not be read.
package struct NotRead: Sendable, Hashable {
  package let what: FieldDoc
  package let why: FieldDoc
}

/// Everything that was read of one machine, by source and unjudged.
package struct Observations: Sendable {
  enum Surroundings: Sendable, Hashable {
    case virtualMachine(String)
    case wsl
  }

  var machine = Readings()
  var software = Readings()
  var cpu = Readings()
  var board = Readings()
  var memory: [DetectionSource: ObservedMemory] = [:]
  var graphics: [ObservedGraphics] = []
  var drives: [ObservedDrive] = []
  var supplies: [Readings] = []
  var slots: [ObservedSlot] = []
  /// Whether a source lists all devices of the PCI bus, so that no graphics means none.
  var sawBus = false
  var surroundings: Surroundings?
  var notes: [FieldDoc] = []
  var notRead: [NotRead] = []
  var sources: Set<DetectionSource> = []
  var secrets = Secrets()

  package init() {}

  package var isEmpty: Bool { sources.isEmpty }

  /// Says that nothing is known of the parts but what the machine says itself.
  package mutating func missesCatalogue() {
    notRead.append(
      NotRead(
        what: FieldDoc("specifications of the parts", "配件的参数"),
        why: FieldDoc("no catalogue of parts was found", "没有找到配件库")))
  }

  package mutating func merge(_ other: Observations) {
    machine.merge(other.machine)
    software.merge(other.software)
    cpu.merge(other.cpu)
    board.merge(other.board)
    for (source, value) in other.memory where memory[source] == nil { memory[source] = value }
    graphics += other.graphics
    drives += other.drives
    if supplies.isEmpty { supplies = other.supplies }
    if slots.isEmpty { slots = other.slots }
    sawBus = sawBus || other.sawBus
    surroundings = surroundings ?? other.surroundings
    notes += other.notes.filter { !notes.contains($0) }
    notRead += other.notRead.filter { !notRead.contains($0) }
    sources.formUnion(other.sources)
    secrets.merge(other.secrets)
  }
}
