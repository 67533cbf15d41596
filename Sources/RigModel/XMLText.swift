/// Text within XML.
package enum XMLText {
  /// Text and attribute values; characters that XML 1.0 does not allow are left out.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t": result += "&#9;"
      case "\n": result += "&#10;"
      case "\r": result += "&#13;"
      default:
        let value = scalar.value
        if value >= 0x20 && value != 0xfffe && value != 0xffff {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
