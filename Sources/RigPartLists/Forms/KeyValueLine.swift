/// Splits a line into what heads it and what it says.
struct KeyValueLine {
  let vocabulary: Vocabulary

  /// Words that head a line only before a colon or in a cell, because names start with them too:
  /// `Power`, `Graphics`, `Frame`.
  static let weakHeads: Set<String> = [
    "power", "graphics", "frame", "tower", "rack", "board", "drive", "disk", "display", "screen",
    "network", "system", "server", "controller", "adapter", "custom", "other", "m.2", "nvme", "ssd",
    "hdd", "windows", "os", "cooling", "cooler", "fan", "fans", "machine", "workstation",
    "software",
    "desk", "chair", "cable", "cables", "pump", "radiator", "aio", "riser", "proc", "mb", "ram",
    "storage", "drives", "cabinet", "rails", "ethernet", "assembly", "tax", "delivery", "nic",
    "nvlink", "hba", "misc", "extras", "monitor", "retimer", "splitter", "accelerator", "dram",
  ]

  func split(_ plain: String) -> (key: String, name: String)? {
    if let parts = inBrackets(plain) { return parts }
    if let parts = atColon(plain) { return parts }
    return atHead(plain)
  }

  /// `【机箱】爱国者 月光宝盒`, `[CPU] Ryzen 5 5600`: the head stands in brackets.
  private func inBrackets(_ plain: String) -> (key: String, name: String)? {
    guard let first = plain.first, let close = ["【": "】", "[": "]", "「": "」"][String(first)],
      let end = plain.ranges(of: close).first, plain[..<end.lowerBound].count <= 12
    else { return nil }
    let key = String(plain[plain.index(after: plain.startIndex)..<end.lowerBound])
    let name = Markup.trimmed(Array(plain[end.upperBound...].unicodeScalars))
    return isKind(key) && !name.isEmpty ? (key, name) : nil
  }

  private func atColon(_ plain: String) -> (key: String, name: String)? {
    let scalars = Array(plain.unicodeScalars)
    for (index, scalar) in scalars.enumerated().prefix(60) {
      switch LineText.folded(scalar) {
      case ":":
        // `https://`, `00:21.0`, `4:3` are not keys.
        let next = index + 1 < scalars.count ? scalars[index + 1] : " "
        let last = index > 0 ? scalars[index - 1] : " "
        if next == "/" || next.isASCIIDigit && last.isASCIIDigit { return nil }
        // `Ryzen 9 7900 :: B650 :: …`: two of them part what is of equal rank.
        if next == ":" {
          // `CPU:: [[Threadripper 7970X]]`: a field of a notebook.
          guard let parts = parts(scalars, index, index + 2), isKind(parts.key),
            plain.ranges(of: "::").count == 1
          else { return nil }
          return parts
        }
        return parts(scalars, index, index + 1)
      case ".":
        // `Processor......AMD …`: points lead from the head to the name.
        guard index > 0, index + 2 < scalars.count, scalars[index + 1] == ".",
          scalars[index + 2] == ".",
          let end = scalars[index...].firstIndex(where: { $0 != "." && $0 != " " }),
          scalars[end] != ":", let parts = parts(scalars, index, end), isKind(parts.key)
        else { continue }
        return parts
      case "=": return parts(scalars, index, index + 1).flatMap { isKind($0.key) ? $0 : nil }
      case "-", "–":
        guard index > 0, index + 1 < scalars.count, LineText.folded(scalars[index - 1]) == " ",
          LineText.folded(scalars[index + 1]) == " "
        else { continue }
        // `System Power 10 450W - 46€` is a name and its price.
        guard let parts = parts(scalars, index, index + 1), isKind(parts.key),
          parts.name.contains(where: \.isLetter)
        else { continue }
        return parts
      default: continue
      }
    }
    return nil
  }

  private func parts(_ scalars: [Unicode.Scalar], _ end: Int, _ start: Int)
    -> (key: String, name: String)?
  {
    let key = Markup.trimmed(Array(scalars[..<end]))
    let name = Markup.trimmed(Array(scalars[start...]))
    return key.isEmpty ? nil : (key, name)
  }

  private func isKind(_ key: String) -> Bool {
    KeyReader(vocabulary: vocabulary).kind(of: key) != nil
  }

  /// `Video Card MSI …`, `显卡 七彩虹 …`: the copy of a table whose columns only blanks part.
  private func atHead(_ plain: String) -> (key: String, name: String)? {
    let line = LineText(plain)
    guard let match = vocabulary.words.longest(in: line, at: 0),
      let meaning = match.values.first(where: { $0.kind == .category || $0.kind == .other }),
      match.range.upperBound < line.count
    else { return nil }
    let word = line.foldedText(match.range)
    let next = line.at(match.range.upperBound)
    let isFree = next == " " || meaning.isChinese
    guard isFree, meaning.isChinese || !Self.weakHeads.contains(word) else {
      return strongRest(word, line, match.range.upperBound)
    }
    return (
      line.text(match.range), Markup.trimmed(Array(line.original[match.range.upperBound...]))
    )
  }

  /// After a weak head the next word has to be a maker: `Storage Toshiba 2TB`, `RAM Corsair …`.
  private func strongRest(_ word: String, _ line: LineText, _ end: Int) -> (
    key: String, name: String
  )? {
    // `RAM        8 x …`: columns that blanks alone part.
    let start = line.skipBlanks(end, limit: 40)
    guard start > end, !["power", "frame", "graphics"].contains(word),
      vocabulary.makers.longest(in: line, at: start) != nil || line.at(start).isASCIIDigit
    else { return nil }
    return (line.text(0..<end), Markup.trimmed(Array(line.original[start...])))
  }
}
