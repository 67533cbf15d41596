internal import CSQLite

/// A compiled statement: values are bound, rows are stepped through, columns counted from 0.
final class Statement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer

  init(_ sql: StaticString, on connection: OpaquePointer) throws(SQLiteError) {
    var handle: OpaquePointer?
    let text = UnsafeRawPointer(sql.utf8Start).assumingMemoryBound(to: CChar.self)
    let code = sqlite3_prepare_v3(
      connection, text, Int32(sql.utf8CodeUnitCount), UInt32(SQLITE_PREPARE_PERSISTENT), &handle,
      nil)
    guard code == SQLITE_OK, let handle else { throw Database.error(code, connection) }
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  /// Binds all values, the first to `?1`.
  func bind(_ values: [SQLValue]) throws(SQLiteError) {
    guard Int(sqlite3_bind_parameter_count(handle)) == values.count else {
      throw SQLiteError(code: SQLITE_RANGE, message: "the statement has another number of values")
    }
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      let code =
        switch value {
        case .null: sqlite3_bind_null(handle, place)
        case .integer(let number): sqlite3_bind_int64(handle, place, Int64(number))
        case .text(var text):
          text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
              rig_sqlite_bind_text(handle, place, $0.baseAddress, Int32($0.count))
            }
          }
        }
      guard code == SQLITE_OK else { throw Database.error(code, connection) }
    }
  }

  /// Goes to the next row; false after the last.
  func step() throws(SQLiteError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw Database.error(code, connection)
    }
  }

  /// Makes the statement ready for other values.
  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  // MARK: Columns of the current row

  func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
  }

  func integer(_ column: Int) -> Int { Int(sqlite3_column_int64(handle, Int32(column))) }

  func integerIfAny(_ column: Int) -> Int? { isNull(column) ? nil : integer(column) }

  /// The text of a column; empty for NULL. What is not UTF-8 is repaired, as in any damaged text.
  func text(_ column: Int) -> String {
    guard let start = sqlite3_column_text(handle, Int32(column)) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func textIfAny(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
}
