internal import RigSystem

/// The folders of the person who runs the program, by the XDG Base Directory Specification; nil where
/// there is no home. A relative path in a variable counts as none, as the specification has it.
enum UserFolders {
  static var cache: String? { folder("XDG_CACHE_HOME", below: ".cache") }
  static var configuration: String? { folder("XDG_CONFIG_HOME", below: ".config") }
  static var data: String? {
    #if canImport(Darwin)
      folder("XDG_DATA_HOME", below: "Library/Application Support")
    #else
      folder("XDG_DATA_HOME", below: ".local/share")
    #endif
  }
  static var state: String? { folder("XDG_STATE_HOME", below: ".local/state") }

  private static func folder(_ variable: String, below place: String) -> String? {
    if let folder = Environment.value(variable), folder.hasPrefix("/") {
      return "\(FilePath.trimmed(folder))/rigrules"
    }
    guard let home = Environment.value("HOME"), home.hasPrefix("/") else { return nil }
    return (home == "/" ? "" : FilePath.trimmed(home)) + "/\(place)/rigrules"
  }
}

/// The folders that come with the program: `share/rigrules/NAME` of an installation, else one beside
/// the program or above it, as in a checkout.
enum ProgramFolders {
  /// - Parameters:
  ///   - installed: The folder's name below `share/rigrules`.
  ///   - path: The folder in a checkout.
  ///   - content: What has to be in it; nil for nothing.
  static func find(
    _ installed: String, inCheckout path: String, holding content: String? = nil,
    from program: String
  ) -> String? {
    func isThere(_ folder: String) -> Bool {
      DiskFiles.kind(content.map { "\(folder)/\($0)" } ?? folder) == .folder
    }
    var folder = DiskFiles.folder(of: program)
    let shared = "\(DiskFiles.folder(of: folder))/share/rigrules/\(installed)"
    if isThere(shared) { return shared }
    while true {
      let candidate = (folder == "/" ? "" : folder) + "/\(path)"
      if isThere(candidate) { return candidate }
      if folder == "/" || folder == "." { return nil }
      folder = DiskFiles.folder(of: folder)
    }
  }
}
