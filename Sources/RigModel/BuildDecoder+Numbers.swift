extension BuildDecoder {
  /// A number within a range, as whole numbers where it is one.
  mutating func quantity(
    _ node: SourceNode, _ range: ClosedRange<Double>, _ mustBeWhole: Bool, _ unit: String?
  ) -> BuildValue? {
    guard let value = number(node, unit) else { return nil }
    guard let number = value.numberValue, number.isFinite, range.contains(number) else {
      reportRange(value, range, unit, at: node.position)
      return nil
    }
    if mustBeWhole, value.integerValue == nil {
      report(
        "wrong-type", at: node.position,
        "found \(value.spelledNumber), but it is a whole number\(inUnit(unit))")
      return nil
    }
    return value
  }

  mutating func choice(_ node: SourceNode, _ choices: [Int64]) -> BuildValue? {
    guard let value = number(node, nil) else { return nil }
    if let number = value.integerValue, choices.contains(number) { return value }
    report(
      "unknown-value", at: node.position,
      "found \(value.spelledNumber); allowed are "
        + choices.map { "\($0)" }.joined(separator: " and "))
    return nil
  }

  private mutating func number(_ node: SourceNode, _ unit: String?) -> BuildValue? {
    switch node.content {
    case .number(let value, _): return value
    case .plain(let text):
      if let value = PlainScalar.number(text) { return value }
      if PlainScalar.isNotFinite(text) {
        report("out-of-range", at: node.position, "found \(Quoted.key(text)); numbers are finite")
        return nil
      }
    default: break
    }
    report(
      "wrong-type", at: node.position,
      "found \(node.described), but it is a number\(inUnit(unit))",
      hint: node.word.flatMap { numberHint($0, unit, isQuoted: node.isQuoted) })
    return nil
  }

  /// What to write for a text that holds a number with something around it.
  private func numberHint(_ text: String, _ unit: String?, isQuoted: Bool) -> String? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "+" || $0 == "-") }
    let rest = text.dropFirst(digits.count).filter { $0 != " " }
    guard let number = PlainScalar.number(String(digits)) else {
      return "leave the key out where the value is not known"
    }
    if rest.isEmpty { return isQuoted ? "write \(number.spelledNumber), without quotes" : nil }
    let written = rest.lowercased()
    guard let unit else {
      if rest.first == "," { return "write the decimals after a point, and no separators" }
      return "write \(number.spelledNumber)"
    }
    let same = [unit.lowercased(), unit.lowercased() + "s"]
    if same.contains(written) || written == "watt" || written == "watts" || written == "gib" {
      return "write \(number.spelledNumber): the unit (\(unit)) stands in the key"
    }
    return "write the number in \(unit), without a unit"
  }

  private func inUnit(_ unit: String?) -> String { unit.map { " of \($0)" } ?? "" }

  private mutating func reportRange(
    _ value: BuildValue, _ range: ClosedRange<Double>, _ unit: String?, at position: SourcePosition?
  ) {
    let suffix = unit.map { " \($0)" } ?? ""
    let bounds = (
      BuildValue.quantity(range.lowerBound).spelledNumber,
      BuildValue.quantity(range.upperBound).spelledNumber
    )
    let number = value.numberValue ?? 0
    let hint: String? =
      if number < 0 {
        "quantities are not negative"
      } else if number == 0 {
        "leave the key out where the value is not known"
      } else if let unit {
        "the value is in \(unit)"
      } else {
        nil
      }
    report(
      "out-of-range", at: position,
      "found \(value.spelledNumber)\(suffix); must be between \(bounds.0) and \(bounds.1)\(suffix)",
      hint: hint)
  }
}
