import Foundation

/// A folder for files of one run of the fuzzer; gone when it is done.
final class ScratchFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/rigfuzz-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { remove(path) }

  /// A folder of its own for one case.
  func folder() throws -> String {
    let folder = path + "/\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    return folder
  }

  func remove(_ folder: String) { try? FileManager.default.removeItem(atPath: folder) }
}
