/// Reading files with the system's calls alone: a cold start has no time for more.
package enum DiskFiles {
  package enum Kind: Sendable { case file, folder, other }

  package static func kind(_ path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// The names in a folder, sorted; nil where it cannot be listed.
  package static func list(_ path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// At most `limit` + 1 bytes of a file, and why it could not be read.
  package static func read(_ path: String, limit: Int) -> (bytes: [UInt8], reason: String?) {
    let descriptor = Descriptor.open(path, O_RDONLY)
    guard descriptor >= 0 else { return ([], reason(errno)) }
    defer { close(descriptor) }
    return read(descriptor, limit: limit)
  }

  /// The same of an open file or pipe, which stays open.
  package static func read(_ descriptor: Int32, limit: Int) -> (bytes: [UInt8], reason: String?) {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    while bytes.count <= limit {
      let count = Descriptor.read(descriptor, into: &buffer, count: buffer.count)
      if count < 0 { return ([], reason(errno)) }
      if count == 0 { break }
      bytes.append(contentsOf: buffer[0..<count])
    }
    return (bytes, nil)
  }

  /// Why the system's last call failed.
  package static func lastReason() -> String { reason(errno) }

  /// The path with every link resolved; nil where nothing is there.
  package static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// A folder's own name: of `.` too, which has one only in the folder above.
  package static func name(ofFolder path: String) -> String? {
    let last = path.split(separator: "/").last.map(String.init)
    guard last == nil || last == "." || last == ".." else { return last }
    return resolved(path)?.split(separator: "/").last.map(String.init)
  }

  /// The folder that a file is in: `.` for a bare name.
  package static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  package static func baseName(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The extension of a file's name in lower case; empty where there is none.
  package static func suffix(of path: String) -> String {
    let name = baseName(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  package static func reason(_ code: Int32) -> String {
    String(cString: strerror(code)).lowercased()
  }
}
