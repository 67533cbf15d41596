import RigModel

/// Turns the rows of the facts into entries: what is there, with its source and its certainty.
struct FactReader {
  let texts: CatalogTexts
  let lexicon: Lexicon

  func entries(_ category: PartCategory) -> [Entry] {
    switch category {
    case .gpu: graphics()
    case .cpu: plain("cpus", category)
    case .motherboard: plain("boards", category)
    case .chassis:
      plain("chassis", category, renamed: ["max_board_width_mm": "max_motherboard_width_mm"])
    case .psu: supplies()
    case .cpuCooler: plain("coolers", category)
    case .memory: series("memory", category)
    case .storage: series("storage", category)
    }
  }

  private func plain(
    _ file: String, _ category: PartCategory, renamed: [String: String] = [:]
  ) -> [Entry] {
    let table = texts.table(file)
    return table.rows.map { entry($0, table, category, renamed: renamed) }
  }

  private func series(_ file: String, _ category: PartCategory) -> [Entry] {
    plain(file, category).map {
      var entry = $0
      entry.kind = .shared
      return entry
    }
  }

  /// A row whose columns have the names of fields.
  private func entry(
    _ row: [Substring], _ table: Table, _ category: PartCategory, renamed: [String: String] = [:]
  ) -> Entry {
    var entry = Entry(category: category, kind: .part, name: String(table.cell("name", in: row)))
    entry.isFact = true
    entry.aliases = table.entries("aliases", in: row).map(String.init)
    (entry.maker, entry.name) = splitMaker(entry.name, category)
    entry.year = Int(table.cell("release_year", in: row))
    let guesses = Set(table.entries("guess", in: row).map(String.init))
    let source = String(table.cell("source", in: row))
    for (column, cell) in zip(table.columns, row) where !cell.isEmpty {
      let key = renamed[column] ?? column
      guard key != "name", let field = category.component.field(key), field.key == key,
        let value = ValueText.value(cell, of: field.kind)
      else { continue }
      entry.values.put(key, fact(value, column, guesses, source))
    }
    return entry
  }

  private func fact(
    _ value: BuildValue, _ column: String, _ guesses: Set<String>, _ source: String
  ) -> SourcedValue {
    let isGuess = guesses.contains(column) || guesses.contains { $0.hasPrefix(column + ".") }
    let isData = source.hasPrefix(OpenDB.source) || source.contains("TechPowerUp")
    return SourcedValue(
      value, source: source,
      certainty: isGuess ? .guess("memory") : isData ? .dataSet : .maker)
  }

  /// The maker at the start of a name and the rest.
  private func splitMaker(_ name: String, _ category: PartCategory) -> (String?, String) {
    let words = name.split(separator: " ")
    for count in stride(from: min(3, words.count - 1), to: 0, by: -1) {
      let start = words[..<count].joined(separator: " ")
      guard let maker = lexicon.maker(start), maker.makes.contains(category.rawValue) else {
        continue
      }
      return (maker.name, words[count...].joined(separator: " "))
    }
    return (nil, name)
  }

  private func graphics() -> [Entry] {
    let table = texts.table("gpus")
    return table.rows.map { gpu($0, table) }
  }

  private func gpu(_ row: [Substring], _ table: Table) -> Entry {
    var entry = entry(row, table, .gpu)
    entry.kind = .shared
    entry.maker = nil
    entry.name = String(table.cell("name", in: row))
    entry.isMakersDesign = table.cell("reference", in: row) == "maker"
    let source = String(table.cell("source", in: row))
    entry.values.put(
      "chipset", SourcedValue(.text(entry.name), source: source, certainty: .maker))
    return entry
  }

  private func supplies() -> [Entry] {
    let table = texts.table("psus")
    return table.rows.map { row in
      var entry = entry(row, table, .psu)
      let guesses = Set(table.entries("guess", in: row).map(String.init))
      let source = String(table.cell("source", in: row))
      let grade = table.cell("cybenetics", in: row)
      let word = grade.hasPrefix("cybenetics") ? String(grade) : "cybenetics-\(grade)"
      if entry.values["efficiency"] == nil, !grade.isEmpty,
        let field = PartCategory.psu.component.field("efficiency"),
        let value = ValueText.value(word[...], of: field.kind)
      {
        entry.values.put("efficiency", fact(value, "cybenetics", guesses, source))
      }
      if let (key, plugs) = plugs(row, table, guesses, source) { entry.values.put(key, plugs) }
      let family = table.cell("family", in: row)
      if !family.isEmpty { entry.family = String(family) }
      return entry
    }
  }

  /// The map of plugs, where all of its counts are known (`pcie_6pin` alone is left out mostly), else
  /// what the supply has at least: the counts that are.
  private func plugs(
    _ row: [Substring], _ table: Table, _ guesses: Set<String>, _ source: String
  ) -> (key: String, plugs: SourcedValue)? {
    let needed = ["eps_8pin", "pcie_8pin", "pcie_16pin"]
    let plugs = ["eps_8pin", "pcie_6pin", "pcie_8pin", "pcie_16pin"].map {
      ($0, Int64(table.cell($0, in: row)) ?? 0)
    }
    guard needed.allSatisfy({ !table.cell($0, in: row).isEmpty }) else {
      guard plugs.contains(where: { $0.0 != "eps_8pin" && $0.1 > 0 }) else { return nil }
      let least = BuildValue.list([OpenDB.plugMap(plugs)])
      return (
        "connectors_at_least",
        SourcedValue(least, source: source, certainty: .guess("plugs of other kinds may be more"))
      )
    }
    let isGuess = needed.contains { guesses.contains($0) }
    return (
      "connectors",
      SourcedValue(
        OpenDB.plugMap(plugs), source: source, certainty: isGuess ? .guess("memory") : .dataSet)
    )
  }
}
