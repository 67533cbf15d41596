/// The texts that stand for a value: the same value always gives the same bytes.
package enum CanonicalText {
  package static func json(_ value: BuildValue, pretty: Bool) -> String {
    var text = ""
    writeJSON(value, to: &text, pretty: pretty, indent: 0)
    if pretty { text += "\n" }
    return text
  }

  private static func writeJSON(
    _ value: BuildValue, to text: inout String, pretty: Bool, indent: Int
  ) {
    switch value {
    case .boolean(let flag): text += flag ? "true" : "false"
    case .integer(let number): text += "\(number)"
    case .number(let number): text += "\(number)"
    case .text(let string): writeQuoted(string, to: &text)
    case .list(let items):
      let isSplit = pretty && items.contains(where: \.isComposite)
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += isSplit || !pretty ? "," : ", " }
        if isSplit { newLine(&text, indent + 1) }
        writeJSON(item, to: &text, pretty: pretty, indent: indent + 1)
      }
      if isSplit { newLine(&text, indent) }
      text += "]"
    case .map(let fields):
      text += "{"
      for (index, field) in fields.enumerated() {
        if index > 0 { text += "," }
        if pretty { newLine(&text, indent + 1) }
        writeQuoted(field.key, to: &text)
        text += pretty ? ": " : ":"
        writeJSON(field.value, to: &text, pretty: pretty, indent: indent + 1)
      }
      if pretty, !fields.isEmpty { newLine(&text, indent) }
      text += "}"
    }
  }

  private static func newLine(_ text: inout String, _ indent: Int) {
    text += "\n"
    for _ in 0..<indent { text += "  " }
  }

  /// A text in double quotes, well-formed in JSON and in YAML.
  package static func writeQuoted(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        if needsEscape(scalar) {
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }

  /// Control characters and what YAML takes for a line break or refuses.
  private static func needsEscape(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f..<0xa0, 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff: true
    default: false
    }
  }
}

extension BuildValue {
  /// Whether it is a list or a map.
  var isComposite: Bool {
    switch self {
    case .list, .map: true
    default: false
    }
  }
}
