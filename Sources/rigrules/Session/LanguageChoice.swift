import RigRules

/// The language of messages, and who chose it.
struct LanguageChoice: Sendable, Equatable {
  let language: Language
  /// `--lang`, the configuration's file, a variable, or `default`.
  let origin: String

  /// What `--lang` or the locale says before anything is read, for what is wrong until then.
  static func early(_ arguments: [String]) -> Language {
    let name = "--lang"
    let stated =
      arguments.last { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
      ?? arguments.firstIndex(of: name).flatMap { index in
        arguments.indices.contains(index + 1) ? arguments[index + 1] : nil
      }
    return LanguageChoice(given: stated.flatMap(Language.init(rawValue:)), configuration: nil)
      .language
  }

  /// `--lang`, else the configuration's `lang`, else the locale, else English.
  init(given: Language?, configuration: Configuration?) {
    if let given {
      (language, origin) = (given, "--lang")
    } else if let configuration, let stated = configuration.language {
      (language, origin) = (stated, configuration.places["lang"] ?? ConfigurationDiscovery.fileName)
    } else {
      let variables = ["LC_ALL", "LC_MESSAGES", "LANG"]
      let first = variables.first { Environment.value($0) != nil }
      let locale = first.flatMap(Environment.value) ?? ""
      language = locale.lowercased().hasPrefix("zh") ? .chinese : .english
      origin = first ?? "default"
    }
  }
}
