/// Numbers as people read them, the same on every machine.
package enum DecimalText {
  /// Rounded to a number of decimals (0 to 9), all of which are written: `90.80`.
  package static func of(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let whole = Int64(scaled)
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard decimals > 0 else { return sign + "\(whole)" }
    let digits = String(whole)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  /// With two decimals at most, below 1 with three digits, and none that says nothing: `90.8`,
  /// `91`, `0.054`.
  package static func short(_ value: Double) -> String {
    var decimals = 2
    var least = 0.1
    while value != 0, abs(value) < least * 10, decimals < 9 {
      decimals += 1
      least /= 10
    }
    var text = of(value, decimals: decimals)
    guard text.contains("."), !text.contains("e") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}

extension DecimalText {
  /// The same with a comma between thousands: `5,400`.
  package static func grouped(_ value: Double) -> String {
    let text = short(value)
    let whole = text.prefix { $0 != "." }
    guard whole.allSatisfy({ $0.isNumber || $0 == "-" }) else { return text }
    var digits = ""
    for (index, digit) in whole.reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3), digit != "-" { digits.append(",") }
      digits.append(digit)
    }
    return String(digits.reversed()) + text.dropFirst(whole.count)
  }
}
