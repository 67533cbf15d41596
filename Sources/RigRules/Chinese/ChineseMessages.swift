/// Messages of the engine and the program in Chinese.
///
/// Code raises a message once, in English, and hands it on as one text. A table maps each to Chinese:
/// a line as the code writes it, with `{}` for what the code fills in, and the line below it in
/// Chinese, where `{}` stands for the same in turn or `{2}` for the second. What is filled in is
/// itself looked up, so that `found a list, but it is a text` is Chinese throughout; names, numbers
/// and quoted texts are in no table and stay. A test compares the tables with the sources.
package enum ChineseMessages {
  /// A message in Chinese; nil where no table has it.
  package static func translated(_ message: String) -> String? {
    lookup(Substring(message), depth: 0).map(ChineseList.closed)
  }

  /// A line for a terminal, `FILE:1:2: error: message (hint) [code]`, in Chinese. What no table has
  /// stays in English behind the Chinese word.
  package static func line(_ line: String) -> String {
    guard let cut = ErrorLine(line) else { return translated(line) ?? line }
    return cut.inChinese
  }

  private static let tables: [MessagePattern] = [
    builds, lua, rules, settings, commands, interfaces, session, testing, help,
  ].flatMap { table in
    let lines = table.split(separator: "\n")
    return stride(from: 0, to: lines.count - 1, by: 2).map {
      MessagePattern(english: lines[$0], chinese: lines[$0 + 1])
    }
  }

  /// All English lines of the tables, for the test.
  package static var english: [String] { tables.map(\.english) }

  private static let whole: [Substring: MessagePattern] = Dictionary(
    tables.filter { $0.pieces.count == 1 }.map { ($0.pieces[0], $0) }, uniquingKeysWith: { $1 })

  /// Those with something to fill in; the ones that state most come first.
  private static let open: [MessagePattern] = tables.filter { $0.pieces.count > 1 }
    .sorted { ($1.weight, $0.english) < ($0.weight, $1.english) }

  private static func lookup(_ text: Substring, depth: Int) -> String? {
    if let same = whole[text] { return same.filled([]) }
    // Quotes and names are never messages.
    guard depth < 6, text.contains(" "), text.utf8.count < 4096 else { return nil }
    if let parts = joined(text, depth + 1) { return parts }
    for pattern in open {
      if let values = pattern.values(in: text) {
        return pattern.filled(
          values.map { $0.isQuoted ? String($0.text) : value($0.text, depth + 1) })
      }
    }
    return nil
  }

  /// What stands in a message: a message of its own, a list, or a name.
  private static func value(_ text: Substring, _ depth: Int) -> String {
    lookup(text, depth: depth) ?? ChineseList.text(text)
  }

  /// `owner: message`, `message; message`, `message. Message` and `message (hint)`.
  private static func joined(_ text: Substring, _ depth: Int) -> String? {
    for (separator, chinese) in [("; ", "；"), (": ", "："), (" Known are ", "。可用的有 ")] {
      for place in Outside(text).places(of: separator) {
        let head = text[..<place.lowerBound]
        let tail = text[place.upperBound...]
        let first = lookup(head, depth: depth)
        if separator == " Known are " {
          if let first, tail.hasSuffix(".") {
            let end = first.hasSuffix("？") ? chinese.dropFirst() : chinese[...]
            return first.trimmed(of: "。") + end + ChineseList.text(tail.dropLast()) + "。"
          }
        } else if let second = lookup(tail, depth: depth) {
          let isOwner = separator == ": " && (head.hasSuffix("`") || !head.contains(" "))
          if first != nil || isOwner { return (first ?? String(head)) + chinese + second }
        }
      }
    }
    if text.hasSuffix("."), let sentence = lookup(text.dropLast(), depth: depth) {
      return sentence + "。"
    }
    guard text.hasSuffix(")") else { return nil }
    for place in Outside(text).places(of: " (") {
      let hint = text[place.upperBound...].dropLast()
      if let first = lookup(text[..<place.lowerBound], depth: depth),
        let second = lookup(hint, depth: depth)
      {
        return "\(first)（\(second)）"
      }
    }
    return nil
  }
}

extension Language {
  /// A message that code raised in English, in this language.
  package func message(_ english: String) -> String {
    self == .chinese ? ChineseMessages.translated(english) ?? english : english
  }

  /// A line of an error, in this language.
  package func line(_ english: String) -> String {
    self == .chinese ? ChineseMessages.line(english) : english
  }
}

extension String {
  fileprivate func trimmed(of end: Character) -> String {
    last == end ? String(dropLast()) : self
  }
}
