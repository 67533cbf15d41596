public import RigCatalog
internal import RigModel

/// Reads part lists in any common form.
///
/// ```swift
/// let reader = PartListReader(vocabulary: vocabulary, lookup: catalogue)
/// let reading = try reader.read(bytes, file: "list.txt")
/// ```
public struct PartListReader {
  let vocabulary: Vocabulary
  let lookup: any PartLookup

  /// Makes one of its parts.
  public init(vocabulary: Vocabulary, lookup: any PartLookup) {
    self.vocabulary = vocabulary
    self.lookup = lookup
  }

  /// Reads a list; every line that is not empty has an entry.
  ///
  /// - Parameters:
  ///   - bytes: The list, in any common encoding.
  ///   - file: Its name in messages; the extension says whether it is YAML.
  /// - Throws: A `Diagnostic` for bytes that are not text or too many, and errors of the lookup.
  public func read(_ bytes: [UInt8], file: String?) throws -> PartListReading {
    let text = try ListText(bytes, file: file)
    let (items, form) = FormReader.items(text.lines, vocabulary, file: file)
    var reader = ItemReader(vocabulary: vocabulary, lookup: lookup)
    reader.isOfChineseList = items.contains { item in
      item.text.unicodeScalars.contains(where: \.isChinese)
    }
    var entries: [ListEntry] = []
    var sections: [Int] = []
    var words: [Int: String] = [:]
    for item in OrderLines(vocabulary: vocabulary).joined(items) {
      let read = try reader.entries(of: item)
      if read.contains(where: { $0.status == .asked }) {
        if isHead(item) { words[item.line] = "heading" }
        if item.key.isEmpty, isSentence(item.name) { words[item.line] = "note" }
      }
      entries += read
      sections += Array(
        repeating: Self.isMachine(read) ? -item.line : item.sectionIndex, count: read.count)
    }
    // One line of that kind is the machine of its list; several are one each.
    if Set(sections.filter { $0 < 0 }).count < 2 {
      for (index, item) in entries.enumerated() where sections[index] < 0 {
        sections[index] = items.first { $0.line == item.line }?.sectionIndex ?? 0
      }
    }
    var builder = MachineBuilder(withoutWords(entries, words))
    builder.separate(sections: sections)
    let builds = builder.builds()
    let isSentence = Set(entries.map(\.line)).count == 1 && entries.count > 1
    return PartListReading(
      form: isSentence && form == "text" ? "sentence" : form, entries: builder.entries,
      builds: builds, notes: builder.notes, origins: builder.origins)
  }

  /// Whether an item says a kind of part and nothing else.
  private func isHead(_ item: RawItem) -> Bool {
    let keys = KeyReader(vocabulary: vocabulary)
    if item.name.isEmpty && item.details.isEmpty && item.notes.isEmpty { return !item.key.isEmpty }
    // `Central Processing Unit (CPU)`.
    let word = Markup.trimmed(Array(item.name.prefix { $0 != "(" }.unicodeScalars))
    guard let kind = keys.kind(of: word) else { return false }
    return item.key.isEmpty || keys.kind(of: item.key)?.category == kind.category
  }

  /// Whether a text without figures is one of several words, or ends as sentences do.
  private func isSentence(_ text: String) -> Bool {
    !text.contains(where: \.isNumber)
      && (text.split(separator: " ").count >= 5 || text.hasSuffix(".") || text.hasSuffix("。"))
  }

  /// The entries with lines that name nothing as headings and notes, where another line names such a part: a
  /// table of contents, `- **CPU**` above its number, `Easy to build with.` below the case.
  ///
  /// - Parameter words: What such lines are, by their numbers.
  private func withoutWords(_ entries: [ListEntry], _ words: [Int: String]) -> [ListEntry] {
    func isEmpty(_ entry: ListEntry) -> Bool {
      words[entry.line] != nil && entry.status == .asked && entry.part == nil && entry.maker == nil
        && entry.fields.isEmpty && entry.price == nil
    }
    let named = Set(entries.filter { $0.isBuilt && !isEmpty($0) }.compactMap(\.category))
    return entries.map { entry in
      guard let category = entry.category, named.contains(category), isEmpty(entry) else {
        return entry
      }
      var entry = entry
      (entry.kind, entry.category, entry.status) = (words[entry.line], nil, .other)
      (entry.notes, entry.candidates, entry.isBuilt) = ([], [], false)
      return entry
    }
  }

  /// Whether the parts of one line are a machine: `12400F/B660M/16G*2/3060Ti/650W`.
  private static func isMachine(_ entries: [ListEntry]) -> Bool {
    let kinds = Set(entries.filter(\.isBuilt).compactMap(\.category))
    return kinds.count >= 3 && kinds.contains(.cpu)
  }

  /// Whether a text is meant as a build file, with mistakes or without: it has a key that only
  /// those have, or a part described by fields.
  public static func isBuildFile(_ bytes: [UInt8], file: String) -> Bool {
    let tree = SourceDocument.parse(bytes, file: file, domain: "build")
    guard case .map(let entries) = tree.root?.content else { return false }
    let root = FieldRegistry.version1.root
    return entries.contains { entry in
      guard let position = root.position(of: entry.key) else { return false }
      let field = root.fields[position]
      if ["rigrules", "use_case", "preprocessing", "precision", "extra"].contains(field.key) {
        return true
      }
      guard let component = field.component else { return false }
      return described(entry.value, component)
    }
  }

  private static func described(_ node: SourceNode, _ component: ComponentDefinition) -> Bool {
    switch node.content {
    case .map(let fields):
      fields.isEmpty
        || fields.contains { component.position(of: $0.key) != nil && $0.key != "name" }
    case .list(let items): items.isEmpty || items.contains { described($0, component) }
    default: false
    }
  }

  /// Whether a text is a list of parts: several of its lines, or most of a few, are parts.
  public func isList(_ reading: PartListReading) -> Bool {
    let parts = reading.entries.count { $0.category != nil && $0.isBuilt }
    let unread = reading.count(of: .notUnderstood)
    return parts >= 2 && parts * 2 >= unread || parts == 1 && unread == 0
  }
}
