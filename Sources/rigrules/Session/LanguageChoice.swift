import RigRules

/// The language of messages, and who chose it.
struct LanguageChoice: Sendable, Equatable {
  let language: Language
  /// `--lang`, the configuration's file, a variable, or `default`.
  let origin: String

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
