internal import RigModel

/// A message with `{name}` where data is put in; `{{` and `}}` stand for the braces themselves.
struct MessageTemplate: Sendable, Hashable {
  enum Piece: Sendable, Hashable {
    case literal(String)
    case placeholder(String)
  }
  let pieces: [Piece]

  struct MissingData: Error { let name: String }
  struct Malformed: Error { let reason: String }

  init(_ text: String) throws(Malformed) {
    var pieces: [Piece] = []
    var literal: [UInt8] = []
    var rest = ArraySlice(text.utf8)
    while let byte = rest.popFirst() {
      let opens = byte == UInt8(ascii: "{")
      if !opens && byte != UInt8(ascii: "}") {
        literal.append(byte)
      } else if rest.first == byte {
        rest.removeFirst()
        literal.append(byte)
      } else if opens {
        guard let close = rest.firstIndex(of: UInt8(ascii: "}")) else {
          throw Malformed(reason: "a `{` without its `}`")
        }
        let name = String(decoding: rest[..<close], as: UTF8.self)
        guard Self.isName(name) else { throw Malformed(reason: "`{\(name)}` names no data") }
        if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
        literal = []
        pieces.append(.placeholder(name))
        rest = rest[(close + 1)...]
      } else {
        throw Malformed(reason: "a `}` without its `{`")
      }
    }
    if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
    self.pieces = pieces
  }

  private static func isName(_ text: String) -> Bool {
    text.utf8.allSatisfy(\.isNameByte) && text.utf8.first.map { !$0.isDigit } ?? false
  }

  var placeholders: [String] {
    pieces.compactMap { if case .placeholder(let name) = $0 { name } else { nil } }
  }

  func filled(with data: BuildValue) throws(MissingData) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .literal(let literal): text += literal
      case .placeholder(let name):
        guard let value = data[name] else { throw MissingData(name: name) }
        text += value.spelled
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
