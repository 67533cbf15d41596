/// A line of a text that someone wrote, with the part that a message is about.
public struct SourceExcerpt: Sendable, Hashable {
  /// The line's number, from 1.
  public let line: Int
  /// The column that is meant, counted from 1 in Unicode scalars; nil where it is the whole line.
  public let column: Int?
  /// How many scalars are meant; at least 1.
  public let length: Int
  /// The line without its end.
  public let text: String

  /// Makes one of its parts.
  public init(line: Int, column: Int?, length: Int = 1, text: String) {
    self.line = line
    self.column = column
    self.length = max(1, length)
    self.text = text
  }

  /// Columns that the shown part of a long line takes.
  private static let width = 96

  /// The line behind its number, and below it a mark: for a terminal.
  public var lines: [String] {
    let number = "\(line)"
    let pad = String(repeating: " ", count: number.utf8.count)
    guard let column else { return ["  \(number) | \(shown(around: 1).text)"] }
    let (shown, before) = shown(around: column)
    let marked = shown.unicodeScalars.dropFirst(before).prefix(length)
    let indent = shown.unicodeScalars.prefix(before).reduce(0) {
      $0 + (ColumnWidth.isWide($1) ? 2 : 1)
    }
    let width = max(1, marked.reduce(0) { $0 + (ColumnWidth.isWide($1) ? 2 : 1) })
    return [
      "  \(number) | \(shown)",
      "  \(pad) | \(String(repeating: " ", count: indent))\(String(repeating: "^", count: width))",
    ]
  }

  /// The part of the line around a column, without what would move the text, and how many scalars
  /// of it stand before that column. It is cut between characters, never inside of one.
  private func shown(around column: Int) -> (text: String, before: Int) {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar == "\t" ? " " : Quoted.isVisible(scalar) ? scalar : "\u{fffd}"
    }
    let target = min(column - 1, scalars.count)
    var start = 0
    var columns = 0
    for (index, scalar) in scalars[..<target].enumerated().reversed() {
      columns += ColumnWidth.isWide(scalar) ? 2 : 1
      if columns > Self.width * 2 / 3 {
        start = index + 1
        break
      }
    }
    var end = start
    columns = 0
    while end < scalars.count, columns < Self.width {
      columns += ColumnWidth.isWide(scalars[end]) ? 2 : 1
      end += 1
    }
    var part = String.UnicodeScalarView()
    if start > 0 { part.append("…") }
    part.append(contentsOf: scalars[start..<end])
    if end < scalars.count { part.append("…") }
    return (String(part), target - start + (start > 0 ? 1 : 0))
  }
}

extension SourceExcerpt {
  /// The excerpt at some bytes of a text.
  package init(_ range: Range<Int>, in bytes: [UInt8]) {
    let start = min(range.lowerBound, bytes.count)
    var line = 1
    var lineStart = 0
    var index = 0
    while index < start {
      let byte = bytes[index]
      if byte == 0x0a || byte == 0x0d && (index + 1 == bytes.count || bytes[index + 1] != 0x0a) {
        line += 1
        lineStart = index + 1
      }
      index += 1
    }
    let end = bytes[start...].firstIndex { $0 == 0x0a || $0 == 0x0d } ?? bytes.count
    let scalars = { (part: Range<Int>) in
      bytes[part].reduce(0) { $0 + ($1 & 0xc0 == 0x80 ? 0 : 1) }
    }
    self.init(
      line: line, column: 1 + scalars(lineStart..<start),
      length: scalars(start..<max(start, min(range.upperBound, end))),
      text: String(decoding: bytes[lineStart..<end], as: UTF8.self))
  }

  /// The excerpt of a line, at a column where one is known.
  package init?(line: Int, column: Int? = nil, length: Int = 1, in bytes: [UInt8]) {
    guard line > 0 else { return nil }
    var current = 1
    var start = 0
    var index = 0
    while current < line {
      guard index < bytes.count else { return nil }
      if bytes[index] == 0x0a
        || bytes[index] == 0x0d && (index + 1 == bytes.count || bytes[index + 1] != 0x0a)
      {
        current += 1
        start = index + 1
      }
      index += 1
    }
    let end = bytes[start...].firstIndex { $0 == 0x0a || $0 == 0x0d } ?? bytes.count
    self.init(
      line: line, column: column, length: length,
      text: String(decoding: bytes[start..<end], as: UTF8.self))
  }
}
