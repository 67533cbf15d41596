internal import CLuaSandbox

/// Why a call into Lua ended early.
public struct LuaError: Error, Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    case error, fuel, memory, deadline
  }
  public let kind: Kind
  /// The id that the source was given when it was loaded; 0 where no source is known.
  public let chunk: UInt32
  /// 1-based; 0 where no line is known.
  public let line: Int
  /// One clean line, without the place.
  public let message: String
  /// Whether the source itself raised it, with `error` or `assert`.
  public let isRaised: Bool

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
