extension BuildTextEditor {
  /// The end of a line as the text has it.
  var newline: String {
    bytes.firstIndex(of: 0x0a).map { $0 > 0 && bytes[$0 - 1] == 0x0d } == true ? "\r\n" : "\n"
  }

  func lineStart(_ place: Int) -> Int {
    var start = place
    while start > 0, bytes[start - 1] != 0x0a, bytes[start - 1] != 0x0d { start -= 1 }
    return start
  }

  /// Where the line ends, before its line feed.
  func lineEnd(_ place: Int) -> Int {
    var end = place
    while end < bytes.count, bytes[end] != 0x0a, bytes[end] != 0x0d { end += 1 }
    return end
  }

  private func afterLine(_ place: Int) -> Int {
    var end = lineEnd(place)
    if end < bytes.count, bytes[end] == 0x0d { end += 1 }
    if end < bytes.count, bytes[end] == 0x0a { end += 1 }
    return end
  }

  /// The column of a place, from 0, in Unicode scalars.
  func column(of place: Int) -> Int {
    bytes[lineStart(place)..<place].count { $0 & 0xc0 != 0x80 }
  }

  /// Whether nothing but blanks stands before a place in its line.
  private func isFirst(_ place: Int) -> Bool {
    bytes[lineStart(place)..<place].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private func skipGap(_ place: Int) -> Int {
    if isJSON {
      var place = place
      while place < bytes.count, " \t\r\n".utf8.contains(bytes[place]) { place += 1 }
      return place
    }
    return bytes.withUnsafeBufferPointer { TextGaps.skip($0, from: place) }
  }

  func slot(of entry: TextSpan.Entry, in map: TextSpan) -> Slot {
    let colon = skipGap(entry.keyRange.upperBound)
    return Slot(
      after: min(colon + 1, bytes.count),
      column: map.isFlow ? nil : column(of: entry.keyRange.lowerBound))
  }

  /// The items of a list with their dashes.
  func elements(of items: [TextSpan], in list: TextSpan) -> [Range<Int>] {
    if list.isFlow { return items.map(\.range) }
    var elements: [Range<Int>] = []
    var place = list.range.lowerBound
    for item in items {
      let dash = skipGap(place)
      elements.append(min(dash, item.range.lowerBound)..<item.range.upperBound)
      place = max(item.range.upperBound, dash + 1)
    }
    return elements
  }

  // MARK: Replacing

  mutating func replace(
    _ span: TextSpan, with value: BuildValue, _ kind: FieldKind?, in slot: Slot
  ) {
    let isQuoted =
      if case .scalar(_, isQuoted: true) = span.content { true } else { false }
    if isQuoted, case .text(let text) = value {
      var quoted = ""
      CanonicalText.writeQuoted(text, to: &quoted)
      return replaceText(span, with: quoted, in: slot)
    }
    // A part in block style reads better below its key, where no comment stands behind it.
    let isShort = lineEnd(span.range.upperBound) == span.range.upperBound
    if let column = slot.column, !isJSON, isShort, column > 0 || slot.after > 0,
      let lines = below(value, kind)
    {
      let indent = String(repeating: " ", count: column + 2)
      let isBehindDash = slot.after > 0 && bytes[slot.after - 1] == UInt8(ascii: "-")
      let text =
        isBehindDash
        ? " " + lines.joined(separator: newline + indent)
        : lines.map { newline + indent + $0 }.joined()
      return edits.replace(slot.after..<max(slot.after, span.range.upperBound), with: text)
    }
    replaceText(span, with: line(value, kind), in: slot)
  }

  /// Puts a text of one line where a value stands.
  mutating func replaceText(_ span: TextSpan, with text: String, in slot: Slot) {
    if span.isFlow && !span.range.isEmpty { return edits.replace(span.range, with: text) }
    edits.replace(slot.after..<max(slot.after, span.range.upperBound), with: " " + text)
  }

  // MARK: Removing

  mutating func removeBlock(_ removed: Set<Int>, of elements: [Range<Int>]) {
    guard !removed.isEmpty else { return }
    var index = 0
    if removed.contains(0), !isFirst(elements[0].lowerBound),
      let next = elements.indices.first(where: { !removed.contains($0) })
    {
      // It shares its line with a dash or a key, which the next one takes.
      edits.replace(elements[0].lowerBound..<elements[next].lowerBound, with: "")
      index = next
    }
    for index in elements.indices[index...] where removed.contains(index) {
      let range = elements[index]
      edits.replace(lineStart(range.lowerBound)..<afterLine(range.upperBound), with: "")
    }
  }

  mutating func removeFlow(_ removed: Set<Int>, of elements: [Range<Int>]) {
    for index in elements.indices where removed.contains(index) {
      let range = elements[index]
      let isLast = elements.indices[(index + 1)...].allSatisfy { removed.contains($0) }
      let hasOwnLines = isFirst(range.lowerBound) && isRestOfLineEmpty(range.upperBound)
      if hasOwnLines && !(isLast && isJSON) {
        edits.replace(lineStart(range.lowerBound)..<afterLine(range.upperBound), with: "")
      } else if !isLast {
        edits.replace(range.lowerBound..<elements[index + 1].lowerBound, with: "")
      } else {
        let before = index > 0 ? elements[index - 1].upperBound : range.lowerBound
        edits.replace(before..<range.upperBound, with: "")
      }
    }
  }

  /// Whether a comma and a comment are all that follows in the line.
  private func isRestOfLineEmpty(_ place: Int) -> Bool {
    let rest = bytes[place..<lineEnd(place)].drop { $0 == 0x20 || $0 == 0x09 }
    let behind = (rest.first == UInt8(ascii: ",") ? rest.dropFirst() : rest)
      .drop { $0 == 0x20 || $0 == 0x09 }
    return behind.isEmpty || behind.first == UInt8(ascii: "#") && !isJSON
  }

  // MARK: Inserting

  mutating func insertLines(_ lines: [String], after element: Range<Int>) {
    edits.insert(lines.map { newline + $0 }.joined(), at: lineEnd(element.upperBound))
  }

  /// New elements in brackets; each text is made for the indent of its own line, or for none.
  mutating func insertFlow(
    _ texts: [(String?) -> String], after element: Range<Int>?, in span: TextSpan, isInline: Bool
  ) {
    guard let element else {
      let isEmpty = skipGap(span.range.lowerBound + 1) + 1 >= span.range.upperBound
      let text = texts.map { $0(nil) }.joined(separator: ", ")
      return edits.insert(text + (isEmpty ? "" : ", "), at: span.range.lowerBound + 1)
    }
    let hasOwnLines = isFirst(element.lowerBound) && isRestOfLineEmpty(element.upperBound)
    guard hasOwnLines, !isInline else {
      return edits.insert(texts.map { ", " + $0(nil) }.joined(), at: element.upperBound)
    }
    let start = lineStart(element.lowerBound)
    let indent = String(decoding: bytes[start..<element.lowerBound], as: UTF8.self)
    let lines = texts.map { newline + indent + $0(indent) }
    let hasComma =
      bytes[element.upperBound..<lineEnd(element.upperBound)]
      .first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: ",")
    if hasComma {
      edits.insert(lines.map { $0 + "," }.joined(), at: lineEnd(element.upperBound))
    } else {
      edits.insert(",", at: element.upperBound)
      edits.insert(lines.joined(separator: ","), at: lineEnd(element.upperBound))
    }
  }

