internal import RigModel

/// Reads `system_profiler SPHardwareDataType SPDisplaysDataType` of a Mac with Apple silicon, whose
/// memory belongs to CPU and graphics alike.
package enum SystemProfilerReader {
  package static func recognises(_ text: DumpText) -> Bool {
    text.text.holds("Hardware Overview:") && text.text.holds("Model Identifier:")
  }

  package static func read(_ text: DumpText) -> Observations {
    var found = Observations()
    found.sources.insert(.systemProfiler)
    found.software.add("os", text: "macos", .systemProfiler)
    var chip: String?
    for line in text.lines {
      guard let (key, value) = line.keyAndValue else { continue }
      switch key {
      case "Model Name": found.machine.add("name", text: model(value), .systemProfiler)
      case "Chip": chip = Placeholder.known(value)
      case "Memory":
        guard let size = Quantity.memoryGiB(value) else { continue }
        found.memory[.systemProfiler] = ObservedMemory(totalGB: size)
      case "Total Number of Cores":
        // "12 (8 performance and 4 efficiency)"; that of the graphics is a number alone.
        guard chip != nil, found.cpu["cores"] == nil else { continue }
        found.cpu.add(
          "cores", whole: value.words.first.flatMap { Quantity.whole($0) },
          .systemProfiler)
      default: break
      }
    }
    guard let chip, chip.hasPrefix("Apple ") else { return found }
    apple(chip, from: .systemProfiler, into: &found)
    return found
  }

  private static func model(_ name: String) -> String? {
    Placeholder.known(name).map { "Apple \($0)" }
  }

  /// CPU and graphics of an Apple chip.
  static func apple(_ chip: String, from source: DetectionSource, into found: inout Observations) {
    found.cpu.add("name", text: chip, source)
    found.cpu.add("count", whole: 1, source)
    var card = ObservedGraphics(source)
    card.vendorID = 0x106B
    card.rawName = chip
    card.readings.add("name", text: chip, source)
    card.readings.add("chipset", text: chip, source)
    found.graphics.append(card)
  }
}
