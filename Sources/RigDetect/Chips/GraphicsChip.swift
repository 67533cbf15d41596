internal import RigModel

/// What a graphics chip is to a build.
enum GraphicsKind: Sendable, Hashable {
  /// A card, or a module that is one.
  case card
  /// Part of the CPU, for pictures: `integrated_graphics`.
  case integrated
  /// Part of the CPU, and what such a machine is bought for: its memory is the machine's.
  case unified
  /// Of the board's management controller.
  case management
  /// Of a virtual machine.
  case virtual
}

/// Graphics chips by their ids and names.
enum GraphicsChip {
  static let nvidia = 0x10DE
  static let amd = 0x1002
  static let intel = 0x8086

  static func kind(vendor: Int?, device: Int?, name: String?, address: PCIAddress?)
    -> GraphicsKind
  {
    let low = name?.lowercased() ?? ""
    switch vendor {
    case nvidia: return isUnified(low) ? .unified : .card
    case amd: return amdKind(device, low)
    case intel: return intelKind(device, low, address)
    case nil: return kind(of: low)
    case 0x106B: return .unified
    case 0x1A03, 0x102B, 0x19E5, 0x18CA: return .management
    default: return .virtual
    }
  }

  /// A chip whose ids no one printed.
  private static func kind(of low: String) -> GraphicsKind {
    for word in ["aspeed", "matrox", "huawei", "xgi"] where low.contains(word) {
      return .management
    }
    for word in [
      "virtio", "qxl", "vmware", "virtualbox", "hyper-v", "cirrus", "bochs", "basic render",
      "red hat", "microsoft", "display-subsystem", "simple framebuffer",
    ] where low.contains(word) {
      return .virtual
    }
    if low.contains("apple m") || isUnified(low) { return .unified }
    let isIntel = low.hasPrefix("intel")
    if isIntel { return intelKind(nil, low, nil) }
    if low.contains("amd") || low.contains("radeon") || low.contains("ati ") {
      return amdKind(nil, low)
    }
    return .card
  }

  /// GB10, Orin, Thor: the chip's memory is the machine's. A Grace Hopper has its own beside it.
  private static func isUnified(_ low: String) -> Bool {
    let words = low.split { !$0.isLetter && !$0.isNumber }
    return words.contains { ["gb10", "orin", "thor", "tegra"].contains($0) }
  }

  private static let strixHalo: Set<Int> = [0x1586]

  private static let amdIntegrated: Set<Int> = [
    0x15D8, 0x15DD, 0x1636, 0x1638, 0x164C, 0x164D, 0x164E, 0x1681, 0x15BF, 0x15C8, 0x15E7, 0x13C0,
    0x150E, 0x1506, 0x1900, 0x1901, 0x163F, 0x1435, 0x9874, 0x98E4, 0x1114,
  ]

  private static let amdIntegratedNames = [
    "raphael", "cezanne", "renoir", "picasso", "phoenix", "rembrandt", "granite ridge", "lucienne",
    "barcelo", "raven ridge", "van gogh", "mendocino", "strix point", "krackan", "hawkpoint",
    "hawk point", "kaveri", "carrizo", "radeon 780m", "radeon 680m", "radeon 760m", "radeon 890m",
    "radeon 880m", "radeon 610m",
  ]

  private static func amdKind(_ device: Int?, _ low: String) -> GraphicsKind {
    if device.map(strixHalo.contains) ?? false { return .unified }
    for word in ["strix halo", "8060s", "8050s"] where low.contains(word) { return .unified }
    if device.map(amdIntegrated.contains) ?? false { return .integrated }
    if let device, (0x1304...0x131D).contains(device) || (0x9830...0x98FF).contains(device) {
      return .integrated
    }
    if low.hasSuffix("amd radeon graphics") || low == "radeon graphics" { return .integrated }
    return amdIntegratedNames.contains { low.contains($0) } ? .integrated : .card
  }

