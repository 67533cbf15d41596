/// Text on its way to a terminal.
enum TerminalText {
  /// The text with control characters of data shown instead of sent. Line ends pass, and where
  /// wanted our own colours; nothing else does.
  static func clean(_ text: String, keepingColors: Bool) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { keepingColors ? withColors($0) : Console.visible(String($0)) }
      .joined(separator: "\n")
  }

  private static func withColors(_ line: Substring) -> String {
    line.split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated()
      .map { index, part in
        guard index > 0 else { return Console.visible(String(part)) }
        let code = part.prefix { $0.isNumber || $0 == ";" }
        guard part.dropFirst(code.count).first == "m" else {
          return Console.visible("\u{1B}[\(part)")
        }
        return "\u{1B}[\(code)m" + Console.visible(String(part.dropFirst(code.count + 1)))
      }.joined()
  }
}
