import Foundation
import RigCatalog
import RigModel
import RigPartLists
import Testing

/// Single lines against the catalogue that ships: what resolves, what is asked, and to which part.
@Suite struct CatalogueLineTests {
  nonisolated(unsafe) static let reader = Result {
    let cache = FileManager.default.temporaryDirectory.appending(path: "rigrules-line-tests")
    return PartListReader(
      vocabulary: Vocabulary(
        words: try FactsLookup.text("words.tsv"), makers: try FactsLookup.text("makers.tsv"),
        chipsets: try FactsLookup.text("chipsets.tsv"),
        machines: try FactsLookup.text("machines.tsv")),
      lookup: try Catalog(
        folder: FactsLookup.root.appending(path: "Sources/RigCatalog").path, cache: cache.path))
  }

  static func entries(_ list: String) throws -> [ListEntry] {
    try reader.get().read(Array(list.utf8), file: "list.txt").entries
  }

  @Test(
    "a slip of the pen is read as the part that it is near",
    arguments: [
      ("Cooler: Thermalright Peerless Assasin 120 SE", "Peerless Assassin 120 SE"),
      ("Case: Lian Li Lancol 216", "Lancool 216"),
      ("Case: Phantex Eclipse G360A", "Eclipse G360A"),
      ("Corsair Vengance 32gb 6000 cl30", "Vengeance DDR5"),
      ("Cooler: Nocuta NH-D15", "NH-D15"),
    ])
  func slips(_ line: String, _ model: String) throws {
    let entry = try #require(try Self.entries(line).first)
    #expect(entry.status == .resolved && entry.part?.name == model, "\(entry)")
    #expect(entry.notes.contains { $0.english.contains("is read as") })
  }

  @Test(
    "a name that no table has heard of is what it is, with what it states",
    arguments: [
      ("机箱：金河田 简誉 昊", "Golden Field", "简誉 昊"), ("机箱：先马平头哥 M1", "SAMA", "平头哥 M1"),
      ("PSU: Antec VP300 300W", "Antec", "VP300"), ("电源：振华 铜皇 650W", "Super Flower", "铜皇"),
      ("Motherboard: 精粤 X99M-PLUS D3", "JGINYUE", "X99M-PLUS D3"),
    ])
  func unlisted(_ line: String, _ maker: String, _ model: String) throws {
    let entry = try #require(try Self.entries(line).first)
    #expect(entry.status == .resolved && entry.part == nil, "\(entry)")
    #expect(entry.maker == maker && entry.model == model)
    #expect(entry.notes == [try #require(entry.notes.first)] && entry.candidates.isEmpty)
  }

  @Test(
    "what is said beside a name, and what people leave out of it, makes no other part",
    arguments: [
      ("Mobo: came in the bundle, Asus ROG Strix B650E-F", "b650e-f"),
      ("Cooler: Peerless Assassin 120 SE of course", "peerless-assassin-120-se"),
      ("Cooler: Dark Rock Pro 4 (already have)", "dark-rock-pro-4"),
      ("PSU: Corsair HX1200i (2023), overkill I know", "hx1200i-2023"),
      ("Cooler: Noctua NH-D15 G2, Premium Dual-Tower CPU Cooler (Standard Version)", "nh-d15-g2"),
      ("Board: WRX90E-SAGE SE", "wrx90e-sage-se"), ("Cooler: Noctua U14S TR5-SP6", "tr5-sp6"),
      ("Cooler: nzxt x63", "kraken-x63"), ("PSU: EVGA T2 1600", "1600-t2"),
      ("Crosshair VIII Dark Hero", "viii-dark-hero"), ("View 71 TG", "view-71"),
      ("CPU: 6240", "xeon-gold-6240"), ("E5-2670 v1", "e5-2670"), ("i7 2600k", "i7-2600k"),
      ("FX 8320", "fx-8320"), ("Core 2 Quad Q6600", "q6600"), ("dual X5675", "x5675"),
      ("P4X-ICX8358-SRJX2 Xeon Platinum 8358", "8358"), ("EPYC 7K62", "7k62"),
      ("电源 振华 冰山金蝶 650W", "leadex-iii-gold-650w"), ("散热：九州风神冰立方620", "ak620"),
    ])
  func named(_ line: String, _ id: String) throws {
    let entry = try #require(try Self.entries(line).first)
    #expect(entry.status == .resolved && entry.part?.id.contains(id) == true, "\(entry)")
  }

