/// Characters that look like a sign of YAML or Lua and are another one: full-width punctuation,
/// typographic quotes, blanks that are no blank.
package enum LookAlike {
  /// What was most likely meant; nil for a character that is like no sign.
  package static func sign(for scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0xFF01...0xFF5E: String(Unicode.Scalar(UInt8(scalar.value - 0xFF01 + 0x21)))
    case 0x00A0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: " "
    case 0x00AD, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2064, 0xFEFF: ""
    case 0x201C...0x201F, 0x00AB, 0x00BB, 0x300C...0x300F, 0x301D...0x301F, 0x2033, 0x2036: "\""
    case 0x2018...0x201B, 0x00B4, 0x2032, 0x2035, 0x2039, 0x203A: "'"
    case 0x3001, 0xFE50, 0xFE51, 0x060C: ","
    case 0x3002, 0xFE52: "."
    case 0xFE54, 0x061B: ";"
    case 0xFE55, 0x2236, 0xA789: ":"
    case 0x3010, 0x3014, 0x3016, 0xFE5D: "["
    case 0x3011, 0x3015, 0x3017, 0xFE5E: "]"
    case 0xFE59: "("
    case 0xFE5A: ")"
    case 0xFE5B: "{"
    case 0xFE5C: "}"
    case 0x3008, 0x300A: "<"
    case 0x3009, 0x300B: ">"
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: "-"
    case 0x00D7, 0x2217: "*"
    case 0x00F7, 0x2044, 0x2215: "/"
    case 0x2264: "<="
    case 0x2265: ">="
    case 0x2260: "~="
    case 0x2026, 0x22EF: "..."
    default: nil
    }
  }

  /// The character by its name, for messages: "the full-width comma `，` (U+FF0C)".
  package static func described(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let shown = Quoted.isVisible(scalar) && sign(for: scalar) != " " ? " `\(scalar)`" : ""
    return "\(name(of: scalar))\(shown) (\(code))"
  }

  private static func name(of scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x00A0: return "the no-break space"
    case 0x202F: return "the narrow no-break space"
    case 0x3000: return "the full-width blank"
    case 0xFEFF: return "the byte order mark"
    case 0x200B: return "the zero-width space"
    case 0x200E, 0x200F, 0x202A...0x202E: return "the invisible direction mark"
    default: break
    }
    let isFullWidth = (0xFF01...0xFF5E).contains(scalar.value)
    let kind = isFullWidth ? "full-width" : "look-alike"
    switch sign(for: scalar) {
    case " ": return "the blank of another kind"
    case "": return "the invisible character"
    case "\"", "'": return isFullWidth ? "the full-width quote" : "the typographic quote"
    case ",":
      return (0x3001...0x3002).contains(scalar.value) ? "the Chinese comma" : "the \(kind) comma"
    case ".": return scalar.value == 0x3002 ? "the Chinese full stop" : "the \(kind) full stop"
    case ":": return "the \(kind) colon"
    case ";": return "the \(kind) semicolon"
    case "(", ")", "[", "]", "{", "}": return "the \(kind) bracket"
    case "=": return "the \(kind) equals sign"
    case "-": return isFullWidth ? "the full-width hyphen" : "the dash"
    case nil: return "the character"
    default: return isFullWidth ? "the full-width character" : "the character"
    }
  }

  /// What to do about it.
  package static func remedy(for scalar: Unicode.Scalar) -> String? {
    switch sign(for: scalar) {
    case nil: nil
    case " ": "write an ordinary blank"
    case "": "take it out"
    case let sign?: "write `\(sign)`"
    }
  }

  /// The scalar that begins at a byte of UTF-8 text; nil inside of one.
  package static func scalar(at offset: Int, in bytes: [UInt8]) -> (Unicode.Scalar, length: Int)? {
    guard bytes.indices.contains(offset), bytes[offset] & 0xc0 != 0x80 else { return nil }
    let length =
      switch bytes[offset] {
      case ..<0x80: 1
      case ..<0xe0: 2
      case ..<0xf0: 3
      default: 4
      }
    guard offset + length <= bytes.count,
      let scalar = String(decoding: bytes[offset..<offset + length], as: UTF8.self)
        .unicodeScalars.first
    else { return nil }
    return (scalar, length)
  }
}
