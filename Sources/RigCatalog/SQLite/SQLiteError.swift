/// Why SQLite refused something.
struct SQLiteError: Error, Sendable, Equatable, CustomStringConvertible {
  /// SQLite's result code, as `SQLITE_BUSY`.
  let code: Int32
  /// What SQLite says about it.
  let message: String

  var description: String { "\(message) (SQLite \(code))" }
}
