import RigDetect
import RigModel
import Testing

/// The twelve firmware tables of real machines: what is right about each, read by a person.
@Suite("Firmware tables of real machines")
struct FirmwareTests {
  struct Machine: Sendable, CustomTestStringConvertible {
    let file: String
    let board: String
    let cpu: String
    let cpus: Int64
    let cores: Int64
    let threads: Int64
    /// Kits as "modules x GB type MT/s".
    let kits: [String]
    let slots: Int64?
    let ecc: Bool?
    let registered: Bool?
    var testDescription: String { file }
  }

  static let machines = [
    Machine(
      file: "asrock-romed8-2t", board: "ASRock Rack ROMED8-2T", cpu: "AMD EPYC 7262", cpus: 1,
      cores: 8, threads: 16, kits: ["4 x 64 DDR4 3200"], slots: 8, ecc: true, registered: true),
    Machine(
      file: "asrock-z790-lightning", board: "ASRock Z790 Lightning WiFi",
      cpu: "Intel Core i9-14900KF", cpus: 1, cores: 24, threads: 32, kits: ["2 x 32 DDR5 4400"],
      slots: 4, ecc: false, registered: nil),
    Machine(
      file: "asus-trx50-sage", board: "ASUS Pro WS TRX50-SAGE WIFI",
      cpu: "AMD Ryzen Threadripper 7960X", cpus: 1, cores: 24, threads: 48,
      kits: ["4 x 32 DDR5 6000"], slots: 4, ecc: true, registered: true),
    Machine(
      file: "asus-wrx80e-sage", board: "ASUS Pro WS WRX80E-SAGE SE WIFI",
      cpu: "AMD Ryzen Threadripper PRO 3995WX", cpus: 1, cores: 64, threads: 128,
      kits: ["8 x 32 DDR4 2133"], slots: 8, ecc: false, registered: false),
    // Firmware says 72 bits and no correction: whether these modules have ECC is not known.
    Machine(
      file: "asus-x299-e", board: "ASUS ROG STRIX X299-E GAMING", cpu: "Intel Core i7-7800X",
      cpus: 1, cores: 6, threads: 12, kits: ["8 x 16 DDR4 2133"], slots: 8, ecc: nil,
      registered: nil),
    Machine(
      file: "asus-x570-ace", board: "ASUS Pro WS X570-ACE", cpu: "AMD Ryzen 7 3700X", cpus: 1,
      cores: 8, threads: 16, kits: ["4 x 8 DDR4 2400"], slots: 4, ecc: false, registered: false),
    Machine(
      file: "dell-precision-7920", board: "Dell Precision 7920 Tower (060K5C)",
      cpu: "Intel Xeon Bronze 3106", cpus: 1, cores: 8, threads: 8, kits: ["4 x 8 DDR4 2133"],
      slots: 24, ecc: true, registered: nil),
    Machine(
      file: "hp-z840", board: "HP Z840 Workstation (2129)", cpu: "Intel Xeon E5-2630 v3", cpus: 1,
      cores: 8, threads: 16, kits: ["1 x 8 DDR4 1866", "3 x 8 DDR4 1866"], slots: 16, ecc: true,
      registered: true),
    // The board has eight slots; its firmware lists 24 without names.
    Machine(
      file: "jginyue-x99-8d4", board: "JGINYUE X99-8D4/2.5G Server", cpu: "Intel Xeon E5-2699 v4",
      cpus: 2, cores: 22, threads: 44, kits: ["2 x 64 DDR4 2400"], slots: nil, ecc: true,
      registered: nil),
    Machine(
      file: "lenovo-p510", board: "Lenovo ThinkStation P510 (102F)", cpu: "Intel Xeon E5-1620 v4",
      cpus: 1, cores: 4, threads: 8, kits: ["4 x 16 DDR4 2400"], slots: 8, ecc: true,
      registered: nil),
    Machine(
      file: "lenovo-p520", board: "Lenovo ThinkStation P520 (1036)", cpu: "Intel Xeon W-2133",
      cpus: 1, cores: 6, threads: 12, kits: ["2 x 16 DDR4 2666"], slots: 8, ecc: true,
      registered: nil),
    Machine(
      file: "msi-b450-tomahawk", board: "MSI B450 TOMAHAWK", cpu: "AMD Ryzen 7 5800X3D", cpus: 1,
      cores: 8, threads: 16, kits: ["4 x 8 DDR4 3200"], slots: 4, ecc: false, registered: false),
  ]

