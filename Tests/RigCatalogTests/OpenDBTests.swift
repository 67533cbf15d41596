import Foundation
import RigModel
import Testing

@testable import RigCatalog

/// The traps of the open data, one test for each.
struct OpenDBTests {
  private static func part(_ json: String, _ category: PartCategory) throws -> OpenPart {
    let tree = SourceDocument.parse(Array(json.utf8), as: .json, file: nil, domain: "test")
    let record = try #require(tree.root?.plainValue)
    return try #require(OpenDB.part(record, category))
  }

  private static func card(
    watts: Int, six: Int = 0, eight: Int = 0, sixteen: Int = 0, length: Int = 200,
    cooling: String = "2 Fans", name: String = "Card", interface: String = "PCIe 4.0 x16"
  ) throws -> OpenPart {
    try part(
      """
      {"metadata": {"name": "\(name)", "manufacturer": "MSI"}, "chipset": "GeForce RTX 3090",
       "memory": 24, "tdp": \(watts), "length": \(length), "cooling": "\(cooling)",
       "interface": "\(interface)", "total_slot_width": 0, "power_connectors":
       {"pcie_6_pin": \(six), "pcie_8_pin": \(eight), "pcie_12VHPWR": \(sixteen),
        "pcie_12V_2x6": 0}}
      """, .gpu)
  }

  @Test func `Zero is unknown and no value`() throws {
    let card = try Self.card(watts: 0, length: 0)
    #expect(card.values["tdp_w"] == nil)
    #expect(card.values["length_mm"] == nil)
    #expect(card.values["slot_width"] == nil)
  }

  @Test(arguments: [(350, 0, 1, 0), (360, 0, 1, 0), (150, 0, 0, 0), (700, 0, 0, 1)])
  func `Plugs that cannot carry the card are unknown`(_ plugs: (Int, Int, Int, Int)) throws {
    let card = try Self.card(watts: plugs.0, six: plugs.1, eight: plugs.2, sixteen: plugs.3)
    #expect(card.values["power_connectors"] == nil)
  }

  @Test func `Plugs that carry the card are taken without those it has not`() throws {
    let card = try Self.card(watts: 350, eight: 2)
    #expect(card.values["power_connectors"] == ["pcie_8pin": 2])
    #expect(try Self.card(watts: 575, sixteen: 1).values["power_connectors"] == ["pcie_16pin": 1])
  }

  @Test func `A card that the slot feeds has no plug, as a guess`() throws {
    let card = try Self.card(watts: 75)
    #expect(card.values["power_connectors"] == [:])
    #expect(card.certainties["power_connectors"]?.isGuess == true)
  }

  @Test(arguments: [
    ("1 Fan", 267, 350, "Card", "blower"), ("1 Fan", 170, 120, "Card", "open-air"),
    ("1 Fan", 200, 100, "Turbo", "blower"),
  ])
  func `One fan says how a card cools only as a guess`(
    _ cooling: String, _ length: Int, _ watts: Int, _ name: String, _ expected: String
  ) throws {
    let card = try Self.card(watts: watts, length: length, cooling: cooling, name: name)
    #expect(card.values["cooling"] == .text(expected))
    #expect(card.certainties["cooling"]?.isGuess == true)
  }

  @Test func `Sixteen lanes of a connector do not say how many are wired`() throws {
    #expect(try Self.card(watts: 350, eight: 2).values["pcie_lanes"] == nil)
    let eight = try Self.card(watts: 350, eight: 2, interface: "PCIe 4.0 x8")
    #expect(eight.values["pcie_lanes"] == 8)
  }

  private static func supply(
    eps: Int, eight: Int, sixteen: Int = 0, watts: Int = 850, name: String = "PSU",
    grade: String = "80+ Gold"
  ) throws -> OpenPart {
    try part(
      """
      {"metadata": {"name": "\(name)", "manufacturer": "Corsair"}, "wattage": \(watts),
       "connectors": {"atx_24_pin": 1, "eps_8_pin": \(eps), "pcie_12vhpwr": \(sixteen),
        "pcie_6_plus_2_pin": \(eight)}, "efficiency_rating": "\(grade)"}
      """, .psu)
  }

