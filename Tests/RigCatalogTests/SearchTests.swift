import RigCatalog
import RigModel
import Testing

struct SearchTests {
  @Test(arguments: ["vram_gb>=11", "vram-gb >= 11", "VRAM_GB>10"])
  func `A condition is read`(_ text: String) throws {
    let filter = try #require(PartFilter(parsing: text))
    #expect(filter.key == "vram_gb")
    let part = Part(
      id: "gpu/x", category: .gpu, maker: nil, name: "X",
      fields: [
        .init(key: "vram_gb", value: SourcedValue(11, source: "s", certainty: .dataSet))
      ])
    #expect(filter.matches(part))
  }

  @Test func `An unknown field meets no condition`() throws {
    let part = Part(id: "gpu/x", category: .gpu, maker: nil, name: "X", fields: [])
    for sign in PartFilter.Comparison.allCases {
      #expect(!PartFilter(key: "vram_gb", sign, "11").matches(part))
    }
  }

  @Test func `Versions compare by their parts`() {
    let part = Part(
      id: "gpu/x", category: .gpu, maker: nil, name: "X",
      fields: [
        .init(
          key: "compute_capability", value: SourcedValue("12.0", source: "s", certainty: .maker))
      ])
    #expect(PartFilter(key: "compute_capability", .atLeast, "8.9").matches(part))
    #expect(!PartFilter(key: "compute_capability", .less, "8.9").matches(part))
  }

  @Test(arguments: [
    ("geforse rtx 3090 tuf", "3090"), ("tomahwak b550", "B550"), ("noctau nh-d15", "NH-D15"),
    ("vengance lpx 3200", "Vengeance LPX"),
  ])
  func `A slip of the finger finds the part`(_ text: String, _ expected: String) throws {
    let found = try SharedCatalog.catalog().search(text, limit: 5)
    let name = try #require(found.first?.fullName)
    #expect(name.lowercased().contains(expected.lowercased()))
  }

  @Test func `Filters hold for every part that is found`() throws {
    let filter = try #require(PartFilter(parsing: "vram_gb>=24"))
    let found = try SharedCatalog.catalog()
      .search("rtx", category: .gpu, filters: [filter], limit: 40)
    #expect(found.count == 40)
    #expect(found.allSatisfy { ($0["vram_gb"]?.value.value.numberValue ?? 0) >= 24 })
  }

  @Test func `Signs of the search language are words like others`() throws {
    let catalog = try SharedCatalog.catalog()
    for text in ["\" OR 1", "a AND NOT (", "* NEAR", "'; DROP TABLE part", "\u{0}", "🙂", "   "] {
      _ = try catalog.search(text, limit: 3)
      _ = try catalog.resolve(text, category: nil)
    }
    #expect(try !catalog.search("rtx 3090", limit: 3).isEmpty)
  }
}
