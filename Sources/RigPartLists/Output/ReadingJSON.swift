internal import RigCatalog
internal import RigModel

extension PartListReading {
  /// The machine form: one entry for every line that is not empty, and the build.
  ///
  /// Keys are always there; what is not known is null. `price` is the amount as the line states it, in
  /// the currency of the build. A list of several machines has `builds` beside `build`, the first.
  public func json() -> String {
    var text = "{\n  \"lines\": ["
    for (index, entry) in entries.enumerated() {
      text += index == 0 ? "\n" : ",\n"
      text += "    " + Self.json(entry)
    }
    text += entries.isEmpty ? "],\n" : "\n  ],\n"
    text += "  \"build\": " + CanonicalText.json(build, pretty: false)
    if builds.count > 1 {
      text += ",\n  \"builds\": [\n    "
      text += builds.map { CanonicalText.json($0, pretty: false) }.joined(separator: ",\n    ")
      text += "\n  ]"
    }
    return text + "\n}\n"
  }

  private static func json(_ entry: ListEntry) -> String {
    let members: [(String, String)] = [
      ("line", "\(entry.line)"), ("text", quoted(entry.text)),
      ("status", quoted(entry.status.rawValue)), ("category", quoted(entry.kind)),
      ("count", entry.count.map { "\($0)" } ?? "null"), ("maker", quoted(entry.maker)),
      ("model", quoted(entry.model)), ("part", quoted(entry.part?.id)),
      ("fields", CanonicalText.json(.map(entry.fields), pretty: false)),
      (
        "price",
        entry.price.map { CanonicalText.json(.quantity($0.amount), pretty: false) } ?? "null"
      ),
      ("candidates", "[" + entry.candidates.map { quoted($0) }.joined(separator: ", ") + "]"),
    ]
    return "{" + members.map { "\(quoted($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
  }

  private static func quoted(_ text: String?) -> String {
    guard let text else { return "null" }
    var result = ""
    CanonicalText.writeQuoted(text, to: &result)
    return result
  }
}
