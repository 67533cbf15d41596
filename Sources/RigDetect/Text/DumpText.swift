/// A text that some tool printed, as lines without what terminals and editors put around them.
package struct DumpText: Sendable {
  /// Bytes that are read of one text; `dmidecode` of a large server is 300 KiB.
  package static let limit = 8 << 20
  /// A longer line is not a line of such a tool.
  private static let longestLine = 4096
  private static let mostLines = 200_000

  /// The whole text, for forms that have no lines.
  let text: String
  let lines: [Substring]

  /// Decodes UTF-8, and UTF-16 with a mark, as shells of Windows write it.
  package init(_ bytes: [UInt8]) {
    text = Self.plain(Self.decoded(bytes.prefix(Self.limit)))
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(Self.mostLines)
      .map { $0.utf8.count > Self.longestLine ? "" : $0 }
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), low: 0) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), low: 1) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return String(decoding: bytes.dropFirst(3), as: UTF8.self)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, low: Int) -> String {
    let bytes = Array(bytes)
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: 0, to: bytes.count - 1, by: 2) {
      units.append(UInt16(bytes[index + low]) | UInt16(bytes[index + 1 - low]) << 8)
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// Without carriage returns, NULs and the colours of terminals.
  private static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var scalars = text.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      switch scalar.value {
      case 0x1B:
        guard scalars.next() == "[" else { continue }
        while let part = scalars.next(), part.value < 0x40, part != "\n" {}
      case 0x0A, 0x09: result.append(scalar)
      case 0..<0x20, 0x7F..<0xA0: continue
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
