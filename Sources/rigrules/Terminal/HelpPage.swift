import ArgumentParser
import RigModel
import RigReports
import RigRules

/// The page of a command in Chinese, made from the English one: each of its texts is in the tables of
/// messages, and so is not said a second time in code.
struct HelpPage {
  private let english: [String]
  private let width: Int
  /// Texts that no table has.
  private(set) var untranslated: [String] = []

  /// The indentation of descriptions of options, and of what follows them.
  private static let column = 26
  private static let indent = 8

  /// The page that these arguments ask for.
  init(for arguments: [String], width: Int) {
    let words = arguments.filter { !$0.hasPrefix("-") && $0 != "help" }
    self.init(
      of: Self.command(words), includesHidden: arguments.contains("--help-hidden"), width: width)
  }

  init(of command: any ParsableCommand.Type, includesHidden: Bool = false, width: Int) {
    // Without a limit each text stands on one line.
    let text = Rigrules.helpMessage(
      for: command, includeHidden: includesHidden, columns: 1_000_000)
    english = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    self.width = width
  }

  private static func command(_ words: [String]) -> any ParsableCommand.Type {
    var command: any ParsableCommand.Type = Rigrules.self
    for word in words {
      let next = command.configuration.subcommands.first {
        $0.configuration.commandName == word
      }
      guard let next else { break }
      command = next
    }
    return command
  }

  /// The page, with a line end behind each line.
  mutating func text() -> String {
    var text = ""
    for (index, line) in english.enumerated() {
      let isFollowed =
        english.indices.contains(index + 1)
        && english[index + 1].hasPrefix(Self.blanks(Self.column))
      text += chinese(line, isFollowed: isFollowed) + "\n"
    }
    return text
  }

  private mutating func chinese(_ line: String, isFollowed: Bool) -> String {
    for (head, chinese) in Self.heads where line.hasPrefix(head) {
      let rest = line.dropFirst(head.count)
      if head == "OVERVIEW: " { return wrapped(chinese + translated(String(rest)), indent: 0) }
      return chinese + rest
    }
    let blanks = line.prefix { $0 == " " }.count
    let words = String(line.dropFirst(blanks))
    switch blanks {
    case 0: return wrapped(translated(words), indent: 0)
    case 2: return isFollowed ? line : entry(line)
    case Self.indent, Self.column: return wrapped(translated(words), indent: blanks)
    default: return line
    }
  }

  private static let heads = [
    ("OVERVIEW: ", ""), ("USAGE: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
    ("SUBCOMMANDS:", "子命令："),
  ]

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// An option or a command with what it does behind it.
  private mutating func entry(_ line: String) -> String {
    if let whole = ChineseMessages.translated(String(line.trimmingWhitespace)) {
      return "  " + whole
    }
    let label = line.prefix(Self.column)
    let words = String(line.dropFirst(Self.column))
    guard label.count == Self.column, label.last == " " else { return line }
    let text = wrapped(translated(words), indent: Self.column)
    return String(label) + text.dropFirst(Self.column)
  }

  private func wrapped(_ text: String, indent: Int) -> String {
    if text.isEmpty { return "" }
    return TextLayout.wrapped(text, room: width - indent)
      .map { Self.blanks(indent) + $0 }.joined(separator: "\n")
  }

  /// A text, with what the parser says behind it of values and default.
  private mutating func translated(_ text: String) -> String {
    guard !text.isEmpty else { return text }
    let starts = [" (values: ", " (default: ", "(values: ", "(default: "]
    let open = text.hasSuffix(")") ? starts.compactMap { text.firstRange(of: $0) }.first : nil
    let words = open.map { String(text[..<$0.lowerBound]) } ?? text
    let note = open.map { range in
      let inside = text[range.lowerBound...].dropLast().drop { $0 == " " || $0 == "(" }
      return "（"
        + inside.replacing("values: ", with: "可选：").replacing("; default: ", with: "；默认：")
        .replacing("default: ", with: "默认：") + "）"
    }
    if words.isEmpty { return note ?? "" }
    guard let chinese = ChineseMessages.translated(words) else {
      untranslated.append(words)
      return text
    }
    return chinese + (note ?? "")
  }
}
