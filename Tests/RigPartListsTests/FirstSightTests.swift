import RigCatalog
import RigModel
import RigPartLists
import Testing

/// Lines of lists that were written before the reader had seen them, by the kind of what it did not
/// understand then.
@Suite struct FirstSightTests {
  /// What became of the parts of a text: `cpu amd-ryzen-7-5800x3d`, `psu ?` where it is asked.
  static func parts(_ text: String) throws -> [String] {
    try CatalogueLineTests.entries(text).compactMap { entry in
      guard let category = entry.category else { return nil }
      guard entry.status == .resolved else { return "\(category.rawValue) ?" }
      let id = entry.part.map { $0.id.split(separator: "/").last.map(String.init) ?? "" }
      return "\(category.rawValue) \(id ?? "-")"
    }
  }

  @Test(
    "a chat that goes through a machine is cut at its commas and at the words that join parts",
    arguments: [
      (
        "so i got a 5800x3d on a b450 tomahawk max, 32 gigs of corsair lpx, and an rx 6800 xt from powercolor, all in a meshify c with an rm750x",
        [
          "cpu amd-ryzen-7-5800x3d", "motherboard msi-b450-tomahawk-max",
          "memory corsair-vengeance-lpx", "gpu radeon-rx-6800-xt",
          "chassis fractal-design-meshify-c", "psu corsair-rm750x",
        ]
      ),
      (
        "picked up a 7900xtx nitro+ and a 1000w toughpower gf a3, going with my 5900x and b550 vision d, 64gb of 3600 trident z neo in a meshify 2",
        // No GF A3 has 1000 W.
        [
          "gpu radeon-rx-7900-xtx", "psu ?", "cpu amd-ryzen-9-5900x",
          "motherboard gigabyte-b550-vision-d", "memory g-skill-trident-z-neo",
          "chassis fractal-design-meshify-2",
        ]
      ),
    ])
  func chats(_ text: String, _ expected: [String]) throws {
    #expect(try Self.parts(text) == expected)
  }

  @Test(
    "what a name leaves out is told by its series or by what else stands in it",
    arguments: [
      ("16GB Ripjaws X", "g-skill-ripjaws-x"), ("16GB Trident Z 3200", "g-skill-trident-z"),
      ("840 EVO 250", "samsung-840-evo"), ("SSD: Samsung 860 EVO 500", "samsung-860-evo"),
      ("GPU: 3080 FE", "rtx-3080-10-gb"), ("4060 ti fe", "rtx-4060-ti-8-gb"),
      ("SSD: WD Black SN850X 4TB w/o heatsink", "sn850x-4tb"),
      ("散热：九州风神 AK620 数显版", "ak620-digital"),
      ("MSI MAG B850 Tomahawk MAX WIFI (7E62-001R)", "b850-mag-tomahawk-max-wifi"),
      ("CPU: Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz", "xeon-gold-6338"),
      ("RAM: Corsair Vengeance CMK32GX5M2B6000C36", "ddr5-6000-cl36-32gb-2x16gb"),
      ("R5 5600 stock cooler", "ryzen-5-5600"), ("CPU: R5 5600 with stock cooler", "ryzen-5-5600"),
      ("nzxt z63", "kraken-z63"), ("32gb 3600 cl16 trident z rgb", "g-skill-trident-z-rgb"),
      ("主板 华硕 ROG STRIX B650E-E GAMING WIFI 1200包邮", "rog-strix-b650e-e-gaming-wifi"),
      ("1 Corsair RM750e (2023) Zwart € 99,90 € 99,90", "corsair-rm750e-2023"),
      ("Board: Supermicro X12DPi-N6", "supermicro-x12dpi-n6"),
      ("Cooler: Thermalright Assassin X120 Refined SE", "assassin-x-120-refined-se"),
    ])
  func leftOut(_ line: String, _ id: String) throws {
    let entry = try #require(try CatalogueLineTests.entries(line).first)
    #expect(entry.status == .resolved && entry.part?.id.contains(id) == true, "\(entry)")
  }

  @Test(
    "a name with a word that the only part near it has not is the chip, or asked about",
    arguments: [
      ("GPU: PNY RTX4080 SUPER XLR8 VERTO OC", "gpu geforce-rtx-4080-super"),
      ("SSD: Crucial MX 500", "storage ?"), ("GPU: 3060 FE", "gpu ?"),
      ("散热：利民 PA120 数显", "cpu_cooler ?"),
    ])
  func near(_ line: String, _ expected: String) throws {
    #expect(try Self.parts(line) == [expected])
  }

  @Test("what every DDR5 module corrects by itself is no ECC")
  func onDie() throws {
    let entry = try #require(
      try CatalogueLineTests.entries("RAM: 32GB DDR5-6000 CL30, on-die ECC").first)
    #expect(!entry.fields.contains { $0.key == "ecc" })
  }

  @Test("two drives behind one head are two, where one has a number for its size")
  func drives() throws {
    #expect(
      try Self.parts("Drives - 860 EVO 500 + WD Blue 2TB") == ["storage samsung-860-evo", "storage ?"])
  }

  @Test("a number that counts the part above it is none, and one before a maker counts what follows")
  func counts() throws {
    let pair = try CatalogueLineTests.entries("cpu_model = EPYC 9354\ncpu_count = 2")
    #expect(pair.map(\.count) == [2, nil] && pair[1].status == .other, "\(pair)")
    let fans = try #require(try CatalogueLineTests.entries("2 Noctua NF-A12x25 fans").first)
    #expect(fans.status == .other && fans.count == 2)
  }
}
