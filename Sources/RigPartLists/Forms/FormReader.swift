/// Finds the form of a list and takes it apart.
enum FormReader {
  /// Items of every line that is not empty, in file order, and the name of the form.
  static func items(_ lines: [String], _ vocabulary: Vocabulary, file: String?) -> (
    items: [RawItem], form: String
  ) {
    let (items, form) = recognised(lines, vocabulary, file)
    return (withEveryLine(items, lines), form)
  }

  private static func recognised(_ lines: [String], _ vocabulary: Vocabulary, _ file: String?) -> (
    items: [RawItem], form: String
  ) {
    if let items = SystemToolReader.items(lines) { return (items, "nvidia-smi") }
    if let tree = TreeReader.items(lines, vocabulary, file: file) { return tree }
    if let items = HTMLReader.items(lines, vocabulary) { return (items, "html") }
    if let items = DelimitedReader.items(lines, vocabulary) { return (items, "csv") }
    return LineReader.items(lines, vocabulary)
  }

  /// Lines of which the form made nothing are its frame: brackets, tags, keys above others.
  private static func withEveryLine(_ items: [RawItem], _ lines: [String]) -> [RawItem] {
    let seen = Set(items.map(\.line))
    var all = items
    for (index, line) in lines.enumerated() where !seen.contains(index + 1) {
      let text = Markup.trimmed(Array(line.unicodeScalars))
      guard !text.isEmpty else { continue }
      let isLong = text.unicodeScalars.count > ListText.longestLine
      all.append(RawItem(line: index + 1, text: text, structure: isLong ? "too-long" : "markup"))
    }
    return all.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
      .map(\.element)
  }
}
