internal import RigModel

/// Texts of a build on their way into a picture: names can be of any length and hold anything.
package enum DisplayText {
  /// Scalars of a name that are looked at.
  static let longest = 120

  /// The text in one line, without control characters and marks that turn the direction of what
  /// follows.
  package static func clean(_ text: String, longest: Int = Self.longest) -> String {
    var result = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      guard count < longest else { return String(result) + "…" }
      if isBlank(scalar) {
        if let last = result.last, last != " " {
          result.append(" ")
          count += 1
        }
      } else if !isHidden(scalar), !(isMark(scalar) && result.last.map(isMark) ?? true) {
        result.append(scalar)
        count += 1
      }
    }
    if result.last == " " { result.removeLast() }
    return String(result)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2028, 0x2029, 0x3000: true
    default: false
    }
  }

  /// Of marks piled on one letter, which would grow out of their line, the first stays.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    [.nonspacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
  }

  /// Controls, marks of direction and joining, tags, and what is not a character.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned: true
    default: false
    }
  }

  /// The text cut to columns of a terminal, with `…` where something is left out.
  package static func cut(_ text: String, columns: Int) -> String {
    guard ColumnWidth.of(text) > columns else { return text }
    var result = String.UnicodeScalarView()
    var used = 1
    for scalar in text.unicodeScalars {
      let width = ColumnWidth.isWide(scalar) ? 2 : 1
      guard used + width <= columns else { break }
      result.append(scalar)
      used += width
    }
    return columns > 0 ? String(result) + "…" : ""
  }
}

/// How wide a text is at most, in the fonts that a browser may choose.
package enum TextWidth {
  /// In units of the font's size; on the safe side of DejaVu Sans, the widest of the usual ones.
  static func ems(_ scalar: Unicode.Scalar) -> Double {
    if ColumnWidth.isWide(scalar) { return 1.02 }
    switch scalar {
    case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!", " ": return 0.38
    case "m", "w", "M", "W", "@", "%", "…", "→", "—": return 1.02
    case "f", "r", "t", "(", ")", "[", "]", "/", "-", "·": return 0.44
    case "a"..."z", "0"..."9": return 0.65
    case "A"..."Z": return 0.79
    default: return 0.9
    }
  }

  /// The width of a text at a font size.
  package static func of(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ems($1) } * size
  }

  /// The text cut to a width, with `…` where something is left out.
  package static func cut(_ text: String, room: Double, size: Double) -> String {
    guard of(text, size: size) > room else { return text }
    var result = String.UnicodeScalarView()
    var used = ems("…") * size
    for scalar in text.unicodeScalars {
      let width = ems(scalar) * size
      guard used + width <= room else { break }
      result.append(scalar)
      used += width
    }
    while result.last == " " { result.removeLast() }
    return result.isEmpty ? "" : String(result) + "…"
  }

  /// The text in lines of a width; a word that is wider is cut.
  package static func lines(_ text: String, room: Double, size: Double) -> [String] {
    LineWrap.lines(of: text, room: room) { of($0, size: size) }
      .map { cut($0, room: room, size: size) }
  }
}
