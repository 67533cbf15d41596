internal import LuaRuntime
internal import RigModel

extension RuleLoader {
  /// What the sandbox must know of a rule before it runs.
  static func plan(
    _ rule: RuleDescription, _ severity: Severity, _ language: Language, _ keys: LuaKeys
  ) -> RulePlan {
    var parameters = LuaDocument(keys: keys)
    parameters.beginMap()
    for parameter in rule.parameters {
      parameters.key(parameter.name)
      parameters.append(parameter.value)
    }
    parameters.end()
    return RulePlan(
      needs: rule.needs.map { NeedParser.steps($0, keys: keys) },
      messageIDs: rule.messages.map(\.id), severity: severity.index, language: language.rawValue,
      parameters: parameters)
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
