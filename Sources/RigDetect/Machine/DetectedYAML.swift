internal import RigModel

/// A detected build as YAML, each value with a comment that says where it is from.
package struct DetectedYAML {
  private let machine: DetectedMachine
  private let isChinese: Bool
  private var lines: [String] = []
  /// Columns after which a comment stands where the value leaves room.
  private static let column = 44

  package static func text(of machine: DetectedMachine, isChinese: Bool) -> String {
    var writer = DetectedYAML(machine: machine, isChinese: isChinese)
    writer.write()
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private init(machine: DetectedMachine, isChinese: Bool) {
    self.machine = machine
    self.isChinese = isChinese
  }

  private func say(_ doc: FieldDoc) -> String { isChinese ? doc.chinese : doc.english }

  private mutating func write() {
    let names = machine.sources.map { say($0.name) }.joined(separator: isChinese ? "、" : ", ")
    comment(say(FieldDoc("Detected from \(names).", "检测来源：\(names)。")))
    for item in machine.notRead {
      comment(
        say(
          FieldDoc(
            "Not read: \(item.what.english): \(item.why.english)",
            "未读取：\(item.what.chinese)：\(item.why.chinese)")))
    }
    for note in machine.notes {
      comment(say(FieldDoc("Note: \(note.english)", "注意：\(note.chinese)")))
    }
    fields(machine.build.value.mapValue ?? [], path: "", indent: 0)
  }

  /// A text of firmware in a comment is one line, whatever stands in it.
  private mutating func comment(_ text: String) {
    lines.append("# " + Self.plain(text))
  }

  /// A source in few words: the whole of it is in the JSON form.
  private static func short(_ text: String) -> String {
    text.count <= 72 ? text : text.prefix(70).trimmed + " …"
  }

  private static func plain(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isShown =
        scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
        && !(0x2028...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
        && scalar.value != 0xFEFF && scalar.value < 0xFFFE
      result.unicodeScalars.append(isShown ? scalar : " ")
    }
    return result
  }

  private mutating func fields(
    _ fields: [BuildValue.Field], path: String, indent: Int, first: String? = nil
  ) {
    for (index, field) in fields.enumerated() {
      let own = path.isEmpty ? field.key : "\(path).\(field.key)"
      let pad = index == 0 && first != nil ? first ?? "" : String(repeating: " ", count: indent)
      let start = pad + field.key + ":"
      switch field.value {
      case .map(let inner) where !inner.isEmpty:
        line(start, at: own)
        self.fields(inner, path: own, indent: indent + 2)
      case .list(let items) where items.contains(where: { $0.mapValue != nil }):
        line(start, at: own)
        for (number, item) in items.enumerated() {
          let dash = String(repeating: " ", count: indent + 2) + "- "
          self.fields(
            item.mapValue ?? [], path: "\(own)[\(number + 1)]", indent: indent + 4, first: dash)
        }
      default:
        var text = CanonicalText.yaml(field.value)
        if text.hasSuffix("\n") { text.removeLast() }
        line("\(start) \(text)", at: own)
      }
    }
  }

  private mutating func line(_ text: String, at path: String) {
    guard let origin = machine.origin(at: path) else {
      lines.append(text)
      return
    }
    let room = max(1, Self.column - text.count)
    lines.append(text + String(repeating: " ", count: room) + "# " + Self.plain(words(origin)))
  }

  private func words(_ origin: DetectedMachine.Origin) -> String {
    var words = say(origin.reading.source.name)
    if let remark = origin.reading.remark {
      words += (isChinese ? "：" : ": ") + Self.short(say(remark))
    }
    for other in origin.disagreeing {
      let value =
        CanonicalText.yaml(other.value).split(separator: "\n").first.map(String.init) ?? ""
      words +=
        isChinese
        ? "；\(say(other.source.name)) 为 \(value)" : "; \(say(other.source.name)) has \(value)"
    }
    return words
  }
}
