/// The texts that stand for a value: the same value always gives the same bytes.
package enum CanonicalText {
  /// `component`: what the value is, if it is a part of a build.
  package static func json(
    _ value: BuildValue, of component: ComponentDefinition? = nil, pretty: Bool
  ) -> String {
    var json = JSONBytes(pretty: pretty, isBuild: true)
    json.value(value, of: component)
    if pretty { json.endLine() }
    return String(decoding: json.bytes, as: UTF8.self)
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
