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
    var folder = DiskFiles.folder(of: program)
    let installed = DiskFiles.folder(of: folder) + "/share/rigrules/Catalog"
    if DiskFiles.kind(installed + "/Facts") == .folder { return installed }
    while true {
      let candidate = (folder == "/" ? "" : folder) + "/Sources/RigCatalog"
      if DiskFiles.kind(candidate + "/Facts") == .folder { return candidate }
      if folder == "/" || folder == "." { return nil }
      folder = DiskFiles.folder(of: folder)
    }
  }

  /// Where the database is kept; nil without a home, and then it is made in memory.
  static var cache: String? {
    if let folder = Environment.value("XDG_CACHE_HOME") { return folder + "/rigrules" }
    return home.map { $0 + "/.cache/rigrules" }
  }

  /// The file of the user's own parts; nil without a home.
  static var user: UserCatalog? {
    if let file = Environment.value(userVariable) { return UserCatalog(path: file) }
    if let folder = Environment.value("XDG_DATA_HOME") {
      return UserCatalog(path: folder + "/rigrules/parts.tsv")
    }
    return home.map { UserCatalog(path: $0 + "/.local/share/rigrules/parts.tsv") }
  }

  private static var home: String? {
    Environment.value("HOME").map { $0 == "/" ? "" : FilePath.trimmed($0) }
  }

  /// Opens the catalogue; the first time after a change it is made, which takes seconds.
  static func open(progress: (Int) -> Void = { _ in }) throws(CommandFailure) -> Catalog {
    let folder = try folder()
    do throws(CatalogError) {
      return try Catalog(folder: folder, cache: cache, user: user, progress: progress)
    } catch {
      throw failure(error)
    }
  }

  static func failure(_ error: CatalogError) -> CommandFailure {
    CommandFailure(.usage, "\(error) [\(error.code)]")
  }
}
