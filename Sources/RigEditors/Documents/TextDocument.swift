internal import RigModel

/// A text that is open in an editor.
struct TextDocument {
  let uri: String
  var version: Int?
  var text: String {
    didSet { lines = Self.lines(of: text) }
  }
  /// Without their ends. Editors and diagnostics agree on what ends a line: LF, CR LF, CR.
  private(set) var lines: [[Unicode.Scalar]]

  init(uri: String, version: Int?, text: String) {
    self.uri = uri
    self.version = version
    self.text = text
    lines = Self.lines(of: text)
  }

  var bytes: [UInt8] { Array(text.utf8) }

  /// The path of a `file:` address; the address itself of any other.
  var path: String { FileAddress.path(of: uri) ?? uri }

  private static func lines(of text: String) -> [[Unicode.Scalar]] {
    var lines: [[Unicode.Scalar]] = [[]]
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n":
        if !isAfterReturn { lines.append([]) }
        isAfterReturn = false
      case "\r":
        lines.append([])
        isAfterReturn = true
      default:
        lines[lines.count - 1].append(scalar)
        isAfterReturn = false
      }
    }
    return lines
  }

  /// Whole lines to replace so that the text becomes another, and what comes in their place.
  func difference(to other: String) -> (range: EditorRange, text: String) {
    let (old, new) = (Array(text.unicodeScalars), Array(other.unicodeScalars))
    var start = zip(old, new).prefix { $0 == $1 }.count
    while start > 0 && old[start - 1] != "\n" { start -= 1 }
    let rest = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
    // What stays at the end begins with a line, too.
    var (oldEnd, newEnd) = (old.count - rest, new.count - rest)
    while oldEnd < old.count && (oldEnd == 0 || old[oldEnd - 1] != "\n") {
      (oldEnd, newEnd) = (oldEnd + 1, newEnd + 1)
    }
    let range = EditorRange(start: position(of: start), end: position(of: oldEnd))
    return (range, String(String.UnicodeScalarView(new[start..<newEnd])))
  }

  /// The position of so many scalars from the start.
  private func position(of count: Int) -> EditorPosition {
    let before = Self.lines(of: String(String.UnicodeScalarView(text.unicodeScalars.prefix(count))))
    return position(line: before.count, column: before[before.count - 1].count + 1)
  }

  /// The line of an editor's position, and how many scalars stand before it.
  func scalars(before position: EditorPosition) -> (line: [Unicode.Scalar], count: Int)? {
    guard lines.indices.contains(position.line) else { return nil }
    let line = lines[position.line]
    var units = 0
    for (count, scalar) in line.enumerated() {
      if units >= position.character { return (line, count) }
      units += UTF16.width(scalar)
    }
    return (line, line.count)
  }

  /// An editor's position of a line and a column, both counted from 1, columns in scalars.
  func position(line: Int, column: Int) -> EditorPosition {
    let row = min(max(0, line - 1), lines.count - 1)
    let before = lines[row].prefix(max(0, column - 1))
    return EditorPosition(line: row, character: before.reduce(0) { $0 + UTF16.width($1) })
  }

  /// So many scalars from a place on; without a length, the word or number there.
  func range(line: Int, column: Int, length: Int? = nil) -> EditorRange {
    let row = min(max(0, line - 1), lines.count - 1)
    let rest = lines[row].dropFirst(max(0, column - 1))
    let count = length ?? max(1, rest.prefix { !Self.ends($0) }.count)
    return EditorRange(
      start: position(line: line, column: column),
      end: position(line: line, column: column + min(count, max(1, rest.count))))
  }

  private static func ends(_ scalar: Unicode.Scalar) -> Bool {
    " \t:,{}[]()\"'#=".unicodeScalars.contains(scalar)
  }

  /// The whole of a line but for the blanks that it begins with.
  func range(ofLine line: Int) -> EditorRange {
    let row = min(max(0, line - 1), lines.count - 1)
    let indent = lines[row].prefix { $0 == " " || $0 == "\t" }.count
    return range(line: line, column: indent + 1, length: max(1, lines[row].count - indent))
  }
}

extension UTF16 {
  /// How many units of an editor's column one scalar takes.
  static func width(_ scalar: Unicode.Scalar) -> Int { scalar.value > 0xffff ? 2 : 1 }
}

/// A place as editors count: lines from 0, characters in units of UTF-16 from 0.
struct EditorPosition {
  let line: Int
  let character: Int

  init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  init?(_ node: JSONNode?) {
    guard let line = node?["line"]?.number, let character = node?["character"]?.number,
      line >= 0, character >= 0
    else { return nil }
    self.init(line: line, character: character)
  }

  func write(to json: inout JSONBytes) {
    json.beginObject()
    json.field("line", line)
    json.field("character", character)
    json.endObject()
  }
}

/// From a place up to another.
struct EditorRange {
  let start: EditorPosition
  let end: EditorPosition

  func write(to json: inout JSONBytes) {
    json.beginObject()
    json.key("start")
    start.write(to: &json)
    json.key("end")
    end.write(to: &json)
    json.endObject()
  }

  /// Whether two ranges have a place in common.
  func touches(_ other: EditorRange) -> Bool {
    func order(_ place: EditorPosition) -> (Int, Int) { (place.line, place.character) }
    return order(start) <= order(other.end) && order(other.start) <= order(end)
  }
}

/// Addresses of files as editors write them.
enum FileAddress {
  static func path(of uri: String) -> String? {
    guard uri.hasPrefix("file://") else { return nil }
    let rest = uri.dropFirst(7)
    guard let slash = rest.firstIndex(of: "/") else { return nil }
    var bytes: [UInt8] = []
    var left = rest[slash...].utf8[...]
    while let byte = left.popFirst() {
      guard byte == UInt8(ascii: "%"), left.count >= 2,
        let value = UInt8(String(decoding: left.prefix(2), as: UTF8.self), radix: 16)
      else {
        bytes.append(byte)
        continue
      }
      bytes.append(value)
      left = left.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
