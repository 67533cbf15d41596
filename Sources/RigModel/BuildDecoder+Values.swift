extension BuildDecoder {
  /// The canonical value of a field; nil where it is null (unknown) or wrong.
  mutating func value(_ node: SourceNode, _ field: FieldDefinition) -> BuildValue? {
    if node.isNull { return nil }
    switch field.kind {
    case .list: return list(node, field)
    case .map(let component):
      switch node.content {
      case .map(let entries): return map(entries, component, at: node.position)
      case .list(let none) where isProgrammatic && none.isEmpty:
        return map([], component, at: node.position)
      default:
        report(
          "wrong-type", at: node.position,
          "found \(node.described), but it is a mapping of fields",
          hint: component.allowedKeysHint)
        return nil
      }
    case .free: return free(node)
    default: return scalar(node, field.kind, unit: field.unit)
    }
  }

  /// The value of a field that is neither a list nor a mapping.
  mutating func scalar(_ node: SourceNode, _ kind: FieldKind, unit: String?) -> BuildValue? {
    switch kind {
    case .integer(let range):
      return quantity(node, Double(range.lowerBound)...Double(range.upperBound), true, unit)
    case .number(let range): return quantity(node, range, false, unit)
    case .integerChoice(let choices): return choice(node, choices)
    case .boolean: return boolean(node)
    case .enumeration(let words, let isOpen):
      guard let text = text(node) else { return nil }
      if !isOpen, !words.contains(text) {
        reportUnknownWord(text, words, at: node.position)
        return nil
      }
      return .text(text)
    case .powerTarget: return powerTarget(node)
    case .text: return text(node).map { .text($0) }
    case .free: return free(node)
    case .list, .map: return nil
    }
  }

  private mutating func reportUnknownWord(
    _ text: String, _ words: [String], at position: SourcePosition?
  ) {
    let folded = text.replacingEach("80+", with: "80-plus").replacingEach(
      "80 plus", with: "80-plus")
    let near = hasEnoughProblems ? nil : nearestName(folded, among: words)
    let exact = words.first { $0 == folded }
    report(
      "unknown-value", at: position,
      "found \(Quoted.text(text)); allowed are " + words.map { "`\($0)`" }.joined(separator: ", "),
      hint: (exact ?? near).map { "did you mean `\($0)`?" })
  }

  private mutating func powerTarget(_ node: SourceNode) -> BuildValue? {
    guard let text = text(node) else { return nil }
    if ["cpu", "motherboard", "storage", "other"].contains(text) { return .text(text) }
    if text.hasPrefix("gpu:"), let number = Int(text.dropFirst(4)), 1...64 ~= number,
      text == "gpu:\(number)"
    {
      return .text(text)
    }
    let hint =
      text.hasPrefix("gpu")
      ? "write `gpu:1` for the first card"
      : nearestName(text, among: ["cpu", "motherboard", "storage", "other"]).map {
        "did you mean `\($0)`?"
      }
    report(
      "unknown-value", at: node.position,
      "found \(Quoted.text(text)); allowed are `cpu`, `motherboard`, `storage`, `other` and "
        + "`gpu:N` with N from 1", hint: hint)
    return nil
  }

  private mutating func boolean(_ node: SourceNode) -> BuildValue? {
    var old: Bool?
    switch node.content {
    case .boolean(let flag): return .boolean(flag)
    case .plain(let text):
      if let flag = PlainScalar.boolean(text) { return .boolean(flag) }
      old = PlainScalar.oldBoolean(text)
    case .text(let text): old = PlainScalar.boolean(text) ?? PlainScalar.oldBoolean(text)
    default: break
    }
    report(
      "wrong-type", at: node.position, "found \(node.described), but it is true or false",
      hint: old.map { "write \($0), without quotes" })
    return nil
  }

  /// A line of text; a number that a file writes without quotes counts by its spelling.
  mutating func text(_ node: SourceNode) -> String? {
    let found: String
    switch node.content {
    case .text(let text): found = text
    // `true` is not a text in JSON, and the same file is no other one in YAML.
    case .plain(let text) where PlainScalar.boolean(text) == nil: found = text
    case .number(_, let spelling?): found = spelling
    default:
      report(
        "wrong-type", at: node.position, "found \(node.described), but it is a text",
        hint: node.isScalar ? "write \(Quoted.text(node.spelled))" : nil)
      return nil
    }
    let problem: String? =
      if found.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
        "found an empty text"
      } else if found.utf8.count > 1024 {
        "found a text of \(found.utf8.count) bytes; at most 1024 are allowed"
      } else if found.unicodeScalars.contains(where: { !Quoted.isVisible($0) && $0 != "\t" }) {
        "the text holds a line break or a control character"
      } else {
        nil
      }
    guard let problem else { return found }
    let isEmpty = found.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    report(
      "bad-text", at: node.position, problem,
      hint: isEmpty ? "leave the key out where the value is not known" : nil)
    return nil
  }

  /// A value of `extra` or of a key that starts with `x_`: anything but a null in a list.
  mutating func free(_ node: SourceNode) -> BuildValue? {
    switch node.content {
    case .null: return nil
    case .boolean(let flag): return .boolean(flag)
    case .number(let value, _): return finite(value, at: node.position)
    case .text(let text): return .text(text)
    case .plain(let text):
      if PlainScalar.isNotFinite(text) { return finite(.number(.infinity), at: node.position) }
      return SourceNode(PlainScalar.content(of: text), at: node.position).plainValue
    case .list(let items):
      var values: [BuildValue] = []
      for (index, item) in items.enumerated() {
        path.append(.index(index))
        defer { path.removeLast() }
        if item.isNull {
          report("wrong-type", at: item.position, "found nothing, but each entry has a value")
        } else if let value = free(item) {
          values.append(value)
        }
      }
      return .list(values)
    case .map(let entries):
      var fields: [BuildValue.Field] = []
      for entry in entries {
        path.append(.key(entry.key))
        defer { path.removeLast() }
        if let value = free(entry.value) { fields.append(.init(key: entry.key, value: value)) }
      }
      return .map(fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    }
  }

  private mutating func finite(_ value: BuildValue, at position: SourcePosition?) -> BuildValue? {
    guard let number = value.numberValue, !number.isFinite else { return value }
    report("out-of-range", at: position, "the number is not finite")
    return nil
  }
}

extension String {
  fileprivate func replacingEach(_ part: String, with other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return self[..<range.lowerBound] + other + self[range.upperBound...]
  }

  private func firstRange(of part: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].lowercased().hasPrefix(part) {
        return start..<index(start, offsetBy: part.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
