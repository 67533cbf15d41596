internal import RigSystem

/// What a look at the folders sees: every file's size, times and identity.
struct FolderSignature: Equatable, Sendable {
  private var entries: [String: [Int]] = [:]
  private(set) var folders: Set<String> = []

  init(_ paths: [String]) {
    for path in paths {
      add(path, depth: 0)
      // A folder that vanishes is seen from above.
      folders.insert(DiskFiles.folder(of: path))
    }
  }

  private mutating func add(_ path: String, depth: Int) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      entries[path] = []
      return
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      folders.insert(path)
      entries[path] = [Int(status.st_ino), Int(status.st_dev)]
      guard depth < RuleFolder.maximumDepth else { return }
      for name in DiskFiles.list(path) ?? [] where !name.hasPrefix(".") {
        add("\(path)/\(name)", depth: depth + 1)
      }
      return
    }
    #if canImport(Darwin)
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #endif
    entries[path] = [
      Int(status.st_size), Int(status.st_ino), Int(status.st_dev), Int(modified.tv_sec),
      Int(modified.tv_nsec), Int(changed.tv_sec), Int(changed.tv_nsec),
    ]
    // Behind a link, the folder of what it points to is where changes happen.
    if let target = DiskFiles.resolved(path) { folders.insert(DiskFiles.folder(of: target)) }
  }
}
