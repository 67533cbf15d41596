internal import RigModel
internal import RigSystem

/// The user's own catalogue in a file: what is added goes over what ships.
public struct UserCatalog: Sendable {
  /// The file; it need not be there yet.
  public let path: String

  /// Makes one of its parts.
  public init(path: String) { self.path = path }

  /// What an import did, part by part.
  public struct Summary: Sendable, Hashable {
    /// What is new, by name.
    public var added = 0
    /// Rules that are new or have another source or setting, by id.
    public var changed = 0
    /// Parts that are as they were.
    public var unchanged = 0
    /// Lines that were not taken, with the reason.
    public var refused: [Refusal] = []

    /// A row that was left out, and why.
    public struct Refusal: Sendable, Hashable {
      /// The file it stands in.
      public let file: String
      /// The line, counted from 1.
      public let line: Int
      /// Why.
      public let reason: String
    }
  }

  /// Every part of it.
  public func parts() throws(CatalogError) -> [UserPart] { try read().parts }

  /// Puts parts into it, all or none; parts that are there already are not put in twice.
  public func add(_ parts: [UserPart], refused: [Summary.Refusal] = []) throws(CatalogError)
    -> Summary
  {
    guard DiskFiles.makeFolder(DiskFiles.folder(of: path), mode: 0o755) else {
      throw CatalogError.unwritable(path: path, reason: "its folder cannot be made")
    }
    let lock = FileLock("\(path).lock")
    defer { lock?.unlock() }
    var known = try read()
    var summary = Summary()
    summary.refused = refused
    for part in parts {
      switch known.put(part) {
      case .added: summary.added += 1
      case .changed: summary.changed += 1
      case .unchanged: summary.unchanged += 1
      }
    }
    if summary.added + summary.changed > 0 {
      if let reason = DiskFiles.replace(path, with: Array(known.text.utf8), isDurable: true) {
        throw CatalogError.unwritable(path: path, reason: reason)
      }
    }
    return summary
  }

  func read() throws(CatalogError) -> UserParts {
    guard DiskFiles.kind(path) != nil else { return UserParts() }
    let (bytes, reason) = DiskFiles.read(path, limit: 512 << 20)
    if let reason { throw CatalogError.unreadable(path: path, reason: reason) }
    return try UserParts(String(decoding: bytes, as: UTF8.self), path: path)
  }
}
