/// A value of a text with the bytes that it takes there: what an edit of the text needs to know.
struct TextSpan {
  enum Content {
    case scalar(String, isQuoted: Bool)
    case list([TextSpan])
    case map([Entry])
    /// Of YAML: the value of an anchor.
    case alias(String)
  }

  struct Entry {
    let key: String
    let keyRange: Range<Int>
    let value: TextSpan
  }

  let content: Content
  /// Without tag and anchor. In block style it ends with the last value, before what follows.
  let range: Range<Int>
  /// On its line or in brackets, as everything is in JSON; false for block style.
  let isFlow: Bool
  var anchor: String?

  var isNull: Bool {
    guard case .scalar(let text, isQuoted: false) = content else { return false }
    return PlainScalar.isNull(text)
  }

  /// The values of a text that parses; nil for one that does not.
  static func read(_ bytes: [UInt8], isJSON: Bool) -> TextSpan? {
    bytes.withUnsafeBufferPointer { buffer in
      if isJSON {
        var reader = JSONSpanReader(bytes: buffer)
        return reader.document()
      }
      return YAMLSpanReader(buffer)?.document()
    }
  }
}

/// Spans of a YAML text, from the events of libyaml.
private struct YAMLSpanReader {
  private let events: YAMLEvents
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where each Unicode scalar starts, and where the text ends.
  private let offsets: [Int]

  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let events = YAMLEvents(bytes) else { return nil }
    self.events = events
    self.bytes = bytes
    offsets = bytes.indices.filter { bytes[$0] & 0xc0 != 0x80 } + [bytes.count]
  }

  func document() -> TextSpan? {
    while let event = try? events.next() {
      switch event.kind {
      case .streamEnd: return nil
      case .documentStart, .other: continue
      default: return node(event)
      }
    }
    return nil
  }

  private func node(_ event: YAMLEvent) -> TextSpan? {
    let range = bytes(of: event)
    switch event.kind {
    case .scalar(let scalar):
      return TextSpan(
        content: .scalar(scalar.text, isQuoted: !scalar.isPlain),
        range: event.isFlow ? range : trimmed(range), isFlow: event.isFlow, anchor: event.anchor)
    case .alias(let name): return TextSpan(content: .alias(name), range: range, isFlow: true)
    case .listStart: return list(event, from: range.lowerBound)
    case .mapStart: return map(event, from: range.lowerBound)
    default: return nil
    }
  }

  private func list(_ start: YAMLEvent, from first: Int) -> TextSpan? {
    var items: [TextSpan] = []
    while let event = try? events.next() {
      if case .listEnd = event.kind {
        let end = start.isFlow ? bytes(of: event).upperBound : items.last?.range.upperBound
        return TextSpan(
          content: .list(items), range: first..<max(first, end ?? first), isFlow: start.isFlow,
          anchor: start.anchor)
      }
      guard let item = node(event) else { return nil }
      items.append(item)
    }
    return nil
  }

  private func map(_ start: YAMLEvent, from first: Int) -> TextSpan? {
    var entries: [TextSpan.Entry] = []
    while let event = try? events.next() {
      if case .mapEnd = event.kind {
        let end = start.isFlow ? bytes(of: event).upperBound : entries.last?.value.range.upperBound
        return TextSpan(
          content: .map(entries), range: first..<max(first, end ?? first), isFlow: start.isFlow,
          anchor: start.anchor)
      }
      guard case .scalar(let key) = event.kind, let next = try? events.next(),
        let value = node(next)
      else { return nil }
      entries.append(
        TextSpan.Entry(key: key.text, keyRange: bytes(of: event), value: value))
    }
    return nil
  }

  /// The bytes of an event, behind its anchor and tag.
  private func bytes(of event: YAMLEvent) -> Range<Int> {
    func offset(_ scalar: Int) -> Int { offsets[min(scalar, offsets.count - 1)] }
    var start = offset(event.range.lowerBound)
    let end = max(start, offset(event.range.upperBound))
    guard event.anchor != nil || event.tag != nil else { return start..<end }
    while start < bytes.count,
      bytes[start] == UInt8(ascii: "&") || bytes[start] == UInt8(ascii: "!")
    {
      while start < bytes.count, !" \t\r\n".utf8.contains(bytes[start]) { start += 1 }
      start = TextGaps.skip(bytes, from: start)
    }
    return min(start, max(start, end))..<max(start, end)
  }

  /// Without the line ends behind a block scalar.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, " \t\r\n".utf8.contains(bytes[end - 1]) { end -= 1 }
    return range.lowerBound..<end
  }
}

