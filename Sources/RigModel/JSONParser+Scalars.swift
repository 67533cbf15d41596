extension JSONParser {
  /// Reads a number; the caller has seen its first byte.
  mutating func number() throws(Diagnostic) -> SourceNode.Content {
    let start = index
    let place = position
    var isWhole = true
    if current == UInt8(ascii: "-") { index += 1 }
    let whole = skipDigits()
    guard whole > 0 else { throw error("a digit is missing; found \(found)") }
    if whole > 1, bytes[index - whole] == UInt8(ascii: "0") {
      throw error("a number starts with 0", hint: "leave out the zero in front", at: place)
    }
    if current == UInt8(ascii: ".") {
      isWhole = false
      index += 1
      guard skipDigits() > 0 else {
        throw error("a digit is missing after the point; found \(found)")
      }
    }
    if current | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      index += 1
      if current == UInt8(ascii: "-") || current == UInt8(ascii: "+") { index += 1 }
      guard skipDigits() > 0 else {
        throw error("a digit is missing in the exponent; found \(found)")
      }
    }
    let spelling = String(decoding: bytes[start..<index], as: UTF8.self)
    if isWhole, let number = Int64(spelling) {
      return .number(.integer(number), spelling: spelling)
    }
    guard let number = Double(spelling), number.isFinite else {
      throw error("the number is too large", at: place)
    }
    return .number(.quantity(number), spelling: spelling)
  }

  private mutating func skipDigits() -> Int {
    let start = index
    while index < bytes.count, bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9")
    { index += 1 }
    return index - start
  }

  /// Reads a string; the caller has seen its quote.
  mutating func string() throws(Diagnostic) -> String {
    let place = position
    index += 1
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        index += 1
        return text
      case UInt8(ascii: "\\"):
        return try stringWithEscapes(from: start, at: place)
      default: try step()
      }
    }
    throw error("the text that starts here has no end", hint: "close it with `\"`", at: place)
  }

  private mutating func stringWithEscapes(from start: Int, at place: SourcePosition)
    throws(Diagnostic) -> String
  {
    var text = Array(bytes[start..<index])
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text.append(contentsOf: String(try escape()).utf8)
      default:
        text.append(bytes[index])
        try step()
      }
    }
    throw error("the text that starts here has no end", hint: "close it with `\"`", at: place)
  }

  /// Goes past one byte of a text, which must not be a control character.
  private mutating func step() throws(Diagnostic) {
    let byte = bytes[index]
    guard byte >= 0x20 else {
      throw error(
        byte == 0x0a || byte == 0x0d
          ? "a line ends inside a text" : "a control character stands inside a text",
        hint: byte == 0x09 ? "write it as `\\t`" : "close the text with `\"`")
    }
    index += 1
    // Bytes that continue a scalar are no column of their own.
    if byte & 0xc0 == 0x80 { lineStart += 1 }
  }

  private mutating func escape() throws(Diagnostic) -> UnicodeScalar {
    let place = position
    index += 1
    let byte = current
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UnicodeScalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape(at: place)
    default:
      throw error(
        "there is no such escape", hint: "write `\\\\` for a backslash itself", at: place)
    }
  }

  private mutating func unicodeEscape(at place: SourcePosition) throws(Diagnostic)
    -> UnicodeScalar
  {
    let first = try hexadecimal(at: place)
    if let scalar = UnicodeScalar(first) { return scalar }
    guard first < 0xdc00, current == UInt8(ascii: "\\"), index + 1 < bytes.count,
      bytes[index + 1] == UInt8(ascii: "u")
    else { throw error("half of a surrogate pair stands alone", at: place) }
    index += 2
    let second = try hexadecimal(at: place)
    guard 0xdc00...0xdfff ~= second,
      let scalar = UnicodeScalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
    else { throw error("half of a surrogate pair stands alone", at: place) }
    return scalar
  }

  private mutating func hexadecimal(at place: SourcePosition) throws(Diagnostic) -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<4 {
      let byte = current
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: throw error("`\\u` needs four hexadecimal digits", at: place)
      }
      number = number << 4 | UInt32(digit)
      index += 1
    }
    return number
  }
}
