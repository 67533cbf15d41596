internal import RigSystem

/// What must outlive a power cut is on the disk itself, not only with the system.
enum Durability {
  /// Waits until the names in a file's folder are on disk. A folder that may not be read cannot be
  /// waited for; then a name may come later, but never before what it stands for.
  static func syncFolder(of path: String) -> Int32? {
    let descriptor = Descriptor.open(DiskFiles.folder(of: path), O_RDONLY | O_DIRECTORY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return Descriptor.sync(descriptor)
  }

  /// Replaces a file at once: after a crash at any moment it is the old one or the new one.
  static func replace(_ path: String, with bytes: [UInt8]) throws(BatchError) {
    let fresh = path + ".new"
    let descriptor = Descriptor.open(fresh, O_WRONLY | O_CREAT | O_TRUNC)
    guard descriptor >= 0 else { throw FileSink.unwritable(fresh, errno) }
    let code = Descriptor.write(bytes, to: descriptor) ?? Descriptor.sync(descriptor)
    close(descriptor)
    if let code {
      unlink(fresh)
      throw FileSink.unwritable(fresh, code)
    }
    guard rename(fresh, path) == 0 else { throw FileSink.unwritable(path, errno) }
    if let code = syncFolder(of: path) { throw FileSink.unwritable(path, code) }
  }
}
