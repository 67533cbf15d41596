internal import RigModel

/// What all forms of `nvidia-smi` state about a card, by the build's keys.
struct NvidiaCard {
  private(set) var graphics = ObservedGraphics(.nvidiaSMI)

  init() { graphics.vendorID = GraphicsChip.nvidia }

  mutating func name(_ raw: String) {
    graphics.rawName = Placeholder.known(raw)
    guard let chip = GraphicsChip.name(raw) else { return }
    add("name", text: chip)
    add("chipset", text: chip)
  }

  mutating func address(_ text: String) {
    graphics.address = PCIAddress(text)
  }

  mutating func memory(_ text: String) {
    guard let reported = Quantity.memoryGiB(text) else { return }
    graphics.readings.add(
      "vram_gb", number: CardMemory.sold(reportedGiB: reported), .nvidiaSMI)
  }

  mutating func errorCorrection(_ text: String) {
    if text == "Enabled" { graphics.readings.add("ecc", .boolean(true), .nvidiaSMI) }
    if text == "Disabled" { graphics.readings.add("ecc", .boolean(false), .nvidiaSMI) }
  }

  mutating func watts(_ key: String, _ text: String) {
    graphics.readings.add(key, number: Quantity.watts(text), .nvidiaSMI)
  }

  mutating func lanes(_ key: String, _ text: String) {
    graphics.readings.add(key, whole: Quantity.lanes(text), .nvidiaSMI)
  }

  mutating func generation(_ key: String, _ text: String) {
    guard let generation = Quantity.whole(text), (1...8).contains(generation) else { return }
    graphics.readings.add(key, whole: generation, .nvidiaSMI)
  }

  mutating func capability(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.utf8.count) }),
      parts.allSatisfy({ $0.allSatisfy(\.isNumber) })
    else { return }
    add("compute_capability", text: text)
  }

  private mutating func add(_ key: String, text: String) {
    graphics.readings.add(key, text: text, .nvidiaSMI)
  }

  /// A version of a driver: digits and points.
  static func version(_ text: some StringProtocol) -> String? {
    let text = text.trimmed
    let isVersion =
      (3...16).contains(text.utf8.count) && text.contains(".")
      && text.allSatisfy { $0.isNumber && $0.isASCII || $0 == "." }
    return isVersion ? text : nil
  }
}
