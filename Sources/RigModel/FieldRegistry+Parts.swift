extension FieldRegistry {
  static let cpu = ComponentDefinition(
    "cpu", "A processor.", "处理器。",
    fields: [
      partName(),
      FieldDefinition(
        "count", .integer(1...8), "Sockets filled.", "安装的处理器数量。", defaultValue: 1,
        misnomers: ["quantity", "sockets"]),
      FieldDefinition("socket", .text, "Socket, such as AM5.", "插槽类型，如 AM5。"),
      FieldDefinition(
        "generation", .text, "Its maker's code name, such as Coffee Lake or Zen 4.",
        "厂商代号，如 Coffee Lake 或 Zen 4。", misnomers: ["architecture", "codename", "family"]),
      FieldDefinition("cores", .integer(1...1024), "Cores of one CPU.", "单个处理器的核心数。"),
      FieldDefinition("threads", .integer(1...2048), "Threads of one CPU.", "单个处理器的线程数。"),
      FieldDefinition(
        "base_clock_ghz", .number(0.1...10), unit: "GHz", "Base clock.", "基础频率。",
        misnomers: ["clock", "frequency", "base"]),
      FieldDefinition(
        "boost_clock_ghz", .number(0.1...10), unit: "GHz", "Highest clock.", "最高频率。",
        misnomers: ["turbo", "boost"]),
      power("tdp_w", 1...1000, "Heat output (TDP) of one CPU.", "单个处理器的热设计功耗。"),
      power(
        "max_power_w", 1...2000, "Most that one CPU draws for long: Intel PL2, AMD PPT.",
        "单个处理器的最大功耗：Intel PL2、AMD PPT。", misnomers: ["pl2", "ppt", "mtp", "peak"]),
      FieldDefinition(
        "pcie_lanes", .integer(0...256), "PCIe lanes of one CPU.", "单个处理器的 PCIe 通道数。",
        misnomers: ["lanes"]),
      FieldDefinition("integrated_graphics", .boolean, "Has graphics of its own.", "是否带核显。"),
      FieldDefinition(
        "memory_types", words(), "Memory types it takes, such as DDR5.", "支持的内存类型，如 DDR5。"),
      memoryModules(),
      memoryECC("Corrects memory errors if the modules can."),
      capacity("max_memory_gb", 0.25...65_536, "Most memory one CPU takes.", "单个处理器支持的最大内存。"),
      FieldDefinition("includes_cooler", .boolean, "A cooler is in the box.", "是否附带散热器。"),
      money(),
    ])

  static let cpuCooler = ComponentDefinition(
    "cpu_cooler", "The cooler of a processor.", "处理器散热器。",
    fields: [
      partName(),
      FieldDefinition(
        "type", .enumeration(["air", "liquid"], open: false), "How it cools.", "散热方式。"),
      length("height_mm", 5...400, "Height above the CPU.", "处理器以上的高度。"),
      radiator("Length of the radiator.", "水冷排长度。"),
      FieldDefinition("sockets", words(), "Sockets it fits.", "适用的插槽。"),
      power("max_tdp_w", 5...2000, "Heat it can carry off.", "可散去的热量。"),
      money(),
    ])

  static let drive = ComponentDefinition(
    "drive", "A drive.", "硬盘。",
    fields: [
      partName(),
      count(1...256),
      FieldDefinition(
        "type", .enumeration(["nvme", "sata-ssd", "hdd"], open: false), "Kind of drive.", "硬盘类型。"),
      capacity("capacity_gb", 0.1...1_000_000, "Capacity.", "容量。", misnomers: ["size"]),
      money(),
    ])

  static let chassis = ComponentDefinition(
    "chassis", "A case.", "机箱。",
    fields: [
      partName(),
      FieldDefinition("form_factor", .text, "Kind of case.", "机箱类型。"),
      FieldDefinition("motherboard_form_factors", words(), "Boards it takes.", "支持的主板板型。"),
      length(
        "max_motherboard_width_mm", 100...1000, "Widest board it takes.", "支持的最大主板宽度。"),
      length("max_gpu_length_mm", 40...1500, "Longest card it takes.", "支持的最长显卡。"),
      length(
        "max_gpu_length_front_radiator_mm", 40...1500,
        "Longest card it takes beside a radiator in front.", "前部装冷排时支持的最长显卡。"),
      length("max_cooler_height_mm", 5...500, "Highest CPU cooler it takes.", "支持的最高散热器。"),
      length("max_psu_length_mm", 50...600, "Longest power supply it takes.", "支持的最长电源。"),
      FieldDefinition("psu_form_factors", words(), "Power supplies it takes.", "支持的电源规格。"),
      FieldDefinition("expansion_slots", .integer(0...32), "Expansion slots.", "扩展槽数量。"),
      FieldDefinition(
        "radiators_mm", .list(of: .integer(40...600), atMost: 16), unit: "mm",
        "Largest radiator of each mount.", "每个水冷排位支持的最大长度。"),
      FieldDefinition(
        "radiator_mounts", .list(of: .map(radiatorMount), atMost: 16),
        "Radiator mounts with every size that each takes; they count before `radiators_mm`.",
        "水冷排位及各自支持的全部尺寸；优先于 `radiators_mm`。"),
      money(),
    ])

  static let radiatorMount = ComponentDefinition(
    "radiator_mount", "A place for a radiator in a chassis.", "机箱的一个冷排位。",
    fields: [
      FieldDefinition(
        "place", .enumeration(["front", "top", "side", "bottom", "rear"], open: false),
        "Where it is.", "所在位置。"),
      FieldDefinition(
        "sizes_mm", .list(of: .integer(40...600), atMost: 16), unit: "mm",
        "Radiators it takes, one at a time, such as [420, 360].", "可装的冷排尺寸（任选其一），如 [420, 360]。"),
    ])

  static func words() -> FieldKind { .list(of: .text, atMost: 128) }

  static func slotPosition(_ key: String, _ english: String, _ chinese: String)
    -> FieldDefinition
  {
    FieldDefinition(key, .integer(1...32), english, chinese)
  }

  static func power(
    _ key: String, _ range: ClosedRange<Double>, _ english: String, _ chinese: String,
    misnomers: [String] = []
  ) -> FieldDefinition {
    FieldDefinition(key, .number(range), unit: "W", english, chinese, misnomers: misnomers)
  }

  static func capacity(
    _ key: String, _ range: ClosedRange<Double>, _ english: String, _ chinese: String,
    misnomers: [String] = []
  ) -> FieldDefinition {
    FieldDefinition(key, .number(range), unit: "GB", english, chinese, misnomers: misnomers)
  }

  static func length(
    _ key: String, _ range: ClosedRange<Double>, _ english: String, _ chinese: String
  ) -> FieldDefinition {
    FieldDefinition(key, .number(range), unit: "mm", english, chinese)
  }

  static func radiator(_ english: String, _ chinese: String) -> FieldDefinition {
    FieldDefinition("radiator_mm", .integer(40...600), unit: "mm", english, chinese)
  }
}