  mutating func insertFlowBefore(_ texts: [(String?) -> String], _ element: Range<Int>) {
    edits.insert(texts.map { $0(nil) + ", " }.joined(), at: element.lowerBound)
  }

  // MARK: Writing

  func keyText(_ key: String) -> String {
    isJSON ? CanonicalText.json(.text(key), pretty: false) : CanonicalText.yamlLine(.text(key))
  }

  /// A value on one line; nil for null.
  func line(_ value: BuildValue?, _ kind: FieldKind?) -> String {
    guard let value else { return "null" }
    let counted = Self.withCounts(value, kind)
    let component = Self.component(kind)
    return isJSON
      ? CanonicalText.json(counted, of: component, pretty: false)
      : CanonicalText.yamlLine(counted, of: component)
  }

  /// A value in brackets, on lines of its own where JSON has an indent for them.
  func written(_ value: BuildValue?, _ kind: FieldKind?, indent: String?) -> String {
    guard let value, isJSON, let indent, value.isComposite else { return line(value, kind) }
    let counted = Self.withCounts(value, kind)
    let text = CanonicalText.json(counted, of: Self.component(kind), pretty: true)
    return text.split(separator: "\n").joined(separator: newline + indent)
  }

  /// The lines of a field in block style.
  func block(_ key: String, _ value: BuildValue?, _ component: ComponentDefinition?) -> [String] {
    let kind = component?.field(key)?.kind
    guard let value, let lines = below(value, kind) else {
      return ["\(keyText(key)): \(line(value, kind))"]
    }
    return ["\(keyText(key)):"] + lines.map { "  " + $0 }
  }

