import RigModel

/// The names of series of memory and drives, found at any place in the name of a part.
struct SeriesNames {
  private var byFirst: [String: [(atoms: [String], index: Int)]] = [:]

  mutating func add(_ name: ParsedName, _ index: Int) {
    let atoms = name.model.map(\.text).filter { !$0.isEmpty }
    guard let first = atoms.first else { return }
    byFirst[first, default: []].append((atoms, index))
  }

  /// The series with the longest name in this one; nil where none or two of one length are.
  func find(_ name: ParsedName, maker: String?, _ entries: [Entry]) -> Int? {
    let atoms = name.model.map(\.text).filter { !$0.isEmpty }
    var best: (length: Int, indices: Set<Int>) = (0, [])
    for start in atoms.indices {
      for (wanted, index) in byFirst[atoms[start]] ?? [] {
        guard wanted.count >= best.length, atoms[start...].starts(with: wanted),
          isFree(entries[index], maker, name)
        else { continue }
        if wanted.count > best.length { best = (wanted.count, []) }
        best.indices.insert(index)
      }
    }
    return best.indices.count == 1 ? best.indices.first : nil
  }

  private func isFree(_ series: Entry, _ maker: String?, _ name: ParsedName) -> Bool {
    if let maker, let other = series.maker, maker != other { return false }
    if let type = name.facts.memoryType, let known = series.values["type"]?.value.value.textValue,
      series.category == .memory, known != type
    {
      return false
    }
    return true
  }
}

/// What the series of a CPU says about one that the facts do not name.
struct CPUSeries {
  private struct Row {
    let pattern: Regex<AnyRegexOutput>
    let fields: [Part.Field]
    let year: Int?
  }

  private let rows: [Row]

  init(_ table: Table) {
    rows = table.rows.compactMap { row in
      guard let pattern = try? Regex(String(table.cell("pattern", in: row))) else { return nil }
      let guesses = Set(table.entries("guess", in: row).map(String.init))
      let source = String(table.cell("source", in: row))
      var fields: [Part.Field] = []
      for (column, cell) in zip(table.columns, row) where !cell.isEmpty {
        guard let field = PartCategory.cpu.component.field(column), field.key == column,
          let value = ValueText.value(cell, of: field.kind)
        else { continue }
        let certainty = guesses.contains(column) ? Certainty.guess("memory") : .maker
        fields.append(
          Part.Field(
            key: column, value: SourcedValue(value, source: source, certainty: certainty)))
      }
      return Row(
        pattern: pattern, fields: fields, year: Int(table.cell("release_year", in: row)))
    }
  }

  /// The fields of the series that a name belongs to.
  func fields(of name: String) -> [Part.Field]? { row(of: name)?.fields }

  private func row(of name: String) -> Row? {
    let text = Self.normal(name)
    return rows.first { text.wholeMatch(of: $0.pattern) != nil }
  }

  /// Puts the part's own values over those of its series, whose year it returns.
  func complete(_ values: inout FieldValues, name: String) -> Int? {
    guard let row = row(of: name) else { return nil }
    var merged = FieldValues()
    for field in row.fields { merged.put(field.key, field.value) }
    for field in values.fields {
      // Code names are spelt in many ways; the series has the one that chipsets are listed with.
      if field.key == "generation", merged["generation"] != nil { continue }
      merged.put(field.key, field.value)
    }
    values = merged
    return row.year
  }

  /// The form that the patterns are written for.
  static func normal(_ name: String) -> String {
    var words: [String] = []
    let cleaned = String(
      name.lowercased().unicodeScalars.map { scalar -> Character in
        ["-", "_", "/", "(", ")"].contains(scalar) ? " " : Character(scalar)
      }.filter { !["®", "™"].contains($0) })
    for word in cleaned.split(separator: " ") {
      if word.hasSuffix("ghz") { break }
      if ["intel", "amd", "cpu", "processor", "extreme", "oem", "tray", "tm", "r"].contains(word) {
        continue
      }
      words.append(String(word))
    }
    return words.joined(separator: " ")
  }
}
