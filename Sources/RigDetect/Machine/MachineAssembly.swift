package import RigCatalog
internal import RigModel

/// Makes a build out of everything that was read of a machine.
package struct MachineAssembly {
  private var seen: Observations
  private let lookup: (any PartLookup)?
  private var fields = BuildFields()

  /// - Parameter lookup: What adds the specifications that a name stands for; nil adds nothing.
  package init(_ observations: Observations, lookup: (any PartLookup)?) {
    seen = observations
    self.lookup = lookup
  }

  /// The machine; throws what the lookup throws, and nothing about the texts.
  package mutating func machine() throws -> DetectedMachine {
    hideSecrets()
    fields.add("id", Reading("detected", .inference), isSilent: true)
    fields.addAll(of: ["name"], seen.machine, at: "")
    let graphics = GraphicsMerge.chips(seen.graphics)
    try addCPU(hasIntegrated: graphics.contains { Self.kind($0) == .integrated })
    try addBoard()
    addMemory()
    try addCards(graphics)
    if seen.surroundings == nil {
      for (index, drive) in DriveMerge.drives(seen.drives).enumerated() {
        fields.addAll(drive, at: "storage", index)
      }
      for (index, supply) in seen.supplies.enumerated() { fields.addAll(supply, at: "psus", index) }
    }
    fields.addAll(of: nil, seen.software, at: "software")
    addNotes()
    return try finished()
  }

  private func finished() throws -> DetectedMachine {
    let slots = seen.surroundings == nil ? seen.slots.filter(\.isForCards) : []
    var value = fields.value
    if !slots.isEmpty {
      value.append(
        .init(key: "extra", value: .map([.init(key: "detected", value: SlotList.value(slots))])))
    }
    return DetectedMachine(
      build: try Build(.map(value)), origins: fields.origins, notes: seen.notes,
      notRead: seen.notRead, slots: slots, sources: seen.sources.sorted())
  }

  // MARK: Parts

  private mutating func addCPU(hasIntegrated: Bool) throws {
    var cpu = seen.cpu
    if seen.surroundings != nil {
      for key in ["count", "cores", "threads"] { cpu.remove(key) }
    }
    if hasIntegrated { cpu.add("integrated_graphics", .boolean(true), .inference) }
    try enrich(&cpu, .cpu, name: cpu.text("name"))
    fields.addAll(of: nil, cpu, at: "cpu")
  }

  private mutating func addBoard() throws {
    guard seen.surroundings == nil else { return }
    try enrich(&seen.board, .motherboard, name: seen.board.text("name"))
    fields.addAll(of: nil, seen.board, at: "motherboard")
  }

  private mutating func addMemory() {
    guard seen.surroundings == nil else { return }
    let kits = MemoryMerge.kits(seen.memory, notes: &seen.notes)
    for (index, kit) in kits.enumerated() { fields.addAll(kit, at: "memory", index) }
  }

  private mutating func addCards(_ graphics: [ObservedGraphics]) throws {
    var chips = graphics.filter { [.card, .unified].contains(Self.kind($0)) }
    noteUnseen(chips)
    chips = GraphicsMerge.cards(chips, notes: &seen.notes)
    let total = MemoryMerge.total(seen.memory)
    for (index, chip) in chips.prefix(64).enumerated() {
      var card = chip.readings
      if let word = GraphicsChip.vendorWord(chip.vendorID, name: chip.rawName) {
        card.add("vendor", .text(word), card["chipset"]?.source ?? chip.source)
      }
      if Self.kind(chip) == .unified {
        // It hangs on no slot, whatever its link says.
        let links = ["pcie_lanes"] + card.byKey.keys.filter { $0.hasPrefix("x_") }
        for key in ["vram_gb"] + links { card.remove(key) }
        card.add("unified_memory", .boolean(true), .inference)
        card.add("vram_gb", number: total, .inference)
      }
      card.add("x_pci_address", text: chip.address?.description, chip.source)
      if card["chipset"] == nil, let raw = chip.rawName, !seen.secrets.isIn(raw) {
        card.add("x_shown_as", text: raw, chip.source)
      }
      try enrich(&card, .gpu, name: Self.nameToResolve(card))
      fields.addAll(card, at: "gpus", index)
    }
    if chips.isEmpty, seen.sawBus, seen.surroundings == nil { fields.isEmptyList("gpus") }
  }

  private static func kind(_ chip: ObservedGraphics) -> GraphicsKind {
    GraphicsChip.kind(
      vendor: chip.vendorID, device: chip.deviceID,
      name: chip.readings.text("chipset") ?? chip.rawName, address: chip.address)
  }

  /// Chips of laptops and slices of virtual machines have the names of cards with a word behind
  /// them; the card's specifications are not theirs.
  private static func nameToResolve(_ card: Readings) -> String? {
    guard let chip = card.text("chipset") else { return nil }
    let low = chip.lowercased()
    let others = ["laptop", "mobile", "max-q design", "grid", "vgpu", "mig", "notebook"]
    return others.contains { low.contains($0) } ? nil : chip
  }

  // MARK: The catalogue

  private static let notFromCatalogue: Set<String> = ["name", "chipset", "price", "count"]

  /// What a part and a machine must agree on for the one to be in the other: a name may stand for
  /// several versions, and only one of them is there.
  private static let telling = ["vram_gb", "cores", "threads", "memory_type", "vendor"]

  private func enrich(_ readings: inout Readings, _ category: PartCategory, name: String?) throws {
    guard let lookup, let name, let (part, note) = try resolve(name, category, readings, lookup)
    else { return }
    for field in part.fields where !Self.notFromCatalogue.contains(field.key) {
      // The catalogue says that a card can correct errors, a build that it does.
      if category == .gpu, field.key == "ecc", field.value.value == true { continue }
      var words = [field.value.source]
      if case .guess(let why) = field.value.certainty { words.append("guess: \(why)") }
      if let note { words.append(note) }
      let text = words.joined(separator: "; ")
      readings.add(field.key, field.value.value, .catalogue, remark: FieldDoc(text, text))
    }
  }

  private func resolve(
    _ name: String, _ category: PartCategory, _ readings: Readings, _ lookup: any PartLookup
  ) throws -> (Part, note: String?)? {
    var names = [name]
    // Versions of a card are told apart by their memory.
    if category == .gpu, let memory = readings.number("vram_gb") {
      names.insert("\(name) \(DecimalText.short(memory)) GB", at: 0)
    }
    // A machine maker's number in brackets is in no table.
    if category == .motherboard, let bracket = name.range(of: " (") {
      names.append(String(name[..<bracket.lowerBound]))
    }
    for name in names {
      let found: (Part, note: String?)
      switch try lookup.resolve(name, category: category) {
      case .exact(let part), .chipset(let part, _): found = (part, nil)
      case .best(let part, let note): found = (part, note)
      case .several, .none: continue
      }
      let agrees = Self.telling.allSatisfy { key in
        guard let own = readings[key]?.value, let other = found.0[key]?.value.value else {
          return true
        }
        return own == other
      }
      if agrees { return found }
    }
    return nil
  }

  // MARK: Words for people

  private mutating func hideSecrets() {
    let secrets = seen.secrets
    let isHidden = { (text: String) in secrets.isIn(text) }
    seen.machine.removeTexts(where: isHidden)
    seen.software.removeTexts(where: isHidden)
    seen.cpu.removeTexts(where: isHidden)
    seen.board.removeTexts(where: isHidden)
    for source in seen.memory.keys {
      for index in seen.memory[source]?.modules.indices ?? 0..<0 {
        seen.memory[source]?.modules[index].removeTexts(where: isHidden)
      }
    }
    for index in seen.graphics.indices {
      seen.graphics[index].readings.removeTexts(where: isHidden)
    }
    for index in seen.drives.indices { seen.drives[index].readings.removeTexts(where: isHidden) }
    for index in seen.supplies.indices { seen.supplies[index].removeTexts(where: isHidden) }
    seen.slots.removeAll { isHidden($0.designation) }
  }

  /// A card that the bus has and the driver does not show is broken, or another driver has it.
  private mutating func noteUnseen(_ chips: [ObservedGraphics]) {
    guard seen.sources.contains(.nvidiaSMI) else { return }
    let shown = seen.graphics.filter { $0.source == .nvidiaSMI }
    guard !shown.isEmpty, shown.allSatisfy({ $0.address != nil }) else { return }
    let known = Set(shown.compactMap(\.address))
    for chip in chips where chip.vendorID == GraphicsChip.nvidia {
      guard let address = chip.address, !known.contains(address) else { continue }
      seen.notes.append(
        FieldDoc(
          "nvidia-smi does not show the card at \(address)", "nvidia-smi 没有列出 \(address) 处的显卡"))
    }
  }

  private mutating func addNotes() {
    switch seen.surroundings {
    case .virtualMachine(let name):
      let what = name == "hypervisor" ? "" : " (\(name))"
      seen.notes.append(
        FieldDoc(
          "this is a virtual machine\(what): board, memory, drives and the number of cores are those "
            + "it was given, and are left out",
          "这是虚拟机\(name == "hypervisor" ? "" : "（\(name)）")：主板、内存、硬盘和核心数是分配给它的，未写入"))
    case .wsl:
      seen.notes.append(
        FieldDoc(
          "this is WSL: memory, drives and the number of cores are those it was given, and are left "
            + "out",
          "这是 WSL：内存、硬盘和核心数是分配给它的，未写入"))
    case nil:
      let hasModules = seen.memory.values.contains { !$0.modules.isEmpty }
      if !hasModules, !seen.sources.contains(.systemProfiler) {
        seen.notRead.append(
          NotRead(
            what: FieldDoc("memory modules and slots", "内存条和插槽"),
            why: FieldDoc(
              "needs root: sudo dmidecode > dmi.txt, then --from dmi.txt",
              "需要 root：sudo dmidecode > dmi.txt，再加 --from dmi.txt")))
      }
    }
  }
}
