extension FieldRegistry {
  /// The fields of format version 1.
  ///
  /// The ranges are wide enough for every real part, server boards included, and narrow enough
  /// that a value in the wrong unit (milliwatts, centimetres, megabytes) falls out.
  public static let version1 = FieldRegistry(version: 1, root: build)

  private static let build = ComponentDefinition(
    "build", "A machine: its parts and what it is for.", "一台机器：部件及其用途。",
    fields: aboutTheBuild + parts + [
      FieldDefinition(
        "mains", .map(mains), "The supply it is plugged into.", "所接的市电。"),
      FieldDefinition(
        "software", .map(software), "The software that is to run.", "要安装的软件。"),
      FieldDefinition(
        "extra", .free, "Free for users and plugins.", "供用户和插件自由使用。"),
    ])

  private static let aboutTheBuild: [FieldDefinition] = [
    FieldDefinition(
      "rigrules", .integerChoice([1]), "The version of the build format.", "配置格式的版本。"),
    FieldDefinition(
      "id", .text, "The name machines use; required in batch input.", "机器使用的标识；批量输入时必填。"),
    FieldDefinition("name", .text, "The name people use.", "供人阅读的名称。"),
    FieldDefinition(
      "use_case",
      .enumeration(
        [
          "research-sota", "research-architecture", "research-other", "kaggle", "startup",
          "company-prototype", "company-training", "fine-tuning", "serving",
        ], open: false),
      "What the machine is for.", "机器的用途。", misnomers: ["usage", "purpose", "use"]),
    FieldDefinition(
      "preprocessing", .enumeration(["during-training", "before-training"], open: false),
      "When data is prepared: while training runs, or before.", "数据预处理的时机：训练时或训练之前。"),
    FieldDefinition(
      "precision", .integerChoice([16, 32]), unit: "bit",
      "The precision that training uses mostly.", "训练主要使用的精度。", misnomers: ["bits", "fp"]),
    FieldDefinition(
      "model_memory_gb", .number(0.01...10_000), unit: "GB",
      "Video memory that the largest model takes.", "最大的模型所占的显存。"),
    FieldDefinition(
      "monitors", .integer(0...32), "How many monitors are connected.", "连接的显示器数量。",
      misnomers: ["displays", "screens"]),
    money("The price of the whole machine.", "整机价格。"),
    FieldDefinition(
      "currency", .text, "The currency of all prices, such as USD.", "所有价格的货币，如 CNY。"),
  ]

  private static let parts: [FieldDefinition] = [
    FieldDefinition(
      "cpu", .map(cpu), "The processor; `count` of them, all alike.", "处理器；`count` 为相同处理器的数量。",
      misnomers: ["processor"]),
    FieldDefinition(
      "cpu_cooler", .map(cpuCooler), "The cooler of the processor.", "处理器散热器。",
      misnomers: ["cooler", "heatsink"]),
    FieldDefinition(
      "motherboard", .map(motherboard), "The motherboard.", "主板。",
      misnomers: ["mainboard", "board", "mobo"]),
    FieldDefinition(
      "memory", .list(of: .map(memory), atMost: 64), "Memory kits.", "内存套条。",
      misnomers: ["ram", "memories", "dimms"]),
    FieldDefinition(
      "gpus", .list(of: .map(gpu), atMost: 64), "Graphics cards, one entry per card.",
      "显卡，每块一项。", aliases: ["gpu"],
      misnomers: ["graphics", "graphics_card", "graphics_cards", "video_card", "cards"]),
    FieldDefinition(
      "storage", .list(of: .map(drive), atMost: 256), "Drives.", "硬盘。",
      misnomers: ["ssd", "ssds", "disk", "disks", "drive", "drives", "storages"]),
    FieldDefinition(
      "psus", .list(of: .map(psu), atMost: 16), "Power supplies.", "电源。", aliases: ["psu"],
      misnomers: ["power_supply", "power_supplies"]),
    FieldDefinition(
      "chassis", .map(chassis), "The case.", "机箱。", aliases: ["case"],
      misnomers: ["enclosure", "tower"]),
  ]

  private static let mains = ComponentDefinition(
    "mains", "The supply the machine is plugged into.", "机器所接的市电。",
    fields: [
      FieldDefinition("volts", .number(48...480), unit: "V", "Voltage.", "电压。"),
      FieldDefinition(
        "amps", .number(0.5...400), unit: "A", "What the circuit carries.", "线路可承载的电流。"),
      FieldDefinition(
        "other_load_w", .number(0...100_000), unit: "W",
        "What else draws from the circuit; 0 says that it is the machine's alone.",
        "同一线路上其他电器的功率；0 表示专用线路。", misnomers: ["other_load", "shared_w", "load"]),
    ])

  private static let software = ComponentDefinition(
    "software", "The software that is to run.", "要安装的软件。",
    fields: [
      FieldDefinition(
        "os",
        .enumeration(
          [
            "windows-7", "windows-8", "windows-8.1", "windows-10", "windows-11",
            "windows-server-2019", "windows-server-2022", "linux", "macos",
          ], open: true),
        "The operating system.", "操作系统。", misnomers: ["operating_system", "system"]),
      FieldDefinition(
        "compute",
        .enumeration(["cuda", "rocm", "oneapi", "vulkan", "metal", "none"], open: false),
        "What computations run on.", "使用的计算平台。", misnomers: ["backend", "platform"]),
      FieldDefinition("driver", .text, "Version of the graphics driver.", "显卡驱动版本。"),
      FieldDefinition("cuda", .text, "Version of CUDA.", "CUDA 版本。"),
      FieldDefinition("cudnn", .text, "Version of cuDNN.", "cuDNN 版本。"),
      FieldDefinition(
        "visual_studio", .text, "Version of Visual Studio.", "Visual Studio 版本。",
        misnomers: ["vs"]),
      FieldDefinition(
        "install_order",
        .list(
          of: .enumeration(
            ["driver", "visual-studio", "cuda", "cudnn", "python"], open: true), atMost: 64),
        "The order in which things are installed.", "安装顺序。"),
    ])

  static func partName() -> FieldDefinition {
    FieldDefinition(
      "name", .text, "Maker and model.", "厂商与型号。", misnomers: ["model", "title"])
  }

  static func money(
    _ english: String = "Price of one, in the currency of the build.",
    _ chinese: String = "单价，货币同整机。"
  ) -> FieldDefinition {
    FieldDefinition("price", .number(0...10_000_000), english, chinese, misnomers: ["cost"])
  }

  static func count(_ range: ClosedRange<Int64>) -> FieldDefinition {
    FieldDefinition(
      "count", .integer(range), "How many of this entry there are.", "此项的数量。",
      isShorthand: true, misnomers: ["quantity", "number", "qty"])
  }
}
