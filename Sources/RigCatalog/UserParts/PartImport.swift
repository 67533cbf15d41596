internal import RigModel
internal import RigSystem

/// Reads parts from data sets and tables of others into parts of the user's catalogue.
public enum PartImport {
  /// What was read, and which lines were not.
  public struct Result: Sendable {
    /// What is tried, rule by rule.
    public var parts: [UserPart] = []
    /// Rows that were left out, each with the reason.
    public var refused: [UserCatalog.Summary.Refusal] = []
  }

  /// The most bytes of a file that are read.
  static let mostBytes = 512 << 20

  /// Reads a folder in the layout of BuildCores OpenDB (`GPU.jsonl`, …), or one file of it.
  public static func openDB(_ path: String, progress: (Int) -> Void = { _ in })
    throws(CatalogError) -> Result
  {
    let isFolder = DiskFiles.kind(path) == .folder
    var result = Result()
    var isAnyThere = false
    for category in PartCategory.allCases {
      let file = isFolder ? "\(path)/\(category.openDBFile).jsonl" : path
      let isIt = isFolder || DiskFiles.baseName(of: path).hasPrefix(category.openDBFile + ".")
      guard isIt, DiskFiles.kind(file) == .file else { continue }
      isAnyThere = true
      try read(file, category, &result, progress)
    }
    guard isAnyThere else {
      throw CatalogError.unreadable(
        path: path, reason: "no file of the OpenDB layout (GPU.jsonl, CPU.jsonl …) is there")
    }
    return result
  }

  private static func read(
    _ file: String, _ category: PartCategory, _ result: inout Result, _ progress: (Int) -> Void
  ) throws(CatalogError) {
    var parts: [UserPart] = []
    var refused: [UserCatalog.Summary.Refusal] = []
    let done = result.parts.count
    try OpenDBFile.read(file, category) { line, reason in
      refused.append(.init(file: file, line: line, reason: reason))
    } _: { part, _ in
      parts.append(
        UserPart(
          category: category, maker: part.maker.isEmpty ? nil : part.maker, name: part.name,
          numbers: part.numbers, source: "OpenDB " + DiskFiles.baseName(of: file),
          certainty: .dataSet, values: part.values))
      if parts.count.isMultiple(of: 500) { progress(done + parts.count) }
    }
    result.parts += parts
    result.refused += refused
  }

  /// Reads a table with a header line.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - category: The kind of its parts; nil where a column `category` says it.
  ///   - map: What a column of the file means: a key of the build format, `maker`, `name` or
  ///     `number`. Columns of these names need no entry.
  public static func csv(
    _ path: String, category: PartCategory?, map: [String: String] = [:]
  ) throws(CatalogError) -> Result {
    let (rows, refused) = try table(path)
    guard let header = rows.first?.cells else {
      throw CatalogError.badText(path: path, line: 1, reason: "there is no header line")
    }
    let folded = Dictionary(
      map.map { (Self.folded($0.key), $0.value) }, uniquingKeysWith: { one, _ in one })
    let columns = header.map { folded[Self.folded($0)] ?? Self.folded($0) }
    guard columns.contains("name") else {
      throw CatalogError.badText(
        path: path, line: 1,
        reason: "no column is the name; say which with --map 'COLUMN=name'")
    }
    var result = Result(refused: refused)
    for row in rows.dropFirst() {
      switch CSVPart(columns, row.cells, category, source: DiskFiles.baseName(of: path)).result {
      case .success(let part): result.parts.append(part)
      case .failure(let refusal):
        result.refused.append(.init(file: path, line: row.line, reason: refusal.reason))
      }
    }
    return result
  }

  /// The rows of a table in which anything stands, and those that do not follow its form.
  static func table(_ path: String) throws(CatalogError) -> (
    [DelimitedText.Row], [UserCatalog.Summary.Refusal]
  ) {
    let table = DelimitedText(try text(path))
    let faulty = Set(table.faults.map(\.line))
    let rows = table.rows.filter { row in
      !faulty.contains(row.line) && row.cells.contains { !$0.isEmpty }
    }
    return (rows, table.faults.map { .init(file: path, line: $0.line, reason: $0.message) })
  }

  static func text(_ path: String) throws(CatalogError) -> String {
    let (bytes, reason) = DiskFiles.read(path, limit: mostBytes)
    if let reason { throw CatalogError.unreadable(path: path, reason: reason) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CatalogError.badText(path: path, line: 1, reason: "the text is not UTF-8")
    }
    return text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  }

  static func folded(_ column: String) -> String {
    String(column.trimmed.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
  }
}

/// One line of a table as a part.
struct CSVPart {
  struct Refusal: Error { let reason: String }

  let result: Swift.Result<UserPart, Refusal>

  init(_ columns: [String], _ cells: [String], _ category: PartCategory?, source: String) {
    do throws(Refusal) {
      result = .success(try Self.part(columns, cells, category, source))
    } catch {
      result = .failure(error)
    }
  }

  private static func part(
    _ columns: [String], _ cells: [String], _ given: PartCategory?, _ source: String
  ) throws(Refusal) -> UserPart {
    var texts: [String: String] = [:]
    for (column, cell) in zip(columns, cells) where !cell.isEmpty && texts[column] == nil {
      texts[column] = cell
    }
    guard let name = texts["name"] else { throw Refusal(reason: "it has no name") }
    let stated = texts["category"].flatMap { PartCategory(word: $0) }
    guard let category = given ?? stated else {
      throw Refusal(reason: "its category is not known; name it with --category")
    }
    var part = UserPart(
      category: category, maker: texts["maker"], name: name,
      numbers: texts["number"].map { [$0] } ?? [], source: source, values: [:])
    for field in category.component.fields where field.key != "name" {
      let own = PartDataset.text(field.key, category, texts) ?? texts[field.key]
      guard let own else { continue }
      guard let value = ValueText.value(own[...], of: field.kind) else {
        throw Refusal(reason: "`\(own)` is not a value of `\(field.key)`")
      }
      part.values[field.key] = value
    }
    return part
  }
}

extension PartCategory {
  /// A category by its word in the build format or in lists: `gpus`, `case`, `video-card`.
  public init?(word: String) {
    let word = PartImport.folded(word)
    let own = PartCategory.allCases.first { $0.rawValue == word || $0.buildKey == word }
    if let own {
      self = own
      return
    }
    switch word {
    case "video_card", "graphics_card": self = .gpu
    case "case", "cases": self = .chassis
    case "power_supply": self = .psu
    case "ram": self = .memory
    case "drive", "ssd", "hdd", "internal_hard_drive": self = .storage
    case "board", "mainboard": self = .motherboard
    case "cooler": self = .cpuCooler
    default: return nil
    }
  }
}
