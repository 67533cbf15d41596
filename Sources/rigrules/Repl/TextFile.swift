internal import RigSystem

/// Files that the program writes.
enum TextFile {
  /// Puts a whole new file in the place of another at once; returns why that failed.
  ///
  /// A link stays a link: what it points to is replaced.
  static func replace(_ path: String, with bytes: [UInt8]) -> String? {
    let target = DiskFiles.resolved(path) ?? path
    var old = stat()
    let mode = stat(target, &old) == 0 ? old.st_mode & 0o777 : 0o644
    var name = Array("\(target).XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { return DiskFiles.lastReason() }
    let failure = Descriptor.write(bytes, to: descriptor).map(DiskFiles.reason)
    _ = fchmod(descriptor, mode)
    close(descriptor)
    if failure == nil, rename(name, target) == 0 { return nil }
    let text = failure ?? DiskFiles.lastReason()
    unlink(name)
    return text
  }

  /// Makes a folder and those above it: for this user alone, unless it is meant for all.
  static func makeFolder(_ path: String, mode: mode_t = 0o700) {
    if path.isEmpty || path == "/" || path == "." || mkdir(path, mode) == 0 { return }
    guard errno == ENOENT else { return }
    makeFolder(DiskFiles.folder(of: path), mode: mode)
    mkdir(path, mode)
  }

  /// Removes a file; returns why that failed.
  static func remove(_ path: String) -> String? { unlink(path) == 0 ? nil : DiskFiles.lastReason() }
}
