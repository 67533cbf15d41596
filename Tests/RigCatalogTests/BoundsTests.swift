import RigModel
import Testing

@testable import RigCatalog

/// What a part has at least or at most, where the parts that it may be differ.
@Suite struct BoundsTests {
  private func part(_ name: String, _ category: PartCategory) throws -> Part? {
    switch try SharedCatalog.catalog().resolve(name, category: category) {
    case .exact(let part), .best(let part, _), .chipset(let part, _): part
    case .several(let parts, _): Part.agreement(of: parts, named: name)?.part
    case .none: nil
    }
  }

  private func plugs(_ eight: Int64, _ sixteen: Int64 = 0) -> BuildValue {
    OpenDB.plugMap([("pcie_8pin", eight), ("pcie_16pin", sixteen)])
  }

  @Test("of maps of plugs the poorest are left, or the richest, none of which covers another")
  func ends() {
    let maps = [plugs(4), plugs(6), plugs(3, 1), plugs(4, 1), plugs(4)]
    #expect(Bounds.ends(of: maps, isLeast: true) == [plugs(3, 1), plugs(4)])
    #expect(Bounds.ends(of: maps, isLeast: false) == [plugs(4, 1), plugs(6)])
    let many = (0..<5).map { plugs(Int64($0) + 1, 5 - Int64($0)) }
    #expect(Bounds.ends(of: many, isLeast: true) == nil)
    #expect(Bounds.ends(of: [], isLeast: true) == nil)
  }

  @Test("lists of plugs are one cell and come back, none among them")
  func cells() throws {
    let kind = try #require(PartCategory.gpu.component.field("power_connectors_at_most")?.kind)
    let list = BuildValue.list([.map([]), plugs(2), plugs(0, 1)])
    let cell = ValueText.cell(list, of: kind)
    #expect(cell == "0|/2|///1")
    let read = try #require(ValueText.value(cell[...], of: kind)?.listValue)
    #expect(read.count == 3)
    #expect(read[1] == plugs(2))
    #expect(read[0]["pcie_8pin"] == nil)
  }

  @Test("a name that several editions share has what each of them has")
  func editions() throws {
    let supply = try #require(try part("Seasonic FOCUS GX-850", .psu))
    #expect(supply["connectors"] == nil)
    let least = try #require(supply["connectors_at_least"]?.value)
    let counts = least.value.listValue?.map {
      [$0["pcie_8pin"]?.integerValue ?? 0, $0["pcie_16pin"]?.integerValue ?? 0]
    }
    #expect(counts.map(Set.init) == [[3, 1], [6, 0]])
    #expect(least.certainty.isGuess)
  }

  @Test("an edition of which one kind of plug is known has at least those")
  func partlyKnown() throws {
    let least = try #require(try part("Corsair RM850x (2024)", .psu)?["connectors_at_least"]?.value)
    #expect(least.value.listValue?.first?["pcie_16pin"]?.integerValue == 1)
  }

  @Test("a supply has at least the plugs of the weaker one of its line")
  func lines() throws {
    let supply = try #require(
      try part("Rosewill Capstone G1200 1200W Semi-Modular 80+ Gold", .psu))
    let least = try #require(supply["connectors_at_least"]?.value)
    #expect(least.certainty == ProductLines.certainty)
    #expect(least.value.listValue == [OpenDB.plugMap([("eps_8pin", 2), ("pcie_8pin", 6)])])
  }

  @Test("no supply has both plugs that are known and a bound of them")
  func noBoundBesideAValue() throws {
    var bounds = 0
    try SharedCatalog.catalog().forEachPart(.psu) { supply in
      bounds += supply["connectors_at_least"] == nil ? 0 : 1
      #expect(supply["connectors"] == nil || supply["connectors_at_least"] == nil)
    }
    #expect(bounds > 400)
  }

  @Test("a chipset has the length, width and sockets that its cards have at most")
  func chipsets() throws {
    let card = try #require(try part("Radeon RX 6950 XT", .gpu))
    #expect(card["length_mm"] == nil)
    #expect(card["length_at_most_mm"]?.value.value.numberValue == 340)
    #expect(card["slot_width_at_most"]?.value.certainty.isGuess == true)
    #expect(card["power_connectors_at_most"]?.value.value.listValue?.isEmpty == false)
  }

  @Test("what one card of many states is no bound of plugs")
  func slipIsNoBound() {
    let value = { (plugs: BuildValue) in
      FieldValues([
        Part.Field(
          key: "power_connectors", value: SourcedValue(plugs, source: "s", certainty: .dataSet))
      ])
    }
    let cards = Array(repeating: value(plugs(1)), count: 19)
    let many = Bounds.ofCards(cards + [value(plugs(4))])
    #expect(many.first?.value.value == .list([plugs(1)]))
    let few = Bounds.ofCards(Array(cards.prefix(5)) + [value(plugs(4))])
    #expect(few.first?.value.value == .list([plugs(4)]))
    #expect(Bounds.ofCards(Array(cards.prefix(5))).isEmpty)
  }

  @Test("entries of a board that list different slots give those that each of them lists")
  func slots() throws {
    let slots = try #require(try part("MSI MAG B460 TOMAHAWK", .motherboard)?["pcie_slots"]?.value)
    #expect(slots.certainty.isGuess)
    #expect(slots.value.listValue?.map { $0["size"]?.textValue } == ["x16", nil, "x1", "x1"])
  }

  @Test(
    "a board is the reviewed one whatever chipset or guess speaks against its name",
    arguments: ["ASUS TUF GAMING X670E-PLUS WIFI", "MSI PRO Z790-A WIFI", "MSI X570-A PRO"])
  func boards(_ name: String) throws {
    let slots = try #require(try part(name, .motherboard)?["pcie_slots"]?.value.value.listValue)
    #expect(slots.allSatisfy { $0["position"] != nil })
  }
}
