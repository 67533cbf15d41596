internal import RigModel

/// Reads a `dmidecode` text: board, CPUs, memory, slots, and supplies where firmware knows them.
///
/// Firmware is careless. What is known to be wrong on real machines is left out: the most memory a
/// board takes, sockets of Threadripper, the number of memory slots where they have no names.
package enum DMIReader {
  package static func recognises(_ text: DumpText) -> Bool {
    text.text.holds("DMI type ") && text.text.holds("Handle 0x")
  }

  package static func read(_ text: DumpText) -> Observations {
    let records = DMIRecord.read(text)
    var found = Observations()
    found.sources.insert(.dmidecode)
    found.surroundings = VirtualMachine.of(
      maker: records.first { $0.type == 1 }?.raw("Manufacturer"),
      product: records.first { $0.type == 1 }?.raw("Product Name"))
    readBoard(records, into: &found)
    readProcessors(records.filter { $0.type == 4 }, into: &found)
    found.slots = records.filter { $0.type == 9 }.compactMap(DMISlot.read)
    DMIMemory.read(records, into: &found)
    for record in records where record.type == 39 { readSupply(record, into: &found) }
    return found
  }

  private static func readBoard(_ records: [DMIRecord], into found: inout Observations) {
    let system = records.first { $0.type == 1 }
    // A server has records of risers and backplanes too; the board says so or comes first.
    let boards = records.filter { $0.type == 2 }
    let board = boards.first { $0.raw("Type") == "Motherboard" } ?? boards.first
    MachineNames.read(
      systemMaker: system?.raw("Manufacturer"), systemProduct: system?.raw("Product Name"),
      systemVersion: system?.raw("Version"), boardMaker: board?.raw("Manufacturer"),
      boardProduct: board?.raw("Product Name"), from: .dmidecode, into: &found)
  }

  private static func readProcessors(_ records: [DMIRecord], into found: inout Observations) {
    let processors = records.filter {
      ["Central Processor", nil].contains($0.raw("Type"))
    }
    guard !processors.isEmpty else { return }
    let filled = processors.filter { ($0.raw("Status") ?? "Populated").hasPrefix("Populated") }
    if found.surroundings == nil {
      found.board.add("cpu_sockets", whole: processors.count, .dmidecode)
    }
    guard let first = filled.first else { return }
    let name = first.raw("Version").flatMap { CPUName.read($0) }
    let names = Set(filled.compactMap { $0.raw("Version")?.collapsed })
    if names.count > 1 {
      found.notes.append(
        FieldDoc(
          "the CPUs differ: \(names.sorted().joined(separator: ", ")); the first one is in the build",
          "处理器型号不一致：\(names.sorted().joined(separator: "、"))；配置里写的是第一颗"))
    }
    found.cpu.add("name", text: name?.name, .dmidecode)
    found.cpu.add("base_clock_ghz", number: name?.baseGHz, .dmidecode)
    found.cpu.add("count", whole: filled.count, .dmidecode)
    found.cpu.add(
      "cores", whole: first.raw("Core Count").flatMap { Quantity.whole($0) }, .dmidecode)
    found.cpu.add(
      "threads", whole: first.raw("Thread Count").flatMap { Quantity.whole($0) }, .dmidecode)
    let socket = first.raw("Upgrade").flatMap { SocketName.read($0, cpu: name?.name) }
    found.cpu.add("socket", text: socket, .dmidecode)
    found.board.add("socket", text: socket, .dmidecode)
  }

  /// Some makers of whole machines state what the supply gives.
  private static func readSupply(_ record: DMIRecord, into found: inout Observations) {
    guard let watts = record.raw("Max Power Capacity").flatMap({ Quantity.watts($0) }),
      !(record.raw("Status") ?? "").contains("Not Present")
    else { return }
    var supply = Readings()
    let maker = record.known("Manufacturer").flatMap(BoardName.maker)
    let model = record.known("Model Part Number") ?? record.known("Name")
    supply.add("name", text: model.map { BoardName.full(maker: maker, product: $0) }, .dmidecode)
    supply.add("wattage_w", number: watts, .dmidecode)
    found.supplies.append(supply)
  }
}
