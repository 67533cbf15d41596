internal import RigSystem

/// The parts that ship with the program, and those that a user added.
///
/// The texts in the repository are the source; what is opened is a database that was made from
/// them, and is made again when they change.
public struct Catalog: Sendable {
  let database: DatabaseAccess
  let lexicon: Lexicon
  let longestChip: Int
  let sources: [Int: String]
  let cpuSeries: Table
  let fieldMemo = FieldText.Memo()

  /// Opens the catalogue of a folder with `Facts/` and `Data/`.
  ///
  /// - Parameters:
  ///   - folder: Where the texts are.
  ///   - cache: The folder in which the database is kept; nil, or one that cannot be written,
  ///     makes a database in memory, which takes seconds each time.
  ///   - user: The file of the user's own catalogue, which goes over what ships.
  ///   - progress: Called with the number of parts done while a database is made.
  public init(
    folder: String, cache: String?, user: UserCatalog? = nil,
    progress: (Int) -> Void = { _ in }
  ) throws(CatalogError) {
    let texts = try CatalogTexts(folder: folder, user: user)
    let digest = texts.digest
    if let shipped = Self.reuse(Self.shippedPath(in: folder), digest: digest) {
      try self.init(shipped, texts)
      return
    }
    let kept = cache.flatMap { cache in
      Self.paths(in: cache).lazy.compactMap { Self.reuse($0, digest: digest) }.first
    }
    if let kept {
      try self.init(kept, texts)
      return
    }
    if let cache, let made = Self.make(texts, digest: digest, in: cache, progress) {
      try self.init(made, texts)
      return
    }
    try self.init(try Self.inMemory(texts, digest: digest, progress), texts)
  }

  private init(_ database: DatabaseAccess, _ texts: CatalogTexts) throws(CatalogError) {
    self.database = database
    var lexicon = texts.lexicon
    cpuSeries = texts.table("cpu-series")
    do {
      let (chinese, longest, sources) = try database.read { database in
        (
          try Self.meta("chinese", database) ?? "", try Self.meta("longest chip", database) ?? "8",
          try database.all("SELECT id, text FROM source") { ($0.integer(0), $0.text(1)) }
        )
      }
      for name in chinese.split(separator: "\n") { lexicon.learn(name: String(name)) }
      longestChip = Int(longest) ?? 8
      self.sources = Dictionary(sources, uniquingKeysWith: { one, _ in one })
    } catch {
      throw CatalogError.damaged(path: database.path, reason: "\(error)")
    }
    self.lexicon = lexicon
  }

  /// Makes the database of a folder's texts at a path: whole, or not at all.
  public static func build(
    from folder: String, to path: String, progress: (Int) -> Void = { _ in }
  ) throws(CatalogError) {
    let texts = try CatalogTexts(folder: folder)
    try write(texts, digest: texts.digest, to: path, progress)
  }

  /// Where an installation has the database of its folder.
  public static func shippedPath(in folder: String) -> String { "\(folder)/catalog.sqlite" }

  /// Writes a text whole, or not at all.
  public static func write(_ text: String, to path: String) throws(CatalogError) {
    if let reason = DiskFiles.replace(path, with: Array(text.utf8), isDurable: true) {
      throw CatalogError.unwritable(path: path, reason: reason)
    }
  }

  // MARK: The derived database

  /// The database, and the one that was there before: two versions of the program, or two catalogues of
  /// a user, may be in use by turns.
  static func paths(in cache: String) -> [String] {
    ["\(cache)/catalog.sqlite", "\(cache)/catalog-before.sqlite"]
  }

  private static func meta(_ key: String, _ database: Database) throws -> String? {
    try database.first("SELECT value FROM meta WHERE key = ?", [.text(key)]) { $0.text(0) }
  }

  private static func reuse(_ path: String, digest: String) -> DatabaseAccess? {
    guard DiskFiles.kind(path) == .file else { return nil }
    guard let access = try? DatabaseAccess(path: path, .readOnly) else { return nil }
    let known = try? access.read { database in
      (try meta("digest", database), try meta("schema", database))
    }
    return known?.0 == digest && known?.1 == Schema.version ? access : nil
  }

  private static func make(
    _ texts: CatalogTexts, digest: String, in cache: String, _ progress: (Int) -> Void
  ) -> DatabaseAccess? {
    guard DiskFiles.makeFolder(cache, mode: 0o755) else { return nil }
    let paths = paths(in: cache)
    let new = "\(paths[0]).\(getpid()).new"
    do { try write(texts, digest: digest, to: new, progress) } catch { return nil }
    // Each step leaves whole databases alone; where one is missed, it is made again.
    _ = rename(paths[0], paths[1])
    guard rename(new, paths[0]) == 0 else {
      DiskFiles.remove(new)
      return nil
    }
    return reuse(paths[0], digest: digest)
  }

  private static func inMemory(
    _ texts: CatalogTexts, digest: String, _ progress: (Int) -> Void
  ) throws(CatalogError) -> DatabaseAccess {
    do {
      let access = try DatabaseAccess(path: "memory", .memory)
      try fill(access, texts, digest: digest, progress)
      return access
    } catch {
      throw CatalogError.damaged(path: "memory", reason: "\(error)")
    }
  }

  private static func write(
    _ texts: CatalogTexts, digest: String, to path: String, _ progress: (Int) -> Void
  ) throws(CatalogError) {
    let temporary = "\(path).\(getpid()).tmp"
    DiskFiles.remove(temporary)
    do {
      // The connection is closed when the block ends.
      do {
        let access = try DatabaseAccess(path: temporary, .create)
        // The file is thrown away if anything fails, so nothing has to survive a crash.
        try access.read { database in
          try database.execute("PRAGMA journal_mode = OFF")
          try database.execute("PRAGMA synchronous = OFF")
        }
        try fill(access, texts, digest: digest, progress)
      }
      guard rename(temporary, path) == 0 else {
        throw CatalogError.unwritable(path: path, reason: DiskFiles.lastReason())
      }
    } catch {
      DiskFiles.remove(temporary)
      if let error = error as? CatalogError { throw error }
      throw CatalogError.unwritable(path: path, reason: "\(error)")
    }
  }

  private static func fill(
    _ access: DatabaseAccess, _ texts: CatalogTexts, digest: String, _ progress: (Int) -> Void
  ) throws {
    var assembly = Assembly(texts, texts.lexicon, user: texts.user)
    assembly.assemble(progress: progress)
    var writer = DatabaseWriter(assembly)
    try access.write { database in
      try writer.write(database, digest: digest, progress: progress)
    }
    try access.read { database in
      try database.execute("INSERT INTO words(words) VALUES ('optimize')")
      try database.execute("VACUUM")
    }
  }
}
