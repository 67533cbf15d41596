/// Which threads answer a request.
package enum HTTPLane: Sendable {
  /// Those for answers that take milliseconds.
  case short
  /// Those for answers that may take seconds, so that they never hold up the others.
  case long
}

/// Why a request is answered without a handler.
package struct HTTPRefusal: Error, Sendable {
  package let status: Int
  /// A stable word for machines: `http/body-too-large`.
  package let code: String
  package let message: String

  package init(_ status: Int, _ code: String, _ message: String) {
    self.status = status
    self.code = "http/\(code)"
    self.message = message
  }
}

/// Answers requests, on several threads at once.
package protocol HTTPHandler: Sendable {
  /// Says no to a request by its head alone, before its body is read.
  func refusal(of request: HTTPRequest) -> HTTPRefusal?
  /// The threads that answer it.
  func lane(of request: HTTPRequest) -> HTTPLane
  /// The answer to a whole request.
  func response(to request: HTTPRequest) -> HTTPResponse
  /// The answer for what the server itself refuses.
  func response(to refusal: HTTPRefusal) -> HTTPResponse
}
