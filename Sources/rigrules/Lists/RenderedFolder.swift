import RigRules
internal import RigSystem

/// Brings the files of a plugin's reporter into a folder: each whole or not at all, and none outside.
struct RenderedFolder {
  let folder: String
  let console: Console
  let quiet: Bool

  func write(_ files: [RenderedFile]) throws(CommandFailure) {
    guard DiskFiles.makeFolder(folder, mode: 0o777), let root = DiskFiles.resolved(folder) else {
      throw failure(folder, DiskFiles.lastReason())
    }
    for file in files {
      let path = "\(folder)/\(file.name)"
      try makeFolders(for: file.name, root)
      guard isInside(path, root) else { throw failure(path, "a link leads out of the folder") }
      if let reason = DiskFiles.replace(path, with: Array(file.text.utf8)) {
        throw failure(path, reason)
      }
      if !quiet { console.note("wrote \(path)") }
    }
  }

  /// One after the other, so that none is made behind a link that leads out.
  private func makeFolders(for name: String, _ root: String) throws(CommandFailure) {
    var path = folder
    for part in name.split(separator: "/").dropLast() {
      path += "/\(part)"
      guard isInside(path, root) else { throw failure(path, "a link leads out of the folder") }
      guard DiskFiles.makeFolder(path, mode: 0o777) else {
        throw failure(path, DiskFiles.lastReason())
      }
    }
  }

  private func failure(_ path: String, _ reason: String) -> CommandFailure {
    CommandFailure(.usage, "\(path) cannot be written: \(reason) [output/unwritable]")
  }

  /// Whether what is there under the path, if anything is, stands in the folder once links are followed.
  private func isInside(_ path: String, _ root: String) -> Bool {
    guard let target = DiskFiles.resolved(path) else { return true }
    return target.hasPrefix(root == "/" ? "/" : root + "/")
  }
}
