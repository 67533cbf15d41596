import RigCatalog
import RigDetect
import RigModel
import Testing

/// What single lines mean.
@Suite("Lines of tools")
struct ReaderTests {
  private static func card(_ line: String) throws -> BuildValue? {
    try Machines.machine(line + "\n").build["gpus[0]"]
  }

  @Test(
    arguments: [
      ("NVIDIA Corporation GA102 [GeForce RTX 3090] [10de:2204] (rev a1)", "GeForce RTX 3090"),
      ("NVIDIA Corporation GA102 [GeForce RTX 3090] (rev a1)", "GeForce RTX 3090"),
      ("NVIDIA Corporation Device [10de:2684] (rev a1)", "GeForce RTX 4090"),
      ("NVIDIA Corporation Device 2b85 (rev a1)", "GeForce RTX 5090"),
      ("NVIDIA Corporation TU102 [GeForce RTX 2080 Ti Rev. A] (rev a1)", "GeForce RTX 2080 Ti"),
      ("NVIDIA Corporation GA104 [GeForce RTX 3060 Ti Lite Hash Rate]", "GeForce RTX 3060 Ti"),
      ("NVIDIA Corporation GA102GL [RTX A6000] (rev a1)", "RTX A6000"),
      (
        "Advanced Micro Devices, Inc. [AMD/ATI] Navi 31 [Radeon RX 7900 XT/7900 XTX] [1002:744c] (rev cc)",
        "Radeon RX 7900 XT"
      ),
      ("Advanced Micro Devices, Inc. [AMD/ATI] Navi 31 [Radeon RX 7900 XT/7900 XTX]", nil),
      ("Intel Corporation DG2 [Arc A770] [8086:56a0] (rev 08)", "Arc A770"),
      ("NVIDIA Corporation Device [10de:ffff] (rev a1)", nil),
    ])
  func chipsHaveTheNamesTheyAreSoldBy(_ text: String, _ chip: String?) throws {
    let card = try Self.card("01:00.0 VGA compatible controller [0300]: \(text)")
    #expect(card != nil)
    #expect(card?["chipset"]?.textValue == chip)
  }

  @Test(
    "graphics that are not cards",
    arguments: [
      "ASPEED Technology, Inc. ASPEED Graphics Family [1a03:2000] (rev 41)",
      "ASPEED Technology, Inc. ASPEED Graphics Family (rev 41)",
      "Matrox Electronics Systems Ltd. MGA G200e [Pilot] ServerEngines (SEP1) [102b:0522] (rev 05)",
      "Red Hat, Inc. Virtio 1.0 GPU [1af4:1050] (rev 01)",
      "VMware SVGA II Adapter [15ad:0405]", "Cirrus Logic GD 5446 [1013:00b8]",
      "Intel Corporation AlderLake-S GT1 [8086:4680] (rev 0c)",
      "Intel Corporation UHD Graphics 630",
      "Advanced Micro Devices, Inc. [AMD/ATI] Raphael [1002:164e] (rev c1)",
      "Advanced Micro Devices, Inc. [AMD/ATI] Cezanne [Radeon Vega Series / Radeon Vega Mobile Series] (rev c8)",
    ])
  func othersAreNoCards(_ text: String) throws {
    let build = try Machines.machine("00:02.0 VGA compatible controller: \(text)\n").build
    #expect(build["gpus"] == .list([]))
    let isIntegrated = text.hasPrefix("Intel") || text.hasPrefix("Advanced")
    #expect(build["cpu.integrated_graphics"]?.booleanValue == (isIntegrated ? true : nil))
  }

