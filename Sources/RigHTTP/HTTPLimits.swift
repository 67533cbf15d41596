/// What a client may take of the server.
package struct HTTPLimits: Sendable {
  /// Bytes of the request line and all headers.
  package var headBytes = 16 << 10
  package var headerCount = 64
  /// Bytes of one body.
  package var bodyBytes = 16 << 20
  /// Bytes of all bodies that are being read.
  package var allBodyBytes = 256 << 20
  /// Connections that are open at one time. A further one takes the place of the one that has been
  /// idle longest.
  package var connections = 512
  /// From the first byte of a request to the end of its head.
  package var headTime = Duration.seconds(10)
  /// From the first byte of a request to its end.
  package var requestTime = Duration.seconds(30)
  /// How long a connection may stay open between requests.
  package var idleTime = Duration.seconds(20)
  /// How long a client may take none of the bytes of an answer.
  package var writeTime = Duration.seconds(15)
  /// How long answers may take after the server was asked to stop.
  package var stopTime = Duration.seconds(10)
  /// Requests a second of one address; 0: as many as it likes.
  package var requestsPerSecond = 0
  /// Requests that may wait for the threads of long work.
  package var longRequests = 32

  package init() {}
}

extension Duration {
  /// In nanoseconds of the monotonic clock.
  var nanoseconds: UInt64 {
    let (seconds, attoseconds) = components
    return UInt64(max(0, seconds)) &* 1_000_000_000 &+ UInt64(max(0, attoseconds) / 1_000_000_000)
  }
}
