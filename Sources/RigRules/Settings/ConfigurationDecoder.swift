internal import RigModel

/// Reads `rigrules.yaml` by its own small vocabulary.
struct ConfigurationDecoder {
  static let keys = ["rules", "plugins", "profile", "lang", "settings", "waivers"]
  static let settingKeys = ["severity", "off", "weight", "params"]
  static let waiverKeys = [
    "rule", "build", "finding", "part", "values", "reason", "owner", "until",
  ]

  let file: String
  private(set) var diagnostics: [Diagnostic] = []

  init(file: String) { self.file = file }

  mutating func decode(_ bytes: [UInt8]) -> Configuration? {
    let source = SourceDocument.parse(bytes, file: file, domain: "config")
    diagnostics = source.diagnostics
    guard let root = source.root else { return diagnostics.isEmpty ? Configuration() : nil }
    if root.isNull { return Configuration() }
    guard case .map(let entries) = root.content else {
      problem("wrong-type", root, "the configuration must be a map of keys")
      return nil
    }
    var configuration = Configuration()
    checkKeys(entries, Self.keys, of: "the configuration")
    for entry in entries {
      configuration.places[entry.key] = place(entry.position)
      read(entry, into: &configuration)
    }
    return configuration
  }

  private mutating func read(_ entry: SourceEntry, into configuration: inout Configuration) {
    switch entry.key {
    case "rules": configuration.rules = texts(entry)
    case "plugins": configuration.plugins = texts(entry)
    case "profile": configuration.profile = text(entry)
    case "lang":
      let word = text(entry)
      configuration.language = word.flatMap { Language(rawValue: $0) }
      if let word, configuration.language == nil {
        problem("unknown-value", entry.value, "the language `\(word)` is none of en, zh")
      }
    case "settings": configuration.settings = settings(entry)
    case "waivers": configuration.waivers = waivers(entry)
    default: break
    }
  }

  // MARK: Settings

  private mutating func settings(_ entry: SourceEntry) -> [String: RuleSetting] {
    var settings: [String: RuleSetting] = [:]
    for rule in map(entry.value, "settings") {
      let fields = map(
        rule.value, "the settings of `\(rule.key)`", hint: Self.settingsHint(for: rule.value))
      checkKeys(
        fields, Self.settingKeys + Self.otherSwitches, known: Self.settingKeys,
        of: "the settings of a rule")
      settings[rule.key] = setting(fields, at: place(rule.position))
    }
    return settings
  }

  /// `on:` says the opposite of `off:`. Programs that read YAML as its version 1.1 did take both
  /// keys for truth values, and write them out as such.
  private static let otherSwitches = ["on", "true", "false"]

  /// What was most likely meant by one word where a map of settings stands.
  private static func settingsHint(for node: SourceNode) -> String? {
    let word: String
    switch node.content {
    case .text(let text), .plain(let text): word = text.lowercased()
    case .boolean(let flag): word = "\(flag)"
    default: return nil
    }
    switch word {
    case "off", "false", "no", "none", "never", "disabled", "disable", "ignore", "skip":
      return "write `{ off: true }`"
    case "on", "true", "yes", "enabled", "enable": return "write `{ off: false }`"
    default: break
    }
    let severities = Severity.allCases.map(\.rawValue)
    let near = severities.contains(word) ? word : nearestName(word, among: severities)
    if let near { return "write `{ severity: \(near) }`" }
    return "write `{ severity: warning }`, `{ off: true }`, `{ weight: 2 }` or `{ params: { … } }`"
  }

  private mutating func setting(_ fields: [SourceEntry], at place: String) -> RuleSetting {
    var setting = RuleSetting(at: place)
    for field in fields {
      switch (field.key, field.value.plainValue) {
      case ("severity", .text(let word)?):
        setting.severity = Severity(rawValue: word)
        if setting.severity == nil { unknownSeverity(word, field.value) }
      case ("off", .boolean(let flag)?), ("false", .boolean(let flag)?): setting.isOff = flag
      case ("on", .boolean(let flag)?), ("true", .boolean(let flag)?): setting.isOff = !flag
      case ("weight", let value?):
        if let number = value.numberValue, number > 0, number <= 1000 {
          setting.weight = number
        } else {
          problem("wrong-type", field.value, "a weight is a number above 0 and at most 1000")
        }
      case ("params", _):
        for parameter in map(field.value, "`params`") {
          guard let value = parameter.value.plainValue else {
            problem("wrong-type", parameter.value, "the parameter `\(parameter.key)` has no value")
            continue
          }
          setting.parameters[parameter.key] = value
        }
      case ("severity", _): problem("wrong-type", field.value, "`severity` must be a word")
      case ("off", _), ("on", _), ("false", _), ("true", _):
        problem(
          "wrong-type", field.value, "`\(field.key)` must be true or false",
          hint: Self.truthHint(for: field.value))
      case ("weight", _): problem("wrong-type", field.value, "`weight` must be a number")
      default: break
      }
    }
    return setting
  }

