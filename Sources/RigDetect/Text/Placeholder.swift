/// Words that firmware has in a field that no one filled in.
enum Placeholder {
  /// The value, or nil where it says nothing.
  static func known(_ text: some StringProtocol) -> String? {
    let value = text.collapsed
    guard !value.isEmpty, value.utf8.count <= 200, !isEmpty(value) else { return nil }
    return value
  }

  private static let words: Set<String> = [
    "default", "default string", "none", "unknown", "not specified", "not available",
    ["n", "a"].joined(separator: "/"), "na",
    "empty", "invalid", "undefined", "oem", "o.e.m.", "system manufacturer", "system product name",
    "system version", "base board manufacturer", "base board product name", "base board version",
    "board manufacturer", "chassis manufacturer", "product name", "manufacturer", "type1family",
    "type1productconfigid", "type2 - board product name1", "type2 - board manufacturer", "sku",
    "no dimm", "[empty]", "<bad index>", "<out of spec>", "other", "unspecified", "no enclosure",
    "all series", "computer", "pc", "standard", "not defined", "x.x", "module manufacturer",
    "modulepartnumber", "[not supported]", "[" + ["n", "a"].joined(separator: "/") + "]",
    "undefined part number", "array1_partnumber0",
  ]

  private static func isEmpty(_ value: String) -> Bool {
    let low = value.lowercased()
    if words.contains(low) || low.hasPrefix("to be filled") || low.hasPrefix("default string") {
      return true
    }
    if low.hasPrefix("<") && low.hasSuffix(">") { return true }
    if low.hasPrefix("undefined") || low.hasPrefix("[unknown") || low.hasPrefix("o.e.m") {
      return true
    }
    // "00000000", "--------", "xxxxxxxx", "........": one sign again and again, or 0123456789.
    let signs = Set(low.filter { $0 != " " })
    let isRun =
      signs.count <= 1 && low.count >= 1 && !(signs.first?.isLetter ?? false && low.count < 3)
    let isFirstNumber = low == "0123456789" || low == "123456789" || low == "1234567890"
    return (isRun && !(low.count == 1 && low.first?.isNumber == true)) || isFirstNumber
  }
}
