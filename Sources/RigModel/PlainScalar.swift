/// What an unquoted YAML word means where no field decides: YAML 1.2's core schema, decimal only.
enum PlainScalar {
  static func isNull(_ text: String) -> Bool {
    text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
  }

  static func boolean(_ text: String) -> Bool? {
    switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  /// The other words that YAML 1.1 took for true and false.
  static func oldBoolean(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "yes", "y", "on": true
    case "no", "n", "off": false
    default: nil
    }
  }

  static func content(of text: String) -> SourceNode.Content {
    if isNull(text) { return .null }
    if let flag = boolean(text) { return .boolean(flag) }
    if let number = number(text) { return .number(number, spelling: text) }
    return .text(text)
  }

  /// A decimal number that is finite, in canonical form.
  static func number(_ text: String) -> BuildValue? {
    guard isDecimal(text) else { return nil }
    var digits = text[...]
    if digits.first == "+" { digits.removeFirst() }
    if let whole = Int64(digits) { return .integer(whole) }
    guard let number = Double(digits), number.isFinite else { return nil }
    return .quantity(number)
  }

  /// `[-+]? (digits [. digits?] | . digits) ([eE] [-+]? digits)?`
  static func isDecimal(_ text: String) -> Bool {
    var bytes = text.utf8[...]
    func isSign(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") }
    func skipDigits() -> Int {
      let digits = bytes.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      bytes = bytes[digits.endIndex...]
      return digits.count
    }
    if isSign(bytes.first) { bytes.removeFirst() }
    var digits = skipDigits()
    if bytes.first == UInt8(ascii: ".") {
      bytes.removeFirst()
      digits += skipDigits()
    }
    guard digits > 0 else { return false }
    if let byte = bytes.first, byte | 0x20 == UInt8(ascii: "e") {
      bytes.removeFirst()
      if isSign(bytes.first) { bytes.removeFirst() }
      guard skipDigits() > 0 else { return false }
    }
    return bytes.isEmpty
  }

  /// Whether a text spells an infinity or no number at all, as YAML writes them.
  static func isNotFinite(_ text: String) -> Bool {
    var word = text.lowercased()
    if word.first == "-" || word.first == "+" { word.removeFirst() }
    return [".inf", ".nan", "inf", "infinity", "nan"].contains(word)
      || isDecimal(text) && number(text) == nil
  }
}
