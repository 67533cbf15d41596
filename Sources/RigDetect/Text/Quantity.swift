/// Numbers with their units, as tools print them.
enum Quantity {
  /// The number a text begins with, of at most 15 digits; what follows is the unit.
  static func number(_ text: some StringProtocol) -> (value: Double, unit: String)? {
    let text = text.trimmed
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard !digits.isEmpty, digits.utf8.count <= 15, let value = Double(digits), value.isFinite
    else { return nil }
    return (value, text.dropFirst(digits.count).trimmed)
  }

  /// The number of a text that holds nothing else.
  static func plain(_ text: some StringProtocol) -> Double? {
    guard let found = number(text), found.unit.isEmpty else { return nil }
    return found.value
  }

  /// A whole number with nothing behind it.
  static func whole(_ text: some StringProtocol) -> Int? {
    plain(text).flatMap { Int(exactly: $0) }
  }

  /// A capacity of memory in GiB: `64 GB`, `8192 MB`, `62.7 GiB`, `24576MiB`. Memory is counted in
  /// powers of two whatever the unit says.
  static func memoryGiB(_ text: some StringProtocol) -> Double? {
    guard let (value, unit) = number(text) else { return nil }
    let mebibytes: Double? =
      switch unit.split(separator: " ").first?.lowercased() {
      case "tb", "tib": value * 1_048_576
      case "gb", "gib": value * 1024
      case "mb", "mib": value
      case "kb", "kib": value / 1024
      case "b", "bytes": value / 1_048_576
      default: nil
      }
    return mebibytes.map { $0 / 1024 }
  }

  /// The capacity of a drive in gigabytes of 10⁹ bytes: `931.51 GiB`, `2TB`.
  static func driveGB(_ text: some StringProtocol) -> Double? {
    guard let (value, unit) = number(text) else { return nil }
    switch unit.split(separator: " ").first?.lowercased() {
    case "tb": return value * 1000
    case "gb": return value
    case "tib": return value * 1_099_511_627_776 / 1e9
    case "gib": return value * 1_073_741_824 / 1e9
    case "mib": return value * 1_048_576 / 1e9
    default: return nil
    }
  }

  /// Watts: `350.00 W`, `350W`.
  static func watts(_ text: some StringProtocol) -> Double? {
    guard let (value, unit) = number(text), unit.isEmpty || unit == "W" else { return nil }
    return value > 0 ? value : nil
  }

  /// Lanes: `16x`, `x16`, `16`.
  static func lanes(_ text: some StringProtocol) -> Int? {
    var text = text.trimmed[...]
    if text.hasPrefix("x") { text = text.dropFirst() }
    if text.hasSuffix("x") { text = text.dropLast() }
    guard let lanes = whole(text), [1, 2, 4, 8, 12, 16, 32].contains(lanes) else { return nil }
    return min(lanes, 16)
  }

  /// The PCIe generation of a transfer rate in GT/s.
  static func generation(gigatransfers: Double) -> Int? {
    let rates = [2.5: 1, 5: 2, 8: 3, 16: 4, 32: 5, 64: 6]
    return rates[gigatransfers]
  }

  /// Transfers a second: `3200 MT/s`, `2666 MHz` of a DIMM, which say the same.
  static func transferRate(_ text: some StringProtocol) -> Int? {
    guard let (value, unit) = number(text), unit == "MT/s" || unit == "MHz" else { return nil }
    return Int(exactly: value).flatMap { $0 >= 100 ? $0 : nil }
  }
}