  /// Arc, Battlemage, Flex and Max cards; everything else of Intel is part of the CPU.
  private static func intelKind(_ device: Int?, _ low: String, _ address: PCIAddress?)
    -> GraphicsKind
  {
    if let device {
      let cards = [0x5690...0x56CF, 0xE200...0xE2FF, 0x0BD0...0x0BDF, 0x4905...0x4909]
      return cards.contains { $0.contains(device) } ? .card : .integrated
    }
    for word in ["dg1", "dg2", "battlemage", "data center gpu", "ponte vecchio", "arctic sound"]
    where low.contains(word) {
      return .card
    }
    // "Arc A770" is a card, "Arc Graphics" and "Arc 140V" are not.
    let words = low.split { !$0.isLetter && !$0.isNumber }
    guard let arc = words.firstIndex(of: "arc"), arc + 1 < words.count else { return .integrated }
    let model = words[arc + 1] == "pro" && arc + 2 < words.count ? words[arc + 2] : words[arc + 1]
    let isModel =
      (model.hasPrefix("a") || model.hasPrefix("b")) && model.dropFirst().allSatisfy(\.isNumber)
    return isModel && model.utf8.count >= 3 ? .card : .integrated
  }

  /// The word of the build format.
  static func vendorWord(_ vendor: Int?, name: String?) -> String? {
    switch vendor {
    case nvidia: return "nvidia"
    case amd: return "amd"
    case intel: return "intel"
    case 0x106B: return "apple"
    default: break
    }
    let low = name?.lowercased() ?? ""
    if low.contains("nvidia") || low.contains("geforce") || low.contains("quadro")
      || low.contains("tesla")
    {
      return "nvidia"
    }
    if low.contains("amd") || low.contains("radeon") || low.contains("instinct") { return "amd" }
    if low.contains("intel") { return "intel" }
    return low.contains("apple") ? "apple" : nil
  }

  /// The chip's name as it is sold, out of what a tool prints: `NVIDIA GeForce RTX 3090`,
  /// `NVIDIA Corporation GA102 [GeForce RTX 3090] (rev a1)`.
  ///
  /// Nil where the name is cut off or stands for several chips.
  static func name(_ raw: String) -> String? {
    guard let known = Placeholder.known(raw), !known.hasSuffix("...") else { return nil }
    var text = known
    if let revision = text.range(of: " (rev ") { text = String(text[..<revision.lowerBound]) }
    if let inner = marketing(text) {
      text = inner
    } else if text.contains("[") || isCode(text) {
      return nil
    }
    for mark in [
      "NVIDIA Corporation ", "NVIDIA ", "AMD ", "Intel Corporation ", "Intel(R) ",
      "Intel ",
    ] where text.hasPrefix(mark) {
      text = String(text.dropFirst(mark.count))
    }
    text = text.without(" Lite Hash Rate", "(TM)", "(R)")
    if let revision = text.range(of: " Rev. ") { text = String(text[..<revision.lowerBound]) }
    for mark in [" Generation", " Graphics"] where text.hasSuffix(mark) {
      text = String(text.dropLast(mark.count))
    }
    let isSeveral = text.contains("/") || text.contains("[")
    return isSeveral || text.isEmpty ? nil : text.collapsed
  }

  /// What stands in the last square brackets that are not ids: `[GeForce RTX 3090]`.
  private static func marketing(_ text: String) -> String? {
    var rest = text[...]
    while let inner = rest.betweenLast("[", "]"), let open = rest.lastIndex(of: "[") {
      let isID = inner.utf8.allSatisfy {
        $0 == 0x3A || UnicodeScalar($0).properties.isASCIIHexDigit
      }
      if !isID && inner != "AMD/ATI" { return inner }
      rest = rest[..<open]
    }
    return nil
  }

  /// Whether the text ends in a chip's id, and so has no name: `Device 2684`, `Device`.
  private static func isCode(_ text: String) -> Bool {
    let words = text.words
    if words.last == "Device" { return true }
    return words.count >= 2 && words[words.count - 2] == "Device"
      && words[words.count - 1].allSatisfy(\.isHexDigit)
  }
}
