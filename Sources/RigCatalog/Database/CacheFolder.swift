#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
internal import RigSystem

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
