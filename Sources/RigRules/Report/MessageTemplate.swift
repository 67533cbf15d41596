package import RigModel

/// A message with `{name}` where data is put in; `{{` and `}}` stand for the braces themselves.
struct MessageTemplate: Sendable, Hashable {
  enum Piece: Sendable, Hashable {
    case literal(String)
    /// `decimals` is set for `{name:.2f}`.
    case placeholder(String, decimals: Int?)
  }
  let pieces: [Piece]
  /// Whether the text around the data is Chinese, so that lists in the data have its comma.
  private let isChinese: Bool

  struct MissingData: Error { let name: String }
  struct Malformed: Error { let reason: String }

  init(_ text: String) throws(Malformed) {
    var pieces: [Piece] = []
    var literal = ""
    var rest = text.utf8[...]
    while let brace = rest.firstIndex(where: Self.isBrace) {
      literal += Substring(rest[..<brace])
      let byte = rest[brace]
      rest = rest[rest.index(after: brace)...]
      if rest.first == byte {
        rest.removeFirst()
        literal += byte == UInt8(ascii: "{") ? "{" : "}"
      } else if byte == UInt8(ascii: "{") {
        let (piece, end) = try Self.placeholder(at: rest)
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        literal = ""
        pieces.append(piece)
        rest = rest[end...]
      } else {
        throw Malformed(reason: "a `}` without its `{`")
      }
    }
    literal += Substring(rest)
    if !literal.isEmpty { pieces.append(.literal(literal)) }
    self.pieces = pieces
    isChinese = Self.hasIdeographs(text)
  }

  private static func isBrace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
  }

  /// What stands behind a `{`, and where the text goes on.
  private static func placeholder(at rest: Substring.UTF8View) throws(Malformed) -> (
    Piece, String.Index
  ) {
    guard let close = rest.firstIndex(of: UInt8(ascii: "}")) else {
      throw Malformed(reason: "a `{` without its `}`")
    }
    let inner = String(Substring(rest[..<close]))
    guard let (name, decimals) = placeholder(inner) else {
      throw Malformed(
        reason: "`{\(inner)}` names no data; write `{name}`, or `{name:.2f}` for two decimals")
    }
    return (.placeholder(name, decimals: decimals), rest.index(after: close))
  }

  /// Whether a text has characters of U+4E00 to U+9FFF, whose bytes begin with E4 B8 to E9 BF.
  private static func hasIdeographs(_ text: String) -> Bool {
    var before: UInt8 = 0
    for byte in text.utf8 {
      if before == 0xe4 ? byte >= 0xb8 : (0xe5...0xe9).contains(before) { return true }
      before = byte
    }
    return false
  }

  /// The name and the decimals of `name` or `name:.2f`.
  private static func placeholder(_ text: String) -> (String, Int?)? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      return isName(text) ? (text, nil) : nil
    }
    let name = String(text[..<colon])
    let format = Array(text.utf8[colon...].dropFirst())
    guard isName(name), format.count == 3, format[0] == UInt8(ascii: "."), format[1].isDigit,
      format[2] == UInt8(ascii: "f")
    else { return nil }
    return (name, Int(format[1] - UInt8(ascii: "0")))
  }

  private static func isName(_ text: String) -> Bool {
    text.utf8.allSatisfy(\.isNameByte) && text.utf8.first.map { !$0.isDigit } ?? false
  }

  var placeholders: [String] {
    pieces.compactMap { if case .placeholder(let name, _) = $0 { name } else { nil } }
  }

  func filled(with data: BuildValue) throws(MissingData) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .literal(let literal): text += literal
      case .placeholder(let name, let decimals):
        guard let value = data[name] else { throw MissingData(name: name) }
        let shown = value.shown(decimals: decimals)
        // What is quoted stays as it was written.
        let isQuoted = text.last.map { "\"'`“‘「".contains($0) } ?? false
        text += isChinese && !isQuoted ? shown.replacing(", ", with: "、") : shown
      }
    }
    return text
  }
}

extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  /// A byte of a Lua name.
  var isNameByte: Bool {
    isDigit || self == 0x5f || (self >= 0x41 && self <= 0x5a) || (self >= 0x61 && self <= 0x7a)
  }
}

extension BuildValue {
  /// As a message shows it to a person: with the decimals asked for, otherwise with two at most.
  func shown(decimals: Int?) -> String {
    switch self {
    case .integer(let value):
      decimals.map { DecimalText.of(Double(value), decimals: $0) } ?? "\(value)"
    case .number(let value):
      decimals.map { DecimalText.of(value, decimals: $0) } ?? DecimalText.short(value)
    case .list(let items): items.map { $0.shown(decimals: decimals) }.joined(separator: ", ")
    case .map(let fields):
      fields.map { "\($0.key) \($0.value.shown(decimals: decimals))" }.joined(separator: ", ")
    case .boolean, .text: spelled
    }
  }

  /// As a message shows it: numbers shortest, lists with commas.
  package var spelled: String {
    switch self {
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value): value
    case .list(let items): items.map(\.spelled).joined(separator: ", ")
    case .map(let fields): fields.map { "\($0.key) \($0.value.spelled)" }.joined(separator: ", ")
    }
  }
}

extension RuleDescription {
  /// One of its messages, filled in; nil if it has none of that id or the data do not fill it.
  package func message(_ id: String, with data: BuildValue, in language: Language) -> String? {
    guard let text = messages.first(where: { $0.id == id })?.text[language] else { return nil }
    return try? MessageTemplate(text).filled(with: data)
  }
}