  @Test(
    arguments: [
      ("24576 MiB", 24), ("24268 MiB", 24), ("23034 MiB", 24), ("32607 MiB", 32), ("11264 MiB", 11),
      ("11019 MiB", 11), ("15360 MiB", 16), ("81559 MiB", 80), ("40536 MiB", 40), ("46068 MiB", 48),
      ("49140 MiB", 48), ("143771 MiB", 141), ("97887 MiB", 96), ("95830 MiB", 94),
      ("22528 MiB", 22),
      ("12288 MiB", 12), ("8192 MiB", 8), ("6144 MiB", 6), ("196592 MiB", 192),
    ])
  func memoryIsThatOfTheCardAsSold(_ reported: String, _ sold: Int64) throws {
    let text = "name, memory.total [MiB]\nNVIDIA X1, \(reported)\n"
    #expect(try Self.card(text)?["vram_gb"]?.integerValue == sold)
    let plain = "name, memory.total [MiB]\nNVIDIA X1, \(reported.split(separator: " ")[0])\n"
    #expect(try Self.card(plain)?["vram_gb"]?.integerValue == sold)
  }

  @Test(
    arguments: [
      ("13th Gen Intel(R) Core(TM) i9-13900K", "Intel Core i9-13900K"),
      ("Intel(R) Xeon(R) CPU E5-2699 v4 @ 2.20GHz", "Intel Xeon E5-2699 v4"),
      ("INTEL(R) XEON(R) GOLD 6530", "Intel Xeon Gold 6530"),
      ("Intel(R) Core(TM) Ultra 9 285K", "Intel Core Ultra 9 285K"),
      ("AMD Ryzen 7 5700G with Radeon Graphics", "AMD Ryzen 7 5700G"),
      ("AMD EPYC 7B13 64-Core Processor", "AMD EPYC 7B13"),
      ("AMD Ryzen Threadripper PRO 7995WX 96-Cores", "AMD Ryzen Threadripper PRO 7995WX"),
      ("QEMU Virtual CPU version 2.5+", nil), ("Intel Xeon Processor (Skylake, IBRS)", nil),
      ("AMD EPYC", nil), ("AMD EPYC Processor (with IBPB)", nil), ("Common KVM processor", nil),
      ("Genuine Intel(R) CPU 0000 @ 2.40GHz", nil), ("Intel(R) Xeon(R) CPU @ 2.20GHz", nil),
    ])
  func processorsHaveTheNamesTheyAreSoldBy(_ raw: String, _ name: String?) throws {
    let build = try Machines.machine("processor\t: 0\nmodel name\t: \(raw)\nphysical id\t: 0\n")
      .build
    #expect(build["cpu.name"]?.textValue == name)
  }

  @Test func textsOfWindowsShellsAreRead() throws {
    let text =
      "name, memory.total [MiB], driver_version\r\nNVIDIA GeForce RTX 3060, 12288 MiB, 551.23\r\n"
    let bytes: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let build = try Machines.machine([bytes]).build
    #expect(build["gpus[0].chipset"]?.textValue == "GeForce RTX 3060")
    #expect(build["software.driver"]?.textValue == "551.23")
  }

  @Test func disagreementIsKeptAndTheDriverCounts() throws {
    let machine = try Machines.machine(
      "01:00.0 VGA compatible controller: NVIDIA Corporation GP104 [GeForce GTX 1080] (rev a1)\n",
      "name, pci.bus_id, memory.total [MiB]\nNVIDIA GeForce GTX 1070, 00000000:01:00.0, 8192 MiB\n")
    #expect(machine.build["gpus"]?.listValue?.count == 1)
    let origin = try #require(machine.origin(at: "gpus[1].chipset"))
    #expect(origin.reading.value == "GeForce GTX 1070")
    #expect(origin.disagreeing.map(\.value) == ["GeForce GTX 1080"])
    let yaml = DetectedYAML.text(of: machine, isChinese: false)
    #expect(yaml.contains("# nvidia-smi; lspci has GeForce GTX 1080"), "\(yaml)")
  }

