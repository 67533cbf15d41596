package import RigModel
package import RigRules

/// Two builds side by side: what differs in them, and what that does to verdict, score and price.
package struct BuildComparison: Sendable {
  /// A field that the builds state differently; nil for the build that does not state it.
  package struct FieldChange: Sendable, Equatable {
    package let path: String
    package let values: [BuildValue?]
  }

  package let builds: [Build]
  /// Every field whose values differ, in the order of the first build, then of the second.
  package let fields: [FieldChange]
  package let change: ReportChange

  /// Whether the builds and their reports are the same, apart from the build's id and name.
  package var isEmpty: Bool { fields.isEmpty && change.isEmpty }

  package init(_ first: JudgedBuild, _ second: JudgedBuild) {
    builds = [first.build, second.build]
    change = ReportChange(from: first.report, to: second.report)
    let sides = [Self.leaves(first.build), Self.leaves(second.build)]
    let known = sides.map { side in
      Dictionary(side.map { ($0.path, $0.value) }) { first, _ in first }
    }
    let paths = sides[0].map(\.path) + sides[1].map(\.path).filter { known[0][$0] == nil }
    fields = paths.compactMap { path in
      let values = [known[0][path], known[1][path]]
      return values[0] == values[1] ? nil : FieldChange(path: path, values: values)
    }
  }

  /// Each value of a build that holds no others, with its path.
  private static func leaves(_ build: Build) -> [(path: String, value: BuildValue)] {
    var leaves: [(path: String, value: BuildValue)] = []
    func add(_ value: BuildValue, at path: String) {
      switch value {
      case .map(let fields) where !fields.isEmpty:
        for field in fields { add(field.value, at: "\(path).\(field.key)") }
      case .list(let items) where !items.isEmpty:
        for (index, item) in items.enumerated() { add(item, at: "\(path)[\(index)]") }
      default: leaves.append((path, value))
      }
    }
    for field in build.value.mapValue ?? [] where field.key != "id" && field.key != "name" {
      add(field.value, at: field.key)
    }
    return leaves
  }

  /// Findings of both builds whose severity is not the same.
  package var severities: [(rule: String, finding: String, before: Severity, after: Severity)] {
    change.severities
  }

  // MARK: For people

  /// A block for a person: the builds, their fields, findings, and the figures side by side.
  package func text(language: Language, layout: TextLayout) -> String {
    let isChinese = language == .chinese
    var text = layout.bold("\(change.old.id) → \(change.new.id)") + "\n"
    if isEmpty { return text + (isChinese ? "  没有差别\n" : "  no difference\n") }
    for field in fields {
      let values = field.values.map(Self.spelled)
      text += layout.paragraph(
        "\(field.path)\(isChinese ? "：" : ":")", "\(values[0]) → \(values[1])", indent: 2)
    }
    text += change.findingsText(layout: layout, in: language)
    return text + table(language, layout)
  }

  /// Verdict, score and price, one row each, one column a build.
  private func table(_ language: Language, _ layout: TextLayout) -> String {
    let isChinese = language == .chinese
    let reports = [change.old, change.new]
    let prices = builds.map { build in
      build.totalPrice.map { price in
        DecimalText.grouped(price) + (build.value["currency"]?.textValue.map { " \($0)" } ?? "")
      } ?? "–"
    }
    var rows: [[String]] = [["", "A", "B"]]
    rows.append([isChinese ? "结论" : "verdict"] + reports.map { $0.verdict.word(in: language) })
    rows.append([isChinese ? "得分" : "score"] + reports.map { ReportChange.spelled($0.score) })
    rows.append([isChinese ? "总价" : "price"] + prices)
    let widths = (0..<3).map { column in rows.map { TextLayout.columns(of: $0[column]) }.max()! }
    return rows.map { row in
      let cells = (0..<2).map { TextLayout.padded(row[$0], to: widths[$0]) } + [row[2]]
      return "  " + cells.joined(separator: "  ") + "\n"
    }.joined()
  }

  private static func spelled(_ value: BuildValue?) -> String {
    guard let value else { return "–" }
    if let number = value.numberValue { return DecimalText.short(number) }
    if let text = value.textValue { return text }
    var json = JSONBytes()
    json.value(value)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  // MARK: For programs

  /// An object on one line, without the line's end; each pair is the first build's value and the
  /// second's.
  package var json: [UInt8] {
    var json = JSONBytes()
    json.beginObject()
    Self.pair("ids", [.text(change.old.id), .text(change.new.id)], to: &json)
    json.key("fields")
    json.beginArray()
    for field in fields {
      json.beginObject()
      json.field("path", field.path)
      Self.pair("values", field.values, to: &json)
      json.endObject()
    }
    json.endArray()
    let reports = [change.old, change.new]
    Self.pair("verdict", reports.map { .text($0.verdict.rawValue) }, to: &json)
    Self.pair("score", reports.map { $0.score.map(BuildValue.quantity) }, to: &json)
    Self.pair("price", builds.map { $0.totalPrice.map(BuildValue.quantity) }, to: &json)
    for (name, entries) in [
      ("gone", change.gone), ("new", change.appeared), ("altered", change.altered),
    ] {
      json.key(name)
      json.beginArray()
      for entry in entries { entry.append(to: &json) }
      json.endArray()
    }
    json.key("severities")
    json.beginArray()
    for turn in severities {
      json.beginObject()
      json.field("rule", turn.rule)
      json.field("id", turn.finding)
      Self.pair(
        "severity", [.text(turn.before.rawValue), .text(turn.after.rawValue)], to: &json)
      json.endObject()
    }
    json.endArray()
    json.key("turned")
    json.beginArray()
    for turn in change.turned {
      json.beginObject()
      json.field("rule", turn.rule)
      Self.pair("outcome", [.text(turn.before), .text(turn.after.name)], to: &json)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.bytes
  }

  private static func pair(_ name: String, _ values: [BuildValue?], to json: inout JSONBytes) {
    json.key(name)
    json.beginArray()
    for value in values {
      if let value { json.value(value) } else { json.null() }
    }
    json.endArray()
  }
}
