internal import RigSystem

/// A lock on a file that ends with the process; nil where none can be had.
struct FileLock {
  private let descriptor: Int32

  init?(_ path: String) {
    descriptor = Descriptor.open(path, O_RDWR | O_CREAT, mode: 0o644)
    guard descriptor >= 0, flock(descriptor, LOCK_EX) == 0 else { return nil }
  }

  func unlock() { close(descriptor) }
}
