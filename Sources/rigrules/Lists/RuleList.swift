import RigModel
import RigReports
import RigRules

/// The rules in force, as a list for people or for programs.
struct RuleList {
  let rules: [RuleDescription]
  let language: Language

  func text(color: Bool) -> String {
    let layout = TextLayout(color: color)
    let idColumns = rules.map { TextLayout.columns(of: $0.id) }.max() ?? 0
    let wordColumns = Severity.allCases.map { TextLayout.columns(of: $0.word(in: language)) }.max()
    return rules.map { rule in
      let id = TextLayout.padded(rule.id, to: idColumns)
      let severity = TextLayout.padded(rule.severity.word(in: language), to: wordColumns ?? 0)
      let stale = rule.isStale ? layout.dim(language.choose(" (stale)", "（上一个可用版本）")) : ""
      return "\(layout.bold(id))  \(layout.paint(severity, as: rule.severity))  "
        + "\(rule.title[language])\(stale)\n"
    }.joined()
  }

  var json: [UInt8] {
    var json = JSONBytes(pretty: true)
    json.beginArray()
    for rule in rules {
      json.beginObject()
      Self.append(rule, language, to: &json)
      json.endObject()
    }
    json.endArray()
    json.endLine()
    return json.bytes
  }

  /// What a program gets about one rule, as fields of an object.
  static func append(_ rule: RuleDescription, _ language: Language, to json: inout JSONBytes) {
    json.field("id", rule.id)
    json.field("category", rule.category)
    json.field("title", rule.title[language])
    json.field("why", rule.why?[language])
    json.append("source", rule.source)
    json.field("severity", rule.severity.rawValue)
    json.field("unknown", rule.unknown.rawValue)
    json.key("params")
    json.beginObject()
    for parameter in rule.parameters {
      json.key(parameter.name)
      append(parameter, language, to: &json)
    }
    json.endObject()
    json.field("path", rule.path)
    json.field("origin", rule.origin)
  }

  private static func append(
    _ parameter: Parameter, _ language: Language, to json: inout JSONBytes
  ) {
    json.beginObject()
    json.append("value", parameter.value)
    json.append("default", parameter.defaultValue)
    if let minimum = parameter.minimum { json.append("min", .quantity(minimum)) }
    if let maximum = parameter.maximum { json.append("max", .quantity(maximum)) }
    if let allowed = parameter.allowed { json.append("values", .list(allowed)) }
    if let unit = parameter.unit { json.field("unit", unit) }
    if let doc = parameter.doc { json.field("doc", doc[language]) }
    json.endObject()
  }
}
