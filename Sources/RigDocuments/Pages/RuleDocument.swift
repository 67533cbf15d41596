internal import RigModel
internal import RigReports
public import RigRules

/// The page of one rule, in both languages, made from nothing but its file.
public struct RuleDocument {
  let rule: RuleDescription
  /// How its examples come out.
  let results: [ExampleResult]

  /// Makes one from its parts.
  public init(rule: RuleDescription, results: [ExampleResult]) {
    self.rule = rule
    self.results = results
  }

  /// `rules/psu/wattage.md`, or `plugins/power/mains-circuit.md`.
  public var path: String { Self.path(of: rule.id) }

  static func path(of id: String) -> String {
    // That name is taken by the page that lists the others.
    let isTaken = id.split { $0 == "/" || $0 == ":" }.last?.lowercased() == "readme"
    let id = isTaken ? id + "-rule" : id
    let parts = id.split(separator: ":", maxSplits: 1)
    return parts.count == 2 ? "plugins/\(parts[0])/\(parts[1]).md" : "rules/\(id).md"
  }

  /// The generated file.
  public var file: GeneratedFile { GeneratedFile(path: path, text: text) }

  private var text: String {
    let mark = "\(GeneratedFile.mark)docs` from \(rule.path); edit that, not this."
    var text = "<!-- \(mark) -->\n\n# \(Markdown.prose(rule.title.english))\n\n"
    if let chinese = rule.title.chinese { text += "**\(Markdown.prose(chinese))**\n\n" }
    text += facts
    text += section("Why · 原因", rule.why.map(paragraphs) ?? "")
    text += section(
      "Source · 出处", rule.source.map { "> \(Markdown.escaped($0))\n" }.joined(separator: "\n"))
    text += section("Needs · 所需字段", Self.list(of: rule.needs))
    text += section("Reads where stated · 可选字段", Self.list(of: rule.reads))
    text += section("Parameters · 参数", parameters)
    text += section("Findings · 结论", findings)
    text += section("Examples · 示例", examples)
    return text
  }

  private func section(_ title: String, _ body: String) -> String {
    body.isEmpty ? "" : "\n## \(title)\n\n\(body)"
  }

  private func paragraphs(_ text: LocalizedText) -> String {
    [text.english, text.chinese].compactMap { $0 }.map { Markdown.prose($0) + "\n" }
      .joined(separator: "\n")
  }

  private var facts: String {
    Markdown.table(
      ["Rule · 规则", "Severity · 级别", "Weight · 权重", "Unknown · 信息不全时", "File · 文件"],
      [
        [
          Markdown.code(rule.id), rule.severity.rawValue,
          BuildValue.quantity(rule.weight).spelled, rule.unknown.rawValue, Markdown.code(rule.path),
        ]
      ])
  }

  // MARK: What it asks

  private static func list(of paths: [String]) -> String {
    paths.map { need in
      let paths = need.split(separator: "|").map { path in
        let path = path.split(separator: " ").joined()
        return "\(Markdown.code(path))\(meaning(of: path))"
      }
      return "- \(paths.joined(separator: " or · 或 "))\n"
    }.joined()
  }

  /// What the registry states about a path.
  private static func meaning(of path: String) -> String {
    let bare = path.hasSuffix("[]") ? String(path.dropLast(2)) : path
    guard let field = FieldRegistry.version1.field(at: bare) else { return "" }
    let unit = field.unit.map { " (\($0))" } ?? ""
    return ": \(Markdown.prose(field.doc.english))\(unit) \(Markdown.prose(field.doc.chinese))"
  }

  private var parameters: String { Self.table(of: rule.parameters) }

  /// Parameters of a rule or of a plugin.
  static func table(of parameters: [Parameter]) -> String {
    Markdown.table(
      ["Name · 名称", "Default · 默认", "Allowed · 允许", "Unit · 单位", "Meaning", "含义"],
      parameters.map { parameter in
        [
          Markdown.code(parameter.name), inline(parameter.defaultValue),
          allowed(parameter), parameter.unit.map(Markdown.cell) ?? "",
          Markdown.cell(parameter.doc?.english ?? ""),
          Markdown.cell(parameter.doc?.chinese ?? ""),
        ]
      })
  }

  private static func allowed(_ parameter: Parameter) -> String {
    if let allowed = parameter.allowed { return allowed.map(inline).joined(separator: ", ") }
    switch (parameter.minimum, parameter.maximum) {
    case (let low?, let high?): return "\(spelled(low)) – \(spelled(high))"
    case (let low?, nil): return "≥ \(spelled(low))"
    case (nil, let high?): return "≤ \(spelled(high))"
    case (nil, nil): return ""
    }
  }

  private static func spelled(_ number: Double) -> String { BuildValue.quantity(number).spelled }

  /// A value as YAML and JSON write it.
  static func inline(_ value: BuildValue) -> String {
    var json = JSONBytes()
    json.value(value)
    return Markdown.code(String(decoding: json.bytes, as: UTF8.self)).split(
      separator: "|", omittingEmptySubsequences: false
    ).joined(separator: "\\|")
  }

  private var findings: String {
    Markdown.table(
      ["Finding · 结论", "Message", "信息"],
      rule.messages.map { message in
        [
          Markdown.code(message.id), Self.template(message.text.english),
          Self.template(message.text.chinese ?? ""),
        ]
      })
  }

  /// A message with what is put in shown as code.
  private static func template(_ text: String) -> String {
    Markdown.cell(text.replacing(/\{[A-Za-z_][A-Za-z0-9_]*\}/) { "`\($0.output)`" })
  }

  // MARK: What comes out

  private var examples: String {
    results.enumerated().map { index, result in
      let example = result.example
      var text = "### \(index + 1). \(Markdown.prose(example.name))\n\n"
      text += Markdown.block(ExampleBuild.yaml(example.build), "yaml")
      for (name, value) in example.parameters.sorted(by: { $0.key < $1.key }) {
        text += "\nWith · 参数 \(Markdown.code(name)) = \(Self.inline(value))\n"
      }
      return text + "\n\(Self.outcome(result))\n"
    }.joined(separator: "\n")
  }

  /// What is expected, and in which words the rule says it.
  private static func outcome(_ result: ExampleResult) -> String {
    let expected = result.example.expected
    var text = "→ **\(expected.outcome)**"
    if let severity = expected.severity { text += " (\(severity.rawValue))" }
    if let findings = expected.findings, !findings.isEmpty {
      text += ": " + findings.map(Markdown.code).joined(separator: ", ")
    }
    if let missing = expected.missing {
      let paths = missing.map { Markdown.code(BuildLocation.forPeople($0)) }
      text += ": " + paths.joined(separator: ", ")
    }
    if let score = expected.score { text += "; score · 得分 \(spelled(score))" }
    if let at = expected.at { text += "; at · 位置 \(Markdown.code(BuildLocation.forPeople(at)))" }
    guard case .fail(_, let findings)? = result.result?.outcome else { return text }
    return text + "\n" + findings.map { "\n> \(Markdown.prose($0.message))\n" }.joined().trimmingEnd
  }
}

extension String {
  /// Without the line ends behind it.
  var trimmingEnd: String {
    var text = self
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
