/// The checks that a text must pass before either parser sees it.
package enum SourceText {
  /// Without its byte order mark; nil with a diagnostic where the bytes are not UTF-8 text.
  static func check(_ bytes: [UInt8], file: String?, domain: String) throws(Diagnostic)
    -> [UInt8]
  {
    guard bytes.count <= SourceLimits.bytes else {
      throw SourceLimits.tooLarge(domain, file: file, size: bytes.count)
    }
    try refuseWideEncodings(bytes, file: file, domain: domain)
    let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    if let fault = firstFault(bytes, from: start) {
      let place = position(of: fault.offset, in: bytes, from: start)
      throw Diagnostic(
        code: "\(domain)/encoding", file: file, line: place.line, column: place.column,
        message: fault.message, hint: "save the file as UTF-8 text")
    }
    return start == 0 ? bytes : Array(bytes[start...])
  }

  /// Throws where the bytes are not UTF-8 text; control characters pass.
  package static func checkEncoding(_ bytes: [UInt8], domain: String) throws(Diagnostic) {
    try refuseWideEncodings(bytes, file: nil, domain: domain)
    if let fault = firstFault(bytes, from: 0, allowsControls: true) {
      let place = position(of: fault.offset, in: bytes, from: 0)
      throw Diagnostic(
        code: "\(domain)/encoding", line: place.line, column: place.column,
        message: fault.message, hint: "save the file as UTF-8 text")
    }
  }

  /// A text without its byte order mark.
  package static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
    bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes[3...]) : bytes
  }

  private static func refuseWideEncodings(_ bytes: [UInt8], file: String?, domain: String)
    throws(Diagnostic)
  {
    let name: String? =
      if bytes.starts(with: [0xff, 0xfe, 0, 0]) || bytes.starts(with: [0, 0, 0xfe, 0xff]) {
        "UTF-32"
      } else if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
        "UTF-16"
      } else if bytes.count >= 4, bytes[0] == 0 && bytes[1] != 0 || bytes[0] != 0 && bytes[1] == 0,
        bytes[0] == bytes[2] && bytes[0] == 0 || bytes[1] == bytes[3] && bytes[1] == 0
      {
        "UTF-16"
      } else {
        nil
      }
    guard let name else { return }
    throw Diagnostic(
      code: "\(domain)/encoding", file: file, line: 1, column: 1,
      message: "the text is \(name), not UTF-8", hint: "save the file as UTF-8 text")
  }

  /// The first byte that no text file has: outside UTF-8, or a control character other than tab,
  /// line feed and carriage return.
  private static func firstFault(
    _ bytes: [UInt8], from start: Int, allowsControls: Bool = false
  ) -> (offset: Int, message: String)? {
    var index = start
    while index < bytes.count {
      if allowsControls { index = endOfASCII(bytes, from: index) }
      guard index < bytes.count else { break }
      let byte = bytes[index]
      if byte < 0x80 {
        if !allowsControls, byte < 0x20, byte != 0x09, byte != 0x0a, byte != 0x0d {
          return (index, "the file is not text: it holds the control character \(code(byte))")
        }
        index += 1
      } else {
        let length = scalarLength(bytes, at: index)
        guard length > 0 else { return (index, "the byte 0x\(hex(byte)) is not UTF-8") }
        index += length
      }
    }
    return nil
  }

  /// Goes over bytes below 0x80, eight at a time; fewer than eight may be left.
  private static func endOfASCII(_ bytes: [UInt8], from start: Int) -> Int {
    bytes.withUnsafeBytes { raw in
      var index = start
      while index + 8 <= raw.count,
        raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index += 8
      }
      return index
    }
  }

  /// The bytes of the well-formed scalar that starts at a byte above 0x7f; 0 for a malformed one.
  private static func scalarLength(_ bytes: [UInt8], at index: Int) -> Int {
    func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xbf) -> Bool {
      index + offset < bytes.count && range.contains(bytes[index + offset])
    }
    switch bytes[index] {
    case 0xc2...0xdf: return continues(1) ? 2 : 0
    case 0xe0: return continues(1, 0xa0...0xbf) && continues(2) ? 3 : 0
    case 0xed: return continues(1, 0x80...0x9f) && continues(2) ? 3 : 0
    case 0xe1...0xef: return continues(1) && continues(2) ? 3 : 0
    case 0xf0: return continues(1, 0x90...0xbf) && continues(2) && continues(3) ? 4 : 0
    case 0xf1...0xf3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xf4: return continues(1, 0x80...0x8f) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count < 2 ? "0" + digits : digits
  }

  private static func code(_ byte: UInt8) -> String { "U+00\(hex(byte))" }

  private static func position(of offset: Int, in bytes: [UInt8], from start: Int)
    -> SourcePosition
  {
    var place = SourcePosition(line: 1, column: 1)
    for index in start..<offset {
      let byte = bytes[index]
      if byte == 0x0a || byte == 0x0d && (index + 1 == bytes.count || bytes[index + 1] != 0x0a) {
        place = SourcePosition(line: place.line + 1, column: 1)
      } else if byte & 0xc0 != 0x80 {
        place.column += 1
      }
    }
    return place
  }
}
