/// Values as Lua source states them.
enum LuaLiteral {
  /// A text in quotes, on one line.
  static func text(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(Character(scalar))"
      case "\u{0}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value)
        quoted += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
