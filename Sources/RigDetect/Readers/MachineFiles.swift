internal import RigSystem

/// The files of a machine, `/sys` and `/proc`: its own, or a tree that was recorded.
package protocol MachineFiles {
  /// A small text file, without the blanks around it; nil where it is not there or not for us.
  func text(_ path: String) -> String?
  /// The names in a folder, sorted; empty where there is none.
  func names(_ path: String) -> [String]
  /// Where a link leads, with all links resolved; nil where there is none.
  func resolved(_ path: String) -> String?
}

/// A tree on disk; `/` is this machine.
package struct FileTree: MachineFiles {
  private let root: String
  /// `/proc/cpuinfo` of a large server is a megabyte.
  private static let limit = 4 << 20
  private static let mostNames = 16_384

  package init(root: String) {
    self.root = root == "/" ? "" : root
  }

  package func text(_ path: String) -> String? {
    guard DiskFiles.kind(root + path) == .file else { return nil }
    let (bytes, reason) = DiskFiles.read(root + path, limit: Self.limit)
    guard reason == nil, bytes.count <= Self.limit else { return nil }
    let lines = DumpText(bytes).text
    return lines.hasSuffix("\n") ? String(lines.dropLast()) : lines
  }

  package func names(_ path: String) -> [String] {
    Array((DiskFiles.list(root + path) ?? []).prefix(Self.mostNames))
  }

  package func resolved(_ path: String) -> String? { DiskFiles.resolved(root + path) }

  /// Whether a folder is such a tree.
  package var isMachine: Bool {
    ["/sys", "/proc"].contains { DiskFiles.kind(root + $0) == .folder }
  }
}
