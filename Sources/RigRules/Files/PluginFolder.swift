internal import RigSystem

/// One plugin's folder, with the bytes that everything else is made from.
struct PluginFolder: Sendable, Hashable {
  static let manifest = "plugin.lua"

  /// The folder's own name, which the plugin must have too.
  let name: String
  /// As shown to people: `Plugins/power`.
  let displayPath: String
  /// Where it is on the disk, every link resolved; nil for files in memory.
  let location: String?
  let activation: PluginSource.Activation
  /// All Lua files of the folder.
  let tree: RuleFolder

  var manifestFile: SourceFile? { tree.files.first { $0.path == Self.manifest } }
  var modules: [SourceFile] { tree.files.filter { $0.path.hasPrefix("lib/") } }
  /// Tables that its Lua can require: `data/prices.csv` as `data.prices`.
  var data: [SourceFile] {
    tree.files.filter { $0.path.hasPrefix("data/") && $0.path.hasSuffix(".csv") }
  }
  var rules: [SourceFile] { tree.files.filter { $0.path.hasPrefix("rules/") } }
  /// Lua files that would never run.
  var strays: [SourceFile] {
    tree.files.filter {
      $0.path != Self.manifest && !$0.path.hasPrefix("lib/") && !$0.path.hasPrefix("rules/")
        && !($0.path.hasPrefix("data/") && $0.path.hasSuffix(".csv"))
    }
  }

  /// The id of the rule that a file gives: `power:mains-circuit`.
  func ruleID(of file: SourceFile) -> String {
    "\(name):\(file.path.dropFirst("rules/".count).dropLast(".lua".count))"
  }
}

/// What one source holds.
struct PluginTree: Sendable, Hashable {
  let folders: [PluginFolder]
  /// Set where the source itself cannot be read.
  let unreadable: String?

  init(_ source: PluginSource) {
    switch source.kind {
    case .files(let name, let files):
      let tree = RuleFolder(RuleSource(kind: .files(files), displayName: source.displayName))
      folders = [
        PluginFolder(
          name: name, displayPath: source.displayName, location: nil,
          activation: source.activation, tree: tree)
      ]
      unreadable = nil
    case .directory(let path):
      (folders, unreadable) = Self.read(path, source)
    }
  }

  private static func read(_ path: String, _ source: PluginSource) -> ([PluginFolder], String?) {
    guard let names = DiskFiles.list(path) else { return ([], DiskFiles.lastReason()) }
    let below = names.filter {
      !$0.hasPrefix(".") && !$0.hasPrefix("#") && DiskFiles.kind("\(path)/\($0)") == .folder
    }
    // Without its manifest too, what has a plugin's folders is one.
    if names.contains(PluginFolder.manifest) || below.contains(where: PluginName.isReserved) {
      return ([folder(path, DiskFiles.name(ofFolder: path), source.displayName, source)], nil)
    }
    let folders = below.map { name in
      folder("\(path)/\(name)", name, "\(source.displayName)/\(name)", source)
    }
    // A folder without any Lua, such as one of notes, is not a plugin that went wrong.
    return (folders.filter { !$0.tree.files.isEmpty }, nil)
  }

  private static func folder(
    _ path: String, _ name: String?, _ shown: String, _ source: PluginSource
  ) -> PluginFolder {
    let tree = RuleFolder(root: path, displayName: shown, folders: PluginName.reserved)
    return PluginFolder(
      name: name ?? "plugin", displayPath: shown, location: DiskFiles.resolved(path),
      activation: source.activation, tree: tree)
  }
}