/// What stands between the values of a text.
enum TextGaps {
  /// Behind blanks, line ends and comments.
  static func skip(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if " \t\r\n".utf8.contains(bytes[index]) {
        index += 1
      } else if bytes[index] == UInt8(ascii: "#") {
        while index < bytes.count, bytes[index] != 0x0a, bytes[index] != 0x0d { index += 1 }
      } else {
        break
      }
    }
    return index
  }
}

/// Spans of a JSON text that has been parsed before.
private struct JSONSpanReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var index = 0

  mutating func document() -> TextSpan? {
    skipBlanks()
    return value()
  }

  private mutating func skipBlanks() {
    while index < bytes.count, " \t\r\n".utf8.contains(bytes[index]) { index += 1 }
  }

  private mutating func value() -> TextSpan? {
    guard index < bytes.count else { return nil }
    let start = index
    switch bytes[index] {
    case UInt8(ascii: "{"): return map(from: start)
    case UInt8(ascii: "["): return list(from: start)
    case UInt8(ascii: "\""):
      let text = string()
      return TextSpan(
        content: .scalar(text, isQuoted: true), range: start..<index, isFlow: true)
    default:
      while index < bytes.count, !" \t\r\n,]}".utf8.contains(bytes[index]) { index += 1 }
      let text = String(decoding: bytes[start..<index], as: UTF8.self)
      return TextSpan(
        content: .scalar(text, isQuoted: false), range: start..<index, isFlow: true)
    }
  }

  /// The text of a string. One with escapes is left as it is spelled, for only keys are compared.
  private mutating func string() -> String {
    let start = index
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    index = min(index + 1, bytes.count)
    let raw = Array(bytes[start..<index])
    guard raw.contains(UInt8(ascii: "\\")),
      case .text(let text)? = SourceDocument.parse(raw, as: .json, file: nil, domain: "build")
        .root?.content
    else { return String(decoding: raw.dropFirst().dropLast(), as: UTF8.self) }
    return text
  }

  private mutating func list(from start: Int) -> TextSpan? {
    var items: [TextSpan] = []
    let isWhole = entries(until: UInt8(ascii: "]")) { parser in
      guard let item = parser.value() else { return false }
      items.append(item)
      return true
    }
    return isWhole ? TextSpan(content: .list(items), range: start..<index, isFlow: true) : nil
  }

  private mutating func map(from start: Int) -> TextSpan? {
    var entries: [TextSpan.Entry] = []
    let isWhole = self.entries(until: UInt8(ascii: "}")) { parser in
      let first = parser.index
      let key = parser.string()
      let keyRange = first..<parser.index
      parser.skipBlanks()
      parser.index += 1
      parser.skipBlanks()
      guard let value = parser.value() else { return false }
      entries.append(TextSpan.Entry(key: key, keyRange: keyRange, value: value))
      return true
    }
    return isWhole ? TextSpan(content: .map(entries), range: start..<index, isFlow: true) : nil
  }

  /// Reads what stands between brackets, with commas; false where the text ends before.
  private mutating func entries(until end: UInt8, _ read: (inout Self) -> Bool) -> Bool {
    index += 1
    while true {
      skipBlanks()
      guard index < bytes.count else { return false }
      if bytes[index] == UInt8(ascii: ",") {
        index += 1
      } else if bytes[index] == end {
        index += 1
        return true
      } else if !read(&self) {
        return false
      }
    }
  }
}
