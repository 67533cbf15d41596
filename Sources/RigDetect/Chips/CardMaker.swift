/// Who built a card, by the id of its subsystem.
enum CardMaker {
  /// The maker's name; nil for ids of machine makers and of makers of chips, whose cards have no
  /// other name than their chip.
  static func name(subsystemVendor: Int) -> String? { table[subsystemVendor] }

  private static let table: [Int: String] = [
    0x1043: "ASUS", 0x1458: "Gigabyte", 0x1462: "MSI", 0x3842: "EVGA", 0x19DA: "Zotac",
    0x1569: "Palit", 0x10B0: "Gainward", 0x196E: "PNY", 0x1B4C: "KFA2", 0x7377: "Colorful",
    0x1DA2: "Sapphire", 0x174B: "Sapphire", 0x148C: "PowerColor", 0x1682: "XFX", 0x1EAE: "XFX",
    0x1849: "ASRock", 0x1787: "HIS", 0x1ACC: "Point of View", 0x1554: "Prolink",
    0x1B0A: "Pegatron", 0x1ED3: "Yeston", 0x107D: "Leadtek", 0x1F36: "Maxsun",
  ]

  /// The maker out of a subsystem's line: `Micro-Star International Co., Ltd. [MSI] Device 3884`.
  static func name(subsystem: String) -> String? {
    let low = subsystem.lowercased()
    let words: [(String, String)] = [
      ("asustek", "ASUS"), ("gigabyte", "Gigabyte"), ("micro-star", "MSI"), ("[msi]", "MSI"),
      ("evga", "EVGA"), ("zotac", "Zotac"), ("palit", "Palit"), ("gainward", "Gainward"),
      ("pny", "PNY"), ("galax", "KFA2"), ("colorful", "Colorful"), ("sapphire", "Sapphire"),
      ("pc partner", "Sapphire"), ("tul corp", "PowerColor"), ("xfx", "XFX"), ("pine tech", "XFX"),
      ("asrock", "ASRock"), ("leadtek", "Leadtek"), ("yeston", "Yeston"),
    ]
    return words.first { low.hasPrefix($0.0) || low.contains(" " + $0.0) }?.1
  }
}
