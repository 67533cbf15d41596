internal import RigModel

/// A list as lines of text, decoded from whatever encoding it has.
struct ListText {
  /// Lines without their ends; index 0 is line 1.
  let lines: [String]

  /// More lines than any list of parts has.
  static let mostLines = 5000
  /// Scalars of a line beyond which it is not read: no part has such a name.
  static let longestLine = 4000

  /// - Throws: `list/too-large`, `list/encoding`.
  init(_ bytes: [UInt8], file: String?) throws(Diagnostic) {
    guard bytes.count <= SourceLimits.bytes else {
      throw Diagnostic(
        code: "list/too-large", file: file,
        message: "the list is larger than the limit of \(SourceLimits.bytes) bytes")
    }
    let text = try Self.decoded(bytes, file: file)
    // What EVGA calls its cards has bars that part no cells.
    lines = Self.split(text.contains("NGP") ? text.replacing("K|NGP|N", with: "KINGPIN") : text)
    guard lines.count <= Self.mostLines else {
      throw Diagnostic(
        code: "list/too-large", file: file,
        message: "the list has \(lines.count) lines; at most \(Self.mostLines) are read",
        hint: "a list of parts has one line for each part")
    }
  }

  private static func decoded(_ bytes: [UInt8], file: String?) throws(Diagnostic) -> String {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
      return try utf8(bytes[3...], file: file)
    }
    if let isBig = wideOrder(bytes) { return try wide(bytes, isBigEndian: isBig, file: file) }
    return try utf8(bytes[...], file: file)
  }

  private static func utf8(_ bytes: ArraySlice<UInt8>, file: String?) throws(Diagnostic)
    -> String
  {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let isChinese = looksLikeGBK(bytes)
    throw Diagnostic(
      code: "list/encoding", file: file,
      message: isChinese ? "the text is GBK, not UTF-8" : "the text is not UTF-8",
      hint: isChinese
        ? "save it as UTF-8, or convert it: iconv -f GB18030 -t UTF-8 OLD > NEW"
        : "save it as UTF-8")
  }

  /// Whether the bytes are UTF-16, and if so whether the high byte comes first.
  private static func wideOrder(_ bytes: [UInt8]) -> Bool? {
    if bytes.starts(with: [0xff, 0xfe]) { return false }
    if bytes.starts(with: [0xfe, 0xff]) { return true }
    guard bytes.count >= 8 else { return nil }
    // Without a mark, text of western lists has a zero in every second byte.
    let sample = bytes.prefix(64)
    let even = sample.enumerated().count { $0.offset % 2 == 0 && $0.element == 0 }
    let odd = sample.enumerated().count { $0.offset % 2 == 1 && $0.element == 0 }
    if odd * 3 > sample.count, even == 0 { return false }
    if even * 3 > sample.count, odd == 0 { return true }
    return nil
  }

  private static func wide(_ bytes: [UInt8], isBigEndian: Bool, file: String?)
    throws(Diagnostic) -> String
  {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: 0, to: bytes.count - 1, by: 2) {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isBigEndian ? first << 8 | second : second << 8 | first)
    }
    if units.first == 0xfeff { units.removeFirst() }
    guard let text = String(validating: units, as: UTF16.self), !text.contains("\0") else {
      throw Diagnostic(
        code: "list/encoding", file: file, message: "the text is UTF-16, and damaged",
        hint: "save it as UTF-8")
    }
    return text
  }

  /// Whether all that is not ASCII are pairs of GBK, which text in no other encoding here is.
  private static func looksLikeGBK(_ bytes: ArraySlice<UInt8>) -> Bool {
    var index = bytes.startIndex
    var pairs = 0
    while index < bytes.endIndex {
      let byte = bytes[index]
      guard byte >= 0x80 else {
        index += 1
        continue
      }
      let next = index + 1
      guard 0x81...0xfe ~= byte, next < bytes.endIndex, 0x40...0xfe ~= bytes[next],
        bytes[next] != 0x7f
      else { return pairs > 8 && next >= bytes.endIndex }
      pairs += 1
      index += 2
    }
    return pairs > 0
  }

  private static func split(_ text: String) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var last: Unicode.Scalar = "\n"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where last == "\r": break
      case "\n", "\r", "\u{2028}", "\u{2029}", "\u{85}":
        lines.append(String(line))
        line = String.UnicodeScalarView()
      default: line.append(scalar)
      }
      last = scalar
    }
    if !line.isEmpty { lines.append(String(line)) }
    return lines
  }
}
