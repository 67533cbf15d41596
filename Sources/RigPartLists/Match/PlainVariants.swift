internal import RigCatalog

/// Words of full names in data sets by which the versions of one model differ and its fit does not:
/// colour, panel, plugs in front, and what every part of its kind is called.
enum PlainVariants {
  /// Whether a piece of a name, squeezed, is such a word for a category.
  static func contains(_ piece: String, _ category: PartCategory) -> Bool {
    if colours.contains(piece) { return true }
    switch category {
    case .chassis: return chassis.contains(piece)
    case .psu: return supply.contains(piece)
    case .storage: return drive.contains(piece)
    case .cpuCooler: return cooler.contains(piece)
    default: return false
    }
  }

  private static let colours: Set<String> = [
    "black", "white", "silver", "gray", "grey", "red", "blue", "pink", "green", "purple", "orange",
    "yellow", "brown", "beige", "matte", "and", "w", "with",
  ]
  private static let chassis: Set<String> = [
    "tinted", "tempered", "glass", "tg", "side", "panel", "window", "windowed", "acrylic", "steel",
    "solid", "clear", "front", "usb", "type", "typea", "typec", "a", "c", "gen", "gen1", "gen2",
    "1",
    "2", "2x2", "20", "30", "31", "32", "atx", "eatx", "matx", "microatx", "micro", "mid", "full",
    "tower", "midtower", "minitower", "desktop", "htpc",
    // Lines of a maker that people leave out.
    "prime", "tuf", "rog", "mag", "mpg", "meg", "icue", "computer", "pc", "case", "chassis",
    "i", "o", "io", "masterbox", "mastercase", "aluminum", "aluminium", "coated",
  ]
  private static let cooler: Set<String> = [
    "icue", "water", "air", "liquid", "aio", "cpu", "cooler", "d", "rgb", "argb", "pwm", "all",
    "in", "one",
    "2022", "2023", "2024", "2025",
  ]
  private static let drive: Set<String> = [
    "25", "35", "gb", "s", "m2", "m22280", "2280", "sata", "iii", "60", "gbs", "ssd", "hdd", "nvme",
    "pcie",
    "30", "40", "50", "x2", "x4", "internal", "drive", "solid", "state",
  ]
  private static let supply: Set<String> = [
    "atx", "fully", "full", "semi", "non", "modular", "fullymodular", "semimodular", "nonmodular",
    "certified", "80", "80+", "plus", "gold", "platinum", "titanium", "bronze", "silver", "white",
    "power", "supply", "psu", "unit", "w", "230v", "115v",
  ]
}
