public import RigModel

extension PartListReading {
  /// What became of the list, counted: one line.
  public func summary(_ name: String) -> FieldDoc {
    let lines = Set(entries.map(\.line)).count
    let counts = ListEntry.Status.allCases.map { ($0, count(of: $0)) }
    let english = counts.filter { $0.1 > 0 }.map { "\($0.1) \(Self.word($0.0).english)" }
    let chinese = counts.filter { $0.1 > 0 }.map { "\(Self.word($0.0).chinese) \($0.1)" }
    return FieldDoc(
      "\(name): \(lines) lines: \(english.joined(separator: ", "))",
      "\(name)：\(lines) 行：\(chinese.joined(separator: "，"))")
  }

  /// The fate of every line, one line each; with `onlyDoubts` those alone that need their owner.
  public func fates(onlyDoubts: Bool) -> [FieldDoc] {
    var result: [FieldDoc] = []
    for entry in entries {
      let isDoubt = entry.status == .asked || entry.status == .notUnderstood
      guard isDoubt || !onlyDoubts else { continue }
      let words = Self.word(entry.status)
      let what = Self.description(entry)
      result.append(
        FieldDoc(
          "  \(entry.line): \(words.english): \(what)", "  \(entry.line)：\(words.chinese)：\(what)"))
      for note in entry.notes {
        result.append(FieldDoc("      \(note.english)", "      \(note.chinese)"))
      }
      if isDoubt, !entry.candidates.isEmpty {
        let names = entry.candidates.prefix(4)
        result.append(
          FieldDoc(
            "      may be: \(names.joined(separator: "; "))",
            "      可能是：\(names.joined(separator: "；"))"))
      }
    }
    return result + notes.map { FieldDoc("  \($0.english)", "  \($0.chinese)") }
  }

  private static func word(_ status: ListEntry.Status) -> FieldDoc {
    switch status {
    case .resolved: FieldDoc("resolved", "已识别")
    case .asked: FieldDoc("asked", "待确认")
    case .other: FieldDoc("other", "其他")
    case .notUnderstood: FieldDoc("not understood", "未识别")
    }
  }

  private static func description(_ entry: ListEntry) -> String {
    guard let kind = entry.kind, entry.status != .notUnderstood else {
      return Markup.visible(entry.text, limit: 80)
    }
    guard entry.category != nil else {
      return "\(kind): \(Markup.visible(entry.model ?? entry.text, limit: 60))"
    }
    let count = (entry.count ?? 1) > 1 ? "\(entry.count ?? 1)x " : ""
    let facts = entry.fields.filter {
      ["capacity_gb", "vram_gb", "wattage_w", "modules"].contains($0.key)
    }
    .map { "\($0.key) \($0.value.plain)" }.joined(separator: ", ")
    let name = Markup.visible(entry.fullName, limit: 80)
    return "\(kind): \(count)\(name)\(facts.isEmpty ? "" : " (\(facts))")"
  }

  /// A build file of one machine, with the line of the list above each part.
  ///
  /// - Parameters:
  ///   - machine: Which of the builds.
  ///   - listName: What the list is called, for the first line.
  ///   - words: Which language of a comment is written.
  public func yaml(
    machine: Int, listName: String, words: (FieldDoc) -> String = \.english
  ) -> String {
    guard builds.indices.contains(machine) else { return "" }
    let name = Markup.visible(listName, limit: 80)
    var text = "# "
    text += words(FieldDoc("Made from \(name) (\(form))", "由 \(name) 生成（\(form)）")) + "\n"
    for line in entries where line.machine == machine || line.category == nil {
      guard line.status == .asked || line.status == .notUnderstood else { continue }
      let (status, shown) = (Self.word(line.status), Markup.visible(line.text, limit: 100))
      let comment = FieldDoc(
        "line \(line.line), \(status.english): \(shown)",
        "第 \(line.line) 行，\(status.chinese)：\(shown)")
      text += "# \(words(comment))\n"
    }
    let origins = self.origins.indices.contains(machine) ? self.origins[machine] : [:]
    for field in builds[machine].mapValue ?? [] {
      text += part(field, origins[field.key] ?? [], words)
    }
    return text
  }

  private func part(
    _ field: BuildValue.Field, _ lines: [Int], _ words: (FieldDoc) -> String
  ) -> String {
    guard case .list(let items) = field.value, items.count == lines.count else {
      let comment = lines.first.map { "# \(words(origin($0)))\n" } ?? ""
      return comment + CanonicalText.yaml(.map([field]))
    }
    var text = "\(field.key):\n"
    for (item, line) in zip(items, lines) {
      text += "  # \(words(origin(line)))\n"
      let block = CanonicalText.yaml(.map([.init(key: field.key, value: .list([item]))]))
      text += block.split(separator: "\n").dropFirst().map { "\($0)\n" }.joined()
    }
    return text
  }

  private func origin(_ line: Int) -> FieldDoc {
    let text = Markup.visible(entries.first { $0.line == line }?.text ?? "", limit: 100)
    return FieldDoc("line \(line): \(text)", "第 \(line) 行：\(text)")
  }
}