  /// The lines of a value that stands below its key; nil for one that stands beside it.
  private func below(_ value: BuildValue, _ kind: FieldKind?) -> [String]? {
    let value = Self.withCounts(value, kind)
    switch value {
    case .map(let fields) where !fields.isEmpty: break
    case .list(let items) where items.contains(where: \.isComposite): break
    default: return nil
    }
    // A list is written as the field of a map, and that line left out.
    guard case .list = value else {
      return CanonicalText.yaml(value, of: Self.component(kind)).split(separator: "\n")
        .map(String.init)
    }
    return CanonicalText.yamlItems(value, of: Self.component(kind)).split(separator: "\n")
      .map(String.init)
  }

  private static func component(_ kind: FieldKind?) -> ComponentDefinition? {
    switch kind {
    case .map(let component), .list(of: .map(let component), _): component
    default: nil
    }
  }

  /// A list of parts with equal ones written once.
  private static func withCounts(_ value: BuildValue, _ kind: FieldKind?) -> BuildValue {
    guard case .list(let items) = value, let component = component(kind), component.isCountable
    else { return value }
    var groups: [(value: BuildValue, count: Int)] = []
    for item in items {
      if groups.last?.value == item {
        groups[groups.count - 1].count += 1
      } else {
        groups.append((item, 1))
      }
    }
    return .list(groups.map { counted($0.value, $0.count) })
  }

  // MARK: Comments

  /// Comments inside of what the edits take out.
  var lostComments: [(line: Int, text: String)] {
    guard !isJSON else { return [] }
    return comments.compactMap { comment in
      let edit = edits.all.first {
        $0.range.lowerBound <= comment.lowerBound && comment.upperBound <= $0.range.upperBound
      }
      let text = String(decoding: bytes[comment], as: UTF8.self)
      guard let edit, !edit.text.contains(text) else { return nil }
      let line = bytes[..<comment.lowerBound].count { $0 == 0x0a } + 1
      return (line, text)
    }
  }

  /// Every comment of the text: what begins with `#` between its values.
  private var comments: [Range<Int>] {
    var values: [Range<Int>] = []
    root.collectScalars(into: &values)
    var comments: [Range<Int>] = []
    var place = 0
    for value in values.sorted(by: { $0.lowerBound < $1.lowerBound }) + [bytes.count..<bytes.count]
    {
      while place < value.lowerBound {
        guard bytes[place] == UInt8(ascii: "#"),
          place == 0 || " \t\r\n".utf8.contains(bytes[place - 1])
        else {
          place += 1
          continue
        }
        comments.append(place..<lineEnd(place))
        place = lineEnd(place)
      }
      place = max(place, value.upperBound)
    }
    return comments
  }
}

extension TextSpan {
  fileprivate func collectScalars(into ranges: inout [Range<Int>]) {
    switch content {
    case .scalar, .alias: ranges.append(range)
    case .list(let items): for item in items { item.collectScalars(into: &ranges) }
    case .map(let entries):
      for entry in entries {
        ranges.append(entry.keyRange)
        entry.value.collectScalars(into: &ranges)
      }
    }
  }
}
