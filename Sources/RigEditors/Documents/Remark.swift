internal import RigModel
internal import RigRules

/// Something that an editor marks in a text.
struct Remark {
  /// As editors number them.
  enum Level: Int {
    case error = 1
    case warning, information, hint
  }

  let range: EditorRange
  let level: Level
  /// A code of an error, or the id of a rule.
  let code: String
  let message: String
  /// What to write in the place of the range, where that is known.
  var replacement: String?

  func write(to json: inout JSONBytes) {
    json.beginObject()
    json.key("range")
    range.write(to: &json)
    json.field("severity", level.rawValue)
    json.field("code", code)
    json.field("source", "rigrules")
    json.field("message", message)
    json.endObject()
  }
}

extension Remark {
  /// A mistake of a text at its place in an open document.
  init(_ diagnostic: Diagnostic, in document: TextDocument, language: Language) {
    let line = diagnostic.line ?? 1
    range =
      diagnostic.column.map { document.range(line: line, column: $0) }
      ?? document.range(ofLine: line)
    level = diagnostic.severity == .error ? .error : .warning
    code = diagnostic.code
    let hint = diagnostic.hint.map(language.message)
    message =
      language.message(diagnostic.message)
      + (hint.map { language.choose(" (\($0))", "（\($0)）") } ?? "")
    replacement = Self.nearName(in: diagnostic.hint)
  }

  /// The name that a hint proposes: the last step of a path, because that is what is marked.
  static func nearName(in hint: String?) -> String? {
    guard let hint, hint.hasPrefix("did you mean `") else { return nil }
    let name = hint.dropFirst("did you mean `".count).prefix { $0 != "`" }
    return name.split(separator: ".").last.map(String.init)
  }
}
