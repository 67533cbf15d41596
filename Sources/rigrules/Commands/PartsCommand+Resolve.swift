import ArgumentParser
import RigCatalog
import RigModel
import RigReports

/// `rigrules parts resolve`: what each of many names means, for measuring.
struct PartsResolve: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "Print what each name of a file means, one JSON line each.",
    discussion: "A line is a name, or a category and a name with a tab between them.",
    shouldDisplay: false)

  @Argument(help: "A file of names.")
  var file: String

  func run(on console: Console) throws -> ExitStatus {
    let catalog = try CatalogDiscovery.open()
    for line in try TextLines.read(file) {
      let cells = line.split(separator: "\t", maxSplits: 1)
      let category = cells.count == 2 ? PartCategory(rawValue: String(cells[0])) : nil
      let name = cells.count == 2 ? String(cells[1]) : line
      let found = try catalog.resolve(name, category: category)
      console.print(Self.line(name, found))
    }
    return .success
  }

  private static func line(_ name: String, _ found: NameResolution) -> [UInt8] {
    var json = JSONBytes()
    json.beginObject()
    json.field("name", name)
    json.field("answer", found.word)
    json.append("parts", found.parts.prefix(6).map(\.id))
    json.field("count", found.parts.count)
    if case .best(_, let note) = found { json.field("note", note) }
    if case .several(_, let differing) = found { json.append("differing", differing) }
    json.endObject()
    json.endLine()
    return json.bytes
  }
}

extension NameResolution {
  /// The kind of answer in one word.
  var word: String {
    switch self {
    case .exact: "exact"
    case .best: "best"
    case .chipset: "chipset"
    case .several: "several"
    case .none: "none"
    }
  }
}
