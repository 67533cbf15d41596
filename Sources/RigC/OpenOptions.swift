internal import LuaRuntime
internal import RigModel
internal import RigRules

/// What `rigrules_open` is given, checked.
struct OpenOptions {
  var rules: [String] = []
  var plugins: [String] = []
  var engine = EngineOptions()

  private static let keys = [
    "rules", "plugins", "config", "settings", "language", "profile", "without", "today", "notices",
    "deadline_ms",
  ]

  /// Settings are read as a configuration file's, so that they are refused with the same words.
  init(parsing bytes: [UInt8]) throws(CallFailure) {
    let tree = SourceDocument.parse(bytes, as: .automatic, file: "options", domain: "config")
    guard tree.diagnostics.isEmpty else {
      throw CallFailure(.invalidArgument, tree.diagnostics)
    }
    guard case .map(let entries)? = tree.root?.content else {
      throw CallFailure(.invalidArgument, "the options must be an object with the key `rules`")
    }
    var values: [String: BuildValue] = [:]
    for entry in entries {
      guard Self.keys.contains(entry.key) else {
        let near = nearestName(entry.key, among: Self.keys)
        throw CallFailure(
          .invalidArgument, code: "config/unknown-key",
          "the options have no key `\(Quoted.clean(entry.key, limit: 60))`; known are "
            + Self.keys.joined(separator: ", ") + (near.map { " (did you mean `\($0)`?)" } ?? ""))
      }
      if !entry.value.isNull { values[entry.key] = entry.value.plainValue }
    }
    try read(values)
  }

  private mutating func read(_ values: [String: BuildValue]) throws(CallFailure) {
    rules = try Self.texts(values, "rules")
    if rules.isEmpty {
      throw CallFailure(.invalidArgument, code: "rule/none", "the options name no `rules` folder")
    }
    plugins = try Self.texts(values, "plugins")
    engine.without = try Self.texts(values, "without")
    engine.notices = try Self.texts(values, "notices").map {
      Notice(kind: .switchedOff, message: $0)
    }
    engine.profile = try Self.text(values, "profile")
    engine.configuration = try Self.configuration(values)
    if let configured = engine.configuration?.language { engine.language = configured }
    if let word = try Self.text(values, "language") {
      guard let language = Language(rawValue: word) else {
        throw CallFailure(.invalidArgument, "`language` is `\(word)`; it is \"en\" or \"zh\"")
      }
      engine.language = language
    }
    engine.today = try Self.text(values, "today")
    if let today = engine.today, !Waiver.isDay(today) {
      throw CallFailure(.invalidArgument, "`today` is `\(today)`; write a day as 2026-12-31")
    }
    if let deadline = values["deadline_ms"] {
      guard let time = deadline.integerValue, (0...3_600_000).contains(time) else {
        throw CallFailure(
          .invalidArgument, code: "config/wrong-type",
          "`deadline_ms` must be a whole number of milliseconds, from 0 (none) to 3600000")
      }
      engine.limits.deadlineMilliseconds = time == 0 ? nil : UInt32(time)
    }
    engine.checksExamples = false
  }

  private static func configuration(_ values: [String: BuildValue]) throws(CallFailure)
    -> Configuration?
  {
    do throws(InvalidConfiguration) {
      var configuration = try text(values).map { path throws(InvalidConfiguration) in
        try Configuration(contentsOfFile: path)
      }
      if let settings = values["settings"] {
        var json = JSONBytes()
        json.value(BuildValue.map([.init(key: "settings", value: settings)]))
        let given = try Configuration(parsing: json.bytes, file: "options")
        var merged = configuration ?? Configuration()
        for (id, setting) in given.settings {
          merged.settings[id] = setting.over(merged.settings[id])
        }
        // With settings of its own it is no longer what the file says.
        merged.path = nil
        configuration = merged
      }
      return configuration
    } catch {
      throw CallFailure(.invalidRules, error.diagnostics)
    }
  }

  private static func text(_ values: [String: BuildValue]) -> String? {
    values["config"]?.textValue
  }

  private static func text(_ values: [String: BuildValue], _ key: String) throws(CallFailure)
    -> String?
  {
    guard let value = values[key] else { return nil }
    guard let text = value.textValue else {
      throw CallFailure(.invalidArgument, code: "config/wrong-type", "`\(key)` must be a text")
    }
    return text
  }

  private static func texts(_ values: [String: BuildValue], _ key: String) throws(CallFailure)
    -> [String]
  {
    guard let value = values[key] else { return [] }
    if let text = value.textValue { return [text] }
    let texts = value.listValue?.compactMap(\.textValue)
    guard let texts, texts.count == value.listValue?.count else {
      throw CallFailure(
        .invalidArgument, code: "config/wrong-type", "`\(key)` must be a list of texts")
    }
    return texts
  }
}
