import RigCatalog
import RigModel
import RigPartLists
import Testing

/// What stands beside a name: remarks, estimates of prices, and words that every list has.
@Suite struct RemarkTests {
  @Test(
    "remarks, spans of prices and generations are none of the name",
    arguments: [
      ("CPU: EPYC 7402P (24c Rome, SP3, unlocked) ~$200–350", "AMD EPYC 7402P", 200.0),
      ("Motherboard: Supermicro H12SSL-i (IPMI) ~$550–750", "Supermicro H12SSL-i", 550.0),
      (
        "Motherboard: Supermicro H12SSL-i (single socket SP3) - ~$500-700", "Supermicro H12SSL-i",
        500
      ),
      (
        "CPU: Intel Core i9-13900K (24 cores / 32 threads, up to 5.8GHz)", "Intel Core i9-13900K",
        nil
      ),
      ("处理器：英特尔13代 i5-13400", "Intel Core i5-13400", nil),
      ("CPU Cooler: Noctua NH-U14S TR5-SP6 (sTR5 socket)", "Noctua NH-U14S TR5-SP6", nil),
      ("CPU: AMD EPYC 9554 3.1GHz 64 Core CPU – 3.75GHz Turbo", "AMD EPYC 9554", nil),
      ("cpu：i3-8100（159RMB）", "Intel Core i3-8100", 159.0),
      ("Cooler: Noctua NH-D15 from Compzone", "Noctua NH-D15", nil),
      ("CPU: EPYC 7402P (Note: space is limited due to the case)", "AMD EPYC 7402P", nil),
    ] as [(String, String, Double?)])
  func namesThePart(_ line: (text: String, part: String, price: Double?)) throws {
    let entry = try #require(try Reading.of(line.text).entries.first)
    #expect(entry.status == .resolved)
    #expect(entry.part?.fullName == line.part)
    #expect(entry.price?.amount == line.price)
  }

  /// A word that nothing knows may be the one that names another part: `4000D - Infinirail` is none of
  /// the 4000D cases.
  @Test(
    "what may tell versions apart is not a remark",
    arguments: [
      "Case: Corsair 4000D Airflow - Infinirail", "PSU: Corsair RM850x (2031)",
      "Motherboard: Supermicro H12SSL-i (version 3)", "CPU: EPYC 7402P (ES)",
      "CPU: EPYC 7402P (or 7443P)",
    ])
  func isAskedAbout(_ text: String) throws {
    let entry = try #require(try Reading.of(text).entries.first)
    #expect(entry.status == .asked)
  }

  @Test("cores and threads, speeds and what comes in the box make no drive and no cooler")
  func makesNoOtherPart() throws {
    for (text, kind) in [
      ("CPU: AMD Ryzen 9 9900X 12C/24T (Box, no fan)", "cpu"),
      ("SSD: Samsung 990 PRO 1 TB, (PCIe 4.0, 7,450 MB/s read, 6,900 MB/s write)", "storage"),
      ("1TB Samsung 980 PRO SSD w/ Heatsink", "storage"),
    ] {
      let entries = try Reading.of(text).entries
      #expect(entries.allSatisfy { $0.kind == kind }, "\(text)")
      #expect(entries.count == 1, "\(text)")
    }
  }

  @Test(
    "spans of clocks, kits without units, and registered modules are read",
    arguments: [
      ("CPU: AMD Ryzen 9 7950X (16C/32T, 4.5-5.7 GHz)", "base_clock_ghz", "4.5"),
      ("CPU: AMD Ryzen 9 7950X (16C/32T, 4.5-5.7 GHz)", "boost_clock_ghz", "5.7"),
      ("CPU: AMD Ryzen 9 5950X, 4.9 GHz boost", "boost_clock_ghz", "4.9"),
      ("内存：32*4（3133hz 金百达）", "modules", "4"), ("内存：32*4（3133hz 金百达）", "module_gb", "32"),
      ("RAM: 64GB ECC registered 2400", "type", "DDR4"),
    ])
  func statesFacts(_ line: (text: String, field: String, value: String)) throws {
    let entry = try #require(try Reading.of(line.text).entries.first)
    #expect(entry.fields.first { $0.key == line.field }?.value.shown == line.value)
    #expect(entry.count == 1)
  }

  @Test("a board without WiFi is not the one that has it")
  func lacks() throws {
    let with = try #require(try Reading.of("主板：微星 MAG B650 TOMAHAWK WIFI").entries.first)
    #expect(with.part?.name.contains("WIFI") == true)
    for text in ["主板：微星 MAG B650 TOMAHAWK 无WiFi", "Motherboard: MSI MAG B650 Tomahawk (no WiFi)"] {
      let without = try #require(try Reading.of(text).entries.first)
      #expect(without.model?.lowercased().contains("wifi") != true, "\(text)")
    }
  }

  @Test("a column that counts modules or drives again makes no more of them")
  func countedAgain() throws {
    let reading = try Reading.of(
      """
      | 配置 | 型号 | 参数 | 数量 |
      | --- | --- | --- | --- |
      | 内存 | 256G (32G*8) | 2666 MHz RECC | 8 |
      | 硬盘 | ST 4T（2T*2） 企业级机械盘 | SATA | 2 |
      """)
    let (memory, drives) = (reading.entries[2], reading.entries[3])
    #expect(memory.count == 1)
    #expect(memory.fields.first { $0.key == "modules" }?.value.numberValue == 8)
    #expect(drives.count == 2)
    #expect(drives.fields.first { $0.key == "capacity_gb" }?.value.numberValue == 2000)
  }

  @Test("a line break in a cell of a table of bars makes no page of it")
  func breaksInCells() throws {
    let reading = try Reading.of(
      """
      | Part | Model | Price |
      | :--- | :--- | ---: |
      | CPU | [AMD Ryzen Threadripper 2950X](https://example.com) | $700 |
      | GPU | Dual RTX 3090 <br> - NVIDIA GeForce RTX 3090 Founders Edition <br> - Gigabyte RTX 3090 Turbo | $4355 |
      | SSD | Samsung 990 Pro 2TB | $230 |
      """)
    #expect(reading.form != "html")
    let parts = reading.entries.filter { $0.category != nil }
    #expect(parts.map(\.line) == [3, 4, 5])
    #expect(parts[0].part?.name == "Ryzen Threadripper 2950X")
    #expect(parts[1].count == 2 && parts[1].maker != "Gigabyte")
  }

  @Test("the type of memory follows from speeds that one type has, and is said to")
  func typeBySpeed() throws {
    let fast = try #require(try Reading.of("RAM: KingBank 16G*2 3600").entries.first)
    #expect(fast.fields.contains { $0.key == "type" && $0.value == .text("DDR4") })
    #expect(fast.notes.contains { $0.english.contains("by its speed") })
    let open = try #require(try Reading.of("RAM: KingBank 16G*2 2400").entries.first)
    #expect(!open.fields.contains { $0.key == "type" } && open.status == .asked)
  }
}
