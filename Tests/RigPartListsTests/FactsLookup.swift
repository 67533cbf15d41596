import Foundation
import RigCatalog
import RigModel
import RigPartLists

/// Parts of the reviewed tables by name: what a list test needs of a catalogue.
struct FactsLookup: PartLookup {
  private struct Row {
    let part: Part
    /// Tokens of the name and of each alias.
    let names: [[String]]
  }

  private var rows: [PartCategory: [Row]] = [:]
  private var ambiguous: [(tokens: [String], names: [String])] = []

  /// The checkout.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let folder = root.appending(path: "Sources/RigCatalog/Facts")

  static func text(_ file: String) throws -> String {
    try String(contentsOf: folder.appending(path: file), encoding: .utf8)
  }

  init() throws {
    let tables: [(String, PartCategory)] = [
      ("gpus.tsv", .gpu), ("cpus.tsv", .cpu), ("coolers.tsv", .cpuCooler),
      ("boards.tsv", .motherboard), ("memory.tsv", .memory), ("storage.tsv", .storage),
      ("psus.tsv", .psu), ("chassis.tsv", .chassis),
    ]
    let makers = try Self.rows(of: "makers.tsv").map { $0["name"] ?? "" }
    for (file, category) in tables {
      rows[category] = try Self.rows(of: file).map { Self.row($0, category, makers) }
    }
    ambiguous = try Self.rows(of: "gpu-ambiguous.tsv").map {
      (
        Self.tokens($0["alias"] ?? ""),
        ($0["may_mean"] ?? "").split(separator: "|").map(String.init)
      )
    }
  }

  private static func rows(of file: String) throws -> [[String: String]] {
    let lines = try text(file).split(separator: "\n")
    let heads = lines[0].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    return lines.dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Dictionary(zip(heads, cells)) { first, _ in first }
    }
  }

  private static let numbers: Set<String> = [
    "vram_gb", "tdp_w", "cores", "threads", "wattage_w", "radiator_mm", "height_mm", "memory_slots",
    "max_gpu_length_mm", "max_cooler_height_mm", "base_clock_ghz", "boost_clock_ghz", "pcie_lanes",
  ]
  private static let texts: Set<String> = [
    "vendor", "socket", "chipset", "type", "efficiency", "form_factor", "memory_type",
    "compute_capability", "cooling",
  ]

  private static func row(_ cells: [String: String], _ category: PartCategory, _ makers: [String])
    -> Row
  {
    let name = cells["name"] ?? ""
    let maker = category == .gpu ? nil : makers.first { name.hasPrefix($0 + " ") }
    var fields: [Part.Field] = []
    for (key, cell) in cells.sorted(by: { $0.key < $1.key }) where !cell.isEmpty {
      let value: BuildValue? =
        numbers.contains(key)
        ? Double(cell).map { .quantity($0) } : texts.contains(key) ? .text(cell) : nil
      guard let value else { continue }
      fields.append(.init(key: key, value: .init(value, source: "facts", certainty: .maker)))
    }
    let short = maker.map { String(name.dropFirst($0.count + 1)) } ?? name
    let part = Part(
      id: "\(category.rawValue)/\(tokens(name).joined(separator: "-"))", category: category,
      maker: maker, name: short, fields: fields)
    let aliases =
      (cells["aliases"] ?? "").split(separator: "|").map(String.init)
      + (cells["family"].map { [$0] } ?? []).filter { !$0.isEmpty }
    let names = ([name, short] + aliases).map(tokens).filter { !$0.isEmpty }
    return Row(part: part, names: names)
  }

  private static let silent: Set<String> = [
    "nvidia", "geforce", "amd", "radeon", "intel", "graphics", "generation", "edition", "core",
    "processor", "wd", "western", "digital", "gb",
  ]

  /// Words without makers of chips; figures and letters that are glued stay one word.
  static func tokens(_ name: String) -> [String] {
    name.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "+") }.map(String.init)
      .filter { !silent.contains($0) }
      .map {
        $0.hasSuffix("gb") && $0.dropLast(2).allSatisfy(\.isNumber) ? String($0.dropLast(2)) : $0
      }
  }

  func isListed(_ name: String, of part: Part) throws -> Bool {
    let asked = Self.tokens(name).joined()
    return (rows[part.category] ?? []).contains { row in
      row.part.id == part.id && row.names.contains { $0.joined() == asked }
    }
  }

  func resolve(_ name: String, category: PartCategory?) throws -> NameResolution {
    let asked = Self.tokens(name)
    let squeezed = asked.joined()
    if category == .gpu, let row = ambiguous.first(where: { $0.tokens.joined() == squeezed }) {
      let parts = (rows[.gpu] ?? []).map(\.part).filter { row.names.contains($0.name) }
      return .several(parts, differing: ["vram_gb"])
    }
    var best: [(part: Part, length: Int)] = []
    for category in category.map({ [$0] }) ?? PartCategory.allCases {
      for row in rows[category] ?? [] {
        let length = row.names.map { Self.covered($0, by: asked) }.max() ?? 0
        if length > 0 { best.append((row.part, length)) }
      }
    }
    let most = best.map(\.length).max() ?? 0
    let winners = best.filter { $0.length == most }.map(\.part)
    if winners.isEmpty { return .none(nearest: []) }
    if winners.count > 1 { return .several(winners, differing: []) }
    return most == squeezed.count ? .exact(winners[0]) : .best(winners[0], note: "near")
  }

  /// Letters of a name that stand in the asked one, in a row; 0 where it is not whole in it.
  private static func covered(_ name: [String], by asked: [String]) -> Int {
    let whole = name.joined()
    for start in asked.indices {
      var text = ""
      for end in start..<asked.count {
        text += asked[end]
        if text == whole { return whole.count }
        if text.count > whole.count { break }
      }
    }
    return 0
  }
}

/// The reader of all tests, made once: nothing in it ever changes.
enum Reading {
  nonisolated(unsafe) static let reader = Result {
    PartListReader(vocabulary: try vocabulary(), lookup: try FactsLookup())
  }

  static func vocabulary() throws -> Vocabulary {
    Vocabulary(
      words: try FactsLookup.text("words.tsv"), makers: try FactsLookup.text("makers.tsv"),
      chipsets: try FactsLookup.text("chipsets.tsv"),
      machines: try FactsLookup.text("machines.tsv"))
  }

  static func of(_ text: String, file: String? = nil) throws -> PartListReading {
    try reader.get().read(Array(text.utf8), file: file)
  }
}
