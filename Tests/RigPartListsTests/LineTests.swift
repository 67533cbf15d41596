import RigCatalog
import RigModel
import RigPartLists
import Testing

/// What single lines say: kind, pieces and facts.
@Suite struct LineTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let text: String
    let kind: String?
    let count: Int?
    let facts: [String: String]
    var testDescription: String { text }

    init(_ text: String, _ kind: String?, _ count: Int? = 1, _ facts: [String: String] = [:]) {
      (self.text, self.kind, self.count, self.facts) = (text, kind, count, facts)
    }
  }

  static let cases: [Case] = [
    Case("4x RTX 3090", "gpu", 4, ["chipset": "GeForce RTX 3090"]),
    Case("4 × RTX 2080 Ti", "gpu", 4, ["chipset": "GeForce RTX 2080 Ti"]),
    Case("RTX 4090 (2x)", "gpu", 2), Case("GPU x2: RTX 3090", "gpu", 2),
    Case("GPU 1: RTX 3090", "gpu", 1), Case("GPUs: two RTX A6000", "gpu", 2),
    Case("显卡：七彩虹 RTX 4090 两张", "gpu", 2), Case("2 块 RTX 3090", "gpu", 2),
    Case("双卡 RTX 3090", "gpu", 2), Case("显卡 4090*4", "gpu", 4, ["chipset": "GeForce RTX 4090"]),
    Case("GPU: ASUS DUAL-RTX3060-O12G", "gpu", 1, ["vram_gb": "12"]),
    Case("GPU: RTX 3090 limited to 250W", "gpu", 1, ["power_limit_w": "250"]),
    Case("显卡：RX580 8G", "gpu", 1, ["chipset": "Radeon RX 580", "vram_gb": "8"]),
    Case("显卡：GTX970 4G", "gpu", 1, ["chipset": "GeForce GTX 970"]),
    Case("Radeon RX 6600 8GB", "gpu", 1, ["vram_gb": "8", "vendor": "amd"]),
    Case(
      "RAM: 2x32GB DDR5-6000", "memory", 1,
      ["modules": "2", "module_gb": "32", "speed_mts": "6000"]),
    Case(
      "RAM: 128GB (4x32GB) DDR4-3200 ECC REG", "memory", 1,
      ["modules": "4", "capacity_gb": "128", "registered": "true"]),
    Case("内存：金士顿 8G*2 DDR4 2666", "memory", 1, ["modules": "2", "module_gb": "8"]),
    Case("内存：英睿达D5 4800 32GB *2", "memory", 1, ["type": "DDR5", "speed_mts": "4800"]),
    Case("内存：D4-3600 16G*2", "memory", 1, ["type": "DDR4", "speed_mts": "3600"]),
    Case("Memory: 32GB PC4-25600", "memory", 1, ["speed_mts": "3200", "type": "DDR4"]),
    Case("SSD: 2x 2TB Samsung 990 Pro", "storage", 2, ["capacity_gb": "2000"]),
    Case("SSD: Crucial T700 4TB PCIe 5.0 x4", "storage", 1, ["capacity_gb": "4000"]),
    Case(
      "HDD: WD Red Plus 8TB 5640RPM 256MB", "storage", 1, ["type": "hdd", "capacity_gb": "8000"]),
    Case("PSU: 1000W 80+ Gold", "psu", 1, ["wattage_w": "1000", "efficiency": "80-plus-gold"]),
    Case("电源：长城 1250W 金牌", "psu", 1, ["wattage_w": "1250", "efficiency": "80-plus-gold"]),
    Case("CPU: 2x Xeon E5-2680 v4", "cpu", 2),
    Case("CPU: Ryzen 9 7950X (16 cores)", "cpu", 1, ["cores": "16"]),
    Case("CPU: i5 8400 六核", "cpu", 1, ["cores": "6"]),
    Case(
      "Board: MSI B650 Tomahawk DDR5 ATX", "motherboard", 1,
      ["chipset": "AMD B650", "memory_type": "DDR5", "form_factor": "ATX"]),
    Case("CPU Cooler: 360mm AIO", "cpu_cooler", 1, ["type": "liquid", "radiator_mm": "360"]),
    Case("GPU: 4x RTX 3090 (on risers)", "gpu", 4, ["mount": "riser"]),
    Case("4x RTX 3090 on PCIe 4.0 x16 risers", "gpu", 4, ["mount": "riser"]),
    Case("显卡：3090 四张（转接线）", "gpu", 4, ["mount": "riser"]),
    Case(
      "GPU: 4x RTX 3090 (limited to 280W, on risers)", "gpu", 4,
      ["mount": "riser", "power_limit_w": "280"]),
    Case("2x RTX 3090 FE (one on a riser)", "gpu", 2), Case("GPU: riser cable", "riser", 1),
    Case("RTX 4090 riser", "riser", 1), Case("3x PCIe riser cables", "cable", 3),
    Case("Case fans: 5x Arctic P12", "fan", 5),
    Case("Monitor: 2x Dell U2720Q", "monitor", 2), Case("Total: $1000", "total", nil),
    Case("https://example.com/list", "url", nil), Case("OS: Windows 11 Pro", "software", 1),
    Case("NVLink bridge", "nvlink_bridge", 1),
    Case("What do you think of this build?", "note", nil),
  ]

  @Test("a line is read", arguments: cases)
  func reads(_ line: Case) throws {
    let entry = try #require(try Reading.of(line.text).entries.first)
    #expect(entry.kind == line.kind)
    if let count = line.count { #expect(entry.count == count) }
    for (key, value) in line.facts {
      #expect(entry.fields.first { $0.key == key }?.value.shown == value, "\(key)")
    }
  }

  @Test(
    "money is read with its currency, and whether it is for one piece",
    arguments: [
      ("GPU: RTX 3090 ($799.00 @ eBay)", 799, "USD", false),
      ("2x RTX 3090 - $700 each", 700, "USD", true), ("显卡：RTX 3090 5000元", 5000, "CNY", false),
      ("GPU: RTX 3090 1.049,00 €", 1049, "EUR", false),
      ("GPU: RTX 3090 £1,234.56", 1234.56, "GBP", false),
    ])
  func money(_ text: String, _ amount: Double, _ currency: String, _ isPerUnit: Bool) throws {
    let entry = try #require(try Reading.of(text).entries.first)
    #expect(entry.price == .init(amount: amount, currency: currency, isPerUnit: isPerUnit))
  }

  @Test(
    "names without a word for the kind are of the kind that has them",
    arguments: [
      ("NH-D15", "cpu_cooler", "NH-D15"),
      ("Meshify 2 XL", "chassis", "Meshify 2 XL"), ("265K", "cpu", "265K"),
      ("8700K", "cpu", "8700K"), ("7900 XT", "gpu", "RX 7900 XT"), ("B580", "gpu", "B580"),
      ("9070 XT", "gpu", "RX 9070 XT"), ("7950X3D", "cpu", "7950X3D"),
    ])
  func bareNames(_ text: String, _ kind: String, _ model: String) throws {
    let entry = try #require(try Reading.of(text).entries.first)
    #expect(entry.kind == kind && entry.status == .resolved)
    #expect(entry.part?.fullName.hasSuffix(model) == true, "\(entry.part?.fullName ?? "-")")
  }

  @Test("counts stand glued before a card, starred before a price, and not behind `and`")
  func countsInside() throws {
    for (text, count) in [
      ("4x3090", 4), ("I run 4x3090 on an EPYC 7402P", 4),
      ("三星 DDR4 2400 32G REG ECC *8 180/条", 8), ("256GB DDR4 RDIMM and two EVGA units", 1),
    ] {
      let entry = try #require(try Reading.of(text).entries.first)
      #expect(entry.count == count, "\(text)")
    }
  }

  @Test("a bare number behind a name is its price only where the name is a part without it")
  func barePrices() throws {
    let priced = try Reading.of("i5-13600K 1899\n主板：微星 MEG X670E ACE 3299").entries
    #expect(priced.map(\.status) == [.resolved, .resolved])
    #expect(priced.map { $0.price?.amount } == [1899, 3299])
    for text in ["电源：海韵 PRIME 1300", "RM750 2021", "散热：利民 AQUA 360", "Ryzen 7 5800"] {
      #expect(try Reading.of(text).entries.first?.price == nil, "\(text)")
    }
  }

  @Test("the price of a line is shared by its pieces in the build")
  func priceOfALine() throws {
    let build = try Reading.of("GPU: RTX 3090 x2 ($1500)").build
    #expect(build["gpus"]?.listValue?.count == 2)
    #expect(build[path: "gpus[1].price"] == 750 && build["currency"] == "USD")
  }

  @Test("what a line states wins over the catalogue, and the contradiction is told")
  func statedWins() throws {
    let reading = try Reading.of("CPU: Ryzen 9 7950X (12 cores)\nGPU: RTX 3090")
    #expect(reading.build[path: "cpu.cores"] == 12)
    #expect(reading.entries[0].notes.contains { $0.english.contains("states cores 12") })
  }

  @Test(
    "a part of a sentence that goes on to another part is asked about, and nothing is built of it")
  func sentenceThatGoesOn() throws {
    let reading = try Reading.of(
      "I run 4x3090 on an EPYC 7402P with a ZXDB8-2T, 256GB of DDR4 and two EVGA 1600 G+ supplies."
    )
    #expect(reading.build["gpus"]?.listValue?.count == 4)
    // What is left of the sentence names a board beside the CPU.
    let cpu = try #require(reading.entries.first { $0.category == .cpu })
    #expect(cpu.status == .asked && reading.build["cpu"] == nil)
    #expect(reading.build["psus"]?.listValue?.count == 2 && reading.build["memory"] != nil)
  }

  @Test("a kit whose modules do not add up is asked about")
  func kitThatCannotBe() throws {
    let entry = try #require(try Reading.of("RAM: 64GB (2x16GB) DDR4").entries.first)
    #expect(entry.notes.contains { $0.english.contains("32 GB") })
  }

  @Test("near names are not names")
  func nearIsNotSame() throws {
    let pairs = [
      ("CPU: Ryzen 9 7950X", "Ryzen 9 7950X"), ("CPU: Ryzen 9 7950X3D", "Ryzen 9 7950X3D"),
      ("GPU: RTX 3080", "GeForce RTX 3080"),
      ("GPU: RTX 4070 Ti SUPER", "GeForce RTX 4070 Ti SUPER"),
      ("GPU: RTX A4000", "RTX A4000"), ("GPU: RX 7900 XT", "Radeon RX 7900 XT"),
    ]
    for (text, model) in pairs {
      let entry = try #require(try Reading.of(text).entries.first)
      #expect(entry.status == .asked || entry.model == model, "\(text): \(entry.model ?? "-")")
    }
    let unknown = try #require(try Reading.of("CPU: Ryzen 9 9999X").entries.first)
    #expect(unknown.status == .asked && unknown.part == nil)
  }

  @Test("as many risers as cards are told of, and the cards are not said to stand on them")
  func risersApart() throws {
    let list = "CPU: EPYC 7402P\nGPU: 4x RTX 3090\nRisers: %x PCIe 4.0 riser\n"
    let reading = try Reading.of(list.replacing("%", with: "4"))
    #expect(reading.notes.contains { $0.english.contains("4 risers") })
    #expect(!reading.json().contains("\"mount\""))
    let fewer = try Reading.of(list.replacing("%", with: "2"))
    #expect(!fewer.notes.contains { $0.english.contains("risers") }, "\(fewer.notes)")
    let stated = list.replacing("%", with: "4").replacing("3090", with: "3090 (on risers)")
    #expect(!(try Reading.of(stated).notes.contains { $0.english.contains("judged as in slots") }))
  }

  @Test(
    "cards of a machine in an open frame hang in it, and on a test bench they stand in slots",
    arguments: [
      ("Case: open mining frame", "GPU: 4x RTX 3090 (on risers)", "frame"),
      ("机箱：矿架", "显卡：4x RTX 3090", "frame"),
      ("Case: Veddha open air frame", "GPU: 4x RTX 3090", "frame"),
      ("Case: test bench", "GPU: 4x RTX 3090", nil),
      ("Case: NZXT H7 Flow", "GPU: 4x RTX 3090", nil),
      ("Case: Fractal Define 7 XL", "GPU: 4x RTX 3090 (on risers)", "riser"),
    ])
  func openFrame(_ chassis: String, _ cards: String, _ mount: String?) throws {
    let reading = try Reading.of("CPU: EPYC 7402P\n\(chassis)\n\(cards)\n")
    let card = try #require(reading.builds.first?["gpus"]?.listValue?.first)
    #expect(card["mount"]?.textValue == mount)
    #expect(reading.notes.contains { $0.english.contains("open frame") } == (mount == "frame"))
    // What the line itself states stays as it is written.
    let line = try #require(reading.entries.first { $0.category == .gpu })
    #expect(!line.fields.contains { $0.value.textValue == "frame" })
  }

  @Test("two machines in one text are two builds")
  func twoMachines() throws {
    let reading = try Reading.of("# A\nCPU: i9-9900K\n\n# B\nCPU: Ryzen 9 3900X\nGPU: RTX 3090")
    #expect(reading.builds.count == 2)
    #expect(reading.builds[0]["gpus"] == nil && reading.builds[1]["gpus"] != nil)
  }

  @Test("a line beyond what a build has room for is asked about, and the others stay")
  func tooMany() throws {
    let lines = (1...20).map { "PSU: Corsair RM850x #\($0)" }.joined(separator: "\n")
    let reading = try Reading.of(lines)
    #expect(reading.builds.first?["psus"]?.listValue?.count == 16)
    #expect(reading.entries.count == 20)
    #expect(reading.entries.suffix(4).allSatisfy { $0.status == .asked })
    let note = try #require(reading.entries.last?.notes.last)
    #expect(note.english == "a build takes at most 16 psus; this line is left out")
  }
}
