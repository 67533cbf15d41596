import RigModel
import RigRules

/// The rules in force, as a list for people or for programs.
struct RuleList {
  let rules: [RuleDescription]
  let language: Language

  func text(color: Bool) -> String {
    let layout = TextLayout(color: color)
    let idColumns = rules.map { TextLayout.columns(of: $0.id) }.max() ?? 0
    return rules.map { rule in
      let id = TextLayout.padded(rule.id, to: idColumns)
      let severity = TextLayout.padded(rule.severity.rawValue, to: 7)
      let stale = rule.isStale ? layout.dim(" (stale)") : ""
      return "\(layout.bold(id))  \(layout.colored(severity, as: rule.severity))  "
        + "\(rule.title[language])\(stale)\n"
    }.joined()
  }

  var json: String {
    JSONText.list(rules.map { .map(Self.fields(of: $0, language: language)) }).line
  }

  /// What a program is told of one rule.
  static func fields(of rule: RuleDescription, language: Language)
    -> [(key: String, value: JSONText)]
  {
    [
      ("id", .text(rule.id)),
      ("category", .text(rule.category)),
      ("title", .text(rule.title[language])),
      ("why", .optional(rule.why?[language])),
      ("source", .texts(rule.source)),
      ("severity", .text(rule.severity.rawValue)),
      ("params", .map(rule.parameters.map { ($0.name, parameter($0, language)) })),
      ("path", .text(rule.path)),
      ("origin", .text(rule.origin)),
    ]
  }

  private static func parameter(_ parameter: Parameter, _ language: Language) -> JSONText {
    var fields: [(key: String, value: JSONText)] = [
      ("value", .value(parameter.value)), ("default", .value(parameter.defaultValue)),
    ]
    if let minimum = parameter.minimum { fields.append(("min", .value(.quantity(minimum)))) }
    if let maximum = parameter.maximum { fields.append(("max", .value(.quantity(maximum)))) }
    if let allowed = parameter.allowed { fields.append(("values", .value(.list(allowed)))) }
    if let unit = parameter.unit { fields.append(("unit", .text(unit))) }
    if let doc = parameter.doc { fields.append(("doc", .text(doc[language]))) }
    return .map(fields)
  }
}
