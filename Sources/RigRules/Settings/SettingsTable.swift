internal import RigModel

/// The settings in force, by rule id.
struct SettingsTable: Sendable, Hashable {
  var byRule: [String: RuleSetting] = [:]

  /// These, and under them those of a profile.
  func over(_ profile: [String: RuleSetting]) -> SettingsTable {
    var merged = profile
    for (id, own) in byRule { merged[id] = own.over(profile[id]) }
    return SettingsTable(byRule: merged)
  }

  func isOff(_ id: String) -> Bool { byRule[id]?.isOff ?? false }
  func severity(of id: String) -> Severity? { byRule[id]?.severity }

  /// The description with the settings' severity, weight and parameters. Values that the rule
  /// refuses are left out here; `problems(with:)` tells them.
  func applied(to rule: RuleDescription) -> RuleDescription {
    guard let setting = byRule[rule.id] else { return rule }
    let severity = setting.severity ?? rule.severity
    let ownWeight = rule.weight != rule.severity.defaultWeight
    return RuleDescription(
      id: rule.id, category: rule.category, title: rule.title, why: rule.why,
      source: rule.source, severity: severity,
      weight: setting.weight ?? (ownWeight ? rule.weight : severity.defaultWeight),
      unknown: rule.statedUnknown, needs: rule.needs, reads: rule.reads, ordered: rule.ordered,
      parameters: applied(to: rule.parameters, of: rule.id),
      messages: rule.messages, examples: rule.exampleList, path: rule.path, origin: rule.origin,
      isStale: rule.isStale)
  }

  /// The parameters of a rule, or of a plugin, with the values that are set.
  func applied(to parameters: [Parameter], of owner: String) -> [Parameter] {
    guard let setting = byRule[owner] else { return parameters }
    return parameters.map { parameter in
      guard let value = setting.parameters[parameter.name], parameter.refusal(of: value) == nil
      else { return parameter }
      return parameter.with(value: value)
    }
  }

  /// What the settings name that the rules in force do not have.
  ///
  /// Of rules that do not load, and of those that are off and so are not loaded, nothing can be said
  /// but that they are there.
  func problems(
    with rules: [RuleDescription], failed: [String], off: [String] = [],
    plugins: PluginNames = PluginNames()
  ) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    let ids = (rules.map(\.id) + off + failed).sorted()
    for (id, setting) in byRule.sorted(by: { $0.key < $1.key }) {
      guard let rule = rules.first(where: { $0.id == id }) else {
        if let declared = plugins.parameters[id] {
          problems += Self.problems(
            setting, ofPlugin: id, declared, hint: Self.sameEnd(id, ids))
          continue
        }
        if off.contains(id) || failed.contains(id) || plugins.excuses(id) { continue }
        let why = plugins.isNotOn(ownerOf: id).map { "and the plugin `\($0)` is not on" }
        problems.append(
          Self.problem(
            "config/unknown-rule",
            "settings name the rule `\(id)`, \(why ?? "which is not there")", setting,
            hint: Self.hint(for: id, ids + plugins.rulesOfAvailable)))
        continue
      }
      problems += Self.problems(setting, "rule", id, rule.parameters)
    }
    return problems
  }

  /// A plugin has parameters, and its rules have the rest.
  private static func problems(
    _ setting: RuleSetting, ofPlugin name: String, _ parameters: [Parameter], hint: String?
  ) -> [Diagnostic] {
    var problems = problems(setting, "plugin", name, parameters)
    if setting.severity != nil || setting.weight != nil || setting.isOff != nil {
      problems.append(
        problem(
          "config/unknown-rule", "`\(name)` is a plugin; of a plugin only `params` can be set",
          setting,
          hint: hint ?? "name its rules one by one, or leave it out with `--without \(name)`"))
    }
    return problems
  }

  private static func problems(
    _ setting: RuleSetting, _ noun: String, _ id: String, _ parameters: [Parameter]
  ) -> [Diagnostic] {
    setting.parameters.sorted { $0.key < $1.key }.compactMap { name, value in
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        return problem(
          "config/unknown-parameter", "the \(noun) `\(id)` has no parameter `\(name)`", setting,
          nearestName(name, among: parameters.map(\.name)))
      }
      return parameter.refusal(of: value).map { reason in
        problem("config/parameter", "the parameter `\(name)` of `\(id)` \(reason)", setting, nil)
      }
    }
  }

  /// The one rule whose id ends so.
  private static func sameEnd(_ id: String, _ ids: [String]) -> String? {
    let same = ids.filter { $0.hasSuffix("/\(id)") || $0.hasSuffix(":\(id)") }
    return same.count == 1 ? "did you mean `\(same[0])`?" : nil
  }

  /// The rule that was meant. Ids have no wildcards, and no rule is named by its last part alone.
  private static func hint(for id: String, _ ids: [String]) -> String? {
    if id.contains("*") {
      return "each rule is named by itself; `rigrules rules` lists them"
    }
    return sameEnd(id, ids) ?? nearestName(id, among: ids).map { "did you mean `\($0)`?" }
      ?? "`rigrules rules` lists the rules"
  }

  private static func problem(
    _ code: String, _ message: String, _ setting: RuleSetting, _ near: String? = nil,
    hint: String? = nil
  ) -> Diagnostic {
    let parts = (setting.at ?? "").split(separator: ":")
    let line = parts.count > 1 ? Int(parts[parts.count - 1]) : nil
    let file = line == nil ? setting.at : parts.dropLast().joined(separator: ":")
    return Diagnostic(
      code: code, file: file, line: line, column: nil, path: nil, message: message,
      hint: hint ?? near.map { "did you mean `\($0)`?" })
  }

  /// Without what is set for rules whose plugins are not on: a profile may know more than is here.
  func withoutRules(notOn plugins: PluginNames) -> SettingsTable {
    SettingsTable(byRule: byRule.filter { plugins.isNotOn(ownerOf: $0.key) == nil })
  }

  /// One text for one set of settings, for the hash.
  var canonical: String {
    byRule.sorted { $0.key < $1.key }.map { id, setting in
      var parts = [id, setting.severity?.rawValue ?? "", setting.isOff == true ? "off" : ""]
      parts.append(setting.weight.map { "\($0)" } ?? "")
      for (name, value) in setting.parameters.sorted(by: { $0.key < $1.key }) {
        parts.append("\(name)=\(value.spelled)")
      }
      return parts.map { "\($0.utf8.count):\($0)" }.joined()
    }.joined(separator: "\n")
  }
}
