import RigModel

/// JSON as it is printed: keys in the order given, numbers shortest.
indirect enum JSONText {
  case null
  case text(String)
  case value(BuildValue)
  case list([JSONText])
  case map([(key: String, value: JSONText)])

  static func optional(_ text: String?) -> JSONText { text.map { .text($0) } ?? .null }
  static func optional(_ value: BuildValue?) -> JSONText { value.map { .value($0) } ?? .null }
  static func texts(_ texts: [String]) -> JSONText { .list(texts.map { .text($0) }) }

  /// All on one line, without its end.
  var inline: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// One line, with its newline.
  var line: String { inline + "\n" }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .text(let string): Self.writeQuoted(string, to: &text)
    case .value(let value): Self.write(value, to: &text)
    case .list(let items):
      Self.write(items, between: ("[", "]"), to: &text) { $0.write(to: &$1) }
    case .map(let fields):
      Self.write(fields, between: ("{", "}"), to: &text) { field, text in
        Self.writeQuoted(field.key, to: &text)
        text += ":"
        field.value.write(to: &text)
      }
    }
  }

  private static func write(_ value: BuildValue, to text: inout String) {
    switch value {
    case .boolean(let flag): text += flag ? "true" : "false"
    case .integer(let number): text += "\(number)"
    case .number(let number): text += "\(number)"
    case .text(let string): writeQuoted(string, to: &text)
    case .list(let items): write(items, between: ("[", "]"), to: &text) { write($0, to: &$1) }
    case .map(let fields):
      write(fields, between: ("{", "}"), to: &text) { field, text in
        writeQuoted(field.key, to: &text)
        text += ":"
        write(field.value, to: &text)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], between brackets: (String, String), to text: inout String,
    each: (Item, inout String) -> Void
  ) {
    text += brackets.0
    for (index, item) in items.enumerated() {
      if index > 0 { text += "," }
      each(item, &text)
    }
    text += brackets.1
  }

  /// A text in double quotes, well-formed in JSON and in YAML.
  static func writeQuoted(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\0"..<" ", "\u{7F}"..<"\u{A0}", "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
