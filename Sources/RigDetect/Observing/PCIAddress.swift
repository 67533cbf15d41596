/// Where a device sits on the PCI bus: domain, bus, device, function.
package struct PCIAddress: Sendable, Hashable, Comparable, CustomStringConvertible {
  let domain: Int
  let bus: Int
  let device: Int
  let function: Int

  /// Reads `0000:01:00.0`, `00000000:01:00.0`, `01:00.0`, `pci@0000:01:00.0`.
  package init?(_ text: some StringProtocol) {
    var text = text.trimmed[...]
    if let at = text.lastIndex(of: "@") { text = text[text.index(after: at)...] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let last = parts.last else { return nil }
    let ends = last.split(separator: ".", omittingEmptySubsequences: false)
    guard ends.count == 2, let bus = Self.hex(parts[parts.count - 2], upTo: 0xFF),
      let device = Self.hex(ends[0], upTo: 0x1F), let function = Self.hex(ends[1], upTo: 7),
      let domain = parts.count == 3 ? Self.hex(parts[0], upTo: 0xFFFF_FFFF) : 0
    else { return nil }
    self.domain = domain
    self.bus = bus
    self.device = device
    self.function = function
  }

  private static func hex(_ text: Substring, upTo most: Int) -> Int? {
    guard (1...8).contains(text.utf8.count), text.allSatisfy(\.isHexDigit),
      let value = Int(text, radix: 16), value <= most
    else { return nil }
    return value
  }

  package var description: String {
    Self.padded(domain, 4) + ":" + Self.padded(bus, 2) + ":" + Self.padded(device, 2)
      + ".\(function)"
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.domain, left.bus, left.device, left.function)
      < (right.domain, right.bus, right.device, right.function)
  }
}
