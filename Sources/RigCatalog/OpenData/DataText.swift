import RigModel
internal import RigSystem

/// Writes cleaned parts as the tables that the repository ships, and reads them.
///
/// One row per part, sorted by maker and name; columns are the fields of the build format that any
/// part of the category has. `certainty` names the columns that are less sure than the data set.
enum DataText {
  /// Reads the data set in `folder` and returns the table of each category.
  static func tables(openDB folder: String, lexicon: Lexicon, progress: (Int) -> Void)
    throws(CatalogError) -> [PartCategory: String]
  {
    var texts: [PartCategory: String] = [:]
    var done = 0
    for category in PartCategory.allCases {
      let path = "\(folder)/\(category.openDBFile).jsonl"
      var parts: [OpenPart] = []
      try OpenDBFile.read(path, category) { part, _ in
        var part = part
        part.maker = lexicon.usual(part.maker)
        part.dropMakerFromName(lexicon)
        part.trustName(lexicon)
        parts.append(part)
        done += 1
        if done.isMultiple(of: 500) { progress(done) }
      }
      texts[category] = text(of: parts, category)
    }
    return texts
  }

  static func text(of parts: [OpenPart], _ category: PartCategory) -> String {
    let keys = category.component.fields.map(\.key).filter { key in
      parts.contains { $0.values[key] != nil }
    }
    var lines = parts.map { line($0, keys) }
    lines.sort()
    var unique: [String] = []
    for line in lines where line != unique.last { unique.append(line) }
    let header = (["maker", "name", "numbers"] + keys + ["certainty"]).joined(separator: "\t")
    return header + "\n" + unique.joined(separator: "\n") + "\n"
  }

  private static func line(_ part: OpenPart, _ keys: [String]) -> String {
    let component = part.category.component
    var cells = [part.maker, part.name, part.numbers.joined(separator: "|")]
    for key in keys {
      let kind = component.field(key)?.kind ?? .text
      cells.append(part.values[key].map { ValueText.cell($0, of: kind) } ?? "")
    }
    cells.append(
      keys.compactMap { key in part.certainties[key].map { "\(key)=\($0.word)" } }
        .joined(separator: "|"))
    while cells.last?.isEmpty == true { cells.removeLast() }
    return cells.joined(separator: "\t")
  }

  /// The entries of a table.
  static func entries(_ table: Table, _ category: PartCategory, source: String) -> [Entry] {
    let fields = table.columns.map { column in
      ["maker", "name", "numbers", "certainty"].contains(column)
        ? nil : category.component.field(column)
    }
    return table.rows.map { row in
      var entry = Entry(category: category, kind: .part, name: String(table.cell("name", in: row)))
      let maker = table.cell("maker", in: row)
      entry.maker = maker.isEmpty ? nil : String(maker)
      entry.numbers = table.entries("numbers", in: row).map(String.init)
      var certainties: [Substring: Certainty] = [:]
      for note in table.entries("certainty", in: row) {
        guard let sign = note.firstIndex(of: "=") else { continue }
        certainties[note[..<sign]] = Certainty(word: note[note.index(after: sign)...])
      }
      var values: [Part.Field] = []
      for (field, cell) in zip(fields, row) where !cell.isEmpty {
        guard let field, let value = ValueText.value(cell, of: field.kind) else { continue }
        let certainty = certainties[field.key[...]] ?? .dataSet
        values.append(
          Part.Field(
            key: field.key, value: SourcedValue(value, source: source, certainty: certainty)))
      }
      entry.values = FieldValues(values)
      return entry
    }
  }
}

extension Catalog {
  /// The cleaned tables of BuildCores OpenDB, by the path below the catalogue's folder.
  ///
  /// - Parameters:
  ///   - folder: Where the data set's files are (`GPU.jsonl` …).
  ///   - firmware: The file of boards as their firmware describes them; nil leaves that table.
  ///   - catalog: The folder with the facts that makers are spelt by.
  ///   - progress: Called now and then with how many records have been read.
  public static func cleanedData(
    openDB folder: String, firmware: String? = nil, catalog: String,
    progress: (Int) -> Void = { _ in }
  ) throws(CatalogError) -> [String: String] {
    let makers = try CatalogTexts.readTable("\(catalog)/Facts/makers.tsv")
    let words = try CatalogTexts.readTable("\(catalog)/Facts/words.tsv")
    let lexicon = Lexicon(makers: makers, words: words)
    let texts = try DataText.tables(openDB: folder, lexicon: lexicon, progress: progress)
    var files = Dictionary(
      texts.map { ("Data/\($0.key.rawValue).tsv", $0.value) }, uniquingKeysWith: { one, _ in one })
    if let firmware {
      files["Data/firmware-boards.tsv"] = try FirmwareBoards.table(firmware, lexicon: lexicon)
    }
    return files
  }
}

/// A file of BuildCores OpenDB: one JSON object a line.
enum OpenDBFile {
  /// Reads each part with its line; a line that is not JSON, or has no name, is given as a reason.
  static func read(
    _ path: String, _ category: PartCategory, refused: (Int, String) -> Void = { _, _ in },
    _ take: (OpenPart, Int) -> Void
  ) throws(CatalogError) {
    let (bytes, reason) = DiskFiles.read(path, limit: 512 << 20)
    if let reason { throw CatalogError.unreadable(path: path, reason: reason) }
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      let tree = SourceDocument.parse(Array(line), as: .json, file: path, domain: "build")
      guard let record = tree.root?.plainValue else {
        refused(number, tree.diagnostics.first?.message ?? "it is not JSON")
        continue
      }
      guard let part = OpenDB.part(record, category) else {
        refused(number, "it has no name")
        continue
      }
      take(part, number)
    }
  }
}