  @Test func `A supply without CPU plugs has unknown plugs`() throws {
    #expect(try Self.supply(eps: 0, eight: 0).values["connectors"] == nil)
    #expect(try Self.supply(eps: 0, eight: 6).values["connectors"] == nil)
    #expect(try Self.supply(eps: 2, eight: 0).values["connectors"] == nil)
  }

  @Test func `Cables counted for plugs are unknown plugs`() throws {
    let cables = try Self.supply(eps: 2, eight: 2)
    #expect(cables.values["connectors"] == nil)
    #expect(cables.values["connectors_at_least"] == [["eps_8pin": 2, "pcie_8pin": 2]])
    #expect(cables.certainties["connectors_at_least"]?.isGuess == true)
    let counted = try Self.supply(eps: 2, eight: 4)
    #expect(counted.values["connectors"] == ["eps_8pin": 2, "pcie_8pin": 4])
    #expect(counted.values["efficiency"] == "80-plus-gold")
  }

  @Test(arguments: [
    (750, 0, 4, false), (1650, 7, 3, true), (1000, 3, 0, false), (1000, 4, 0, true),
  ])
  func `Plugs that no supply of such watts has are unknown`(
    _ watts: Int, _ eight: Int, _ sixteen: Int, _ isKnown: Bool
  ) throws {
    let supply = try Self.supply(eps: 2, eight: eight, sixteen: sixteen, watts: watts)
    #expect((supply.values["connectors"] != nil) == isKnown)
  }

  @Test func `Kinds of plugs counted for plugs are unknown`() throws {
    let one = try Self.supply(eps: 1, eight: 1, sixteen: 1, watts: 1000)
    #expect(one.values["connectors"] == nil)
  }

  @Test func `The grade in a name counts before a colour in the field`() throws {
    let supply = try Self.supply(
      eps: 2, eight: 4, name: "THOR P2 850W 80+ Platinum Black / Silver", grade: "80+ Silver")
    #expect(supply.values["efficiency"] == "80-plus-platinum")
    #expect(supply.certainties["efficiency"] == .name)
  }

  @Test(arguments: [
    (7, ["Mini-ITX"], false), (2, ["Mini-ITX"], true), (7, ["ATX", "Mini-ITX"], true),
  ])
  func `Boards of a case with seven openings are no small ones alone`(
    _ openings: Int, _ boards: [String], _ isKnown: Bool
  ) throws {
    let list = boards.map { "\"\($0)\"" }.joined(separator: ",")
    let chassis = try Self.part(
      """
      {"metadata": {"name": "GD09", "manufacturer": "Silverstone"}, "form_factor": "HTPC",
       "expansion_slots": \(openings), "supported_motherboard_form_factors": [\(list)]}
      """, .chassis)
    #expect((chassis.values["motherboard_form_factors"] != nil) == isKnown)
  }

  @Test func `The length of a radiator is not its size`() throws {
    let cooler = try Self.part(
      """
      {"metadata": {"name": "Kraken X72", "manufacturer": "NZXT"}, "water_cooled": true,
       "radiator_size": 394}
      """, .cpuCooler)
    #expect(cooler.values["type"] == "liquid")
    #expect(cooler.values["radiator_mm"] == nil)
  }

  @Test func `One 16-pin socket under its old and its new name is one`() throws {
    let card = try Self.part(
      """
      {"metadata": {"name": "Ventus", "manufacturer": "MSI"}, "tdp": 300,
       "power_connectors": {"pcie_12VHPWR": 1, "pcie_12V_2x6": 1}}
      """, .gpu)
    #expect(card.values["power_connectors"] == ["pcie_16pin": 1])
  }

