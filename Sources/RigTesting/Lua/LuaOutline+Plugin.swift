extension LuaOutline {
  /// Where a manifest has what the plugin gives.
  static let pluginSections = ["facts", "reporters", "importers", "profiles"]

  /// What of a manifest is code: functions, and the values that profiles give to parameters.
  var pluginCode: [Range<Int>] {
    let functions = [("facts", "compute"), ("reporters", "render"), ("importers", "import")]
      .flatMap { section, function in
        fieldNames(of: section).compactMap { name in
          // A bare function has no table around it.
          field("\(section).\(name).\(function)") ?? field("\(section).\(name)")
        }
      }
    let parameters = fieldNames(of: "profiles").flatMap { profile in
      let settings = "profiles.\(profile).settings"
      return fieldNames(of: settings).compactMap { field("\(settings).\($0).params") }
    }
    return functions + parameters
  }
}
