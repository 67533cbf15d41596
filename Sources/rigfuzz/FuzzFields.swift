/// What random builds consist of and random rules read.
///
/// A choice from the build format, and not all of it: with fewer fields, rules and builds meet more
/// often.
enum FuzzFields {
  enum Kind: Sendable {
    case whole(ClosedRange<Int>)
    /// Written as an integer or with a fraction.
    case number(ClosedRange<Int>)
    case word([String])
    case words([String])
    case flag
  }

  struct Field: Sendable {
    let key: String
    let kind: Kind

    init(_ key: String, _ kind: Kind) { (self.key, self.kind) = (key, kind) }

    /// Nil where it is not a number.
    var range: ClosedRange<Int>? {
      switch kind {
      case .whole(let range), .number(let range): range
      case .word, .words, .flag: nil
      }
    }

    var isNumber: Bool { range != nil }
  }

  struct Part: Sendable {
    let key: String
    /// The other key that a build may use.
    let alias: String?
    let isList: Bool
    let fields: [Field]

    init(_ key: String, alias: String? = nil, isList: Bool = false, _ fields: [Field]) {
      (self.key, self.alias, self.isList, self.fields) = (key, alias, isList, fields)
    }

    var numbers: [String] { fields.filter(\.isNumber).map(\.key) }
  }

  static let names = [
    "RTX 4090", "显卡", "a b", "", "é\\u00e9", "x\\u202ey", "tab\\there", "q\\\"q",
    "long name \\u663e",
  ]
  static let sockets = ["AM5", "LGA1700", "sTR5"]

  static let scalars: [Field] = [
    Field("name", .word(names)), Field("monitors", .whole(0...8)),
    Field("price", .number(0...9000)), Field("model_memory_gb", .number(1...80)),
    Field("precision", .whole(16...16)),
    Field("use_case", .word(["kaggle", "startup", "research-sota"])),
    Field("currency", .word(["CNY", "USD"])),
  ]

  static let parts: [Part] = [
    Part(
      "cpu",
      [
        Field("name", .word(names)), Field("cores", .whole(1...64)),
        Field("threads", .whole(1...128)), Field("tdp_w", .number(10...280)),
        Field("base_clock_ghz", .number(1...5)), Field("pcie_lanes", .whole(0...128)),
        Field("socket", .word(sockets)), Field("integrated_graphics", .flag),
        Field("memory_types", .words(["DDR4", "DDR5"])), Field("count", .whole(1...4)),
      ]),
    Part(
      "motherboard",
      [
        Field("memory_slots", .whole(0...16)), Field("max_gpus", .whole(0...8)),
        Field("socket", .word(sockets)), Field("price", .number(0...2000)),
      ]),
    Part(
      "chassis", alias: "case",
      [
        Field("max_gpu_length_mm", .number(100...500)), Field("expansion_slots", .whole(0...12)),
        Field("name", .word(names)),
      ]),
    Part("mains", [Field("volts", .number(100...240)), Field("amps", .number(6...32))]),
    Part(
      "memory", isList: true,
      [
        Field("modules", .whole(1...8)), Field("module_gb", .number(1...64)),
        Field("speed_mts", .whole(2000...8000)), Field("ecc", .flag),
      ]),
    Part(
      "gpus", alias: "gpu", isList: true,
      [
        Field("name", .word(names)), Field("chipset", .word(names)),
        Field("vram_gb", .number(4...96)), Field("tdp_w", .number(50...600)),
        Field("power_limit_w", .number(50...600)), Field("length_mm", .number(150...400)),
        Field("slot_width", .number(1...4)), Field("vendor", .word(["nvidia", "amd"])),
      ]),
    Part(
      "storage", isList: true,
      [
        Field("capacity_gb", .number(100...8000)), Field("type", .word(["nvme", "hdd"])),
        Field("price", .number(0...900)),
      ]),
    Part(
      "psus", alias: "psu", isList: true,
      [
        Field("wattage_w", .number(300...2000)), Field("length_mm", .number(100...250)),
        Field("efficiency", .word(["80-plus", "80-plus-gold"])),
      ]),
  ]

  static let maps = parts.filter { !$0.isList }
  static let lists = parts.filter(\.isList)
  static let free = ["x_free", "x_mark", "x_budget"]

  /// Paths as `needs` and `ctx.unknown` write them; of all parts or of one kind.
  static let paths: [String] =
    scalars.map(\.key) + free
    + parts.flatMap { part in
      [part.key] + part.fields.map { "\(part.key)\(part.isList ? "[]" : "").\($0.key)" }
    }
}
