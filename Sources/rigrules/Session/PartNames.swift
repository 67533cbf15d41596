import RigCatalog
import RigModel
import RigPartLists
internal import RigSystem
internal import Synchronization

/// What reads lists and names, opened on first use: most commands never need it.
struct PartNames: Sendable {
  let vocabulary: Vocabulary
  let catalog: Catalog

  var lists: PartListReader { PartListReader(vocabulary: vocabulary, lookup: catalog) }
  var builds: NamedBuild { NamedBuild(vocabulary: vocabulary, lookup: catalog) }

  static func open() throws(CommandFailure) -> PartNames {
    PartNames(
      vocabulary: try vocabulary(in: try CatalogDiscovery.folder()),
      catalog: try CatalogDiscovery.open())
  }

  /// The words of part lists.
  private static func vocabulary(in folder: String) throws(CommandFailure) -> Vocabulary {
    Vocabulary(
      words: try text("\(folder)/Facts/words.tsv"), makers: try text("\(folder)/Facts/makers.tsv"),
      chipsets: try text("\(folder)/Facts/chipsets.tsv"),
      machines: try text("\(folder)/Facts/machines.tsv"))
  }

  private static func text(_ path: String) throws(CommandFailure) -> String {
    let (bytes, reason) = DiskFiles.read(path, limit: 16 << 20)
    if let reason {
      throw CatalogDiscovery.failure(.unreadable(path: path, reason: reason))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The same for what asks again and again: opened for the first name, and once.
final class OpenedPartNames: Sendable {
  private let opened = Guarded<Result<PartNames, CommandFailure>?>(nil)

  func names() throws(CommandFailure) -> PartNames {
    let result = opened.withLock { opened in
      if let opened { return opened }
      let result = Result { () throws(CommandFailure) in try PartNames.open() }
      opened = result
      return result
    }
    return try result.get()
  }

  /// Runs work, and opens it meanwhile on another thread where a path is that of a part list. What is
  /// wrong with it is told to the first who asks.
  func openedAhead<Value>(for paths: [String], _ work: () throws -> Value) rethrows -> Value {
    let isNeeded = paths.contains { path in
      Self.listSuffixes.contains(where: path.hasSuffix) && DiskFiles.kind(path) == .file
    }
    guard isNeeded else { return try work() }
    _ = Threads.start(stackBytes: Threads.ruleStackBytes) { _ = try? self.names() }
    // The program must not end while that thread is at it.
    defer { _ = try? names() }
    return try work()
  }

  private static let listSuffixes = [".txt", ".md", ".csv", ".html"]
}
