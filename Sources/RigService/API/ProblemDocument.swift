internal import RigModel
internal import RigRules

/// What is wrong, as the program says it, for programs: `{"errors": [{"code": …}]}`.
struct ProblemDocument {
  let diagnostics: [Diagnostic]
  let language: Language

  var bytes: [UInt8] { written(pretty: true) }

  /// The same in one line.
  var line: [UInt8] { written(pretty: false) }

  private func written(pretty: Bool) -> [UInt8] {
    var json = JSONBytes(pretty: pretty)
    json.beginObject()
    json.key("errors")
    json.beginArray()
    for diagnostic in diagnostics { append(diagnostic, to: &json) }
    json.endArray()
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private func append(_ diagnostic: Diagnostic, to json: inout JSONBytes) {
    json.beginObject()
    json.field("code", diagnostic.code)
    json.field("severity", diagnostic.severity.rawValue)
    if let file = diagnostic.file { json.field("file", file) }
    if let line = diagnostic.line { json.field("line", line) }
    if let column = diagnostic.column { json.field("column", column) }
    if let path = diagnostic.path { json.field("path", path) }
    json.field("message", language.message(diagnostic.message))
    if let hint = diagnostic.hint { json.field("hint", language.message(hint)) }
    json.endObject()
  }
}
