import RigCatalog
import RigModel
import RigPartLists
internal import RigSystem

/// Finds the texts of the catalogue and opens what names are looked up in, when it is asked for.
enum CatalogDiscovery {
  static let variable = "RIGRULES_CATALOG"

  /// The folder with `Facts/`: the variable's, else what was installed, else that of a checkout.
  static func folder() throws(CommandFailure) -> String {
    if let folder = Environment.value(variable) { return folder }
    if let program = Environment.executablePath {
      var folder = DiskFiles.folder(of: program)
      let installed = DiskFiles.folder(of: folder) + "/share/rigrules/Catalog"
      if DiskFiles.kind(installed + "/Facts") == .folder { return installed }
      while true {
        let candidate = folder + "/Sources/RigCatalog"
        if DiskFiles.kind(candidate + "/Facts") == .folder { return candidate }
        if folder == "/" || folder == "." { break }
        folder = DiskFiles.folder(of: folder)
      }
    }
    throw CommandFailure(
      .usage,
      "the parts catalogue was not found beside the program or above it; name its folder with "
        + "\(variable) [catalog/none]")
  }

  /// The words of part lists.
  static func vocabulary(_ folder: String) throws(CommandFailure) -> Vocabulary {
    Vocabulary(
      words: try text("\(folder)/Facts/words.tsv"), makers: try text("\(folder)/Facts/makers.tsv"),
      chipsets: try text("\(folder)/Facts/chipsets.tsv"))
  }

  private static func text(_ path: String) throws(CommandFailure) -> String {
    let (bytes, reason) = DiskFiles.read(path, limit: 16 << 20)
    if let reason {
      throw CommandFailure(.usage, "\(path) cannot be read: \(reason) [catalog/none]")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
