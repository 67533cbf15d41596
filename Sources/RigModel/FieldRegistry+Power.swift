extension FieldRegistry {
  static let gpu = ComponentDefinition(
    "gpu", "A graphics card.", "显卡。",
    fields: [
      partName(),
      count(1...64),
      FieldDefinition(
        "chipset", .text, "Chip, such as GeForce RTX 4090.", "芯片，如 GeForce RTX 4090。"),
      FieldDefinition(
        "vendor", .enumeration(["nvidia", "amd", "intel"], open: false), "Maker of the chip.",
        "芯片厂商。"),
      capacity(
        "vram_gb", 0.0625...512, "Video memory of one card.", "单张显卡的显存。",
        misnomers: ["memory", "ram", "video_memory"]),
      power(
        "tdp_w", 1...1500, "Power of one card as sold.", "单张显卡的标称功率。",
        misnomers: ["power", "wattage", "watts", "tbp", "tgp"]),
      power("power_limit_w", 1...1500, "Power it is limited to.", "设定的功率上限。"),
      length("length_mm", 40...800, "Length of the card.", "显卡长度。"),
      FieldDefinition(
        "slot_width", .number(0.5...8), "Expansion slots it covers: 2, 2.5, 3.",
        "占用的扩展槽数：2、2.5、3。", misnomers: ["slots", "width"]),
      FieldDefinition(
        "cooling", .enumeration(["blower", "open-air", "liquid"], open: false), "How it cools.",
        "散热方式。", misnomers: ["cooler"]),
      radiator("Length of its radiator.", "其水冷排的长度。"),
      FieldDefinition(
        "compute_capability", .text, "CUDA compute capability, such as \"7.5\".",
        "CUDA 计算能力，如 \"7.5\"。"),
      FieldDefinition(
        "pcie_lanes", .integer(1...16), "PCIe lanes it uses.", "使用的 PCIe 通道数。",
        misnomers: ["lanes"]),
      FieldDefinition(
        "power_connectors", .map(gpuConnectors), "Power plugs it needs.", "所需的供电接口。",
        misnomers: ["connectors"]),
      slotPosition(
        "slot", "Expansion slot it sits in; 1 is nearest the CPU.", "所插的扩展槽位；1 离处理器最近。"),
      FieldDefinition("video_outputs", .integer(0...32), "Monitors it can drive.", "可接显示器数。"),
      money(),
    ])

  static let gpuConnectors = ComponentDefinition(
    "gpu_power_connectors", "Power plugs a card needs; what is left out is 0.",
    "显卡所需的供电接口；未写的为 0。", absentIsZero: true,
    fields: [
      plugs("pcie_6pin", "6-pin PCIe plugs.", "PCIe 6-pin 接口数。"),
      plugs("pcie_8pin", "8-pin PCIe plugs.", "PCIe 8-pin 接口数。"),
      plugs("pcie_12pin", "12-pin plugs (RTX 30 Founders).", "12-pin 接口数（RTX 30 公版）。"),
      plugs("pcie_16pin", "16-pin plugs (12VHPWR, 12V-2x6).", "16-pin 接口数（12VHPWR、12V-2x6）。"),
    ])

  static let psu = ComponentDefinition(
    "psu", "A power supply.", "电源。",
    fields: [
      partName(),
      count(1...16),
      power(
        "wattage_w", 20...3500, "Power it gives.", "额定功率。",
        misnomers: ["power", "watts", "tdp", "capacity"]),
      FieldDefinition(
        "efficiency",
        .enumeration(
          [
            "80-plus", "80-plus-bronze", "80-plus-silver", "80-plus-gold", "80-plus-platinum",
            "80-plus-titanium",
          ], open: false), "80 PLUS grade.", "80 PLUS 能效等级。",
        misnomers: ["rating", "efficiency_rating", "certification"]),
      FieldDefinition("form_factor", .text, "Size, such as ATX or SFX.", "规格，如 ATX 或 SFX。"),
      length("length_mm", 50...500, "Length.", "长度。"),
      FieldDefinition("atx_version", .text, "ATX version, such as \"3.1\".", "ATX 版本，如 \"3.1\"。"),
      FieldDefinition(
        "connectors", .map(psuConnectors), "Plugs it has.", "提供的接口。",
        misnomers: ["power_connectors", "plugs"]),
      FieldDefinition(
        "powers", .list(of: .powerTarget, atMost: 128),
        "What it feeds: `cpu`, `motherboard`, `storage`, `other`, `gpu:1` (cards count from 1).",
        "供电对象：`cpu`、`motherboard`、`storage`、`other`、`gpu:1`（显卡从 1 数起）。"),
      money(),
    ])

  static let psuConnectors = ComponentDefinition(
    "psu_connectors", "Plugs a power supply has; what is left out is 0.", "电源提供的接口；未写的为 0。",
    absentIsZero: true,
    fields: [
      plugs("eps_8pin", "EPS plugs for the CPU.", "处理器 EPS 接口数。"),
      plugs("pcie_6pin", "Plugs that are 6-pin only.", "仅 6-pin 的接口数。"),
      plugs("pcie_8pin", "8-pin plugs; 6+2 counts here and serves both.", "8-pin 接口数；6+2 计入此项。"),
      plugs("pcie_12pin", "12-pin plugs.", "12-pin 接口数。"),
      plugs("pcie_16pin", "16-pin plugs (12VHPWR, 12V-2x6).", "16-pin 接口数（12VHPWR、12V-2x6）。"),
    ])

  private static func plugs(_ key: String, _ english: String, _ chinese: String)
    -> FieldDefinition
  {
    FieldDefinition(key, .integer(0...64), english, chinese)
  }
}
