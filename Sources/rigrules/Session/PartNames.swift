import RigCatalog
import RigModel
import RigPartLists

/// What reads lists and names, opened on first use: most commands never need it.
struct PartNames {
  let vocabulary: Vocabulary
  let lookup: any PartLookup

  var lists: PartListReader { PartListReader(vocabulary: vocabulary, lookup: lookup) }
  var builds: NamedBuild { NamedBuild(vocabulary: vocabulary, lookup: lookup) }

  static func open() throws -> PartNames {
    let folder = try CatalogDiscovery.folder()
    return PartNames(
      vocabulary: try CatalogDiscovery.vocabulary(folder), lookup: try FactsLookup())
  }
}
