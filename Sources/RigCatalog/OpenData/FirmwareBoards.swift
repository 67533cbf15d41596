import RigModel
internal import RigSystem

/// What the firmware of boards reports of their slots: hints for wired lanes and memory slots.
///
/// Only what at least three machines agree on is taken. A maker's manual, and the reviewed facts,
/// go before it.
enum FirmwareBoards {
  static let source = "linuxhw/DMI 57b21bc"
  private static let leastReports = 3

  /// The table that ships: maker, board, slots and memory slots.
  static func table(_ path: String, lexicon: Lexicon) throws(CatalogError) -> String {
    let (bytes, reason) = DiskFiles.read(path, limit: 64 << 20)
    if let reason { throw CatalogError.unreadable(path: path, reason: reason) }
    var lines: Set<String> = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let tree = SourceDocument.parse(Array(line), as: .json, file: path, domain: "build")
      if let record = tree.root?.plainValue, let row = row(record, lexicon) { lines.insert(row) }
    }
    return "maker\tboard\treports\tmemory_slots\tpcie_slots\n"
      + lines.sorted().joined(separator: "\n") + "\n"
  }

  private static func row(_ record: BuildValue, _ lexicon: Lexicon) -> String? {
    let reports = record["reports"]?.integerValue ?? 0
    guard reports >= leastReports, let board = OpenDB.text(record["board"]),
      let maker = maker(OpenDB.text(record["maker"]) ?? "", lexicon),
      Atoms.of(board).count >= 2
    else { return nil }
    let agree = record["slots_agree"]?.integerValue ?? 0
    let slots = agree >= leastReports ? slots(record["slots"]) : nil
    let memory = record["dimm_slots"]?.integerValue.flatMap { (1...32).contains($0) ? $0 : nil }
    guard slots != nil || memory != nil else { return nil }
    let kind = PartCategory.motherboard.component.field("pcie_slots")?.kind ?? .text
    let cell = slots.map { ValueText.cell($0, of: kind) } ?? ""
    let cells = [maker, board, "\(agree)", memory.map { "\($0)" } ?? "", cell]
    return cells.joined(separator: "\t")
  }

  /// `ASUSTeK COMPUTER INC.` by its first words.
  private static func maker(_ text: String, _ lexicon: Lexicon) -> String? {
    let words = text.split(separator: " ")
    for count in stride(from: min(3, words.count), to: 0, by: -1) {
      let start = words[..<count].joined(separator: " ")
      if let maker = lexicon.maker(start), maker.makes.contains("motherboard") { return maker.name }
    }
    return nil
  }

  private static func slots(_ value: BuildValue?) -> BuildValue? {
    let slots = (value?.listValue ?? []).compactMap(slot)
    return slots.isEmpty || slots.count > 16 ? nil : .list(slots)
  }

  /// `x16 PCI Express 4 x4` and `x4 PCI Express 4 x16` are both a long slot with four lanes.
  private static func slot(_ value: BuildValue) -> BuildValue? {
    let words = (value["type"]?.textValue ?? "").split(separator: " ").map(String.init)
    guard words.count >= 3, words[1] == "PCI", words[2] == "Express", let width = lanes(words[0])
    else { return nil }
    let other = words.dropFirst(3).compactMap(lanes).first ?? width
    let generation = words.dropFirst(3).compactMap { Int64($0) }.first
    let wired = min(width, other)
    var size = max(width, other)
    let name = (value["name"]?.textValue ?? "").uppercased()
    // An eight-lane slot that is long and is called x16 is one of 16 with 8 wired.
    if value["length"]?.textValue == "Long", size < 16, name.contains("X16") { size = 16 }
    guard [1, 4, 8, 16].contains(size) else { return nil }
    var fields: [BuildValue.Field] = [
      .init(key: "size", value: .text("x\(size)")), .init(key: "lanes", value: .integer(wired)),
    ]
    if let generation, (1...6).contains(generation) {
      fields.append(.init(key: "generation", value: .integer(generation)))
    }
    return .map(fields)
  }

  private static func lanes(_ word: String) -> Int64? {
    guard word.first == "x" else { return nil }
    return Int64(word.dropFirst()).flatMap { (1...16).contains($0) ? $0 : nil }
  }

  // MARK: Use

  /// The rows of the shipped table by the key of the board's name.
  struct Hints {
    private struct Row {
      let maker: String
      let memory: BuildValue?
      let slots: BuildValue?
      let type: String?
    }
    private var byKey: [String: [Row]] = [:]

    init(_ table: Table, _ lexicon: Lexicon) {
      let kind = PartCategory.motherboard.component.field("pcie_slots")?.kind ?? .text
      for row in table.rows {
        let name = ParsedName(String(table.cell("board", in: row)), .motherboard, lexicon)
        byKey[name.modelKey, default: []].append(
          Row(
            maker: String(table.cell("maker", in: row)),
            memory: Int64(table.cell("memory_slots", in: row)).map { .integer($0) },
            slots: ValueText.value(table.cell("pcie_slots", in: row), of: kind),
            type: name.facts.memoryType))
      }
    }

    /// Gives a board what its firmware reports, below what is known better.
    func complete(_ board: inout Entry, _ lexicon: Lexicon) {
      for label in [board.name] + board.aliases + board.numbers {
        let key = ParsedName(label, .motherboard, lexicon).modelKey
        guard key.utf8.count > 4 else { continue }
        let rows = (byKey[key] ?? []).filter { row in
          row.maker == board.maker
            && (row.type == nil || row.type == board.values["memory_type"]?.value.value.textValue)
        }
        guard rows.count == 1 else { continue }
        put(rows[0], &board)
        return
      }
    }

    private func put(_ row: Row, _ board: inout Entry) {
      if let memory = row.memory {
        board.values.keep(
          "memory_slots", SourcedValue(memory, source: source, certainty: .firmware))
      }
      guard let slots = row.slots else { return }
      let value = SourcedValue(slots, source: source, certainty: .firmware)
      let known = board.values["pcie_slots"]
      let isBare = known.map { $0.value.value.listValue?.contains { $0["lanes"] == nil } ?? false }
      if isBare == true, sizes(known?.value.value) == sizes(slots) {
        board.values.put("pcie_slots", value)
      } else {
        board.values.keep("pcie_slots", value)
      }
    }

    private func sizes(_ slots: BuildValue?) -> [String] {
      (slots?.listValue ?? []).compactMap { $0["size"]?.textValue }.sorted()
    }
  }
}
