extension CanonicalText {
  /// Block style, with lists of plain values on one line.
  ///
  /// `component`: what the value is, if it is a part of a build.
  package static func yaml(_ value: BuildValue, of component: ComponentDefinition? = nil) -> String
  {
    var text = ""
    switch value {
    case .map(let fields) where !fields.isEmpty:
      writeFields(entries(fields, component), component, to: &text, indent: 0)
    default:
      writeFlow(value, component, to: &text)
      text += "\n"
    }
    return text
  }

  /// The value on one line.
  static func yamlLine(_ value: BuildValue?, of component: ComponentDefinition? = nil) -> String {
    var text = ""
    writeFlow(value, component, to: &text)
    return text
  }

  /// The items of a list, one below the other.
  static func yamlItems(_ value: BuildValue, of component: ComponentDefinition? = nil) -> String {
    var text = ""
    writeItems(value.listValue ?? [], component, to: &text, indent: 0)
    return text
  }

  /// The fields one below the other; the first stands where the text ends.
  private static func writeFields(
    _ fields: [(key: String, value: BuildValue?)], _ component: ComponentDefinition?,
    to text: inout String, indent: Int
  ) {
    for (index, field) in fields.enumerated() {
      if index > 0 { blanks(indent, &text) }
      if writeKey(field.key, to: &text) {
        text += "\n"
        blanks(indent, &text)
      }
      text += ":"
      let part = component?.field(field.key)?.component
      switch field.value {
      case .map(let inner) where !inner.isEmpty:
        text += "\n"
        blanks(indent + 2, &text)
        writeFields(entries(inner, part), part, to: &text, indent: indent + 2)
      case .list(let items) where items.contains(where: \.isComposite):
        text += "\n"
        writeItems(items, part, to: &text, indent: indent + 2)
      default:
        text += " "
        writeFlow(field.value, part, to: &text)
        text += "\n"
      }
    }
  }

  private static func writeItems(
    _ items: [BuildValue], _ component: ComponentDefinition?, to text: inout String, indent: Int
  ) {
    for item in items {
      blanks(indent, &text)
      text += "- "
      if case .map(let fields) = item, !fields.isEmpty {
        writeFields(entries(fields, component), component, to: &text, indent: indent + 2)
      } else {
        writeFlow(item, component, to: &text)
        text += "\n"
      }
    }
  }

  private static func writeFlow(
    _ value: BuildValue?, _ component: ComponentDefinition?, to text: inout String
  ) {
    switch value {
    case nil: text += "null"
    case .boolean(let flag): text += flag ? "true" : "false"
    case .integer(let number): text += "\(number)"
    case .number(let number): text += "\(number)"
    case .text(let string): writeWord(string, to: &text)
    case .list(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += ", " }
        writeFlow(item, component, to: &text)
      }
      text += "]"
    case .map(let fields):
      text += "{"
      for (index, field) in entries(fields, component).enumerated() {
        if index > 0 { text += ", " }
        let isMarked = writeKey(field.key, to: &text)
        text += isMarked ? " : " : ": "
        writeFlow(field.value, component?.field(field.key)?.component, to: &text)
      }
      text += "}"
    }
  }

  /// Writes a key. One that is too long for a plain key of YAML is marked as a key, and its colon may
  /// stand apart.
  private static func writeKey(_ key: String, to text: inout String) -> Bool {
    var word = ""
    writeWord(key, to: &word)
    let isMarked = word.unicodeScalars.count > 1000
    text += isMarked ? "? " + word : word
    return isMarked
  }

  private static func blanks(_ count: Int, _ text: inout String) {
    for _ in 0..<count { text += " " }
  }

  /// A text without quotes where every YAML reader takes it for that text.
  private static func writeWord(_ string: String, to text: inout String) {
    if isPlainWord(string) { text += string } else { writeQuoted(string, to: &text) }
  }

  private static func isPlainWord(_ string: String) -> Bool {
    guard let first = string.utf8.first, let last = string.utf8.last, isLetter(first),
      last != UInt8(ascii: " "), string.utf8.count <= 100
    else { return false }
    let isSafe = string.utf8.allSatisfy { byte in
      isLetter(byte) || 0x30...0x39 ~= byte || " _./()+-".utf8.contains(byte)
    }
    let word = string.lowercased()
    return isSafe && !PlainScalar.isNull(string) && PlainScalar.boolean(string) == nil
      && PlainScalar.oldBoolean(string) == nil && !PlainScalar.isNotFinite(string)
      && !["null", "true", "false"].contains(word)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    0x41...0x5a ~= byte || 0x61...0x7a ~= byte
  }
}