  @Test func cardTheDriverDoesNotShowIsNamed() throws {
    let machine = try Machines.machine(
      """
      01:00.0 VGA compatible controller [0300]: NVIDIA Corporation GA102 [GeForce RTX 3090] [10de:2204]
      41:00.0 VGA compatible controller [0300]: NVIDIA Corporation GA102 [GeForce RTX 3090] [10de:2204]

      """,
      "name, pci.bus_id\nNVIDIA GeForce RTX 3090, 00000000:01:00.0\n")
    #expect(machine.build["gpus"]?.listValue?.count == 2)
    #expect(
      machine.notes.map(\.english) == ["nvidia-smi does not show the card at 0000:41:00.0"])
  }

  @Test func sourcesWithoutAddressesAreNoFurtherCards() throws {
    let build = try Machines.machine(
      """
      01:00.0 VGA compatible controller: NVIDIA Corporation GA102 [GeForce RTX 3090]
      41:00.0 VGA compatible controller: NVIDIA Corporation Device [10de:ffff]

      """,
      "name, memory.total [MiB]\nNVIDIA GeForce RTX 3090, 24576 MiB\nNVIDIA New Card, 49140 MiB\n"
    ).build
    #expect(build["gpus"]?.listValue?.count == 2)
    #expect(build["gpus[0].vram_gb"] == 24)
    #expect(build["gpus[1].vram_gb"] == 48)
  }

  @Test func namesBecomeSpecificationsBySource() throws {
    let chip = Part(
      id: "gpu/rtx-3090", category: .gpu, maker: nil, name: "GeForce RTX 3090",
      fields: [
        .init(
          key: "tdp_w", value: SourcedValue(350, source: "a table", certainty: .maker)),
        .init(
          key: "pcie_lanes", value: SourcedValue(16, source: "a table", certainty: .guess("memory"))
        ),
      ])
    let lookup = FewParts(parts: ["GeForce RTX 3090": .chipset(chip, ranges: [:])])
    let text = "name, pcie.link.width.current, power.limit [W]\n"
    let machine = try Machines.machine(
      text + "NVIDIA GeForce RTX 3090, 4, 300.00 W\n", lookup: lookup)
    #expect(machine.build["gpus[0].tdp_w"] == 350)
    #expect(machine.build["gpus[0].pcie_lanes"] == 4)
    let yaml = DetectedYAML.text(of: machine, isChinese: false)
    #expect(yaml.contains("# catalogue: a table"), "\(yaml)")
    // A chip of laptops has a name that is a card's with a word more.
    let laptop = try Machines.machine(
      text + "NVIDIA GeForce RTX 3090 Laptop GPU, 4, 150.00 W\n",
      lookup: FewParts(parts: ["GeForce RTX 3090 Laptop GPU": .chipset(chip, ranges: [:])]))
    #expect(laptop.build["gpus[0].tdp_w"] == nil)
  }

  @Test func versionWithOtherMemoryIsNotTaken() throws {
    let small = Part(
      id: "gpu/3080", category: .gpu, maker: nil, name: "GeForce RTX 3080 10 GB",
      fields: [
        .init(key: "vram_gb", value: SourcedValue(10, source: "t", certainty: .maker)),
        .init(key: "tdp_w", value: SourcedValue(320, source: "t", certainty: .maker)),
      ])
    let large = Part(
      id: "gpu/3080-12", category: .gpu, maker: nil, name: "GeForce RTX 3080 12 GB",
      fields: [
        .init(key: "vram_gb", value: SourcedValue(12, source: "t", certainty: .maker)),
        .init(key: "tdp_w", value: SourcedValue(350, source: "t", certainty: .maker)),
      ])
    let text = "name, memory.total [MiB]\nNVIDIA GeForce RTX 3080, 12288 MiB\n"
    let one = FewParts(parts: ["GeForce RTX 3080": .exact(small)])
    #expect(try Machines.machine(text, lookup: one).build["gpus[0].tdp_w"] == nil)
    let both = FewParts(
      parts: ["GeForce RTX 3080": .exact(small), "GeForce RTX 3080 12 GB": .exact(large)])
    #expect(try Machines.machine(text, lookup: both).build["gpus[0].tdp_w"] == 350)
  }
}
