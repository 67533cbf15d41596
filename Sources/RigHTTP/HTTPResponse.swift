/// One answer.
package struct HTTPResponse: Sendable {
  /// What an answer consists of.
  package enum Body: Sendable {
    case bytes([UInt8])
    /// Pieces, made one after the other as the client takes them; nil ends them.
    case pieces(@Sendable () -> [UInt8]?)
  }

  package var status: Int
  package var headers: [(name: String, value: String)]
  package var body: Body
  /// Whether the connection ends with this answer.
  package var closes = false

  package init(status: Int, headers: [(name: String, value: String)] = [], body: Body) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The status line and the headers; `isPiecewise` bodies are chunked for clients of HTTP/1.1.
  func head(for request: HTTPRequest?, closes: Bool) -> [UInt8] {
    var text = "HTTP/1.1 \(status) \(Self.reason(status))\r\nDate: \(HTTPDate.now)\r\n"
    for (name, value) in headers { text += "\(name): \(value)\r\n" }
    switch body {
    case .bytes(let bytes):
      if status != 204 { text += "Content-Length: \(bytes.count)\r\n" }
    case .pieces:
      if request?.isVersion11 ?? true { text += "Transfer-Encoding: chunked\r\n" }
    }
    text += "Connection: \(closes ? "close" : "keep-alive")\r\n\r\n"
    return Array(text.utf8)
  }

  static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 204: "No Content"
    case 304: "Not Modified"
    case 400: "Bad Request"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 417: "Expectation Failed"
    case 421: "Misdirected Request"
    case 422: "Unprocessable Content"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: "Status"
    }
  }
}
