internal import RigCatalog
internal import RigModel

/// A machine or a chip whose graphics use the memory of the machine, as a row of `machines.tsv` has it.
struct UnifiedMachine: Sendable {
  enum Kind: String, Sendable {
    /// A machine that is sold as a whole: `DGX Spark`.
    case machine
    /// What it is made from: `Ryzen AI Max+ 395`, `M3 Ultra`.
    case chip
    /// The graphics of such a chip alone: `Radeon 8060S`.
    case graphics
  }

  let name: String
  let kind: Kind
  /// The graphics, as `detect` calls them; empty where machines of this name have several.
  let graphics: String
  let vendor: String
  let cpu: String
  let cores: Int?
  let threads: Int?
  /// Sizes of memory in GB that it is sold with.
  let sizes: [Double]

  init?(_ row: FactTable.Row) {
    guard let kind = Kind(rawValue: row["kind"]) else { return nil }
    self.kind = kind
    name = row["name"]
    graphics = row["gpu"]
    vendor = row["vendor"]
    cpu = row["cpu"]
    cores = Int(row["cores"])
    threads = Int(row["threads"])
    sizes = row.list("memory_gb").compactMap(Double.init)
  }

  /// The rows of the table by each name that people write.
  static func table(_ text: String, place: Int) -> PhraseTable<UnifiedMachine> {
    var table = PhraseTable<UnifiedMachine>(place: place)
    for row in FactTable(text) {
      guard let machine = UnifiedMachine(row) else { continue }
      for name in [machine.name] + row.list("aliases") { table.insert(name, machine) }
    }
    return table
  }
}

/// Reads lines that name such a machine: one line is its CPU, its graphics and its memory.
///
/// No other reading of such a line is right: the machine has no part that the catalogue could know, and
/// the Framework Desktop is no case.
struct UnifiedMachineReader {
  let vocabulary: Vocabulary

  /// What a line names: a machine, its chip, or both.
  private struct Named {
    var machine: UnifiedMachine?
    var chip: UnifiedMachine?
    var ranges: [Range<Int>] = []

    var either: UnifiedMachine? { chip ?? machine }
    var name: String { (machine ?? chip)?.name ?? "" }
    var graphics: String {
      [chip?.graphics, machine?.graphics].compactMap { $0 }.first { !$0.isEmpty } ?? ""
    }
    var vendor: String { either?.vendor ?? "" }
    var sizes: [Double] {
      // What the machine is sold with; of one whose chip says more, what both allow.
      guard let machine, !machine.sizes.isEmpty else { return chip?.sizes ?? [] }
      return machine.sizes
    }
  }

  /// The entries of a line; nil where it names no such machine.
  func entries(of item: RawItem) -> [ListEntry]? {
    guard item.name.utf8.count <= 200 else { return nil }
    let line = LineText(([item.name] + item.details).joined(separator: " | "))
    guard !vocabulary.unified.matches(in: line).isEmpty else { return nil }
    let key = KeyReader(vocabulary: vocabulary).kind(of: item.key)
    guard let named = named(in: line, isHeaded: key?.category != nil), let row = named.either else {
      return nil
    }
    switch key {
    case .part(.gpu): return [graphics(named, nil, item)]
    case .part(.cpu): return row.cpu.isEmpty ? nil : [processor(row, item)]
    case nil, .other("machine"), .other("unknown_kind"):
      guard row.kind != .graphics, !isAccessory(line, named) else { return nil }
      return machine(named, line, item)
    default: return nil
    }
  }

  /// - Parameter isHeaded: Whether a head says that the line is a CPU or a card.
  private func named(in line: LineText, isHeaded: Bool) -> Named? {
    var named = Named()
    let matches = vocabulary.unified.matches(in: line)
    for match in matches {
      for row in match.values {
        if row.kind == .machine {
          named.machine = named.machine ?? row
        } else {
          // `M4` and `M2` are names of cases and slots too.
          let isShort = match.range.count <= 2
          let isMac = matches.contains {
            $0.values.contains { $0.vendor == "apple" && $0.kind == .machine }
          }
          if isShort && !isMac { continue }
          named.chip = named.chip ?? row
        }
        named.ranges.append(match.range)
      }
    }
    guard let first = named.ranges.first, named.either != nil else { return nil }
    if named.machine == nil, !isHeaded, !opens(first, line) { return nil }
    // The Apple of one and the chip of another maker are of a comparison.
    if let machine = named.machine, let chip = named.chip, machine.vendor != chip.vendor {
      return nil
    }
    return named
  }

  /// Whether a chip stands where a machine is named by it: at the head of the line, but for a maker, a
  /// count and words such as `mini PC`.
  private func opens(_ range: Range<Int>, _ line: LineText) -> Bool {
    line.words.count { $0.upperBound <= range.lowerBound } <= 4
  }

