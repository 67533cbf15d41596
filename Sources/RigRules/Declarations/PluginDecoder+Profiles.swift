internal import LuaRuntime
internal import RigModel

extension PluginDecoder {
  static let profileKeys = ["doc", "settings", "examples"]
  static let settingKeys = ["severity", "off", "weight", "params"]

  mutating func profiles(_ value: LuaValue?) -> [PluginDescription.Profile] {
    entries(value, at: "profiles").map { entry in
      let path = "profiles.\(entry.key)"
      guard case .map = entry.value else {
        wrongType(path, entry.value, "a table with `doc` and `settings`")
        return PluginDescription.Profile(name: entry.key, doc: nil, settings: [:], examples: [])
      }
      checkKeys(of: entry.value, at: path, allowed: Self.profileKeys)
      return PluginDescription.Profile(
        name: entry.key, doc: text(entry.value["doc"], at: "\(path).doc", required: true),
        settings: settings(entry.value["settings"], at: "\(path).settings"),
        examples: profileExamples(entry, at: path))
    }
  }

  private mutating func settings(_ value: LuaValue?, at path: String) -> [String: RuleSetting] {
    guard let value else {
      missing(path)
      return [:]
    }
    guard case .map(let entries) = value else {
      wrongType(path, value, "a table by rule id")
      return [:]
    }
    var settings: [String: RuleSetting] = [:]
    for entry in entries {
      settings[entry.key] = setting(entry.value, at: "\(path).\(entry.key)")
    }
    return settings
  }

  /// `at` of the result is the path in the manifest; the caller, who has the file, makes a location of it.
  private mutating func setting(_ value: LuaValue, at path: String) -> RuleSetting {
    var setting = RuleSetting(at: path)
    guard case .map = value else {
      wrongType(path, value, "a table with severity, off, weight or params")
      return setting
    }
    checkKeys(of: value, at: path, allowed: Self.settingKeys)
    setting.severity = value["severity"].flatMap { severity($0, at: "\(path).severity") }
    setting.weight = weight(value["weight"], at: "\(path).weight")
    switch value["off"] {
    case nil: break
    case .boolean(let flag): setting.isOff = flag
    case .some(let other): wrongType("\(path).off", other, "true or false")
    }
    guard let parameters = value["params"] else { return setting }
    guard case .map(let entries) = parameters else {
      wrongType("\(path).params", parameters, "a table of values by parameter")
      return setting
    }
    for entry in entries {
      guard let value = BuildValue(entry.value) else {
        wrongType("\(path).params.\(entry.key)", entry.value, "a number, text, list or boolean")
        continue
      }
      setting.parameters[entry.key] = value
    }
    return setting
  }
}
