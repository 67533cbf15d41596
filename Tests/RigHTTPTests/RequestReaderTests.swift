import Testing

@testable import RigHTTP

/// Requests are taken apart the same way however they arrive, and what is unclear is refused.
@Suite struct RequestReaderTests {
  private static var limits: HTTPLimits {
    var limits = HTTPLimits()
    (limits.headBytes, limits.headerCount, limits.bodyBytes) = (400, 8, 64)
    return limits
  }

  /// What a text is as requests: each as `METHOD path body`, or the refusal that ends them.
  private static func read(_ text: String, step: Int) -> [String] {
    var reader = RequestReader(limits: limits, refusal: { _ in nil })
    var found: [String] = []
    let bytes = Array(text.utf8)
    do throws(HTTPRefusal) {
      for start in stride(from: 0, to: bytes.count, by: step) {
        let piece = Array(bytes[start..<min(start + step, bytes.count)])
        piece.withUnsafeBytes { reader.append($0) }
        while case .request(let request) = try reader.next() {
          let body = String(decoding: request.body, as: UTF8.self)
          found.append("\(request.method) \(request.path) \(body)")
        }
      }
      if reader.isWithin { found.append("more") }
    } catch {
      found.append("\(error.status) \(error.code)")
    }
    return found
  }

  static let good: [(String, [String])] = [
    ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", ["GET / "]),
    ("\r\nGET /a%20b?x=%31&y HTTP/1.1\r\nhOST:a\r\n\r\n", ["GET /a b "]),
    ("GET / HTTP/1.0\r\n\r\n", ["GET / "]),
    ("GET http://h:1/x?y HTTP/1.1\r\nHost: a\r\n\r\n", ["GET /x "]),
    (
      "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET /b HTTP/1.1\r\nHost: a\r\n\r\n",
      ["POST /a abc", "GET /b "]
    ),
    (
      "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX: y\r\n\r\n",
      ["POST /a abcde"]
    ),
    ("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabc", ["more"]),
    ("GET / HT", ["more"]),
  ]

  @Test(arguments: good, [1, 2, 7, 1000])
  func bytesComeInAnyPieces(_ text: (String, [String]), _ step: Int) {
    #expect(Self.read(text.0, step: step) == text.1)
  }

  static let bad: [(String, String)] = [
    ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "400 http/request-line"),
    ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", "505 http/version"),
    ("\u{16}\u{3}\u{1}\r\n\r\n", "400 http/control-character"),
    ("GET / HTTP/1.1\r\n\r\n", "400 http/host"),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400 http/host"),
    ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", "400 http/header"),
    ("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", "400 http/header"),
    ("GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", "400 http/control-character"),
    ("GET / HTTP/1.1\r\nHost: a\rX\r\n\r\n", "400 http/control-character"),
    ("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", "400 http/escape"),
    ("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", "400 http/escape"),
    ("GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n", "400 http/escape"),
    ("GET a HTTP/1.1\r\nHost: a\r\n\r\n", "400 http/target"),
    ("CONNECT h:1 HTTP/1.1\r\nHost: a\r\n\r\n", "400 http/target"),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 65\r\n\r\n", "413 http/body-too-large"),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", "400 http/framing"),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n", "400 http/framing"),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\n", "400 http/framing"),
    (
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
      "400 http/framing"
    ),
    (
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
      "400 http/framing"
    ),
    (
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
      "501 http/encoding"
    ),
    (
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n41\r\n",
      "413 http/body-too-large"
    ),
    (
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;x=y\r\n",
      "400 http/chunk"
    ),
    (
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
      "400 http/chunk"
    ),
    ("POST / HTTP/1.1\r\nHost: a\r\nExpect: magic\r\n\r\n", "417 http/expectation"),
    ("GET /" + String(repeating: "a", count: 500), "431 http/head-too-large"),
    (
      "GET / HTTP/1.1\r\n" + (1...9).map { "X\($0): 1\r\n" }.joined() + "\r\n",
      "431 http/too-many-headers"
    ),
  ]

  @Test(arguments: bad, [1, 1000])
  func whatIsUnclearIsRefused(_ text: (String, String), _ step: Int) {
    #expect(Self.read(text.0, step: step) == [text.1])
  }

  @Test func clientsThatWaitAreToldToGoOn() throws {
    var reader = RequestReader(limits: Self.limits, refusal: { _ in nil })
    let head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    Array(head.utf8).withUnsafeBytes { reader.append($0) }
    guard case .continues = try reader.next() else {
      Issue.record("no word to go on")
      return
    }
    Array("ab".utf8).withUnsafeBytes { reader.append($0) }
    guard case .request(let request) = try reader.next() else {
      Issue.record("no request")
      return
    }
    #expect(request.body == Array("ab".utf8))
  }
}
