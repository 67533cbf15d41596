/// Open files and pipes: what the system interrupts or asks to wait for goes on by itself.
package enum Descriptor {
  /// Opens a file; -1 where that fails, with the reason in `errno`.
  package static func open(_ path: String, _ flags: Int32, mode: mode_t = 0o666) -> Int32 {
    systemOpen(path, flags | O_CLOEXEC, mode)
  }

  /// Reads what there is, at most as much as fits; 0 at the end, -1 with the reason in `errno`.
  package static func read(
    _ descriptor: Int32, into space: UnsafeMutableRawPointer?, count: Int
  ) -> Int {
    while true {
      let got = systemRead(descriptor, space, count)
      if got >= 0 || !mayGoOn(descriptor, awaiting: POLLIN) { return got }
    }
  }

  /// Writes all of it; returns the error that stopped it.
  package static func write(
    _ bytes: UnsafeRawPointer?, count: Int, to descriptor: Int32
  ) -> Int32? {
    var rest = UnsafeRawBufferPointer(start: bytes, count: count)
    while !rest.isEmpty {
      let written = systemWrite(descriptor, rest.baseAddress, rest.count)
      if written >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
      } else if !mayGoOn(descriptor, awaiting: POLLOUT) {
        return errno
      }
    }
    return nil
  }

  /// Writes all of it; returns the error that stopped it.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { write($0.baseAddress, count: $0.count, to: descriptor) }
  }

  /// Waits until all that was written to a file is on disk; returns the error that stopped it.
  package static func sync(_ descriptor: Int32) -> Int32? {
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

  /// Whether a call that failed is to be made again: it was interrupted, or another process has set the
  /// terminal or pipe to answer at once, and it is ready now.
  private static func mayGoOn(_ descriptor: Int32, awaiting event: Int32) -> Bool {
    if errno == EINTR { return true }
    guard errno == EAGAIN else { return false }
    var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    return poll(&entry, 1, -1) >= 0 || errno == EINTR
  }
}

// The calls by other names than the methods that make them.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  open(path, flags, mode)
}

private func systemRead(_ descriptor: Int32, _ space: UnsafeMutableRawPointer?, _ count: Int)
  -> Int
{
  read(descriptor, space, count)
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
