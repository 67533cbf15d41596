/// Writing files whole or not at all, and the folders they stand in.
extension DiskFiles {
  /// Puts a whole new file in the place of another at once; returns why that failed.
  ///
  /// A link stays a link: what it points to is replaced. With `isDurable` the bytes are on the disk
  /// before the file has its name.
  package static func replace(
    _ path: String, with bytes: [UInt8], isDurable: Bool = false
  ) -> String? {
    let target = resolved(path) ?? path
    var old = stat()
    let mode = stat(target, &old) == 0 ? old.st_mode & 0o777 : 0o644
    var name = Array("\(target).XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { return lastReason() }
    var code = Descriptor.write(bytes, to: descriptor)
    if code == nil, isDurable { code = Descriptor.sync(descriptor) }
    let failure = code.map(reason)
    _ = fchmod(descriptor, mode)
    close(descriptor)
    if failure == nil, rename(name, target) == 0 { return nil }
    let text = failure ?? lastReason()
    unlink(name)
    return text
  }

  /// Makes a folder and those above it, by default for this user alone; false if that is not
  /// possible.
  @discardableResult
  package static func makeFolder(_ path: String, mode: mode_t = 0o700) -> Bool {
    if path.isEmpty || mkdir(path, mode) == 0 { return true }
    if errno == ENOENT {
      let above = folder(of: path)
      guard above != path, makeFolder(above, mode: mode) else { return false }
      if mkdir(path, mode) == 0 { return true }
    }
    return kind(path) == .folder
  }

  /// Removes a file; returns why that failed.
  @discardableResult
  package static func remove(_ path: String) -> String? {
    unlink(path) == 0 ? nil : lastReason()
  }
}
