import RigCatalog
import RigModel
import RigSearch

/// A file of parts to choose from: lists as in a build, or the text of a user's own catalogue.
enum PartsFile {
  static func read(_ path: String) throws(CommandFailure) -> Offers {
    let bytes = try BuildInput.bytes(of: path, path)
    if bytes.starts(with: Array("# rigrules parts".utf8)) {
      do throws(CatalogError) {
        return Offers(try UserCatalog(path: path).parts().compactMap { Offer($0) })
      } catch {
        throw CatalogDiscovery.failure(error)
      }
    }
    do throws(InvalidBuild) { return try OfferFile.read(bytes, file: path) } catch {
      throw CommandFailure(.usage, error.lines)
    }
  }
}