  /// YAML 1.1 took other words for truth values too.
  private static func truthHint(for node: SourceNode) -> String? {
    guard case .plain(let word) = node.content else { return nil }
    switch word.lowercased() {
    case "yes", "y", "on": return "write `true`"
    case "no", "n", "off": return "write `false`"
    default: return nil
    }
  }

  private mutating func unknownSeverity(_ word: String, _ node: SourceNode) {
    let near = nearestName(word, among: Severity.allCases.map(\.rawValue))
    problem(
      "severity", node, "the severity `\(word)` is none of error, warning, advice",
      hint: near.map { "did you mean `\($0)`?" })
  }

  // MARK: Waivers

  private mutating func waivers(_ entry: SourceEntry) -> [WaiverEntry] {
    guard case .list(let items) = entry.value.content else {
      if entry.value.isNull { return [] }
      problem("wrong-type", entry.value, "`waivers` must be a list")
      return []
    }
    return items.compactMap { waiver($0) }
  }

  private mutating func waiver(_ node: SourceNode) -> WaiverEntry? {
    let known = diagnostics.count
    let fields = map(node, "a waiver")
    if diagnostics.count > known { return nil }
    checkKeys(fields, Self.waiverKeys, of: "a waiver")
    var texts: [String: String] = [:]
    for field in fields where field.key != "values" { texts[field.key] = text(field) }
    let values = fields.first { $0.key == "values" }.flatMap { accepted($0) }
    for key in ["rule", "reason"] where (texts[key] ?? "").allSatisfy(\.isWhitespace) {
      problem("missing-key", node, "the waiver has no `\(key)`")
    }
    if let until = texts["until"], !Waiver.isDay(until) {
      let given = fields.first { $0.key == "until" }?.value ?? node
      problem(
        "wrong-type", given,
        Waiver.hasShapeOfDay(until)
          ? "`until` is \(until), and there is no such day"
          : "`until` is \(Quoted.clean(until, limit: 40)); it must be a day such as 2026-12-31")
    }
    guard let rule = texts["rule"], let reason = texts["reason"] else { return nil }
    return WaiverEntry(
      rule: rule, build: texts["build"], finding: texts["finding"], values: values,
      part: texts["part"],
      waiver: Waiver(reason: reason, until: texts["until"], owner: texts["owner"]),
      at: place(node.position ?? fields.first?.position))
  }

  /// The figures that were accepted.
  private mutating func accepted(_ entry: SourceEntry) -> BuildValue? {
    guard let value = entry.value.plainValue, case .map = value else {
      problem("wrong-type", entry.value, "`values` must be a map of the finding's figures")
      return nil
    }
    return value
  }

  // MARK: Values

  private mutating func map(_ node: SourceNode, _ what: String, hint: String? = nil)
    -> [SourceEntry]
  {
    if case .map(let entries) = node.content { return entries }
    if node.isNull { return [] }
    problem("wrong-type", node, "\(what) must be a map of keys", hint: hint)
    return []
  }

  private mutating func text(_ entry: SourceEntry) -> String? { text(entry.value, entry.key) }

  /// A text; numbers and days count by their spelling.
  private mutating func text(_ node: SourceNode, _ key: String) -> String? {
    switch node.content {
    case .text(let text), .plain(let text): return text
    case .number(_, let spelling?): return spelling
    default:
      problem("wrong-type", node, "`\(key)` must be a text")
      return nil
    }
  }

  private mutating func texts(_ entry: SourceEntry) -> [String] {
    guard case .list(let items) = entry.value.content else {
      return text(entry).map { [$0] } ?? []
    }
    return items.compactMap { text($0, entry.key) }
  }

  private mutating func checkKeys(
    _ entries: [SourceEntry], _ allowed: [String], known: [String]? = nil, of what: String
  ) {
    let known = known ?? allowed
    for entry in entries where !allowed.contains(entry.key) {
      let near = nearestName(entry.key, among: known)
      diagnostics.append(
        Diagnostic(
          code: "config/unknown-key", file: file, line: entry.position?.line,
          column: entry.position?.column,
          message: "\(what) has no key `\(entry.key)`; known are \(known.joined(separator: ", "))",
          hint: near.map { "did you mean `\($0)`?" }))
    }
  }

  private mutating func problem(
    _ code: String, _ node: SourceNode, _ message: String, hint: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        code: "config/\(code)", file: file, line: node.position?.line,
        column: node.position?.column, message: message, hint: hint))
  }

  private func place(_ position: SourcePosition?) -> String {
    position.map { "\(file):\($0.line)" } ?? file
  }
}