  /// `Thunderbolt dock for Mac mini`: what a line sells beside the machine.
  private func isAccessory(_ line: LineText, _ named: Named) -> Bool {
    if Prose.isProse(line) || Prose.isWish(line) { return true }
    guard let first = named.ranges.first else { return true }
    if line.words.contains(where: {
      $0.upperBound <= first.lowerBound && line.foldedText($0) == "for"
    }) {
      return true
    }
    let plain: Set<String> = ["machine", "software", "unknown_kind", "integrated_graphics"]
    for match in vocabulary.words.matches(in: line)
    where !named.ranges.contains(where: match.range.overlaps) {
      guard let kind = match.values.lazy.compactMap(KeyReader.kind).first else { continue }
      switch kind {
      case .other(let word): if !plain.contains(word) { return true }
      case .part(let category):
        if ![.cpu, .gpu, .memory, .storage, .motherboard].contains(category) { return true }
      }
    }
    return false
  }

  // MARK: Entries

  private func machine(_ named: Named, _ line: LineText, _ item: RawItem) -> [ListEntry] {
    let memory = memory(of: named, line)
    var result = [graphics(named, memory, item)]
    if let row = named.either, !row.cpu.isEmpty { result.append(processor(row, item)) }
    if let memory {
      var entry = self.entry(item, .memory)
      entry.fields = [.init(key: "capacity_gb", value: .quantity(memory))]
      entry.label = "\(named.name) memory"
      result.append(entry)
    }
    if let drive = line.numbers.first(where: { $0.isTerabytes })?.gigabytes {
      var entry = self.entry(item, .storage)
      entry.fields = [.init(key: "capacity_gb", value: .quantity(drive))]
      entry.label = "\(named.name) drive"
      result.append(entry)
    }
    return result
  }

  private func entry(_ item: RawItem, _ category: PartCategory) -> ListEntry {
    var entry = ListEntry(
      line: item.line, text: Markup.visible(item.text), status: .resolved,
      kind: category.rawValue, machine: item.machine ?? 0)
    entry.category = category
    entry.count = 1
    entry.isBuilt = true
    return entry
  }

  private func processor(_ row: UnifiedMachine, _ item: RawItem) -> ListEntry {
    var entry = entry(item, .cpu)
    entry.model = row.cpu
    if row.vendor == "amd" { entry.maker = "AMD" }
    if row.vendor == "apple" { entry.maker = "Apple" }
    for (key, value) in [("cores", row.cores), ("threads", row.threads)] {
      if let value { entry.fields.append(.init(key: key, value: .integer(Int64(value)))) }
    }
    return entry
  }

  private func graphics(_ named: Named, _ memory: Double?, _ item: RawItem) -> ListEntry {
    var entry = entry(item, .gpu)
    let chip = named.graphics
    entry.model = chip.isEmpty ? named.either?.name : chip
    if !chip.isEmpty { entry.fields.append(.init(key: "chipset", value: .text(chip))) }
    entry.fields.append(.init(key: "vendor", value: .text(named.vendor)))
    if let memory { entry.fields.append(.init(key: "vram_gb", value: .quantity(memory))) }
    entry.fields.append(.init(key: "unified_memory", value: true))
    entry.notes.append(Self.isWhole(named.name))
    let counts = CountReader(vocabulary: vocabulary)
    let count =
      item.count ?? counts.find(in: LineText(item.name), kind: .other("machine"))?.count ?? 1
    if count > 1 { entry.notes.append(Self.areSeveral(count)) }
    let isHeaded = KeyReader(vocabulary: vocabulary).kind(of: item.key)?.category != nil
    if chip.isEmpty || memory == nil && !isHeaded {
      entry.status = .asked
      entry.notes.append(Self.saysTooLittle(chip: chip.isEmpty, memory: memory == nil))
    }
    return entry
  }

  private static func isWhole(_ name: String) -> FieldDoc {
    FieldDoc(
      "\(name) is a whole machine, no part: its graphics use the memory of the machine (unified_memory)",
      "\(name) 是整机而不是部件：图形芯片使用整机内存（统一内存，unified_memory）")
  }

  private static func areSeveral(_ count: Int) -> FieldDoc {
    FieldDoc(
      "\(count) such machines are \(count) builds; one is checked",
      "\(count) 台这样的机器是 \(count) 份配置；只检查一台")
  }

  private static func saysTooLittle(chip: Bool, memory: Bool) -> FieldDoc {
    switch (chip, memory) {
    case (true, true):
      FieldDoc(
        "sold with several chips and sizes of memory; add both to the line",
        "有多种芯片和内存容量；请在这一行写明")
    case (true, false):
      FieldDoc("sold with several chips; add which to the line", "有多种芯片；请在这一行写明是哪一种")
    default:
      FieldDoc(
        "sold with several sizes of memory; add the GB to the line", "有多种内存容量；请在这一行写明多少 GB")
    }
  }

  // MARK: Memory

  /// The memory that the line states, or the one size that the machine is sold with.
  private func memory(of named: Named, _ line: LineText) -> Double? {
    let stated = line.numbers.filter {
      $0.isGigabytes && !$0.isTerabytes && named.sizes.contains($0.value)
    }
    if Set(stated.map(\.value)).count == 1 { return stated[0].value }
    if stated.isEmpty { return named.sizes.count == 1 ? named.sizes[0] : nil }
    // `96GB unified, 512GB SSD`: the words behind a size say which it is.
    let told = stated.filter { number in
      let after = line.foldedText(
        number.whole.upperBound..<min(line.count, number.whole.upperBound + 9))
      return ["ram", "memory", "unified", "内存", "统一"].contains { after.contains($0) }
    }
    return told.count == 1 ? told[0].value : nil
  }
}
