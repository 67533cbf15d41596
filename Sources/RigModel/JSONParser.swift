/// Reads JSON (RFC 8259) strictly, with the place of every value.
///
/// Keys that stand twice are reported and reading goes on with the first; any other mistake ends
/// it. A lone surrogate is refused: there is no UTF-8 for it, and a repaired text would be another.
struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: String?
  let domain: String
  var index = 0
  var line = 1
  /// Where the current line starts, moved on by the bytes that are no scalar of their own.
  var lineStart = 0
  var depth = 0
  var values = 0
  var diagnostics: [Diagnostic] = []

  /// Parses the whole text; the bytes must be UTF-8 (`SourceText.check`).
  static func parse(_ bytes: [UInt8], file: String?, domain: String) -> SourceTree {
    bytes.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(bytes: buffer, file: file, domain: domain)
      do throws(Diagnostic) {
        let root = try parser.document()
        return SourceTree(root: root, diagnostics: parser.diagnostics)
      } catch {
        return SourceTree(root: nil, diagnostics: parser.diagnostics + [error])
      }
    }
  }

  init(bytes: UnsafeBufferPointer<UInt8>, file: String?, domain: String) {
    self.bytes = bytes
    self.file = file
    self.domain = domain
  }

  private mutating func document() throws(Diagnostic) -> SourceNode? {
    skipBlanks()
    guard index < bytes.count else { return nil }
    let root = try value()
    skipBlanks()
    guard index == bytes.count else {
      throw error("the text goes on after its value, with \(found)")
    }
    return root
  }

  private mutating func value() throws(Diagnostic) -> SourceNode {
    let start = position
    values += 1
    guard values <= SourceLimits.values else {
      throw SourceLimits.expandsTooFar(domain, file: file, at: start)
    }
    switch current {
    case UInt8(ascii: "{"): return SourceNode(.map(try object()), at: start)
    case UInt8(ascii: "["): return SourceNode(.list(try array()), at: start)
    case UInt8(ascii: "\""): return SourceNode(.text(try string()), at: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return SourceNode(try number(), at: start)
    case UInt8(ascii: "t"):
      try word("true")
      return SourceNode(.boolean(true), at: start)
    case UInt8(ascii: "f"):
      try word("false")
      return SourceNode(.boolean(false), at: start)
    case UInt8(ascii: "n"):
      try word("null")
      return SourceNode(.null, at: start)
    default: throw error("a value is missing; found \(found)")
    }
  }

  private mutating func object() throws(Diagnostic) -> [SourceEntry] {
    try enter()
    var entries: [SourceEntry] = []
    var keys = KeySet()
    skipBlanks()
    if current == UInt8(ascii: "}") {
      leave()
      return entries
    }
    while true {
      skipBlanks()
      let start = position
      guard current == UInt8(ascii: "\"") else {
        throw error(
          "a key in double quotes is missing; found \(found)",
          hint: current == UInt8(ascii: "}") ? "leave out the comma before `}`" : nil)
      }
      let key = try string()
      skipBlanks()
      guard current == UInt8(ascii: ":") else {
        throw error("`:` is missing after the key; found \(found)")
      }
      index += 1
      skipBlanks()
      let entry = SourceEntry(key: key, position: start, value: try value())
      if let first = keys.insert(key, at: start) {
        diagnostics.append(.duplicate(key, start, first: first, file: file, domain: domain))
      } else {
        entries.append(entry)
      }
      if try isClosed(by: UInt8(ascii: "}")) { return entries }
    }
  }

  private mutating func array() throws(Diagnostic) -> [SourceNode] {
    try enter()
    var items: [SourceNode] = []
    skipBlanks()
    if current == UInt8(ascii: "]") {
      leave()
      return items
    }
    while true {
      skipBlanks()
      items.append(try value())
      if try isClosed(by: UInt8(ascii: "]")) { return items }
    }
  }

  private mutating func enter() throws(Diagnostic) {
    depth += 1
    guard depth <= SourceLimits.depth else {
      throw SourceLimits.tooDeep(domain, file: file, at: position)
    }
    index += 1
  }

  private mutating func leave() {
    depth -= 1
    index += 1
  }

  /// Takes the comma or the bracket after an element.
  private mutating func isClosed(by bracket: UInt8) throws(Diagnostic) -> Bool {
    skipBlanks()
    if current == bracket {
      leave()
      return true
    }
    guard current == UInt8(ascii: ",") else {
      throw error("`,` or `\(Character(UnicodeScalar(bracket)))` is missing; found \(found)")
    }
    index += 1
    return false
  }

  private mutating func word(_ word: StaticString) throws(Diagnostic) {
    let count = word.utf8CodeUnitCount
    let isThere =
      index + count <= bytes.count
      && (0..<count).allSatisfy { bytes[index + $0] == word.utf8Start[$0] }
    guard isThere else { throw error("a value is missing; found \(found)") }
    index += count
  }
}

extension JSONParser {
  /// The byte at the current place; 0, which no JSON text holds, at the end.
  var current: UInt8 { index < bytes.count ? bytes[index] : 0 }

  var position: SourcePosition {
    SourcePosition(line: line, column: index - lineStart + 1)
  }

  mutating func skipBlanks() {
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): index += 1
      case UInt8(ascii: "\n"): startLine()
      case UInt8(ascii: "\r"):
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") { index += 1 }
        startLine()
      default: return
      }
    }
  }

  private mutating func startLine() {
    index += 1
    line += 1
    lineStart = index
  }

  /// What stands at the current place, for messages.
  var found: String {
    guard index < bytes.count else { return "the end of the text" }
    switch bytes[index] {
    case UInt8(ascii: "\t"): return "a tab"
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return "the end of the line"
    default: break
    }
    let length = bytes[index] < 0x80 ? 1 : bytes[index] < 0xe0 ? 2 : bytes[index] < 0xf0 ? 3 : 4
    let end = min(index + length, bytes.count)
    return Quoted.key(String(decoding: bytes[index..<end], as: UTF8.self))
  }

  func error(_ message: String, hint: String? = nil, at place: SourcePosition? = nil)
    -> Diagnostic
  {
    let place = place ?? position
    return Diagnostic(
      code: "\(domain)/syntax", file: file, line: place.line, column: place.column,
      message: "not well-formed JSON: \(message)", hint: hint)
  }
}
