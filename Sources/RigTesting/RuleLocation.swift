public import RigRules
internal import RigSystem

/// Where a path that a user names belongs: to which rules folder or plugin, and which rules of it
/// are meant.
public struct RuleLocation: Sendable {
  /// What the rules are loaded from.
  public enum Source: Sendable {
    case rules(RuleSource)
    case plugins(PluginSource)
  }

  /// The rules folder, the plugin's folder, or a folder of plugins.
  public let root: String
  /// Which kind of file it is.
  public let source: Source
  /// The id of one rule, the beginning of several (`psu/`, `power:`), or empty for all.
  public let prefix: String

  /// Why a path names no rules.
  public struct Refusal: Error, Sendable, CustomStringConvertible {
    /// The text for people: one line for each problem, with its location and code.
    public let description: String
  }

  /// Whether a rule is meant.
  public func wants(_ id: String) -> Bool {
    prefix.isEmpty || id == prefix
      || (prefix.hasSuffix("/") || prefix.hasSuffix(":")) && id.hasPrefix(prefix)
  }

  /// Whether a plugin, or a rule of it, is meant.
  public func wantsPlugin(_ name: String) -> Bool {
    prefix.isEmpty || prefix.hasPrefix(name + ":")
  }

  /// Whether all of a plugin is meant, and so what its manifest gives.
  public func wantsManifest(of name: String) -> Bool { prefix.isEmpty || prefix == name + ":" }

  /// `known` are the rules folders in force.
  public init(_ path: String, known: [String]) throws(Refusal) {
    guard let real = DiskFiles.resolved(path), let kind = DiskFiles.kind(real) else {
      throw Refusal(description: "there is no file or folder \(path)")
    }
    if kind == .file && !real.hasSuffix(".lua") {
      throw Refusal(
        description: "\(path) is neither a rule (.lua) nor a table of cases (.yaml, .json, .jsonl)")
    }
    if let plugin = Self.pluginAround(real, kind) {
      try self.init(real, kind, ofPlugin: plugin, path)
    } else if kind == .folder, Self.holdsPlugins(real) {
      self.init(root: path, source: .plugins(.directory(path: real)), prefix: "")
    } else if let root = known.first(where: { Self.holds(DiskFiles.resolved($0), real) }) {
      try self.init(real, kind, below: DiskFiles.resolved(root)!, shown: root, path)
    } else if let root = Self.rootAround(real, kind) {
      try self.init(real, kind, below: root, shown: root, path)
    } else if kind == .folder {
      self.init(root: path, source: .rules(.directory(path: real)), prefix: "")
    } else {
      // A file by itself: the folder it is in is its category.
      let parts = real.split(separator: "/").map(String.init)
      let name = parts.suffix(2).joined(separator: "/")
      let root = "/" + parts.dropLast(2).joined(separator: "/")
      self.init(
        root: root, source: .rules(.file(name, in: root)), prefix: String(name.dropLast(4)))
    }
  }

  private init(root: String, source: Source, prefix: String) {
    self.root = root
    self.source = source
    self.prefix = prefix
  }

  private init(
    _ real: String, _ kind: DiskFiles.Kind, below root: String, shown: String, _ path: String
  ) throws(Refusal) {
    let prefix = try Self.prefix(of: real, kind, below: root, path)
    self.init(root: shown, source: .rules(.directory(path: shown)), prefix: prefix)
  }

  /// A plugin in a folder called Plugins is loaded with those beside it, whose facts it may use.
  private init(
    _ real: String, _ kind: DiskFiles.Kind, ofPlugin plugin: String, _ path: String
  ) throws(Refusal) {
    let parts = plugin.split(separator: "/").map(String.init)
    let home = "/" + parts.dropLast().joined(separator: "/")
    let hasNeighbours = parts.dropLast().last?.lowercased() == "plugins"
    let local =
      real == plugin || real == plugin + "/rules" || real == plugin + "/plugin.lua"
      ? "" : try Self.prefix(of: real, kind, below: plugin + "/rules", path)
    self.init(
      root: hasNeighbours ? home : plugin,
      source: .plugins(.directory(path: hasNeighbours ? home : plugin)),
      prefix: "\(parts.last ?? ""):\(local)")
  }

  /// What the ids of the rules at a path begin with, or are.
  private static func prefix(
    of real: String, _ kind: DiskFiles.Kind, below root: String, _ path: String
  ) throws(Refusal) -> String {
    guard holds(root, real) else {
      throw Refusal(
        description: "\(path) holds modules, no rules; the rules that require them are their tests")
    }
    let inner = String(real.dropFirst(root.count).drop { $0 == "/" })
    if inner == "lib" || inner.hasPrefix("lib/") {
      throw Refusal(
        description: "\(path) holds modules, no rules; the rules that require them are their tests")
    }
    if inner.isEmpty { return "" }
    return kind == .folder ? inner + "/" : String(inner.dropLast(4))
  }

  private static func holds(_ root: String?, _ path: String) -> Bool {
    guard let root else { return false }
    return path == root || path.hasPrefix(root + "/")
  }

  // MARK: Looking around

  /// The nearest folder, the path itself or above it, for which something holds.
  private static func nearest(
    _ path: String, _ kind: DiskFiles.Kind, where holds: ([String], String) -> Bool
  ) -> String? {
    var parts = path.split(separator: "/").map(String.init)
    if kind == .file { parts.removeLast() }
    while !parts.isEmpty {
      let folder = "/" + parts.joined(separator: "/")
      if holds(parts, folder) { return folder }
      parts.removeLast()
    }
    return nil
  }

  private static func pluginAround(_ path: String, _ kind: DiskFiles.Kind) -> String? {
    nearest(path, kind) { _, folder in DiskFiles.kind(folder + "/plugin.lua") == .file }
  }

  private static func holdsPlugins(_ folder: String) -> Bool {
    (DiskFiles.list(folder) ?? []).contains {
      DiskFiles.kind("\(folder)/\($0)/plugin.lua") == .file
    }
  }

  /// A folder that is called Rules or has modules. `/usr/lib` makes no rules folder of `/usr`.
  private static func rootAround(_ path: String, _ kind: DiskFiles.Kind) -> String? {
    nearest(path, kind) { parts, folder in
      parts.count > 1
        && (parts.last?.lowercased() == "rules" || DiskFiles.kind(folder + "/lib") == .folder)
    }
  }
}
