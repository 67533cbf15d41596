extension StringProtocol {
  /// Without blanks around it.
  var trimmed: String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    guard let first = firstIndex(where: { !isBlank($0) }),
      let last = lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(self[first...last])
  }

  /// What stands before and after the first colon, without blanks around it.
  var keyAndValue: (key: String, value: String)? {
    guard let colon = firstIndex(of: ":") else { return nil }
    return (self[..<colon].trimmed, self[index(after: colon)...].trimmed)
  }

  /// The words between blanks and tabs.
  var words: [String] {
    self[...].split(whereSeparator: { $0 == " " || $0 == "\t" }).map { String($0) }
  }

  /// Runs of blanks as one.
  var collapsed: String { words.joined(separator: " ") }

  /// How many blanks and tabs it begins with.
  var indentation: Int { prefix { $0 == " " || $0 == "\t" }.count }

  /// What stands between two marks, the first of each.
  func between(_ open: Character, _ close: Character) -> String? {
    guard let start = firstIndex(of: open) else { return nil }
    let rest = self[index(after: start)...]
    guard let end = rest.firstIndex(of: close) else { return nil }
    return String(rest[..<end])
  }

  /// What stands between the last of the first mark and the second one after it.
  func betweenLast(_ open: Character, _ close: Character) -> String? {
    guard let start = lastIndex(of: open) else { return nil }
    let rest = self[index(after: start)...]
    guard let end = rest.firstIndex(of: close) else { return nil }
    return String(rest[..<end])
  }

  /// Whether a text stands in it; compares bytes, so that a search through megabytes is short.
  func holds(_ part: StaticString) -> Bool { range(of: part) != nil }

  /// Where a text stands in it.
  func range(of part: StaticString) -> Range<String.Index>? {
    let wanted = UnsafeBufferPointer(start: part.utf8Start, count: part.utf8CodeUnitCount)
    guard let first = wanted.first else { return nil }
    var at = startIndex
    let bytes = utf8
    while let start = bytes[at...].firstIndex(of: first) {
      if bytes[start...].starts(with: wanted) {
        return start..<bytes.index(start, offsetBy: wanted.count)
      }
      at = bytes.index(after: start)
    }
    return nil
  }

  /// The text without each of the parts.
  func without(_ parts: StaticString...) -> String {
    var text = String(self)
    for part in parts {
      // Each removal makes the text shorter, so this ends.
      while let found = text.range(of: part) { text.removeSubrange(found) }
    }
    return text
  }
}
