internal import RigSystem

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What a derived database needs of the file system.
enum CacheFolder {
  static var processID: Int32 { getpid() }

  /// Makes a folder with those above it; false where that is not possible.
  static func create(_ path: String) -> Bool {
    if DiskFiles.kind(path) == .folder { return true }
    let above = DiskFiles.folder(of: path)
    guard above == path || create(above) else { return false }
    return mkdir(path, 0o755) == 0 || DiskFiles.kind(path) == .folder
  }

  static func remove(_ path: String) { unlink(path) }

  static func rename(_ path: String, to new: String) -> Bool {
    #if canImport(Glibc)
      Glibc.rename(path, new) == 0
    #elseif canImport(Musl)
      Musl.rename(path, new) == 0
    #else
      Darwin.rename(path, new) == 0
    #endif
  }
}

extension CacheFolder {
  /// Writes a file whole beside its place and renames it there; returns why that failed.
  static func replace(_ path: String, with bytes: [UInt8]) -> String? {
    let temporary = "\(path).\(processID).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return DiskFiles.lastReason() }
    var failure = writeAll(bytes, to: descriptor)
    if failure == nil, fsync(descriptor) != 0 { failure = DiskFiles.lastReason() }
    close(descriptor)
    if failure == nil, !rename(temporary, to: path) { failure = DiskFiles.lastReason() }
    if failure != nil { remove(temporary) }
    return failure
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> String? {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let count = write(descriptor, buffer.baseAddress! + offset, buffer.count - offset)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return DiskFiles.lastReason() }
        offset += count
      }
      return nil
    }
  }
}

/// A lock on a file that ends with the process; nil where none can be had.
struct FileLock {
  private let descriptor: Int32

  init?(_ path: String) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0, flock(descriptor, LOCK_EX) == 0 else { return nil }
  }

  func unlock() { close(descriptor) }
}
