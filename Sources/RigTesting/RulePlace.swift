public import RigRules

/// Where a path that somebody names belongs: to which rules folder, and which rules of it are meant.
public struct RulePlace: Sendable {
  /// The rules folder.
  public let root: String
  public let source: RuleSource
  /// The id of one rule, the beginning of several (`psu/`), or empty for all.
  public let prefix: String

  /// Why a path names no rules.
  public struct Refusal: Error, Sendable, CustomStringConvertible {
    public let description: String
  }

  /// Whether a rule is meant.
  public func wants(_ id: String) -> Bool {
    prefix.isEmpty || id == prefix || prefix.hasSuffix("/") && id.hasPrefix(prefix)
  }

  /// `known` are the rules folders in force.
  public init(_ path: String, known: [String]) throws(Refusal) {
    guard let real = DiskFiles.resolved(path), let kind = DiskFiles.kind(real) else {
      throw Refusal(description: "there is no file or folder \(path)")
    }
    if kind == .file && !real.hasSuffix(".lua") {
      throw Refusal(
        description: "\(path) is neither a rule (.lua) nor a table of cases (.yaml, .json, .jsonl)")
    }
    if let root = known.first(where: { Self.holds(DiskFiles.resolved($0), real) }) {
      try self.init(real, kind, below: DiskFiles.resolved(root)!, shown: root, path)
    } else if let root = Self.rootAround(real, kind) {
      try self.init(real, kind, below: root, shown: root, path)
    } else if kind == .folder {
      self.init(root: path, source: .directory(path: real), prefix: "")
    } else {
      // A file by itself: the folder it is in is its category.
      let parts = real.split(separator: "/").map(String.init)
      let name = parts.suffix(2).joined(separator: "/")
      let root = "/" + parts.dropLast(2).joined(separator: "/")
      self.init(
        root: root, source: .file(name, in: root), prefix: String(name.dropLast(4)))
    }
  }

  private init(root: String, source: RuleSource, prefix: String) {
    self.root = root
    self.source = source
    self.prefix = prefix
  }

  private init(
    _ real: String, _ kind: DiskFiles.Kind, below root: String, shown: String, _ path: String
  ) throws(Refusal) {
    let inner = String(real.dropFirst(root.count).drop { $0 == "/" })
    if inner == "lib" || inner.hasPrefix("lib/") {
      throw Refusal(
        description: "\(path) holds modules, no rules; the rules that require them are their tests")
    }
    let prefix: String
    switch (kind, inner.isEmpty) {
    case (_, true): prefix = ""
    case (.folder, _): prefix = inner + "/"
    default: prefix = String(inner.dropLast(4))
    }
    self.init(root: shown, source: .directory(path: shown), prefix: prefix)
  }

  private static func holds(_ root: String?, _ path: String) -> Bool {
    guard let root else { return false }
    return path == root || path.hasPrefix(root + "/")
  }

  /// The nearest folder, the path itself or above it, that is called Rules or has modules.
  private static func rootAround(_ path: String, _ kind: DiskFiles.Kind) -> String? {
    var parts = path.split(separator: "/").map(String.init)
    if kind == .file { parts.removeLast() }
    while !parts.isEmpty {
      let folder = "/" + parts.joined(separator: "/")
      if parts.last?.lowercased() == "rules" || DiskFiles.kind(folder + "/lib") == .folder {
        // `/usr/lib` makes no rules folder of `/usr`.
        if parts.count > 1 { return folder }
      }
      parts.removeLast()
    }
    return nil
  }
}
