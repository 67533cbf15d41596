import ArgumentParser
import RigCatalog
import RigSearch

/// The parts that a search chooses from.
struct StockOptions: ParsableArguments {
  @Option(
    name: .customLong("parts"),
    help: ArgumentHelp(
      "Parts to choose from instead of the catalogue's.",
      discussion: "Lists under gpus, cpu, psus …, in YAML or JSON; or your own parts.tsv.",
      valueName: "file"), completion: .file(extensions: ["yaml", "yml", "json", "tsv"]))
  var file: String?

  /// Those of the file, else of the catalogue.
  func offers(of catalog: (Catalog) throws -> Offers) throws -> Offers {
    if let file { return try PartsFile.read(file) }
    return try catalog(CatalogDiscovery.open())
  }
}
