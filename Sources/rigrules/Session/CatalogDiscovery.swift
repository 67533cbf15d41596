import RigCatalog
internal import RigSystem

/// Finds the catalogue of parts: the texts that ship, the folder for the database that is made from
/// them, and the user's own parts.
enum CatalogDiscovery {
  static let variable = "RIGRULES_CATALOG"
  static let userVariable = "RIGRULES_PARTS"

  /// The folder with `Facts/` and `Data/`: the variable's, else the one that came with the program.
  static func folder() throws(CommandFailure) -> String {
    if let folder = Environment.value(variable) { return folder }
    if let program = Environment.executablePath, let folder = beside(program) { return folder }
    throw CommandFailure(
      .usage,
      "no catalogue of parts was found beside the program or above it; name its folder with "
        + "\(variable) [catalog/none]")
  }

  /// `share/rigrules/Catalog` of an installation, or `Sources/RigCatalog` of a checkout.
  static func beside(_ program: String) -> String? {
    ProgramFolders.find(
      "Catalog", inCheckout: "Sources/RigCatalog", holding: "Facts", from: program)
  }

  /// The file of the user's own parts; nil without a home.
  static var user: UserCatalog? {
    let file = Environment.value(userVariable) ?? UserFolders.data.map { "\($0)/parts.tsv" }
    return file.map { UserCatalog(path: $0) }
  }

  /// Opens the catalogue; the first time after a change it is made, which takes seconds.
  static func open(progress: (Int) -> Void = { _ in }) throws(CommandFailure) -> Catalog {
    let folder = try folder()
    do throws(CatalogError) {
      return try Catalog(folder: folder, cache: UserFolders.cache, user: user, progress: progress)
    } catch {
      throw failure(error)
    }
  }

  static func failure(_ error: CatalogError) -> CommandFailure {
    CommandFailure(.usage, "\(error) [\(error.code)]")
  }
}
