import Foundation
import RigCatalog
import RigModel
import RigPartLists
import Testing

/// Single lines against the catalogue that ships: what resolves, what is asked, and to which part.
@Suite struct CatalogueLineTests {
  nonisolated(unsafe) static let reader = Result {
    let cache = FileManager.default.temporaryDirectory.appending(path: "rigrules-line-tests")
    return PartListReader(
      vocabulary: Vocabulary(
        words: try FactsLookup.text("words.tsv"), makers: try FactsLookup.text("makers.tsv"),
        chipsets: try FactsLookup.text("chipsets.tsv")),
      lookup: try Catalog(
        folder: FactsLookup.root.appending(path: "Sources/RigCatalog").path, cache: cache.path))
  }

  static func entries(_ list: String) throws -> [ListEntry] {
    try reader.get().read(Array(list.utf8), file: "list.txt").entries
  }

  @Test(
    "a slip of the pen is read as the part that it is near",
    arguments: [
      ("Cooler: Thermalright Peerless Assasin 120 SE", "Peerless Assassin 120 SE"),
      ("Case: Lian Li Lancol 216", "Lancool 216"),
      ("Case: Phantex Eclipse G360A", "Eclipse G360A"),
      ("Corsair Vengance 32gb 6000 cl30", "Vengeance DDR5"),
      ("Cooler: Nocuta NH-D15", "NH-D15"),
    ])
  func slips(_ line: String, _ model: String) throws {
    let entry = try #require(try Self.entries(line).first)
    #expect(entry.status == .resolved && entry.part?.name == model, "\(entry)")
    #expect(entry.notes.contains { $0.english.contains("is read as") })
  }

  @Test(
    "a name that no table has heard of is what it is, with what it states",
    arguments: [
      ("机箱：金河田 简誉 昊", "Golden Field", "简誉 昊"), ("机箱：先马平头哥 M1", "SAMA", "平头哥 M1"),
      ("PSU: Antec VP300 300W", "Antec", "VP300"), ("电源：振华 铜皇 650W", "Super Flower", "铜皇"),
      ("Motherboard: 精粤 X99M-PLUS D3", "JGINYUE", "X99M-PLUS D3"),
    ])
  func unlisted(_ line: String, _ maker: String, _ model: String) throws {
    let entry = try #require(try Self.entries(line).first)
    #expect(entry.status == .resolved && entry.part == nil, "\(entry)")
    #expect(entry.maker == maker && entry.model == model)
    #expect(entry.notes == [try #require(entry.notes.first)] && entry.candidates.isEmpty)
  }

  @Test("a supply of a maker and watts is those, and no part of the maker")
  func watts() throws {
    let entry = try #require(try Self.entries("PSU: Seasonic 850W Gold").first)
    #expect(entry.status == .resolved && entry.part == nil && entry.model == nil)
    #expect(entry.fields.map(\.key) == ["wattage_w", "efficiency"])
  }

  @Test(
    "a name near a part that is another one is asked about, or none",
    arguments: [
      "PSU: Super Flower LEADEX G 1000W", "Case: SAMA Mesh Case", "Case: Fractal Meshify 4",
      "Cooler: 酷冷至尊 t400i", "CPU: Intel Core i5 12400K", "PSU: DeepCool PQ 750G",
      "Motherboard: ASUS ROG Strix B550-F Gaming WiFi III", "SSD: Samsung 9900 Pro 2TB",
      "Case: Corsair tower", "硬盘：某某 P300 512G",
      "PSU: 850 W with native plugs, e.g. SilverStone DA850R",
    ])
  func near(_ line: String) throws {
    let entries = try Self.entries(line)
    #expect(!entries.isEmpty && entries.allSatisfy { $0.status != .resolved }, "\(entries)")
  }

  @Test(
    "versions are told apart",
    arguments: [
      ("GPU: 4 x EVGA GeForce GTX 1080 Founders Edition", "EVGA", "Founders Edition"),
      ("Cooler: Corsair H100i V2", "Corsair", "H100i v"),
      ("Cooler: Cooler Master Hyper 212 Black", "Cooler Master", "Hyper 212 Black"),
      ("SSD: Samsung PM981 256GB", "Samsung", "PM981"),
      ("Case: Thermaltake Core X9", "Thermaltake", "Core X9"),
      ("CPU: Ryzen 7 3700X w/ Wraith Prism", "AMD", "Ryzen 7 3700X"),
      ("Case: NZXT H500 (Black)", "NZXT", "H500"),
      ("Motherboard: Gigabyte Z370P D3", "Gigabyte", "Z370P D3"),
      ("Motherboard: MSI MAG Z790 TOMAHAWK WIFI D5", "MSI", "MAG Z790 TOMAHAWK WIFI"),
    ])
  func versions(_ line: String, _ maker: String, _ model: String) throws {
    let entry = try #require(try Self.entries(line).first)
    #expect(entry.status == .resolved && entry.maker == maker, "\(entry)")
    #expect(entry.model?.lowercased().contains(model.lowercased()) == true, "\(entry)")
  }

  @Test("memory without a type has that of the board beside it, and none beside a board of two")
  func memoryOfTheBoard() throws {
    let list = "Motherboard: MSI B650M MORTAR WIFI\nRAM: Corsair 2x16GB"
    let memory = try Self.entries(list)[1]
    #expect(memory.status == .resolved)
    #expect(memory.fields.contains { $0.key == "type" && $0.value == .text("DDR5") })
    #expect(try Self.entries("CPU: i5-12600K\nRAM: Corsair 2x16GB")[1].status == .asked)
  }
}
