/// The texts that stand for a value: the same value always gives the same bytes.
package enum CanonicalText {
  /// `component`: what the value is, if it is a part of a build.
  static func json(_ value: BuildValue, of component: ComponentDefinition?, pretty: Bool) -> String
  {
    var text = ""
    writeJSON(value, component, to: &text, pretty: pretty, indent: 0)
    if pretty { text += "\n" }
    return text
  }

  /// The entries of a map as a text writes them, nil for null.
  ///
  /// What a complete map leaves out is 0, so a text has to write what is not known.
  static func entries(_ fields: [BuildValue.Field], _ component: ComponentDefinition?)
    -> [(key: String, value: BuildValue?)]
  {
    guard let component, component.absentIsZero else { return fields.map { ($0.key, $0.value) } }
    let known = component.fields.map { field in
      (key: field.key, value: fields.first { $0.key == field.key }?.value)
    }
    return known + fields.filter { component.field($0.key) == nil }.map { ($0.key, $0.value) }
  }

  private static func writeJSON(
    _ value: BuildValue, _ component: ComponentDefinition?, to text: inout String, pretty: Bool,
    indent: Int
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
        writeJSON(item, component, to: &text, pretty: pretty, indent: indent + 1)
      }
      if isSplit { newLine(&text, indent) }
      text += "]"
    case .map(let fields):
      text += "{"
      for (index, field) in entries(fields, component).enumerated() {
        if index > 0 { text += "," }
        if pretty { newLine(&text, indent + 1) }
        writeQuoted(field.key, to: &text)
        text += pretty ? ": " : ":"
        if let value = field.value {
          let inner = component?.field(field.key)?.component
          writeJSON(value, inner, to: &text, pretty: pretty, indent: indent + 1)
        } else {
          text += "null"
        }
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
  static func writeQuoted(_ string: String, to text: inout String) {
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