  @Test(
    "a name that may be that of two parts, or of none, is asked about or no part",
    arguments: [
      "CPU: 7700", "CPU: 2600", "PSU: TX-850", "Cooler: Noctua NH-D15 G2, LBC version, brown",
      "PSU: Corsair RM850x, Shift version, white, modular", "DGX H100", "HP Z2 Tower G9",
      "Dell P2000 monitor arm", "BIZON ZX5500 custom 4-7 GPU workstation", "电源：振华 银皇",
      "Additional storage: none", "求大佬看看配置 预算8000",
    ])
  func unsure(_ line: String) throws {
    for entry in try Self.entries(line) {
      #expect(entry.part == nil && entry.status != .resolved, "\(entry)")
    }
  }

  @Test("two kits on one line are two, and sticks in brackets share a size that no stick has")
  func kits() throws {
    let pair = try Self.entries("RAM: 2x8 + 2x16 3200")
    #expect(pair.map { Self.number("capacity_gb", $0) } == [16, 32])
    let shared = try #require(try Self.entries("RAM: 64 gigs of ddr4 (4 sticks, 2400)").first)
    #expect(Self.number("module_gb", shared) == 16 && shared.count == 1)
    let each = try #require(try Self.entries("RAM: 32GB DDR4 ECC REG (4 sticks)").first)
    #expect(Self.number("module_gb", each) == 32 && each.count == 4)
  }

