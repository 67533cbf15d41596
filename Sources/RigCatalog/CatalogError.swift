/// Why a catalogue cannot be used.
public enum CatalogError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A file cannot be read.
  case unreadable(path: String, reason: String)
  /// A file or a database cannot be written.
  case unwritable(path: String, reason: String)
  /// A database is damaged, or not one of ours.
  case damaged(path: String, reason: String)
  /// A text of parts cannot be used, with the line from 1.
  case badText(path: String, line: Int, reason: String)

  /// The stable code, as `catalog/unreadable`.
  public var code: String {
    switch self {
    case .unreadable: "catalog/unreadable"
    case .unwritable: "catalog/unwritable"
    case .damaged: "catalog/damaged"
    case .badText: "catalog/bad-text"
    }
  }

  /// The text for people: one line for each problem, with its location and code.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
    case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
    case .damaged(let path, let reason): "\(path) is not a usable catalogue: \(reason)"
    case .badText(let path, let line, let reason): "\(path):\(line): \(reason)"
    }
  }
}
