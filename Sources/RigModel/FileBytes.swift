internal import RigSystem

/// Reads files under the limit of their size, without ever holding more.
package enum FileBytes {
  /// The bytes of the file at a path.
  package static func read(_ path: String, displayedAs name: String, domain: String)
    throws(Diagnostic) -> [UInt8]
  {
    let descriptor = try open(path, displayedAs: name, domain: domain)
    defer { close(descriptor) }
    return try read(descriptor, displayedAs: name, domain: domain)
  }

  /// The file at a path, open for reading.
  static func open(_ path: String, displayedAs name: String, domain: String)
    throws(Diagnostic) -> Int32
  {
    guard !path.utf8.contains(0) else {
      throw unreadable(name, "a path cannot hold a NUL character", domain)
    }
    let descriptor = Descriptor.open(path, O_RDONLY)
    guard descriptor >= 0 else { throw unreadable(name, reason(errno), domain) }
    return descriptor
  }

  /// The bytes of an open file, to its end; it stays open.
  package static func read(_ descriptor: Int32, displayedAs name: String, domain: String)
    throws(Diagnostic) -> [UInt8]
  {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(name, reason(errno), domain) }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFDIR else {
      throw unreadable(name, "it is a directory, and a file is needed", domain)
    }
    // Only a regular file knows its size beforehand.
    guard kind != S_IFREG || status.st_size <= SourceLimits.bytes else {
      throw SourceLimits.tooLarge(domain, file: name, size: Int(status.st_size))
    }
    return try readAll(descriptor, expecting: Int(status.st_size), name, domain)
  }

  private static func readAll(
    _ descriptor: Int32, expecting size: Int, _ name: String, _ domain: String
  ) throws(Diagnostic) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: min(max(size + 1, 4096), SourceLimits.bytes + 1))
    while true {
      let count = try readSome(descriptor, into: &buffer, displayedAs: name, domain: domain)
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
      guard bytes.count <= SourceLimits.bytes else {
        throw SourceLimits.tooLarge(domain, file: name, size: nil)
      }
    }
  }

  /// Fills a buffer with what there is; returns how much, 0 at the end.
  static func readSome(
    _ descriptor: Int32, into buffer: inout [UInt8], displayedAs name: String, domain: String
  ) throws(Diagnostic) -> Int {
    let count = Descriptor.read(descriptor, into: &buffer, count: buffer.count)
    guard count >= 0 else { throw unreadable(name, reason(errno), domain) }
    return count
  }

  private static func unreadable(_ name: String, _ reason: String, _ domain: String)
    -> Diagnostic
  {
    Diagnostic(
      code: "\(domain)/unreadable", file: name, message: "the file cannot be read: \(reason)")
  }

  private static func reason(_ error: Int32) -> String {
    switch error {
    case ENOENT: "there is no such file"
    case EACCES, EPERM: "there is no permission to read it"
    case EISDIR: "it is a directory, and a file is needed"
    case ENOTDIR: "a part of its path is not a directory"
    case EBADF: "it is not open for reading"
    case ENAMETOOLONG: "its name is too long"
    case ELOOP: "its links go round in a circle"
    default: strerror(error).map { String(cString: $0) } ?? "error \(error)"
    }
  }
}
