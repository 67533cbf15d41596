internal import RigSystem

/// One connection: what came, what is to go out, and how long it may take.
///
/// `@unchecked`: the thread that waits or one that answers owns it, and hands it over by a queue.
final class Connection: @unchecked Sendable {
  enum Phase {
    /// Between requests, or within one.
    case reading
    /// A thread has it.
    case answering
    /// An answer goes out as the client takes it.
    case writing
    /// All is said; what the client still sends is dropped, so that it can read the answer.
    case closing
  }

  let descriptor: Int32
  let address: String
  var reader: RequestReader
  var phase = Phase.reading
  /// When the phase, or the request in it, began.
  var since: UInt64
  /// When it is over at the latest.
  var deadline: UInt64
  /// Body bytes that are counted for it.
  var countedBytes = 0
  private(set) var output: [UInt8] = []
  private var sent = 0
  private(set) var sentBytes = 0
  /// Makes the next piece of the answer.
  var pieces: (@Sendable () -> [UInt8]?)?
  var isChunked = false
  var closesAfter = false
  var lane = HTTPLane.short
  var request: HTTPRequest?

  init(_ descriptor: Int32, address: String, reader: RequestReader, now: UInt64, until: UInt64) {
    self.descriptor = descriptor
    self.address = address
    self.reader = reader
    (since, deadline) = (now, until)
  }

  deinit { close(descriptor) }

  /// Reads what there is; false where the other side has gone.
  func receive(_ space: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let count = recv(descriptor, space.baseAddress, space.count, 0)
      if count >= 0 { return count }
      if errno == EINTR { continue }
      return errno == EAGAIN || errno == EWOULDBLOCK ? -1 : 0
    }
  }

  func put(_ bytes: [UInt8]) {
    if sent == output.count {
      (output, sent) = (bytes, 0)
    } else {
      output += bytes
    }
  }

  func putPiece(_ bytes: [UInt8]) {
    guard isChunked else { return put(bytes) }
    put(Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [0x0D, 0x0A])
  }

  var isDrained: Bool { sent == output.count }

  /// Sends what the client takes now; false where it has gone.
  func flush() -> Bool {
    #if canImport(Darwin)
      let flags: Int32 = 0
    #else
      let flags = Int32(MSG_NOSIGNAL)
    #endif
    while sent < output.count {
      let count = output.withUnsafeBytes {
        send(descriptor, $0.baseAddress! + sent, $0.count - sent, flags)
      }
      if count > 0 {
        sent += count
        sentBytes += count
      } else if count < 0 && errno == EINTR {
        continue
      } else {
        return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)
      }
    }
    (output, sent) = ([], 0)
    return true
  }

  /// Bytes that were sent since the last call.
  func takeSentBytes() -> Int {
    defer { sentBytes = 0 }
    return sentBytes
  }
}
