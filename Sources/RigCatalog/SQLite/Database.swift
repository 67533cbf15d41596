internal import CSQLite

/// A connection to a SQLite file, for one thread at a time (see `DatabaseAccess`).
///
/// SQL is a `StaticString`: no text of a user can become part of a statement, only a value of it.
final class Database {
  /// What may be done with a file.
  enum Mode {
    case readOnly
    /// A new file, or the existing one.
    case create
    case memory
  }

  private let connection: OpaquePointer
  /// Statements that are not in use, by the address of their text.
  private var idle: [UnsafeRawPointer: Statement] = [:]

  /// How long another process that has locked the file is waited for.
  private static let busyMilliseconds: Int32 = 5000

  init(path: String, _ mode: Mode) throws(SQLiteError) {
    let flags =
      switch mode {
      case .readOnly: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      case .memory: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY
      }
    var handle: OpaquePointer?
    let name =
      switch mode {
      case .readOnly: Self.immutable(path)
      case .create: path
      case .memory: ":memory:"
      }
    // Access is serialised by the owner, so SQLite needs no locks of its own.
    let code = sqlite3_open_v2(
      name, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let handle else {
      let error = handle.map { Self.error(code, $0) }
      sqlite3_close_v2(handle)
      throw error ?? SQLiteError(code: code, message: "out of memory")
    }
    connection = handle
    sqlite3_busy_timeout(connection, Self.busyMilliseconds)
  }

  /// The address of a file that is never changed in place: databases are replaced as a whole, so that
  /// neither locks nor looks for changes are needed with each question.
  private static func immutable(_ path: String) -> String {
    var address = "file:"
    for byte in path.utf8 {
      let isPlain =
        0x30...0x39 ~= byte || 0x41...0x5a ~= byte || 0x61...0x7a ~= byte
        || "/-_.~".utf8.contains(byte)
      if isPlain {
        address.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16)
        address += digits.utf8.count < 2 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return address + "?immutable=1"
  }

  deinit {
    idle = [:]
    // `_v2` waits for statements that are still referred to.
    sqlite3_close_v2(connection)
  }

  static func error(_ code: Int32, _ connection: OpaquePointer) -> SQLiteError {
    SQLiteError(code: code, message: String(cString: sqlite3_errmsg(connection)))
  }

  /// Runs a statement that gives no rows.
  func execute(_ sql: StaticString, _ values: [SQLValue] = []) throws {
    try each(sql, values) { _ in }
  }

  /// Runs a block with each row; the row is valid within the block.
  func each(
    _ sql: StaticString, _ values: [SQLValue] = [], _ body: (Statement) throws -> Void
  ) throws {
    try stepping(sql, values) { statement in
      while try statement.step() { try body(statement) }
    }
  }

  /// What a block makes of each row.
  func all<Value>(
    _ sql: StaticString, _ values: [SQLValue] = [], _ read: (Statement) throws -> Value
  ) throws -> [Value] {
    var found: [Value] = []
    try each(sql, values) { found.append(try read($0)) }
    return found
  }

  /// What a block makes of the first row; nil where there is none.
  func first<Value>(
    _ sql: StaticString, _ values: [SQLValue] = [], _ read: (Statement) throws -> Value
  ) throws -> Value? {
    try stepping(sql, values) { statement in
      try statement.step() ? try read(statement) : nil
    }
  }

  /// All of a block is written, or nothing of it.
  func transaction(_ body: () throws -> Void) throws {
    try execute("BEGIN IMMEDIATE")
    do {
      try body()
      try execute("COMMIT")
    } catch {
      // A full disk may have ended the transaction already.
      try? execute("ROLLBACK")
      throw error
    }
  }

  /// A block with a statement, which is kept for the next time. One that is in use is not shared,
  /// so that a block may run the same statement again.
  func stepping<Value>(
    _ sql: StaticString, _ values: [SQLValue], _ body: (Statement) throws -> Value
  ) throws -> Value {
    let key = UnsafeRawPointer(sql.utf8Start)
    let statement = try idle.removeValue(forKey: key) ?? Statement(sql, on: connection)
    defer {
      statement.reset()
      idle[key] = statement
    }
    try statement.bind(values)
    return try body(statement)
  }
}
