import RigModel
import RigReports
import RigRules

/// The configuration as it is in force, with who said what.
struct EffectiveConfiguration {
  /// A line of the configuration; `origin` where a value begins that was set by a user.
  private struct Line {
    let text: String
    var origin: String?
  }

  let session: CommandSession

  /// A text that is itself a valid `rigrules.yaml`, origins behind it as comments.
  var text: String {
    let lines = lines
    let columns = lines.map { $0.origin == nil ? 0 : TextLayout.columns(of: $0.text) }.max() ?? 0
    return lines.map { line in
      guard let origin = line.origin else { return line.text + "\n" }
      return "\(TextLayout.padded(line.text, to: columns))  # \(origin)\n"
    }.joined()
  }

  var json: [UInt8] {
    var json = JSONBytes(pretty: true)
    json.beginObject()
    json.field("file", session.configuration?.path)
    json.key("rules")
    json.beginObject()
    json.append("value", session.found.folders)
    json.field("from", session.found.origin.name)
    json.endObject()
    json.key("plugins")
    json.beginObject()
    json.append("value", session.plugins.on.map(\.path))
    json.field("from", session.plugins.origin.name)
    json.endObject()
    if let profile = session.engine.ruleSet.profile {
      json.key("profile")
      json.beginObject()
      json.field("value", profile)
      json.field("from", session.profileOrigin)
      json.endObject()
    }
    json.key("lang")
    json.beginObject()
    json.field("value", session.language.rawValue)
    json.field("from", session.languageChoice.origin)
    json.endObject()
    json.key("settings")
    json.beginObject()
    for setting in settings {
      json.key(setting.id)
      Self.append(setting, to: &json)
    }
    json.endObject()
    json.key("waivers")
    json.beginArray()
    for waiver in session.configuration?.waivers ?? [] { Self.append(waiver, to: &json) }
    json.endArray()
    if let today = session.today { json.field("today", today) }
    json.endObject()
    json.endLine()
    return json.bytes
  }

  /// What is set of one rule: by the configuration's file, and under it by the profile.
  private struct Setting {
    let id: String
    let own: RuleSetting?
    let profile: RuleSetting?

    var both: RuleSetting { (own ?? RuleSetting()).over(profile) }

    /// Who said a value, where it was not who is named beside the rule.
    func origin(ownIsSet: Bool) -> String? { own == nil || ownIsSet ? nil : profile?.at }
  }

  private var settings: [Setting] {
    let own = session.configuration?.settings ?? [:]
    let profile = session.engine.ruleSet.profileSettings
    return Set(own.keys).union(profile.keys).sorted().map {
      Setting(id: $0, own: own[$0], profile: profile[$0])
    }
  }

  private var lines: [Line] {
    var lines: [Line] = []
    if session.configuration == nil {
      lines.append(Line(text: "# no \(ConfigurationDiscovery.fileName) here or above"))
    }
    lines.append(Line(text: "rules:"))
    lines += session.found.folders.map {
      Line(text: "  - \(Self.quoted($0))", origin: session.found.origin.name)
    }
    if !session.plugins.on.isEmpty { lines.append(Line(text: "plugins:")) }
    lines += session.plugins.on.map {
      Line(text: "  - \(Self.quoted($0.path))", origin: session.plugins.origin.name)
    }
    if let profile = session.engine.ruleSet.profile {
      lines.append(
        Line(text: "profile: \(Self.quoted(profile))", origin: session.profileOrigin))
    }
    lines.append(
      Line(
        text: "lang: \(session.language.rawValue)", origin: session.languageChoice.origin))
    if !settings.isEmpty { lines.append(Line(text: "settings:")) }
    lines += settings.flatMap(Self.lines)
    let waivers = session.configuration?.waivers ?? []
    if let today = session.today, !waivers.isEmpty {
      lines.append(Line(text: "waivers:", origin: "checked against \(today)"))
    }
    return lines + waivers.flatMap(Self.lines)
  }

  private static func lines(of setting: Setting) -> [Line] {
    let (own, both) = (setting.own, setting.both)
    var lines = [Line(text: "  \(quoted(setting.id)):", origin: both.at)]
    func add(_ text: String, isOwn: Bool) {
      lines.append(Line(text: text, origin: setting.origin(ownIsSet: isOwn)))
    }
    if let severity = both.severity {
      add("    severity: \(severity.rawValue)", isOwn: own?.severity != nil)
    }
    if let isOff = both.isOff { add("    \"off\": \(isOff)", isOwn: own?.isOff != nil) }
    if let weight = both.weight {
      add("    weight: \(BuildValue.quantity(weight).spelled)", isOwn: own?.weight != nil)
    }
    if !both.parameters.isEmpty { lines.append(Line(text: "    params:")) }
    for (name, value) in both.parameters.sorted(by: { $0.key < $1.key }) {
      add(
        "      \(quoted(name)): \(inline(value))", isOwn: own?.parameters[name] != nil)
    }
    return lines
  }

  private static func lines(of waiver: WaiverEntry) -> [Line] {
    let lines = fields(of: waiver).enumerated().map { index, field in
      Line(
        text: "  \(index == 0 ? "-" : " ") \(field.key): \(quoted(field.text))",
        origin: index == 0 ? waiver.at : nil)
    }
    return lines + [waiver.values.map { Line(text: "    values: \(inline($0))") }].compactMap { $0 }
  }

  private static func fields(of entry: WaiverEntry) -> [(key: String, text: String)] {
    let all: [(key: String, text: String?)] = [
      ("rule", entry.rule), ("build", entry.build), ("finding", entry.finding),
      ("part", entry.part),
      ("reason", entry.waiver.reason), ("owner", entry.waiver.owner),
      ("until", entry.waiver.until),
    ]
    return all.compactMap { field in field.text.map { (field.key, $0) } }
  }

  private static func append(_ given: Setting, to json: inout JSONBytes) {
    let setting = given.both
    json.beginObject()
    if let severity = setting.severity { json.field("severity", severity.rawValue) }
    if let isOff = setting.isOff { json.append("off", .boolean(isOff)) }
    if let weight = setting.weight { json.append("weight", .quantity(weight)) }
    if !setting.parameters.isEmpty {
      json.key("params")
      json.beginObject()
      for (name, value) in setting.parameters.sorted(by: { $0.key < $1.key }) {
        json.append(name, value)
      }
      json.endObject()
    }
    json.field("from", setting.at)
    if given.own != nil, let under = given.profile?.at { json.field("over", under) }
    json.endObject()
  }

  private static func append(_ waiver: WaiverEntry, to json: inout JSONBytes) {
    json.beginObject()
    for field in fields(of: waiver) { json.field(field.key, field.text) }
    if let values = waiver.values { json.append("values", values) }
    json.field("from", waiver.at)
    json.endObject()
  }

  /// A value as JSON, which is YAML too.
  private static func inline(_ value: BuildValue) -> String {
    var json = JSONBytes()
    json.value(value)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// A text as YAML takes it: as it is where no reader can take it for anything else.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x2F || byte == 0x5F
        || byte == 0x2D || byte == 0x2E
    }
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
    let isWord = words.contains(text.lowercased())
    let startsPlain = text.utf8.first.map { $0 != 0x2D && $0 != 0x2E } ?? false
    if isPlain && startsPlain && !isWord { return text }
    return inline(.text(text))
  }
}
