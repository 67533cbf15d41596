internal import LuaRuntime

/// The shape of a Lua source, as far as coverage and mutation need it. Everything is told by the
/// numbers of tokens.
struct LuaOutline {
  /// A function, from its `(` to its `end`.
  struct Function {
    let tokens: Range<Int>
  }

  struct Statement {
    /// The first token.
    let token: Int
    /// The function that it stands in; nil for the file itself.
    let function: Int?
  }

  /// A value that decides where the code goes on.
  struct Decision {
    enum Kind: String, Sendable {
      case `if`, `elseif`, `while`, until, and, or
    }
    let kind: Kind
    let tokens: Range<Int>
    let function: Int?
  }

  struct Operator {
    let token: Int
    let isUnary: Bool
  }

  struct Table {
    /// From `{` to `}`.
    let tokens: Range<Int>
    /// The named fields with their values.
    var fields: [(name: String, value: Range<Int>)] = []
  }

  let source: [UInt8]
  let tokens: [LuaToken]
  /// The text of each token.
  let words: [String]
  var functions: [Function] = []
  var statements: [Statement] = []
  var decisions: [Decision] = []
  var operators: [Operator] = []
  var tables: [Table] = []

  /// Reads a source that Lua itself takes; nil where this one is beyond us.
  init?(_ source: [UInt8]) {
    var parser = LuaParser(outline: LuaOutline(unread: source))
    guard let parsed = try? parser.parse() else { return nil }
    self = parsed
  }

  private init(unread source: [UInt8]) {
    self.source = source
    tokens = LuaSource.tokens(of: source)
    words = tokens.map { String(decoding: source[$0.range], as: UTF8.self) }
  }

  /// The table that the file returns, which closes with the file's last `}`.
  var returned: Table? {
    guard let last = words.lastIndex(of: "}") else { return nil }
    return tables.last { $0.tokens.upperBound == last + 1 }
  }

  /// The value of a field of the returned table by its path (`params.overhead.default`).
  func field(_ path: String) -> Range<Int>? {
    var table = returned
    var value: Range<Int>?
    for name in path.split(separator: ".") {
      value = table?.fields.last { $0.name == name }?.value
      table = value.flatMap { value in tables.first { $0.tokens == value } }
      if value == nil { return nil }
    }
    return value
  }

  /// The names of the fields of a table within the returned one.
  func fieldNames(of path: String) -> [String] {
    guard let value = field(path) else { return [] }
    return tables.first { $0.tokens == value }?.fields.map(\.name) ?? []
  }

  func line(of token: Int) -> Int { tokens[token].line }

  /// 1-based, in Unicode scalars.
  func column(of token: Int) -> Int {
    let start = tokens[token].range.lowerBound
    let before = source[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return source[before..<start].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// A line of the source without the blanks around it.
  func text(ofLine line: Int) -> String {
    let lines = source.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.indices.contains(line - 1) else { return "" }
    var bytes = lines[line - 1]
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
    while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text of some tokens as it stands in the source, on one line.
  func text(of range: Range<Int>) -> String {
    guard !range.isEmpty else { return "" }
    let bytes = source[
      tokens[range.lowerBound].range
        .lowerBound..<tokens[range.upperBound - 1].range
        .upperBound]
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  /// The source with an empty table for its examples and every line where it was: examples are
  /// most of a file, and no part of what it does.
  static func withoutExamples(_ source: [UInt8]) -> [UInt8] {
    guard let outline = LuaOutline(source), let value = outline.field("examples"),
      outline.words[value.lowerBound] == "{", outline.words[value.upperBound - 1] == "}"
    else { return source }
    var changed = source
    let inner =
      outline.tokens[value.lowerBound].range
      .upperBound..<outline.tokens[value.upperBound - 1].range
      .lowerBound
    for index in inner where changed[index] != 0x0A && changed[index] != 0x0D {
      changed[index] = 0x20
    }
    return changed
  }
}
