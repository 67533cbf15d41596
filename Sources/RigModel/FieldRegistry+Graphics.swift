extension FieldRegistry {
  static let gpu = ComponentDefinition(
    "gpu", "A graphics card.", "显卡。",
    fields: [
      partName(),
      count(1...64),
      FieldDefinition(
        "chipset", .text, "Chip, such as GeForce RTX 4090.", "芯片，如 GeForce RTX 4090。"),
      FieldDefinition(
        "vendor", .enumeration(["nvidia", "amd", "intel", "apple"], open: false),
        "Maker of the chip.", "芯片厂商。"),
      capacity(
        "vram_gb", 0.0625...512, "Video memory of one card.", "单块显卡的显存。",
        misnomers: ["memory", "ram", "video_memory"]),
      FieldDefinition(
        "unified_memory", .boolean, "Its memory is the machine's own: VRAM and RAM are one.",
        "显存即内存（统一内存）。", misnomers: ["unified", "shared_memory"]),
      FieldDefinition(
        "ecc", .boolean, "Its memory corrects errors, which takes a part of GDDR memory.",
        "显存开启 ECC 纠错（GDDR 会因此少一部分容量）。"),
      FieldDefinition(
        "memory_bandwidth_gbs", .number(0.5...50_000), unit: "GB/s",
        "Bandwidth of its memory.", "显存带宽。", misnomers: ["bandwidth"]),
      power(
        "tdp_w", 1...1500, "Power of one card as sold.", "单块显卡的标称功率。",
        misnomers: ["power", "wattage", "watts", "tbp", "tgp"]),
      power("power_limit_w", 1...1500, "Power it is limited to.", "设定的功率上限。"),
      power(
        "min_power_limit_w", 1...1500, "Least limit that its driver takes.", "驱动允许设定的最低功率上限。"),
      length("length_mm", 40...800, "Length of the card.", "显卡长度。"),
      length(
        "length_at_most_mm", 40...800,
        "Where `length_mm` is not known: it is not longer than this.",
        "`length_mm` 未知时：长度不超过此值。"),
      FieldDefinition(
        "slot_width", .number(0.5...8), "Expansion slots it covers: 2, 2.5, 3.",
        "占用的扩展槽数：2、2.5、3。", misnomers: ["slots", "width"]),
      FieldDefinition(
        "slot_width_at_most", .number(0.5...8),
        "Where `slot_width` is not known: it covers no more slots than this.",
        "`slot_width` 未知时：占用的槽数不超过此值。"),
      FieldDefinition(
        "cooling", .enumeration(["blower", "open-air", "liquid", "passive"], open: false),
        "How it cools; `passive` needs the air of a server chassis.",
        "散热方式；`passive`（被动散热）靠机箱风道。", misnomers: ["cooler"]),
      radiator("Length of its radiator.", "其水冷排的长度。"),
      FieldDefinition(
        "compute_capability", .text, "CUDA compute capability, such as \"7.5\".",
        "CUDA 计算能力，如 \"7.5\"。"),
      FieldDefinition(
        "precisions",
        .list(
          of: .enumeration(
            [
              "fp64", "fp32", "tf32", "bf16", "fp16", "fp8", "fp6", "fp4", "mxfp4", "nvfp4",
              "int8", "int4",
            ], open: false), atMost: 32),
        "Formats that it computes in hardware.", "硬件支持的计算精度。"),
      FieldDefinition("nvlink", .boolean, "Has NVLink.", "是否带 NVLink。"),
      FieldDefinition(
        "pcie_lanes", .integer(1...16), "PCIe lanes it uses.", "使用的 PCIe 通道数。",
        misnomers: ["lanes"]),
      FieldDefinition(
        "power_connectors", .map(gpuConnectors), "Power plugs it needs.", "所需的供电接口。",
        misnomers: ["connectors"]),
      FieldDefinition(
        "power_connectors_at_most", .list(of: .map(gpuConnectors), atMost: 8),
        "Where `power_connectors` is not known: it needs the plugs of one of these at most.",
        "`power_connectors` 未知时：所需接口不超过其中一项。"),
      FieldDefinition(
        "adapter", .map(gpuAdapter), "Plugs that the adapter in its box takes.",
        "附带的转接线所需的供电接口。", misnomers: ["adapters", "adaptor"]),
      slotPosition(
        "slot", "Expansion slot it sits in; 1 is nearest the CPU.", "所插的扩展槽位；1 离处理器最近。"),
      FieldDefinition(
        "mount", .enumeration(["slot", "riser", "frame", "external"], open: false),
        "How it is held: in its slot, on a riser in the chassis, in an open frame, or outside.",
        "安装方式：直插、机箱内延长线、开放式机架、外置。", misnomers: ["mounting", "riser"]),
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
      plugs("eps_8pin", "EPS plugs, as on data-centre cards.", "EPS 接口数（数据中心显卡）。"),
    ])

  static let gpuAdapter = ComponentDefinition(
    "gpu_adapter",
    "Plugs that an adapter takes; what is left out is 0, and `{}` says that there is none.",
    "转接线所需的供电接口；未写的为 0，`{}` 表示没有转接线。", absentIsZero: true,
    fields: [
      plugs("pcie_6pin", "6-pin PCIe plugs.", "PCIe 6-pin 接口数。"),
      plugs("pcie_8pin", "8-pin PCIe plugs.", "PCIe 8-pin 接口数。"),
      plugs("eps_8pin", "EPS plugs.", "EPS 接口数。"),
    ])
}
