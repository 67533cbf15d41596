internal import RigModel

/// Reads `rocm-smi -a`, `rocm-smi --show…`, as text or with `--json`.
package enum RocmReader {
  package static func recognises(_ text: DumpText) -> Bool {
    text.lines.contains { card($0) != nil } || isJSON(text)
  }

  private static func isJSON(_ text: DumpText) -> Bool {
    let start = text.text.prefix(400)
    return start.contains("{") && start.holds("\"card")
  }

  package static func read(_ text: DumpText) -> Observations {
    var found = Observations()
    found.sources.insert(.rocmSMI)
    var cards: [Int: ObservedGraphics] = [:]
    func take(_ index: Int, _ key: String, _ value: String) {
      guard (0..<64).contains(index) else { return }
      read(key, value, into: &cards[index, default: blank])
    }
    if isJSON(text) {
      readJSON(text, take)
    } else {
      for line in text.lines {
        if let (index, key, value) = card(line) { take(index, key, value) }
      }
    }
    found.graphics = cards.sorted { $0.key < $1.key }.map(\.value)
    return found
  }

  private static var blank: ObservedGraphics {
    var graphics = ObservedGraphics(.rocmSMI)
    graphics.vendorID = GraphicsChip.amd
    return graphics
  }

  /// `GPU[0]		: Card series: 		AMD Radeon RX 7900 XTX`.
  private static func card(_ line: Substring) -> (index: Int, key: String, value: String)? {
    guard line.hasPrefix("GPU["), let number = line.between("[", "]"), let index = Int(number),
      let (_, rest) = line.keyAndValue, let (key, value) = rest.keyAndValue
    else { return nil }
    return (index, key, value)
  }

  private static func readJSON(_ text: DumpText, _ take: (Int, String, String) -> Void) {
    guard let start = text.text.firstIndex(of: "{") else { return }
    let tree = SourceDocument.parse(
      Array(text.text[start...].utf8), as: .json, file: nil, domain: "build")
    for (name, value) in tree.root?.plainValue?.mapValue?.map({ ($0.key, $0.value) }) ?? [] {
      guard name.hasPrefix("card"), let index = Int(name.dropFirst(4)) else { continue }
      for field in value.mapValue ?? [] {
        let text = field.value.textValue ?? field.value.numberValue.map { "\($0)" }
        if let text { take(index, field.key, text) }
      }
    }
  }

  private static func read(_ key: String, _ value: String, into card: inout ObservedGraphics) {
    switch key.lowercased() {
    case "card series", "device name", "card sku name":
      // Some versions print the id where they have no name.
      guard !value.hasPrefix("0x"), let chip = GraphicsChip.name(value) else { return }
      card.rawName = card.rawName ?? value
      card.readings.add("name", text: chip, .rocmSMI)
      card.readings.add("chipset", text: chip, .rocmSMI)
    case "device id", "gpu id":
      if value.hasPrefix("0x") { card.deviceID = Int(value.dropFirst(2), radix: 16) }
    case "device rev":
      if value.hasPrefix("0x") { card.revision = Int(value.dropFirst(2), radix: 16) }
    case "pci bus": card.address = PCIAddress(value)
    case "vram total memory (b)":
      let bytes = Quantity.plain(value).map { $0 / 1_073_741_824 }
      card.readings.add(
        "vram_gb", number: bytes.flatMap { CardMemory.sold(reportedGiB: $0) }, .rocmSMI)
    case "max graphics package power (w)":
      card.readings.add("power_limit_w", number: Quantity.watts(value), .rocmSMI)
    default: break
    }
  }
}
