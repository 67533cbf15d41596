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
        "What's in my box? Threadripper 3960X sitting on a TRX40 Aorus Xtreme, cooled by an Enermax Liqtech II 360. Two 3090 FEs with NVLink. 128GB Trident Z Neo 3600. Storage: 2x 2TB 980 Pro. Powered by an AX1600i, all in a Corsair 1000D.",
        [
          "cpu amd-ryzen-threadripper-3960x", "motherboard gigabyte-trx40-aorus-xtreme",
          "cpu_cooler enermax-liqtech-ii-360", "gpu geforce-rtx-3090",
          "memory g-skill-trident-z-neo",
          "storage samsung-980-pro-2tb-ssd-m-2-2280-pcie-4.0-x4-nvme", "psu corsair-ax1600i",
          "chassis corsair-obsidian-1000d",
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
      ("PSU: EVGA 600 W1 600W", "evga-600-w1"), ("Case: NZXT H510 Elite", "nzxt-h510-elite"),
      ("RAM: 32GB (4x8) Corsair Vengeance RGB Pro 3200MHz", "vengeance-rgb-pro"),
      ("PNY GeForce RTX 3050 8GB Verto Dual Fan", "rtx-3050-8-gb"),
      ("CPU: 2600X -> 5700X3D", "5700x3d"), ("GPU: RX 580 8GB → RX 7600", "rx-7600"),
      ("CPU: 9800X3D @ PBO -25", "9800x3d"), ("power suply: corsair rm 750x", "rm-750x"),
      ("cpu coler: noctua nh d15", "nh-d15"), ("storge: samsumg 970 evo pluss 1tb", "970-evo-plus"),
      ("case: fractal desing meshify c", "meshify-c"), ("2x HX1500i", "hx1500i"),
      (
        "For the processor I settled on the Core Ultra 7 265K, mostly because of the bundle.",
        "265k"
      ),
      ("It sits in an ASUS TUF Gaming Z890-Plus WiFi.", "z890-plus-wifi"),
      ("Graphics are handled by an ASUS Prime RTX 5070 Ti.", "rtx-5070-ti"),
      ("Storage is a 2TB WD Black SN850X.", "sn850x"),
      ("A Corsair RM850e powers the whole thing.", "rm850e"),
      ("Everything is housed in a Fractal Design North.", "fractal-design-north"),
      ("CPUクーラー: DEEPCOOL AK400", "ak400"), ("ケース: Thermaltake Versa H26", "versa-h26"),
      ("メモリ: Crucial CP2K16G56C46U5", "ddr5-5600"), ("Dysk: Lexar NM790 2TB", "nm790"),
      ("Chłodzenie: be quiet! Pure Rock 2", "pure-rock-2"),
      ("GPUs: 6x RTX 3090 (4x Dell OEM, 2x Zotac) on SlimSAS risers", "rtx-3090"),
      ("CPU: 2696v3", "e5-2696-v3"), ("CPU: Intel Core i5-10400F-111.4%", "i5-10400f"),
      ("SSD: Samsung 980 500 ГБ", "samsung-980-500gb"),
      ("PSU: DeepCool PF700 700W", "deepcool-pf700"),
      ("1 Stk. AMD Ryzen 7 7700 tray à 219,00 EUR", "ryzen-7-7700"), ("机箱 恩杰h510", "nzxt-h510"),
      ("Endorfy Fortis 5 Dual Fan", "fortis-5"), ("GPU: 2x TITAN RTX NVLink", "titan-rtx"),
      ("Mobo:: [[ASUS Pro WS TRX50-SAGE WIFI]]", "trx50-sage"),
      ("64GB Dominator Titanium 6600", "dominator"),
      ("SSD: MZ-V9P1T0B/AM", "990-pro-1tb"),
      ("Cooler: Corsair H170i Elite Capellix XT", "h170i-elite-capellix-xt"),
      ("Case: Montech Air 903 Max", "air-903-max"),
      ("Case: Cooler Master HAF 700 EVO", "haf-700-evo"),
      ("Cooler: Corsair H150i Elite Capellix", "h150i-elite-capellix"),
    ])
  func leftOut(_ line: String, _ id: String) throws {
    let entry = try #require(try CatalogueLineTests.entries(line).first)
    #expect(entry.status == .resolved && entry.part?.id.contains(id) == true, "\(entry)")
  }

  @Test(
    "a name with a word that the only part near it has not is the chip, or asked about",
    arguments: [
      ("GPU: PNY RTX4080 SUPER XLR8 VERTO OC", "gpu geforce-rtx-4080-super"),
      ("GPU: MSI RTX 4060 VENTUS 2X BLACK 8G OC", "gpu geforce-rtx-4060"),
      ("Supermicro X10DRi-T4+ Dual LGA2011-3 Motherboard", "motherboard ?"),
      ("I would have picked a Corsair RM850e but a Seasonic powers it", "psu ?"),
      ("Board: Asus B650E-E", "motherboard ?"), ("Case: FormD T1", "chassis ?"),
      ("SSD: Crucial MX 500", "storage ?"), ("GPU: 3060 FE", "gpu ?"),
      ("散热：利民 PA120 数显", "cpu_cooler ?"),
    ])
  func near(_ line: String, _ expected: String) throws {
    #expect(try Self.parts(line) == [expected])
  }

  @Test(
    "names a word apart are parts apart",
    arguments: [
      ("PSU: Seasonic Core GM-650", "core-gm-650w"), ("Case: Cooler Master NR200", "nr200"),
      ("Case: Cooler Master NR200P", "nr200p"),
      ("PSU: Corsair RM850", "corsair-rm850"), ("PSU: Corsair RM850e", "corsair-rm850e"),
      ("Board: Supermicro H12SSL-C", "h12ssl-c"), ("Board: Supermicro H12SSL-CT", "h12ssl-ct"),
      ("Case: Montech Air 903", "montech-air-903"), ("Cooler: Corsair H150i", "corsair-h150i"),
      ("GPU: RTX 4070 Ti SUPER", "rtx-4070-ti-super"), ("GPU: RTX 4070 SUPER", "rtx-4070-super"),
      ("PSU: XPG Core Reactor II VE 850W", "core-reactor-ii-ve-850w"),
    ])
  func apart(_ line: String, _ id: String) throws {
    let entry = try #require(try CatalogueLineTests.entries(line).first)
    let name = try #require(entry.part?.id.split(separator: "/").last.map(String.init))
    let words = name.split(separator: "-").map(String.init)
    let wanted = id.split(separator: "-").map(String.init)
    let isHeld = words.indices.contains { words[$0...].starts(with: wanted) }
    #expect(entry.status == .resolved && isHeld, "\(name)")
    #expect(!words.contains("rgb"), "\(name)")
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
      try Self.parts("Drives - 860 EVO 500 + WD Blue 2TB") == [
        "storage samsung-860-evo", "storage ?",
      ])
  }

  @Test(
    "a number that counts the part above it is none, and one before a maker counts what follows")
  func counts() throws {
    let pair = try CatalogueLineTests.entries("cpu_model = EPYC 9354\ncpu_count = 2")
    #expect(pair.map(\.count) == [2, nil] && pair[1].status == .other, "\(pair)")
    for (line, count) in [
      ("显卡：NVIDIA A100 80G PCIe ×8", 8), ("GPU: RTX 4060 PCIe x8", 1),
      ("64gb ddr5 6000 cl30 (flare x5)", 1), ("CPU: AMD Ryzen 7 5700X (16) @ 4.66 GHz", 1),
    ] {
      let entry = try #require(try CatalogueLineTests.entries(line).first)
      #expect(entry.count == count && entry.status == .resolved, "\(entry)")
    }
    let fans = try #require(try CatalogueLineTests.entries("2 Noctua NF-A12x25 fans").first)
    #expect(fans.status == .other && fans.count == 2)
  }

  @Test("pieces that no blank parts are told by makers of such parts")
  func glued() throws {
    #expect(
      try Self.parts("7500F/技嘉B650M小雕/金百达黑爵6000 16*2/致态7100 1T/长城G5 650W/利民PA120") == [
        "cpu amd-ryzen-5-7500f", "motherboard gigabyte-b650m-aorus-elite-am5-ddr5-micro-atx",
        "memory -", "storage zhitai-tiplus7100", "psu -",
        "cpu_cooler thermalright-peerless-assassin-120",
      ])
    #expect(
      try Self.parts("2x EPYC 7742 on Gigabyte MZ72-HB0") == [
        "cpu amd-epyc-7742", "motherboard gigabyte-mz72-hb0",
      ])
  }

  @Test("two supplies on a line, pieces with heads of their own, a call before the list")
  func severalOnALine() throws {
    #expect(
      try Self.parts("Corsair HX1000 + EVGA 750 G2").map { $0.prefix(3) } == ["psu", "psu"])
    #expect(
      try Self.parts(
        "CPU i9-10900X|MB Gigabyte X299X AORUS MASTER|GPU 2x TITAN RTX NVLink|CASE Corsair 1000D")
        == [
          "cpu intel-core-i9-10900x", "motherboard gigabyte-x299x-aorus-master-ddr4-eatx",
          "gpu titan-rtx", "chassis corsair-obsidian-1000d",
        ])
    #expect(
      try Self.parts("New rig day!! 5950X, Crosshair VIII Dark Hero, 64GB Dominator 3600, AX1000")
        == [
          "cpu amd-ryzen-9-5950x", "motherboard asus-rog-crosshair-viii-dark-hero", "memory -",
          "psu corsair-ax1000-titanium",
        ])
  }

  @Test("a greeting with a comma is no line of heads, and articles of a price list are names")
  func tables() throws {
    let quote = try Self.parts("您好，请报价：\n1、CPU Intel 至强 W5-2465X 1颗\n2、主板 华硕 PRO WS W790-ACE 1块")
    #expect(quote == ["cpu intel-xeon-w5-2465x", "motherboard asus-pro-ws-w790-ace"])
    let prices = try Self.parts(
      "Artikel\tHändler\tPreis\nIntel Core i7-14700KF tray\tX\t369,00 €\nLian Li LANCOOL 207 schwarz\tY\t79,90 €\nPalit GeForce RTX 4070 Super Dual OC\tZ\t599 €"
    )
    #expect(prices.map { $0.split(separator: " ")[0] } == ["cpu", "chassis", "gpu"], "\(prices)")
  }

  @Test(
    "a series of memory that is sold with several types is none where the line states no type",
    arguments: [
      ("RAM: 2 x 32GB Crucial Pro", "-"), ("RAM: 2x16GB Team Elite", "-"),
      ("RAM: 金士顿 野兽 16G", "-"), ("RAM: Corsair Dominator Platinum RGB 32GB (2x16GB)", "-"),
      ("RAM: 2x16GB XPG Lancer", "lancer"),
      ("RAM: 2x32GB Crucial Pro DDR5-5600", "crucial-pro"),
    ])
  func typesOfMemory(_ text: String, _ expected: String) throws {
    let entry = try #require(try CatalogueLineTests.entries(text).first)
    #expect(entry.category == .memory)
    let part = entry.part?.id ?? "-"
    #expect(part.contains(expected))
  }

  @Test(
    "what stands beside a name and is none of it",
    arguments: [
      (
        "CPU：i9-10900K @3.7GHz 10核20线程 三级缓存20M [京东地址](https://example.com) ￥4299",
        "cpu intel-core-i9-10900k"
      ),
      ("- 主板：玩家国度 （ROG）STRIX X299-E GAMING II LGA2066 ￥4199", "x299-e-gaming-ii"),
      (
        "PSU: [Corsair HX1500i](https://example.com) (see `49_002614_QSG.pdf` for manual)",
        "psu corsair-hx1500i"
      ),
      (
        "PSU: Fractal Design ION+2 - 860W - 80+ Plat.",
        "psu fractal-design-ion-plus-2-platinum-860w"
      ),
      ("`NVIDIA TESLA P40`, used - 1649 yuan", "gpu tesla-p40"),
      ("CPU: Intel Core i9-9980XE CPU @ 3.00GHz (18 cores / 36 cores hyperthreading)", "i9-9980xe"),
    ])
  func besideNames(_ text: String, _ expected: String) throws {
    #expect(try Self.parts(text).first?.contains(expected) == true)
  }

  @Test("a count behind the word for what is counted", arguments: ["x 2", "x2", "x 2, used"])
  func countedModules(_ count: String) throws {
    let entry = try CatalogueLineTests.entries(
      "RAM: Samsung 32GB DDR4 ECC REG memory module \(count)"
    ).first
    #expect(entry?.count == 2)
  }

  @Test("a term above lines that begin with a colon heads them")
  func definitions() throws {
    let text =
      "CPU\n:   2x AMD EPYC 7662 (64 cores, 128 threads)\n\nMemory\n:   256 GiB\n\nGPU\n:   NVIDIA A40 (48GB)\n"
    let entries = try CatalogueLineTests.entries(text)
    #expect(entries.map(\.line) == [1, 2, 4, 5, 7, 8])
    #expect(entries.filter { $0.status == .resolved }.map(\.category) == [.cpu, .memory, .gpu])
    #expect(entries[1].count == 2)
  }

  @Test("a sign before the number counts too, and not in the name of a board")
  func signsFirst() throws {
    let drives = try CatalogueLineTests.entries("- x2 WD Red Pro 4TB NAS Hard Drive").first
    #expect(drives?.category == .storage && drives?.count == 2)
    #expect(try Self.parts("Board: X99 Taichi").first?.contains("x99-taichi") == true)
    #expect(
      try Self.parts("Storage: Crucial MX500 2TB 3D NAND CT2000MX500SSD1").first?
        .contains("mx500-2tb") == true)
  }
}
