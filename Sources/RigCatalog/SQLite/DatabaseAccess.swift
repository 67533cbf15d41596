internal import RigSystem
internal import Synchronization

/// A database that several threads may ask, one at a time.
///
/// `@unchecked`: the connection is used within the lock alone, and blocks of callers, which the
/// compiler cannot see through, do not keep it.
final class DatabaseAccess: @unchecked Sendable {
  let path: String
  private let lock = Guarded(())
  private let database: Database

  init(path: String, _ mode: Database.Mode) throws(SQLiteError) {
    self.path = path
    database = try Database(path: path, mode)
  }

  /// Runs a block with the database; the block must not ask this access again.
  func read<Value: Sendable>(_ body: (Database) throws -> Value) throws -> Value {
    try lock.withLock { _ in try body(database) }
  }

  /// Runs a block whose changes are made together or not at all.
  func write(_ body: (Database) throws -> Void) throws {
    try read { database in try database.transaction { try body(database) } }
  }
}
