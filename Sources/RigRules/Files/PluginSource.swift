internal import RigSystem

#if canImport(FoundationEssentials)
  public import struct FoundationEssentials.URL
#else
  public import struct Foundation.URL
#endif

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

  /// The same, shown by what `name` makes of the path of its folder.
  package func displayed(_ name: (String) -> String) -> PluginSource {
    guard case .directory(let path) = kind else { return self }
    return PluginSource(kind: kind, displayName: name(path), activation: activation)
  }

  package var watchedPath: String? {
    if case .directory(let path) = kind { path } else { nil }
  }
}
