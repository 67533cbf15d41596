import Foundation
import RigCatalog

/// The catalogue that ships, opened once for all tests.
enum SharedCatalog {
  /// The folder of `Package.swift`.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static let folder = repository + "/Sources/RigCatalog"

  /// A folder of its own for each run; the next run finds none of it.
  static let cache: String = {
    let process = ProcessInfo.processInfo.processIdentifier
    let path = NSTemporaryDirectory() + "rigcatalog-tests-\(process)"
    atexit { try? FileManager.default.removeItem(atPath: SharedCatalog.cache) }
    return path
  }()

  static let opened: Result<Catalog, CatalogError> = Result { () throws(CatalogError) in
    try Catalog(folder: folder, cache: cache)
  }

  static func catalog() throws -> Catalog { try opened.get() }
}

/// A folder that goes away with the value.
final class ScratchFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "rigcatalog-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws -> String {
    let file = path + "/" + name
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    return file
  }
}
