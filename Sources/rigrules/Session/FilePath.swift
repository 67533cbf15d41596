internal import RigSystem

/// Paths as text; the program needs no more of them than this.
enum FilePath {
  /// A path whose `~` stands for the home folder, as a shell would have it.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = Environment.value("HOME") else {
      return path
    }
    return home + path.dropFirst()
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
    let folder = DiskFiles.folder(of: file)
    return folder == "." ? path : folder == "/" ? "/\(path)" : "\(folder)/\(path)"
  }

  /// A path as the shell shows it: seen from the working folder if it lies there, absolute if it
  /// lies elsewhere and was not named from here.
  static func shown(_ path: String) -> String {
    var path = trimmed(path)
    while path.hasPrefix("./"), path.utf8.count > 2 { path.removeFirst(2) }
    guard path.hasPrefix("/"), let folder = Environment.workingFolder else { return path }
    if path == folder { return "." }
    let prefix = folder == "/" ? folder : folder + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}
