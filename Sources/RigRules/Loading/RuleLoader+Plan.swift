internal import LuaRuntime
internal import RigModel

extension RuleLoader {
  /// What the sandbox must know of a rule before it runs.
  static func plan(
    _ rule: RuleDescription, _ severity: Severity, _ language: Language, _ keys: LuaKeys
  ) -> RulePlan {
    RulePlan(
      needs: rule.needs.map { NeedParser.steps($0, keys: keys) },
      messageIDs: rule.messages.map(\.id), severity: severity.index, language: language.rawValue,
      parameters: document(of: rule.parameters, keys))
  }

  /// The values in force, as a map.
  static func document(of parameters: [Parameter], _ keys: LuaKeys) -> LuaDocument {
    var document = LuaDocument(keys: keys)
    document.beginMap()
    for parameter in parameters {
      document.key(parameter.name)
      document.append(parameter.value)
    }
    document.end()
    return document
  }

  static func templates(_ rule: RuleDescription, _ language: Language)
    -> [String: MessageTemplate]
  {
    var templates: [String: MessageTemplate] = [:]
    for message in rule.messages {
      templates[message.id] = try? MessageTemplate(message.text[language])
    }
    return templates
  }
}
