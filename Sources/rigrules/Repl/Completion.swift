import RigReports

/// One way to go on with what is typed.
struct Completion: Sendable, Equatable {
  /// What the word becomes.
  let text: String
  /// What stands behind it in a list: a unit, a title.
  var note = ""
  /// Whether the word ends here.
  var isWhole = true

  /// All of them for a person to read.
  static func list(_ completions: [Completion]) -> String {
    let shown = completions.prefix(60)
    let columns = shown.map { TextLayout.columns(of: $0.text) }.max() ?? 0
    var text = shown.map { completion in
      completion.note.isEmpty
        ? "  \(completion.text)\n"
        : "  \(TextLayout.padded(completion.text, to: columns))  \(completion.note)\n"
    }.joined()
    if completions.count > shown.count {
      text += "  … and \(completions.count - shown.count) more\n"
    }
    return text
  }
}

extension String {
  /// What both begin with.
  func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
