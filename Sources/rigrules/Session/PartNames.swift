import RigCatalog
import RigModel
import RigPartLists
internal import RigSystem

/// What reads lists and names, opened on first use: most commands never need it.
struct PartNames {
  let vocabulary: Vocabulary
  let lookup: any PartLookup

  var lists: PartListReader { PartListReader(vocabulary: vocabulary, lookup: lookup) }
  var builds: NamedBuild { NamedBuild(vocabulary: vocabulary, lookup: lookup) }

  static func open() throws(CommandFailure) -> PartNames {
    PartNames(
      vocabulary: try vocabulary(in: try CatalogDiscovery.folder()),
      lookup: try CatalogDiscovery.open())
  }

  /// The words of part lists.
  private static func vocabulary(in folder: String) throws(CommandFailure) -> Vocabulary {
    Vocabulary(
      words: try text("\(folder)/Facts/words.tsv"), makers: try text("\(folder)/Facts/makers.tsv"),
      chipsets: try text("\(folder)/Facts/chipsets.tsv"))
  }

  private static func text(_ path: String) throws(CommandFailure) -> String {
    let (bytes, reason) = DiskFiles.read(path, limit: 16 << 20)
    if let reason {
      throw CatalogDiscovery.failure(.unreadable(path: path, reason: reason))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
