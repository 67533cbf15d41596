import RigCatalog
import RigModel
import Testing

/// A part takes what the same model in another colour states, and says that it is a guess.
@Suite struct SiblingTests {
  /// A part by its exact name.
  private func part(_ name: String, _ category: PartCategory) throws -> Part? {
    switch try SharedCatalog.catalog().resolve(name, category: category) {
    case .exact(let part), .best(let part, _): part
    case .chipset, .several, .none: nil
    }
  }

  @Test("plugs of a card come from its other colour, with the name of that one")
  func takesFromAnotherColour() throws {
    let card = try #require(
      try part("PowerColor Hellhound OC Radeon RX 9060 XT 16GB GDDR6 White", .gpu))
    let plugs = try #require(card["power_connectors"]?.value)
    #expect(plugs.value["pcie_8pin"]?.integerValue == 1)
    #expect(plugs.certainty == .guess("the same model in another colour"))
    #expect(plugs.source.contains("Hellhound"))
  }

  /// `Black / Silver Radeon RX 6800 XT` names a chipset and a colour, and cards of both differ.
  @Test("a chipset with a colour is not a model")
  func chipsetIsNoModel() throws {
    var taken = 0
    try SharedCatalog.catalog().forEachPart(.gpu) { card in
      let isTaken = card.fields.contains {
        $0.value.certainty == .guess("the same model in another colour")
      }
      if isTaken { taken += 1 }
      if isTaken, card.name.hasPrefix("Black / Silver Radeon") {
        Issue.record("\(card.name) takes what another card states")
      }
    }
    #expect(taken > 20)
  }

  @Test("what siblings state differently stays unknown")
  func disagreementIsUnknown() throws {
    // Of one name three supplies state two counts of plugs.
    var counts: [String: Set<BuildValue>] = [:]
    var unknown: [String: Int] = [:]
    try SharedCatalog.catalog().forEachPart(.psu) { supply in
      let key = supply.fullName
      if let plugs = supply["connectors"]?.value {
        if !plugs.certainty.isGuess { counts[key, default: []].insert(plugs.value) }
        if plugs.certainty == .guess("the same model in another colour"),
          counts[key, default: []].count > 1
        {
          Issue.record("\(key) takes one of several")
        }
      } else {
        unknown[key, default: 0] += 1
      }
    }
    #expect(!unknown.isEmpty)
  }
}
