internal import RigSystem

/// What must outlive a power cut is on the disk itself, not only with the system.
enum Durability {
  /// Waits until all that was written to a file is on disk; returns the error that stopped it.
  static func sync(_ descriptor: Int32) -> Int32? {
    #if canImport(Darwin)
      // There `fsync` leaves the bytes in the drive's own memory. Not every file system has this.
      if fcntl(descriptor, F_FULLFSYNC) == 0 { return nil }
    #endif
    while fsync(descriptor) != 0 {
      if errno == EINTR { continue }
      // Some file systems have nothing to wait for, and say so.
      return errno == EINVAL || errno == ENOTSUP ? nil : errno
    }
    return nil
  }

  /// Waits until the names in a file's folder are on disk. A folder that may not be read cannot be
  /// waited for; then a name may come later, but never before what it stands for.
  static func syncFolder(of path: String) -> Int32? {
    let descriptor = Descriptor.open(DiskFiles.folder(of: path), O_RDONLY | O_DIRECTORY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return sync(descriptor)
  }

  /// Replaces a file at once: after a crash at any moment it is the old one or the new one.
  static func replace(_ path: String, with bytes: [UInt8]) throws(BatchError) {
    let fresh = path + ".new"
    let descriptor = Descriptor.open(fresh, O_WRONLY | O_CREAT | O_TRUNC)
    guard descriptor >= 0 else { throw FileSink.unwritable(fresh, errno) }
    let code = Descriptor.write(bytes, to: descriptor) ?? sync(descriptor)
    close(descriptor)
    if let code {
      unlink(fresh)
      throw FileSink.unwritable(fresh, code)
    }
    guard rename(fresh, path) == 0 else { throw FileSink.unwritable(path, errno) }
    if let code = syncFolder(of: path) { throw FileSink.unwritable(path, code) }
  }
}
