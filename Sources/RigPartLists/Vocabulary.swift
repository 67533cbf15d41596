/// The words of part lists: what heads a line, who makes what, what states a fact.
///
/// It is made from the reviewed tables of the catalogue, so that a new word is a row there.
public struct Vocabulary: Sendable {
  /// A meaning of a word, as its row has it.
  struct Meaning: Sendable {
    let kind: Kind
    /// A category, a field (`psu.efficiency`), a kind of other item.
    let means: String
    let value: String
    let isChinese: Bool
  }

  enum Kind: String, Sendable {
    case category, other, machine, total, heading, count, counter, generic, ignore, condition, fact
    case countOf = "count_of"
    case priceKind = "price_kind"
    case currency
  }

  struct Maker: Sendable {
    let name: String
    /// Words of the format (`cpu_cooler`) or `other`.
    let makes: Set<String>
  }

  let words: PhraseTable<Meaning>
  let makers: PhraseTable<Maker>
  /// Product lines with the maker they hint at.
  let lines: PhraseTable<Maker>
  /// All makers, in the order of their table.
  let everyMaker: [Maker]
  /// `Z690` to `Intel Z690`, folded.
  let chipsets: [String: String]
  /// Machines whose graphics use the machine's memory, and their chips.
  let unified: PhraseTable<UnifiedMachine>

  /// - Parameters:
  ///   - words: The text of `words.tsv`.
  ///   - makers: The text of `makers.tsv`.
  ///   - chipsets: The text of `chipsets.tsv`.
  ///   - machines: The text of `machines.tsv`.
  public init(words: String, makers: String, chipsets: String, machines: String) {
    unified = UnifiedMachine.table(machines, place: 3)
    self.words = Self.meanings(words)
    var names = PhraseTable<Maker>(place: 1)
    var lines = PhraseTable<Maker>(place: 2)
    var every: [Maker] = []
    for row in FactTable(makers) {
      let maker = Maker(name: row["name"], makes: Set(row.list("makes")))
      every.append(maker)
      for name in [maker.name] + row.list("chinese") + row.list("aliases") where !name.isEmpty {
        names.insert(name, maker)
      }
      for line in row.list("lines") { lines.insert(line, maker) }
    }
    self.makers = names
    everyMaker = every
    self.lines = lines
    var chips: [String: String] = [:]
    for row in FactTable(chipsets) {
      for alias in row.list("aliases") { chips[LineText.fold(alias)] = row["chipset"] }
    }
    self.chipsets = chips
  }

  private static func meanings(_ text: String) -> PhraseTable<Meaning> {
    var table = PhraseTable<Meaning>(place: 0)
    for row in FactTable(text) {
      guard let kind = Kind(rawValue: row["kind"]) else { continue }
      table.insert(
        row["word"],
        Meaning(
          kind: kind, means: row["means"], value: row["value"],
          isChinese: row["language"] == "zh"))
    }
    return table
  }
}

/// The rows of a tab-separated text with a header line.
struct FactTable: Sequence {
  struct Row {
    let columns: [String: Int]
    let cells: [Substring]

    /// The cell of a column; empty where there is none.
    subscript(column: String) -> String {
      guard let index = columns[column], index < cells.count else { return "" }
      return String(cells[index])
    }

    /// The entries of a list cell.
    func list(_ column: String) -> [String] {
      self[column].split(separator: "|").map(String.init)
    }
  }

  let rows: [Row]

  init(_ text: String) {
    var columns: [String: Int] = [:]
    var rows: [Row] = []
    for line in text.split(separator: "\n") {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      if columns.isEmpty {
        for (index, cell) in cells.enumerated() { columns[String(cell)] = index }
      } else {
        rows.append(Row(columns: columns, cells: cells))
      }
    }
    self.rows = rows
  }

  func makeIterator() -> IndexingIterator<[Row]> { rows.makeIterator() }
}
