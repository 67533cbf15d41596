extension FieldRegistry {
  static let motherboard = ComponentDefinition(
    "motherboard", "A motherboard.", "主板。",
    fields: [
      partName(),
      FieldDefinition("socket", .text, "Socket of the CPU, such as AM5.", "处理器插槽，如 AM5。"),
      FieldDefinition("cpu_sockets", .integer(1...8), "Sockets for CPUs.", "处理器插槽数量。"),
      FieldDefinition("chipset", .text, "Chipset.", "芯片组。"),
      FieldDefinition(
        "form_factor",
        .enumeration(
          ["ATX", "Micro ATX", "Mini-ITX", "E-ATX", "SSI EEB", "SSI CEB", "XL-ATX"], open: true),
        "Size of the board.", "主板板型。"),
      length(
        "width_mm", 100...1000, "Width; E-ATX, SSI CEB and SSI EEB are no fixed sizes.",
        "宽度；E-ATX、SSI CEB、SSI EEB 没有统一尺寸。"),
      memoryType(),
      moduleSize("memory_form_factor", "Size of the modules it takes.", "支持的内存条规格。"),
      memoryModules(),
      memoryECC("Corrects memory errors if CPU and modules can."),
      FieldDefinition("memory_slots", .integer(0...64), "Memory slots.", "内存插槽数。"),
      capacity("max_memory_gb", 0.25...65_536, "Most memory it takes.", "支持的最大内存。"),
      FieldDefinition(
        "max_gpus", .integer(0...32), "Cards that run at once, by its maker.",
        "厂商声明可同时运行的显卡数。"),
      FieldDefinition(
        "pcie_slots", .list(of: .map(pcieSlot), atMost: 32), "PCIe slots.", "PCIe 插槽。",
        misnomers: ["slots"]),
      FieldDefinition("m2_slots", .integer(0...32), "M.2 slots.", "M.2 插槽数。"),
      FieldDefinition("sata_ports", .integer(0...64), "SATA ports.", "SATA 接口数。"),
      plugs("eps_8pin", "8-pin EPS sockets for the CPU.", "处理器 8-pin EPS 供电插座数。"),
      plugs("eps_4pin", "4-pin sockets for the CPU.", "处理器 4-pin 供电插座数。"),
      money(),
    ])

  static let pcieSlot = ComponentDefinition(
    "pcie_slot", "A PCIe slot of a motherboard.", "主板上的一个 PCIe 插槽。",
    fields: [
      slotPosition(
        "position", "Expansion slot it stands at; 1 is nearest the CPU.", "所在的扩展槽位；1 离处理器最近。"),
      FieldDefinition(
        "size", .enumeration(["x16", "x8", "x4", "x1"], open: false), "Mechanical size.", "物理尺寸。"),
      FieldDefinition("lanes", .integer(0...16), "Lanes that are wired.", "电气通道数。"),
      FieldDefinition("generation", .integer(1...8), "PCIe generation.", "PCIe 代数。"),
      power("power_w", 5...600, "Power it gives where that is not 75 W.", "供电功率（不是 75 W 时填写）。"),
      FieldDefinition(
        "shares", words(),
        "What takes lanes from it or loses them to it: `slot5`, `m2_1`, `sata5`.",
        "与其共用通道的接口：`slot5`、`m2_1`、`sata5`。", misnomers: ["shared", "shared_with"]),
      FieldDefinition(
        "bifurcation",
        .list(
          of: .enumeration(["x8/x8", "x8/x4/x4", "x4/x4/x8", "x4/x4/x4/x4", "x4/x4"], open: true),
          atMost: 16),
        "How the board can split its lanes, such as x8/x8; an empty list says not at all.",
        "主板支持的通道拆分方式，如 x8/x8；空列表表示不支持。"),
      FieldDefinition(
        "split", .list(of: .integer(1...16), atMost: 16),
        "Lanes of each slot that a bifurcation card in it makes: `[8, 8]` takes two cards.",
        "所插拆分卡分出的各插槽通道数：`[8, 8]` 可接两块显卡。"),
    ])

  static let memory = ComponentDefinition(
    "memory_kit", "A kit of memory modules.", "一套内存条。",
    fields: [
      partName(),
      count(1...64),
      memoryType("type"),
      moduleSize("form_factor", "Size of a module.", "内存条规格。"),
      FieldDefinition("modules", .integer(1...64), "Modules in the kit.", "套条中的条数。"),
      capacity("module_gb", 0.0625...2048, "Capacity of one module.", "单条容量。"),
      capacity(
        "capacity_gb", 0.0625...65_536, "Capacity of the whole kit.", "整套容量。",
        misnomers: ["size", "total"]),
      FieldDefinition(
        "speed_mts", .integer(100...20_000), unit: "MT/s", "Transfer rate.", "传输速率。",
        misnomers: ["frequency", "clock"]),
      FieldDefinition("ecc", .boolean, "Corrects errors.", "是否支持 ECC。"),
      FieldDefinition("registered", .boolean, "Registered (RDIMM).", "是否为带寄存器的内存。"),
      FieldDefinition("ranks", .integer(1...8), "Ranks of a module.", "单条的 rank 数。"),
      length("height_mm", 5...100, "Height of a module.", "内存条高度。"),
      money("Price of the whole kit.", "整套价格。"),
    ])

  static func memoryType(_ key: String = "memory_type") -> FieldDefinition {
    FieldDefinition(
      key, .enumeration(["DDR2", "DDR3", "DDR4", "DDR5"], open: true), "Memory type.", "内存类型。")
  }

  /// The kinds of module that a board or a CPU takes.
  static func memoryModules() -> FieldDefinition {
    FieldDefinition(
      "memory_modules",
      .list(of: .enumeration(["unbuffered", "registered"], open: false), atMost: 8),
      "Kinds of module it takes: `unbuffered` (UDIMM), `registered` (RDIMM).",
      "支持的内存条：`unbuffered`（UDIMM）、`registered`（RDIMM）。")
  }

  static func memoryECC(_ english: String) -> FieldDefinition {
    FieldDefinition("memory_ecc", .boolean, english, "是否支持 ECC 内存纠错。", misnomers: ["ecc"])
  }

  private static func moduleSize(_ key: String, _ english: String, _ chinese: String)
    -> FieldDefinition
  {
    FieldDefinition(
      key, .enumeration(["DIMM", "SO-DIMM", "CAMM2", "LPCAMM2", "soldered"], open: false),
      english, chinese)
  }
}