  @Test func `A board has slots by size and no generation`() throws {
    let board = try Self.part(
      """
      {"metadata": {"name": "X99", "manufacturer": "Asus"}, "socket": "2 x LGA 2011-3",
       "form_factor": "EATX", "memory": {"max": 0, "ram_type": "DDR4", "slots": 8},
       "pcie_slots": [{"gen": "4.0", "quantity": 2, "lanes": 16}], "storage_devices":
       {"sata_6_gb_s": 0, "sata_3_gb_s": 0}, "m2_slots": []}
      """, .motherboard)
    #expect(board.values["pcie_slots"] == [["size": "x16"], ["size": "x16"]])
    #expect(board.values["cpu_sockets"] == 2)
    #expect(board.values["socket"] == "LGA 2011-3")
    #expect(board.values["form_factor"] == "E-ATX")
    #expect(board.values["max_memory_gb"] == nil)
    #expect(board.values["sata_ports"] == nil)
    #expect(board.values["m2_slots"] == nil)
  }

  @Test func `One socket has one spelling`() throws {
    let cooler = try Self.part(
      """
      {"metadata": {"name": "C", "manufacturer": "Noctua"}, "water_cooled": true, "height": 186,
       "radiator_size": 360, "cpu_sockets": ["TR4", "LGA 2011", "LGA 1151v2"]}
      """, .cpuCooler)
    #expect(cooler.values["sockets"] == ["LGA 1151", "LGA 2011", "LGA 2011-3", "sTR4"])
    #expect(cooler.values["height_mm"] == nil)
    #expect(cooler.values["radiator_mm"] == 360)
  }

  @Test func `A registered kit that the data call unbuffered is neither`() throws {
    let kit = try Self.part(
      """
      {"metadata": {"name": "Zeta R5 Neo DDR5-6400", "manufacturer": "G.Skill"}, "ecc": "Non-ECC",
       "registered": "Unbuffered", "modules": {"quantity": 4, "capacity_gb": 16}, "capacity": 32}
      """, .memory)
    #expect(kit.values["registered"] == nil)
    #expect(kit.values["ecc"] == nil)
    // Four modules of 16 GB are not 32 GB.
    #expect(kit.values["capacity_gb"] == nil)
    #expect(kit.values["modules"] == nil)
  }

  @Test func `Marks that steer a terminal are no part of a name`() throws {
    let card = try Self.card(watts: 75, name: "A\\u001b[31m\\u200eB™\\tC|D")
    #expect(card.name == "A [31mB C D")
  }

  static let data = SharedCatalog.repository + "/../shared/data/buildcores"

  @Test(.enabled(if: FileManager.default.fileExists(atPath: data), "the data set is not there"))
  func `The tables that ship are what the data set gives`() throws {
    let files = try Catalog.cleanedData(
      openDB: Self.data, firmware: Self.data + "/../boards-firmware/boards.jsonl",
      catalog: SharedCatalog.folder)
    for (path, text) in files {
      let shipped = try String(contentsOfFile: SharedCatalog.folder + "/" + path, encoding: .utf8)
      #expect(shipped == text, "\(path) is not current")
    }
  }

  @Test func `Each part that ships is valid in a build or says why not`() throws {
    var refused: [String] = []
    try SharedCatalog.catalog().forEachPart { part in
      let fields = part.fields.map { BuildValue.Field(key: $0.key, value: $0.value.value) }
      let named = [BuildValue.Field(key: "name", value: .text(part.fullName))] + fields
      let item = BuildValue.map(named)
      let value = part.category.isList ? BuildValue.list([item]) : item
      do throws(InvalidBuild) {
        _ = try Build(.map([.init(key: part.category.buildKey, value: value)]))
      } catch {
        refused.append("\(part.id): \(error.diagnostics.first?.message ?? "")")
      }
    }
    #expect(refused.isEmpty, "\(refused.count), such as \(refused.prefix(10))")
  }
}
