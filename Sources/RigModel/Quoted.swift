/// Parts of a user's text inside our messages: short, on one line, without control characters.
package enum Quoted {
  /// A key in backticks.
  package static func key(_ text: String) -> String { "`\(clean(text, limit: 120))`" }

  /// A machine's path (`gpus[0]`) in backticks, counted from 1 as people and Lua do.
  package static func place(_ path: String) -> String { key(countedFromOne(path)) }

  /// `gpus[0].tdp_w` as `gpus[1].tdp_w`; what is in brackets and no number stays.
  package static func countedFromOne(_ path: String) -> String {
    path.split(separator: "[", omittingEmptySubsequences: false).enumerated().map { index, part in
      guard index > 0 else { return String(part) }
      guard let end = part.firstIndex(of: "]"), let number = Int(part[..<end]) else {
        return "[\(part)"
      }
      return "[\(number + 1)\(part[end...])"
    }.joined()
  }

  /// A text in double quotes.
  package static func text(_ text: String) -> String { "\"\(clean(text, limit: 60))\"" }

  /// A text without what moves the text around it, cut where it is long.
  package static func clean(_ text: String, limit: Int) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard result.count < limit else {
        result.append("…")
        break
      }
      result.append(isVisible(scalar) ? scalar : "\u{fffd}")
    }
    return String(result)
  }

  /// Whether a scalar can be shown without moving the text around it.
  static func isVisible(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f..<0xa0, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff,
      0xfff9...0xfffb:
      false
    default: true
    }
  }
}
