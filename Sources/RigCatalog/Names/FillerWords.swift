/// Words of names that do not decide which part is meant, by category.
enum FillerWords {
  /// Whether a word says nothing about which part is meant.
  static func contains(_ word: String, _ category: PartCategory) -> Bool {
    common.contains(word) || own(category).contains(word) || isColour(word, category)
  }

  /// A colour, where it is not a part of a model: WD Blue and Red Devil are.
  private static func isColour(_ word: String, _ category: PartCategory) -> Bool {
    switch category {
    case .storage: false
    case .gpu: word != "red" && colours.contains(word)
    default: colours.contains(word)
    }
  }

  static let colours: Set<String> = [
    "black", "white", "silver", "gray", "grey", "red", "blue", "pink", "matte", "green", "yellow",
    "orange", "purple", "gold", "snow",
  ]

  private static let common: Set<String> = [
    "processor", "processors", "desktop", "motherboard", "mainboard", "mobo", "internal",
    "computer", "pc", "colour", "color",
    "with", "and", "for", "the", "oem", "tray", "retail", "box", "boxed", "bulk", "new",
    "certified", "unlocked", "series", "edition", "used", "refurbished", "renewed", "w", "by",
    "generation", "oos", "inch",
  ]

  private static func own(_ category: PartCategory) -> Set<String> {
    switch category {
    case .gpu: gpu
    case .cpu: cpu
    case .motherboard: board
    case .memory: memory
    case .storage: storage
    case .psu: psu
    case .chassis: chassis
    case .cpuCooler: cooler
    }
  }

  private static let gpu: Set<String> = [
    "gpu", "graphics", "graphic", "video", "card", "cards", "vga", "nvidia", "geforce", "amd",
    "radeon", "intel", "gddr", "gddr5x", "gddr6x", "vram", "pci", "pcie", "express", "hdmi", "dp",
    "displayport", "ati", "bit",
  ]
  private static let cpu: Set<String> = [
    "cpu", "intel", "amd", "core", "cores", "thread", "threads", "quad", "dual", "hexa", "octa",
    "extreme", "ghz", "up", "to", "gen", "th", "cache", "socket", "boost", "turbo", "base",
    "cooler", "fan", "wraith", "stealth", "prism", "spire", "graphics", "radeon", "vega",
  ]
  private static let board: Set<String> = [
    "intel", "amd", "atx", "matx", "itx", "eatx", "micro", "mini", "socket", "memory", "board",
    "chipset", "ssi", "eeb", "ceb", "m.2", "dimm", "usb", "hdmi", "express",
  ]
  private static let memory: Set<String> = [
    "memory", "ram", "kit", "of", "module", "modules", "dimm", "udimm", "sdram", "pin", "dram",
    "cas", "latency", "xmp", "expo", "mhz", "mts", "pc4", "pc5", "pc3", "stick", "sticks",
    "channel", "dual", "quad", "unbuffered", "non", "ecc",
  ]
  private static let storage: Set<String> = [
    "ssd", "hdd", "nvme", "sata", "sata3", "iii", "drive", "solid", "state", "hard", "disk",
    "m.2", "m", "pcie", "pci", "express", "gen", "rpm", "cache", "interface", "form", "factor",
    "storage", "gb/s", "gbps", "portable", "tlc", "qlc", "nand", "ngff", "sshd",
  ]
  private static let psu: Set<String> = [
    "power", "supply", "psu", "unit", "modular", "fully", "full", "semi", "non", "atx", "plus",
    "sfx", "efficiency", "eps", "pcie", "ready", "v", "atx12v", "cybenetics", "cable", "cables",
    "rated",
  ]
  private static let chassis: Set<String> = [
    "case", "chassis", "tower", "mid", "atx", "eatx", "matx", "itx", "micro", "tempered", "glass",
    "side", "panel", "window", "windowed", "acrylic", "usb", "type", "cabinet", "enclosure", "tg",
  ]
  private static let cooler: Set<String> = [
    "cpu", "cooler", "air", "water", "liquid", "cooling", "aio", "heatsink", "cfm", "bearing",
    "sleeve", "dynamic", "fluid", "rifle", "hydro", "ball", "all", "in", "one", "dba", "fan",
    "fans",
    "heat", "pipes", "pipe", "pwm", "mm", "radiator", "tdp", "performance", "premium", "intel",
    "amd",
  ]

  /// Words that many models of a maker carry: they have to be found where they are asked for, and
  /// say little where they are not.
  static let weak: Set<String> = [
    "rog", "aorus", "mag", "mpg", "meg", "xpg", "gaming", "geforce", "radeon", "nvidia", "amd",
    "intel", "core", "ryzen", "republic", "of", "gamers", "edition", "graphics",
  ]

  /// Words that make another model of a name: `B550 Tomahawk` and `B550 Tomahawk Max`.
  static let variants: Set<String> = [
    "pro", "max", "plus", "ultra", "evo", "ti", "super", "xt", "xtx", "gre", "lite", "elite",
    "mini",
    "se", "wifi", "ii", "iii", "iv", "oc", "ice", "rgb", "argb", "xl", "s", "x", "k", "f", "kf",
    "ks",
    "d", "m", "i", "e", "a", "p", "l", "z", "ac", "ax", "be", "nano", "compact", "mesh", "air",
    "dark",
    "v", "r", "t", "g", "h", "c", "b", "royal", "neo", "slim", "digital", "titanium", "platinum",
    "bronze", "silver", "black", "red", "green", "blue", "gold", "purple", "zero", "lcd", "csm",
    "extreme", "hybrid", "hydro", "ftw", "sc", "xc", "sli", "master", "carbon", "edge", "turbo",
    "aero", "liquid", "founders", "white", "light", "rs",
  ]

  /// Words after the number of a chip that make it another chip.
  static let chipSuffixes: Set<String> = [
    "ti", "super", "xt", "xtx", "gre", "gt", "le", "mobile", "laptop", "x3d", "k", "kf", "ks", "x",
    "sff", "ada", "lhr",
  ]
}
