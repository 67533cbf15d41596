internal import RigModel
internal import RigSystem

/// One file of a rules folder, with the bytes that everything else is made from.
struct SourceFile: Sendable, Hashable {
  /// Below the folder, with `/` (`psu/wattage.lua`).
  let path: String
  let displayPath: String
  let bytes: [UInt8]
  /// Why the bytes could not be read.
  let unreadable: String?

  /// A byte order mark, which some editors write, is not a part of the text.
  init(path: String, displayPath: String, bytes: [UInt8], unreadable: String?) {
    self.path = path
    self.displayPath = displayPath
    self.bytes = SourceText.withoutMark(bytes)
    self.unreadable = unreadable
  }
}

/// All Lua files of one source, sorted by path.
struct RuleFolder: Sendable, Hashable {
  let files: [SourceFile]
  /// Set where the folder itself cannot be read.
  let unreadable: String?

  static let maximumFiles = 10_000
  static let maximumDepth = 16

  init(_ source: RuleSource) {
    switch source.kind {
    case .files(let files):
      self.files = files.sorted { $0.key < $1.key }.map {
        SourceFile(
          path: $0.key, displayPath: "\(source.displayName)/\($0.key)", bytes: $0.value,
          unreadable: nil)
      }
      unreadable = nil
    case .directory(let root):
      var paths: [String] = []
      unreadable = Self.collect(root: root, below: "", depth: 0, into: &paths)
      files = Self.read(paths, in: root, displayName: source.displayName)
    }
  }

  /// The Lua files of some folders below `root`, and those that stand directly in it or in one of
  /// its other folders; never more of a disk than that.
  init(root: String, displayName: String, folders: [String]) {
    var paths: [String] = []
    for name in DiskFiles.list(root) ?? [] where !name.hasPrefix(".") && !name.hasPrefix("#") {
      // A folder that is not a plugin's is only looked into: what lies there was put beside the point.
      let depth = folders.contains(name) ? 1 : Self.maximumDepth - 1
      switch DiskFiles.kind("\(root)/\(name)") {
      case .folder where name == "data" && folders.contains(name):
        _ = Self.collect(
          root: root, below: name, depth: depth, suffixes: [".lua", ".csv"], into: &paths)
      case .folder: _ = Self.collect(root: root, below: name, depth: depth, into: &paths)
      case .file where name.hasSuffix(".lua"): paths.append(name)
      default: break
      }
    }
    files = Self.read(paths, in: root, displayName: displayName)
    unreadable = nil
  }

  private static func read(_ paths: [String], in root: String, displayName: String)
    -> [SourceFile]
  {
    paths.sorted().map { path in
      let (bytes, reason) = DiskFiles.read("\(root)/\(path)", limit: 1 << 20)
      return SourceFile(
        path: path, displayPath: "\(displayName)/\(path)", bytes: bytes, unreadable: reason)
    }
  }

  /// Adds the Lua files below a folder; returns why the folder could not be listed.
  private static func collect(
    root: String, below: String, depth: Int, suffixes: [String] = [".lua"],
    into paths: inout [String]
  ) -> String? {
    let folder = below.isEmpty ? root : "\(root)/\(below)"
    guard let names = DiskFiles.list(folder) else { return DiskFiles.lastReason() }
    guard depth < maximumDepth else { return nil }
    // Hidden files and the traces of editors are not rules.
    for name in names where !name.hasPrefix(".") && !name.hasPrefix("#") {
      let path = below.isEmpty ? name : "\(below)/\(name)"
      switch DiskFiles.kind("\(root)/\(path)") {
      case .folder:
        _ = collect(
          root: root, below: path, depth: depth + 1, suffixes: suffixes, into: &paths)
      case .file where suffixes.contains(where: name.hasSuffix) && paths.count < maximumFiles:
        paths.append(path)
      default: break
      }
    }
    return nil
  }
}
