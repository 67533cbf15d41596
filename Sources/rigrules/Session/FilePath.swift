/// Paths as text; the program needs no more of them than this.
enum FilePath {
  /// The folder that a file is in: `.` for a bare name.
  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A path without the slashes at its end.
  static func trimmed(_ path: String) -> String {
    var path = path[...]
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return String(path)
  }

  /// A path that a file states, seen from that file's folder.
  static func resolve(_ path: String, beside file: String) -> String {
    if path.utf8.first == UInt8(ascii: "/") { return path }
    let folder = folder(of: file)
    return folder == "." ? path : folder == "/" ? "/\(path)" : "\(folder)/\(path)"
  }
}
