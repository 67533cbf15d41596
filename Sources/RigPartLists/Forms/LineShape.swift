/// What a line of a text is by its signs alone, before any word of it is understood.
enum LineShape {
  /// A line of nothing but signs: `---`, `|:--|--:|`, `====`.
  static func isRule(_ text: String) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy { "-=_*+|:#~ \t─━═│┃".unicodeScalars.contains($0) }
  }

  /// The row under the heads of a Markdown table.
  static func isSeparator(_ text: String) -> Bool {
    text.contains("-") && text.unicodeScalars.allSatisfy { "-:| \t".unicodeScalars.contains($0) }
      && text.contains { $0 == "|" || $0 == ":" || $0 == "-" }
  }

  static func isAddress(_ text: String) -> Bool {
    let folded = LineText.fold(text)
    return (folded.hasPrefix("http://") || folded.hasPrefix("https://") || folded.hasPrefix("www."))
      && !folded.contains(" ")
  }

  /// The cells of a row with bars; a backslash keeps a bar in its cell.
  ///
  /// They are as written, with what dresses their texts.
  static func cells(_ text: String) -> [String] {
    var cells: [[Unicode.Scalar]] = [[]]
    var isEscaped = false
    var depth = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "|", "│", "┃":
        if isEscaped || depth > 0 {
          if isEscaped { cells[cells.count - 1].removeLast() }
          cells[cells.count - 1].append("/")
        } else {
          cells.append([])
        }
      case "`": depth = 1 - depth
      default: cells[cells.count - 1].append(scalar)
      }
      isEscaped = scalar == "\\"
    }
    var texts = cells.map { Markup.trimmed($0) }
    // Bars at both ends are a frame and part no cells.
    if texts.count > 2, texts.first == "" && text.drop(while: { $0 == " " }).hasPrefix("|") {
      texts.removeFirst()
    }
    if texts.count > 1, texts.last == "",
      text.reversed().drop(while: { $0 == " " || $0 == "\t" }).first == "|"
    {
      texts.removeLast()
    }
    return texts
  }

  /// A line without its mark of a list: `- `, `1. `, `[x]`, `•`.
  static func withoutBullet(_ text: String) -> (text: String, hasBullet: Bool) {
    var scalars = Array(text.unicodeScalars)[...]
    var hasBullet = false
    func skipBlanks() {
      while let first = scalars.first, LineText.folded(first) == " " { scalars.removeFirst() }
    }
    skipBlanks()
    while scalars.first == ">" {
      scalars.removeFirst()
      skipBlanks()
    }
    if let first = scalars.first, "-*+•·–—▪●○◦►▶➤→☐☑☒✓✔✅❌⬜□■".unicodeScalars.contains(first) {
      let next = scalars.dropFirst().first ?? " "
      let isMark = !first.isASCII || next == " " || next == "["
      if isMark {
        scalars.removeFirst()
        hasBullet = true
      }
    }
    skipBlanks()
    if let end = numberEnd(scalars) {
      scalars = scalars[end...]
      hasBullet = true
    }
    skipBlanks()
    if scalars.first == "[", scalars.count >= 3 {
      let mark = scalars[scalars.startIndex + 1]
      if scalars[scalars.startIndex + 2] == "]", " xX✓✔√*-".unicodeScalars.contains(mark) {
        scalars = scalars.dropFirst(3)
        hasBullet = true
      } else if mark == "]" {
        scalars = scalars.dropFirst(2)
        hasBullet = true
      }
    }
    return (Markup.trimmed(Array(scalars)), hasBullet)
  }

  /// The end of `1. `, `2) `, `3、`.
  private static func numberEnd(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    var index = scalars.startIndex
    if index < scalars.endIndex, scalars[index] == "(" || scalars[index] == "（" { index += 1 }
    let start = index
    while index < scalars.endIndex, scalars[index].isASCIIDigit { index += 1 }
    guard index > start, index - start <= 2, index + 1 < scalars.endIndex else { return nil }
    let mark = LineText.folded(scalars[index])
    if mark == "、" || scalars[index] == "）" { return index + 1 }
    guard mark == "." || mark == ")" else { return nil }
    let next = scalars[index + 1]
    return LineText.folded(next) == " " || next.isChinese || mark == ")" && next.isASCIILetter
      ? index + 1 : nil
  }
}
