extension FieldRegistry {
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
            "80-plus-titanium", "cybenetics-bronze", "cybenetics-silver", "cybenetics-gold",
            "cybenetics-platinum", "cybenetics-titanium", "cybenetics-diamond",
          ], open: false), "80 PLUS or Cybenetics grade.", "80 PLUS 或 Cybenetics 能效等级。",
        misnomers: ["rating", "efficiency_rating", "certification"]),
      FieldDefinition("form_factor", .text, "Size, such as ATX or SFX.", "规格，如 ATX 或 SFX。"),
      length("length_mm", 50...500, "Length.", "长度。"),
      FieldDefinition("atx_version", .text, "ATX version, such as \"3.1\".", "ATX 版本，如 \"3.1\"。"),
      FieldDefinition(
        "connectors", .map(psuConnectors), "Plugs it has.", "提供的接口。",
        misnomers: ["power_connectors", "plugs"]),
      FieldDefinition(
        "connectors_at_least", .list(of: .map(psuConnectors), atMost: 8),
        "Where `connectors` is not known: it has at least the plugs of one of these.",
        "`connectors` 未知时：至少具备其中一项所列的接口。"),
      FieldDefinition(
        "pcie_cables", .integer(0...64), "Separate cables for cards, however many plugs each has.",
        "独立的显卡供电线根数（不论一根线上有几个接头）。", misnomers: ["cables"]),
      FieldDefinition(
        "rails", .list(of: .map(psuRail), atMost: 32), "12 V rails, each with its own limit.",
        "各路 12 V 输出及其限流。"),
      FieldDefinition(
        "powers", .list(of: .powerTarget, atMost: 128),
        "What it feeds: `cpu`, `motherboard`, `storage`, `other`, `gpu:1` (cards count from 1).",
        "供电对象：`cpu`、`motherboard`、`storage`、`other`、`gpu:1`（显卡从 1 数起）。"),
      money(),
    ])

  static let psuRail = ComponentDefinition(
    "psu_rail", "A 12 V rail of a power supply.", "电源的一路 12 V 输出。",
    fields: [
      FieldDefinition("name", .text, "Its name on the label, such as 12V1.", "标签上的名称，如 12V1。"),
      FieldDefinition(
        "amps", .number(1...500), unit: "A", "Current it carries.", "可承载的电流。",
        misnomers: ["current", "amperage", "limit"]),
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

  static func plugs(_ key: String, _ english: String, _ chinese: String)
    -> FieldDefinition
  {
    FieldDefinition(key, .integer(0...64), english, chinese)
  }
}
