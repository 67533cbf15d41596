internal import CLuaSandbox

/// Why a call into Lua ended early.
public struct LuaError: Error, Sendable, Hashable {
  /// The reason for the end: an error that was raised, or a limit.
  public enum Kind: String, Sendable, Hashable {
    /// `error` was raised; the others are the limit that was exceeded.
    case error, fuel, memory, deadline
  }
  /// The reason for the end.
  public let kind: Kind
  /// The id of the source, given when it was loaded; 0 if unknown.
  public let chunk: UInt32
  /// The line, from 1; 0 if unknown.
  public let line: Int
  /// One sanitized line, without the location.
  public let message: String
  /// Whether the source raised it with `error` or `assert`.
  public let isRaised: Bool

  /// An error with the given contents.
  public init(
    kind: Kind, chunk: UInt32, line: Int, message: String, isRaised: Bool = false
  ) {
    self.kind = kind
    self.chunk = chunk
    self.line = line
    self.message = message
    self.isRaised = isRaised
  }

  init(_ error: cls_error) {
    switch error.status {
    case CLS_FUEL: kind = .fuel
    case CLS_MEMORY: kind = .memory
    case CLS_DEADLINE: kind = .deadline
    default: kind = .error
    }
    chunk = error.chunk
    line = Int(error.line)
    let bytes = UnsafeRawBufferPointer(start: error.message, count: error.length)
    message = String(decoding: bytes, as: UTF8.self)
    isRaised = error.raised
  }
}