  @Test("pieces of a signature are parts by the catalogue where no word says what they are")
  func pieces() throws {
    let entries = try Self.entries(
      "FX 8320, 990FXA-UD3, 16GB HyperX Fury, R9 290X, CX750M, HAF 912")
    #expect(
      entries.compactMap(\.category)
        == [.cpu, .motherboard, .memory, .gpu, .psu, .chassis], "\(entries)")
    let two = try Self.entries("a 2TB SN850X and an RM1000x SHIFT")
    #expect(two.compactMap(\.category) == [.storage, .psu], "\(two)")
  }

  @Test("brackets that part the cards say nothing of all of them")
  func mixedCards() throws {
    let entry = try #require(
      try Self.entries("GPU: 5x 3090 (2 Dell OEM blowers, 1 Zotac, 2 Founders)").first)
    #expect(entry.count == 5 && !entry.fields.contains { $0.key == "cooling" }, "\(entry)")
  }

  static func number(_ key: String, _ entry: ListEntry) -> Double? {
    entry.fields.first { $0.key == key }?.value.numberValue
  }

  @Test("a supply of a maker and watts is those, and no part of the maker")
  func watts() throws {
    let entry = try #require(try Self.entries("PSU: Seasonic 850W Gold").first)
    #expect(entry.status == .resolved && entry.part == nil && entry.model == nil)
    #expect(entry.fields.map(\.key) == ["wattage_w", "efficiency"])
  }

  @Test(
    "a name near a part that is another one is asked about, or none",
    arguments: [
      "PSU: Super Flower LEADEX G 1000W", "Case: SAMA Mesh Case", "Case: Fractal Meshify 4",
      "Cooler: 酷冷至尊 t400i", "CPU: Intel Core i5 12400K", "PSU: DeepCool PQ 750G",
      "Motherboard: ASUS ROG Strix B550-F Gaming WiFi III", "SSD: Samsung 9900 Pro 2TB",
      "Case: Corsair tower", "硬盘：某某 P300 512G",
      "PSU: 850 W with native plugs, e.g. SilverStone DA850R",
      // None of these was ever sold; each is a letter or a figure from one that was.
      "CPU: Ryzen 9 7970X3D", "CPU: Core Ultra 9 295K", "CPU: EPYC 7537", "CPU: Core i7-13750K",
      "GPU: RTX 4095 Ti", "GPU: RX 9075 XT", "GPU: Tesla P45 24GB", "GPU: Arc B590",
      "GPU: Instinct MI55", "PSU: Corsair RM875x", "PSU: Seasonic Prime TX-1500",
      "Board: MSI MAG Z795 Tomahawk", "Board: ASUS Pro WS WRX95E-SAGE",
      "Board: Supermicro H14SSL-XYZ", "Case: Lian Li Lancool 219", "Case: Corsair 4050D Airflow",
      "Cooler: Noctua NH-D17", "Cooler: DeepCool AK430", "Cooler: Arctic Liquid Freezer IV 360",
      "Cooler: Thermalright Royal Knight 120 SE", "SSD: Samsung 995 Pro 2TB",
      "SSD: Kingston KC3500 2TB", "PSU: Corsair RM850f", "CPU: Ryzen 9 9960X", "GPU: RTX 5075",
      "Motherboard: MSI MAG Z890 Tomahawk Max II", "CPU: Ryzen 7 9900X3D",
      "GPU: RTX PRO 6500 Blackwell", "CPU: Threadripper 9990X", "SSD: ZhiTai TiPlus7200 2TB",
      "Motherboard: ASRock Rack ROMED9-2T", "Cooler: Noctua NH-U14S TR6",
    ])
  func near(_ line: String) throws {
    let entries = try Self.entries(line)
    #expect(!entries.isEmpty && entries.allSatisfy { $0.status != .resolved }, "\(entries)")
  }

  @Test(
    "the maker's number of a kit says of how many modules it is",
    arguments: [
      ("RAM: Corsair Vengeance 32GB DDR5-6000 (CMK32GX5M2B6000Z30)", 2.0, 16.0),
      ("RAM: G.Skill Ripjaws V 32GB DDR4-3600 F4-3600C16D-32GVKC", 2, 16),
      ("RAM: G.Skill Trident Z5 64GB DDR5-6000 F5-6000J3040G32GX2-TZ5K", 2, 32),
      ("RAM: Crucial 32GB DDR5-5600 CT2K16G56C46U5", 2, 16),
      ("RAM: 64GB Kingston FURY Beast DDR5-6000 DIMM CL30 Dual Kit", 2, 32),
    ])
  func kits(_ line: String, _ modules: Double, _ size: Double) throws {
    let entry = try #require(try Self.entries(line).first)
    let fields = Dictionary(uniqueKeysWithValues: entry.fields.map { ($0.key, $0.value) })
    #expect(fields["modules"]?.numberValue == modules, "\(entry)")
    #expect(fields["module_gb"]?.numberValue == size, "\(entry)")
  }

  @Test(
    "a module of a server is what Kingston's number of it says",
    arguments: [
      ("RAM: Kingston KSM56R46BD4PMI-64MBI", "DDR5", 5600.0, 64.0),
      ("RAM: Kingston KSM32RD4/64", "", 0, 0), ("RAM: Kingston KSM56R46BD4PMI-65MBI", "", 0, 0),
      ("RAM: Kingston KSM48E40BD8KM-32HM", "DDR5", 4800, 32),
    ])
  func modules(_ line: String, _ type: String, _ speed: Double, _ size: Double) throws {
    let entry = try #require(try Self.entries(line).first)
    let fields = Dictionary(uniqueKeysWithValues: entry.fields.map { ($0.key, $0.value) })
    #expect(fields["module_gb"]?.numberValue ?? 0 == size, "\(entry)")
    #expect(
      fields["speed_mts"]?.numberValue ?? 0 == speed && fields["type"]?.textValue ?? "" == type)
  }

  @Test(
    "lines of shops, invoices and signatures are the parts that they name",
    arguments: [
      ("LN141512 AMD Ryzen 9 9950X3D 16 Core AM5 CPU   1   £659.99", ["AMD Ryzen 9 9950X3D"]),
      ("1 x 32GB Kingston FURY Beast DDR5-5600 DIMM CL36 Dual Kit", ["memory 2 x 16"]),
      ("RAM        8 x DDR5-5600 64GB ECC Reg.", ["memory 8: 1 x 64"]),
      (
        "PSU / Case: Seasonic PX-2200 / Lian Li V3000 Plus",
        ["Seasonic PRIME PX-2200", "Lian Li V3000 Plus"]
      ),
      (
        "GPU: ASUS TUF RTX5090 O32G GAMING",
        ["ASUS TUF Gaming GeForce RTX 5090 32GB GDDR7 OC Edition"]
      ),
      (
        "PSU: EVGA SuperNova 1600 T2 + Corsair HX1200i for the other two cards",
        ["EVGA SuperNOVA 1600 T2"]
      ),
    ])
  func odd(_ line: String, _ parts: [String]) throws {
    let found = try Self.entries(line).map { entry in
      let fields = Dictionary(uniqueKeysWithValues: entry.fields.map { ($0.key, $0.value) })
      let (modules, size) = (fields["modules"]?.numberValue, fields["module_gb"]?.numberValue)
      guard let modules, let size else { return entry.part?.fullName ?? "none" }
      let count = entry.count.map { $0 > 1 ? " \($0):" : "" } ?? ""
      return "memory\(count) \(Int(modules)) x \(Int(size))"
    }
    #expect(found.starts(with: parts), "\(found)")
  }

  @Test("a number of another kit, or none that a maker has, says nothing of modules")
  func noKits() throws {
    for line in [
      "RAM: Corsair Vengeance 64GB DDR5-6000 (CMK32GX5M2B6000Z30)",
      "RAM: Corsair Vengeance 32GB DDR5-6000 (CMK32GX5MB)",
    ] {
      let entry = try #require(try Self.entries(line).first)
      #expect(!entry.fields.contains { $0.key == "modules" }, "\(entry)")
    }
  }

  @Test(
    "versions of one cooler that their names do not tell apart are what they agree on",
    arguments: ["Cooler: Thermalright Frozen Edge 360", "Cooler: Thermalright SI-100"])
  func coolers(_ line: String) throws {
    let entry = try #require(try Self.entries(line).first)
    #expect(entry.status == .resolved && entry.part?["type"] != nil, "\(entry)")
    #expect(!entry.notes.isEmpty)
  }

  @Test(
    "versions are told apart",
    arguments: [
      ("GPU: 4 x EVGA GeForce GTX 1080 Founders Edition", "EVGA", "Founders Edition"),
      ("Cooler: Corsair H100i V2", "Corsair", "H100i v"),
      ("Cooler: Cooler Master Hyper 212 Black", "Cooler Master", "Hyper 212 Black"),
      ("SSD: Samsung PM981 256GB", "Samsung", "PM981"),
      ("Case: Thermaltake Core X9", "Thermaltake", "Core X9"),
      ("CPU: Ryzen 7 3700X w/ Wraith Prism", "AMD", "Ryzen 7 3700X"),
      ("Case: NZXT H500 (Black)", "NZXT", "H500"),
      ("Motherboard: Gigabyte Z370P D3", "Gigabyte", "Z370P D3"),
      ("Motherboard: MSI MAG Z790 TOMAHAWK WIFI D5", "MSI", "MAG Z790 TOMAHAWK WIFI"),
    ])
  func versions(_ line: String, _ maker: String, _ model: String) throws {
    let entry = try #require(try Self.entries(line).first)
    #expect(entry.status == .resolved && entry.maker == maker, "\(entry)")
    #expect(entry.model?.lowercased().contains(model.lowercased()) == true, "\(entry)")
  }

  @Test("memory without a type has that of the board beside it, and none beside a board of two")
  func memoryOfTheBoard() throws {
    let list = "Motherboard: MSI B650M MORTAR WIFI\nRAM: Corsair 2x16GB"
    let memory = try Self.entries(list)[1]
    #expect(memory.status == .resolved)
    #expect(memory.fields.contains { $0.key == "type" && $0.value == .text("DDR5") })
    #expect(try Self.entries("CPU: i5-12600K\nRAM: Corsair 2x16GB")[1].status == .asked)
  }
}
