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

  public init(vocabulary: Vocabulary, lookup: any PartLookup) {
    self.vocabulary = vocabulary
    self.lookup = lookup
  }

  /// Reads a list; every line that is not empty has an entry.
  ///
  /// - Parameter file: Its name in messages; the extension says whether it is YAML.
  /// - Throws: A `Diagnostic` for bytes that are no text or too many, and errors of the lookup.
  public func read(_ bytes: [UInt8], file: String?) throws -> PartListReading {
    let text = try ListText(bytes, file: file)
    let (items, form) = FormReader.items(text.lines, vocabulary, file: file)
    let reader = ItemReader(vocabulary: vocabulary, lookup: lookup)
    var entries: [ListEntry] = []
    var sections: [Int] = []
    for item in items {
      let read = try reader.entries(of: item)
      entries += read
      sections += Array(repeating: item.sectionIndex, count: read.count)
    }
    var builder = MachineBuilder(entries)
    builder.separate(sections: sections)
    let builds = builder.builds()
    let isSentence = Set(entries.map(\.line)).count == 1 && entries.count > 1
    return PartListReading(
      form: isSentence && form == "text" ? "sentence" : form, entries: builder.entries,
      builds: builds, notes: builder.notes)
  }

  /// Whether a text is a list of parts: several of its lines, or most of a few, are parts.
  public func isList(_ reading: PartListReading) -> Bool {
    let parts = reading.entries.count { $0.category != nil && $0.isBuilt }
    let unread = reading.count(of: .notUnderstood)
    return parts >= 2 && parts * 2 >= unread || parts == 1 && unread == 0
  }
}
