public import struct Foundation.URL

/// Where plugins come from: a folder, or the files of one that a program holds itself.
public struct PluginSource: Sendable, Hashable {
  /// What is done with the plugins found there.
  public enum Activation: Sendable, Hashable {
    /// Their rules are evaluated, and all rules can ask for their facts.
    case on
    /// Only their reporters, importers and profiles can be used, each by its name.
    case available
  }
  enum Kind: Sendable, Hashable {
    case directory(path: String)
    case files(name: String, [String: [UInt8]])
  }
  let kind: Kind
  /// What stands before a file's path in reports: for a folder of plugins, before the plugin's name.
  let displayName: String
  let activation: Activation

  /// A folder of plugins, or one plugin's folder: the latter has a `plugin.lua`.
  ///
  /// `displayedAs` is what reports show for the folder; its last component where it is nil, so that
  /// a report is the same on every machine.
  public static func directory(
    _ url: URL, displayedAs name: String? = nil, activation: Activation = .on
  ) -> PluginSource {
    directory(path: url.path, displayedAs: name, activation: activation)
  }

  /// The same, by path.
  public static func directory(
    path: String, displayedAs name: String? = nil, activation: Activation = .on
  ) -> PluginSource {
    let shown = DiskFiles.name(ofFolder: path) ?? "Plugins"
    return PluginSource(
      kind: .directory(path: path), displayName: name ?? shown, activation: activation)
  }

  /// One plugin by the files of its folder (`plugin.lua`, `rules/mains.lua`).
  public static func files(
    _ name: String, _ files: [String: String], activation: Activation = .on
  ) -> PluginSource {
    PluginSource(
      kind: .files(name: name, files.mapValues { Array($0.utf8) }), displayName: name,
      activation: activation)
  }

  var watchedPath: String? {
    if case .directory(let path) = kind { path } else { nil }
  }
}

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
  var rules: [SourceFile] { tree.files.filter { $0.path.hasPrefix("rules/") } }
  /// Lua files that would never run.
  var strays: [SourceFile] {
    tree.files.filter {
      $0.path != Self.manifest && !$0.path.hasPrefix("lib/") && !$0.path.hasPrefix("rules/")
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
    // A folder without any Lua, such as one of notes, is no plugin that went wrong.
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
