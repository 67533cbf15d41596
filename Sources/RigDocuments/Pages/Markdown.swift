/// Texts as Markdown shows them, whatever they hold.
enum Markdown {
  /// Prose of a rule: what stands between backticks stays code, everything else stays text.
  static func prose(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return escaped(text) }
    return parts.enumerated().map { index, part in
      index % 2 == 1 ? "`\(oneLine(String(part)))`" : escaped(String(part))
    }.joined()
  }

  /// The same in a cell of a table.
  static func cell(_ text: String) -> String {
    prose(text).split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  /// A code span; a text with backticks gets a longer fence.
  static func code(_ text: String) -> String {
    let text = oneLine(text)
    return text.contains("`") ? "`` \(text) ``" : "`\(text)`"
  }

  /// A table with its head; empty where there is no row. Cells are Markdown already.
  static func table(_ head: [String], _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    let lines = [head, head.map { _ in "---" }] + rows
    return lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }

  /// A text in a block of code. The fence is longer than any that the text holds.
  static func block(_ text: String, _ language: String) -> String {
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    return "\(fence)\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)\n"
  }

  /// A paragraph of text that Markdown would read as something else, as it is.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r": result += " "
      case "\\", "`", "*", "_", "[", "]", "<", ">", "#":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