  @Test(arguments: machines) func isReadRight(_ machine: Machine) throws {
    guard let bytes = Machines.sharedText(machine.file) else {
      print("SKIPPED: \(machine.file) is not beside this checkout")
      return
    }
    let build = try Machines.machine([bytes]).build
    #expect(build["motherboard.name"]?.textValue == machine.board)
    #expect(build["cpu.name"]?.textValue == machine.cpu)
    #expect(build["cpu.count"]?.integerValue == machine.cpus)
    #expect(build["cpu.cores"]?.integerValue == machine.cores)
    #expect(build["cpu.threads"]?.integerValue == machine.threads)
    let kits = build["memory"]?.listValue ?? []
    #expect(kits.map(Self.words) == machine.kits)
    #expect(build["motherboard.memory_slots"]?.integerValue == machine.slots)
    for kit in kits {
      #expect(kit["ecc"]?.booleanValue == machine.ecc)
      #expect(kit["registered"]?.booleanValue == machine.registered)
      #expect(kit["form_factor"]?.textValue == "DIMM")
    }
    // Firmware knows no cards, and what it claims of the most memory is not taken.
    #expect(build["gpus"] == nil)
    #expect(build["motherboard.max_memory_gb"] == nil)
    #expect(build["motherboard.pcie_slots"] == nil)
  }

  private static func words(_ kit: BuildValue) -> String {
    let numbers = ["modules", "module_gb", "speed_mts"].map { kit[$0]?.integerValue ?? -1 }
    return "\(numbers[0]) x \(numbers[1]) \(kit["type"]?.textValue ?? "?") \(numbers[2])"
  }

  private static func build(_ file: String) throws -> Build? {
    try Machines.sharedText(file).map { try Machines.machine([$0]).build }
  }

  @Test func socketsOfThreadripperAreNotThoseOfEPYC() throws {
    guard let threadripper = try Self.build("asus-wrx80e-sage"),
      let epyc = try Self.build("asrock-romed8-2t")
    else { return print("SKIPPED: no machines beside this checkout") }
    #expect(threadripper["cpu.socket"] == nil)
    #expect(epyc["cpu.socket"]?.textValue == "SP3")
  }

  @Test func emptySocketsAndSuppliesAreSeen() throws {
    guard let dell = try Self.build("dell-precision-7920"),
      let lenovo = try Self.build("lenovo-p510"), let other = try Self.build("lenovo-p520")
    else { return print("SKIPPED: no machines beside this checkout") }
    #expect(dell["motherboard.cpu_sockets"]?.integerValue == 2)
    #expect(dell["name"]?.textValue == "Dell Precision 7920 Tower")
    #expect(lenovo["psus[0].wattage_w"]?.integerValue == 490)
    #expect(other["psus"] == nil)
  }

  @Test func slotsHaveTheirLengthAndTheirLanes() throws {
    guard let bytes = Machines.sharedText("dell-precision-7920"),
      let other = Machines.sharedText("asus-trx50-sage")
    else { return print("SKIPPED: no machines beside this checkout") }
    let dell = try Machines.machine([bytes]).build["extra.detected.slots"]?.listValue ?? []
    #expect(dell.count == 7)
    #expect(
      dell[2] == ["generation": 3, "in_use": false, "lanes": 1, "name": "SLOT3", "size": "x16"])
    let asus = try Machines.machine([other]).build["extra.detected.slots"]?.listValue ?? []
    #expect(asus.count == 5)
    // Two numbers the other way round.
    #expect(asus[3] == ["generation": 4, "lanes": 4, "name": "PCIEX16(G4)_1", "size": "x16"])
  }
}
