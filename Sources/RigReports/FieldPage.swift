internal import RigModel
public import RigRules

/// One field of the build format: meaning, unit, what it may hold, and which rules read it.
public struct FieldPage {
  /// The path as the registry has it.
  public let path: String
  private let field: FieldDefinition
  private let needing: [String]
  private let reading: [String]

  /// All paths that have a page.
  public static var paths: [String] { FieldRegistry.version1.allPaths.map(\.path) }

  /// The page of a field by its path: `gpus[].tdp_w`, also `gpus[1].tdp_w` or `gpu.tdp_w`.
  public init?(_ name: String, rules: RuleSet) {
    guard let path = Self.path(of: name), let field = FieldRegistry.version1.field(at: path) else {
      return nil
    }
    self.path = path
    self.field = field
    func names(_ paths: [String]) -> Bool {
      paths.flatMap { $0.split(separator: "|") }
        .contains { $0.split(separator: " ").joined() == path }
    }
    needing = rules.rules.filter { names($0.needs) }.map(\.id)
    reading = rules.rules.filter { !names($0.needs) && names($0.reads) }.map(\.id)
  }

  /// The path as the registry has it: any index is `[]`, and a list may be named like one part.
  private static func path(of name: String) -> String? {
    let known = Set(paths)
    let general = name.replacing(#/\[\d*\]/#, with: "[]")
    if known.contains(general) { return general }
    let steps = general.split(separator: ".", maxSplits: 1).map(String.init)
    guard steps.count == 2, let root = FieldRegistry.version1.root.field(steps[0]) else {
      return nil
    }
    let whole = root.key + (root.isList ? "[]" : "") + "." + steps[1]
    return known.contains(whole) ? whole : nil
  }

  /// The page for a terminal.
  package func text(language: Language, layout: TextLayout) -> String {
    var text = "\(layout.bold(path))\n"
    text += layout.paragraph("", field.doc[language], indent: 0)
    let rows = rows(language)
    let columns = rows.map { TextLayout.columns(of: $0.0) }.max() ?? 0
    text += "\n"
    for (name, value) in rows {
      text += layout.paragraph(TextLayout.padded(name, to: columns), value, indent: 2)
    }
    text += list(language.choose("Rules that need it", "需要它的规则"), needing, layout)
    text += list(
      language.choose("Rules that read it if it is stated", "填写后会读取它的规则"), reading, layout)
    if needing.isEmpty && reading.isEmpty {
      text += "\n" + language.choose("No rule in force reads it.", "当前没有规则读取它。") + "\n"
    }
    return text
  }

  private func rows(_ language: Language) -> [(String, String)] {
    var rows: [(String, String)] = []
    if let unit = field.unit { rows.append((language.choose("unit", "单位"), unit)) }
    rows.append((language.choose("holds", "取值"), Self.described(field.kind, language)))
    if let value = field.defaultValue {
      rows.append((language.choose("default", "默认"), value.spelled))
    }
    if !field.aliases.isEmpty {
      rows.append(
        (language.choose("also", "也可写作"), field.aliases.joined(separator: language.comma)))
    }
    return rows
  }

  /// The page for an editor.
  public func markdown(language: Language) -> String {
    var text = "**`\(path)`**\n\n\(field.doc[language])\n"
    for (name, value) in rows(language) { text += "\n- \(name)\(language.colon)\(value)" }
    func rules(_ title: String, _ ids: [String]) {
      guard !ids.isEmpty else { return }
      text +=
        "\n\n\(title)\(language.colon)"
        + ids.map { "`\($0)`" }.joined(separator: language.comma)
    }
    rules(language.choose("Rules that need it", "需要它的规则"), needing)
    rules(language.choose("Rules that read it if it is stated", "填写后会读取它的规则"), reading)
    return text
  }

  private func list(_ title: String, _ rules: [String], _ layout: TextLayout) -> String {
    rules.isEmpty ? "" : "\n\(layout.bold(title))\n" + rules.map { "  \($0)\n" }.joined()
  }

  /// What a field of a kind may hold, in words.
  private static func described(_ kind: FieldKind, _ language: Language) -> String {
    switch kind {
    case .integer(let range):
      return language.choose(
        "a whole number from \(range.lowerBound) to \(range.upperBound)",
        "\(range.lowerBound) 到 \(range.upperBound) 的整数")
    case .integerChoice(let choices):
      return choices.map { "\($0)" }.joined(separator: language.choose(" or ", " 或 "))
    case .number(let range):
      let (low, high) = (
        BuildValue.quantity(range.lowerBound).spelled, BuildValue.quantity(range.upperBound).spelled
      )
      return language.choose("a number from \(low) to \(high)", "\(low) 到 \(high) 的数")
    case .text: return language.choose("a line of text", "一行文字")
    case .powerTarget:
      return ["`cpu`", "`motherboard`", "`storage`", "`other`", "`gpu:1`", "`gpu:2` …"]
        .joined(separator: language.comma)
    case .boolean: return language.choose("true or false", "true 或 false")
    case .enumeration(let words, let isOpen):
      let all = words.map { "`\($0)`" }.joined(separator: language.comma)
      return isOpen ? language.choose("\(all), or another word", "\(all)，或其他词") : all
    case .list(let element, let most):
      return language.choose("a list of at most \(most): ", "列表，最多 \(most) 项：")
        + described(element, language)
    case .map(let component):
      return component.fields.filter { !$0.isShorthand }.map { "`\($0.key)`" }
        .joined(separator: language.comma)
    case .free: return language.choose("anything", "任意内容")
    }
  }

  /// The page for a program.
  public var json: [UInt8] {
    var json = JSONBytes(pretty: true)
    json.beginObject()
    json.field("field", path)
    json.field("meaning", field.doc.english)
    json.field("meaning_zh", field.doc.chinese)
    json.field("unit", field.unit)
    json.field("holds", Self.described(field.kind, .english))
    json.append("needed_by", needing)
    json.append("read_by", reading)
    json.endObject()
    json.endLine()
    return json.bytes
  }
}
