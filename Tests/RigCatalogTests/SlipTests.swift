import RigCatalog
import RigModel
import Testing

/// Figures of a data set that the part's chipset contradicts.
@Suite struct SlipTests {
  private func card(_ name: String) throws -> Part {
    switch try SharedCatalog.catalog().resolve(name, category: .gpu) {
    case .exact(let part), .best(let part, _): part
    case let other: throw Unexpected(resolution: "\(other)")
    }
  }

  private struct Unexpected: Error { let resolution: String }

  @Test(arguments: [
    "Palit GeForce RTX 5080 GamingPro OC V1", "MSI SUPRIM LIQUID OC GeForce RTX 5080 16 GB",
    "MSI SHADOW 2X GeForce RTX 5070 12 GB Black",
    "MSI NVIDIA GeForce RTX 3090 Ti Suprim X Overclocked Triple Fan 24GB GDDR6X PCIe 4.0 "
      + "Graphics Card",
    "ASUS Dual GeForce RTX 4070 SUPER OC Edition 12GB GDDR6X",
  ])
  func `Plugs of the adapter are no sockets of a card that has 16-pin sockets`(_ name: String)
    throws
  {
    let plugs = try #require(try card(name)["power_connectors"])
    #expect(plugs.value.value == ["pcie_16pin": 1])
    #expect(plugs.value.certainty.isGuess)
    #expect(plugs.disagreeing.contains { $0.value["pcie_8pin"] != nil })
  }

  @Test func `A chipset sold with either socket keeps both`() throws {
    let eight = try card("ASUS Dual GeForce RTX 4070 EVO OC Edition 12GB GDDR6X")
    #expect(eight["power_connectors"]?.value.value == ["pcie_8pin": 1])
  }

  /// Watts of the supply that is asked for, and of the chip alone.
  @Test(arguments: [
    ("PowerColor Radeon RX 6750 XT Red Devil 12GB GDDR6", 250, 700),
    ("Gigabyte AORUS GeForce RTX 4090 XTREME WATERFORCE 24G (rev. 1.0)", 450, 300),
    ("ASUS TUF Gaming GeForce RTX 3080", 320, 225),
  ])
  func `Watts that no card of a chipset has give way to the chipset's`(
    _ name: String, _ watts: Int, _ stated: Int
  ) throws {
    let value = try #require(try card(name)["tdp_w"])
    #expect(value.value.value.numberValue == Double(watts))
    #expect(value.disagreeing.contains { $0.value.numberValue == Double(stated) })
  }

  @Test func `A card that its maker set higher keeps its watts`() throws {
    let card = try card("MSI GeForce RTX 5090 32G LIGHTNING Z")
    #expect(card["tdp_w"]?.value.value.numberValue == 1000)
    #expect(card["power_connectors"]?.value.value == ["pcie_16pin": 2])
  }

  @Test func `Every card of a chipset that has 16-pin sockets alone has them`() throws {
    var counted: [String: Int] = [:]
    let only: Set = [
      "GeForce RTX 5070", "GeForce RTX 5070 Ti", "GeForce RTX 5080", "GeForce RTX 5090",
    ]
    try SharedCatalog.catalog().forEachPart(.gpu) { card in
      guard let chip = card["chipset"]?.value.value.textValue, only.contains(chip),
        let plugs = card["power_connectors"]?.value.value
      else { return }
      #expect((plugs["pcie_16pin"]?.integerValue ?? 0) > 0, "\(card.fullName)")
      #expect(plugs.mapValue?.count == 1, "\(card.fullName)")
      counted[chip, default: 0] += 1
    }
    #expect(only.allSatisfy { counted[$0, default: 0] > 30 })
  }

  @Test func `A case whose title names a card is not the card`() throws {
    let found = try SharedCatalog.catalog().resolve("RTX 5090", category: nil)
    guard case .chipset(let part, _) = found else {
      Issue.record("\(found)")
      return
    }
    #expect(part.id == "gpu/geforce-rtx-5090")
  }
}
