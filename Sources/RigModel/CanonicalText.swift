/// The texts that stand for a value: the same value always gives the same bytes.
package enum CanonicalText {
  static func json(_ value: BuildValue, pretty: Bool) -> String {
    var json = JSONBytes(pretty: pretty, isBuild: true)
    json.value(value)
    if pretty { json.endLine() }
    return String(decoding: json.bytes, as: UTF8.self)
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
