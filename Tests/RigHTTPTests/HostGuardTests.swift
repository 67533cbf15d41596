import Testing

@testable import RigHTTP

/// Pages of other sites, and names that lead here by DNS, are refused.
@Suite struct HostGuardTests {
  static let cases: [(headers: [String: String], path: String, code: String?)] = [
    (["host": "127.0.0.1:8765"], "/v1/check", nil),
    (["host": "localhost"], "/v1/check", nil),
    (["host": "LOCALHOST:1"], "/v1/check", nil),
    (["host": "[::1]:8765"], "/v1/check", nil),
    (["host": "192.168.1.7:8765"], "/v1/check", nil),
    (["host": "rig.example"], "/v1/check", nil),
    (["host": "evil.example"], "/v1/check", "http/host"),
    (["host": "127.0.0.1.evil.example"], "/v1/check", "http/host"),
    (["host": "1.2.3"], "/v1/check", "http/host"),
    (["host": "1.2.3.400"], "/v1/check", "http/host"),
    (["host": "localhost:8765@evil.example"], "/v1/check", "http/host"),
    (["host": ""], "/v1/check", "http/host"),
    (["host": "localhost:1", "origin": "http://localhost:1"], "/v1/check", nil),
    (["host": "localhost:1", "origin": "http://localhost:2"], "/v1/check", "http/cross-site"),
    (["host": "localhost:1", "origin": "http://evil.example"], "/v1/check", "http/cross-site"),
    (["host": "localhost:1", "origin": "null"], "/v1/check", "http/cross-site"),
    (["host": "localhost:1", "origin": "file://localhost:1"], "/v1/check", "http/cross-site"),
    (["host": "localhost:1", "sec-fetch-site": "same-origin"], "/v1/check", nil),
    (["host": "localhost:1", "sec-fetch-site": "cross-site"], "/v1/rules", "http/cross-site"),
    (["host": "localhost:1", "sec-fetch-site": "same-site"], "/v1/rules", "http/cross-site"),
    (
      [
        "host": "localhost:1", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
      ], "/", nil
    ),
    (
      [
        "host": "localhost:1", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "iframe",
      ], "/", "http/cross-site"
    ),
  ]

  @Test(arguments: cases.indices) func hostAndOrigin(_ index: Int) {
    let (headers, path, code) = Self.cases[index]
    let request = HTTPRequest(
      method: "GET", path: path, query: [], headers: headers.map { ($0.key, $0.value) },
      isVersion11: true, host: headers["host"])
    let guardian = HostGuard(host: "127.0.0.1", others: ["rig.example"])
    #expect(guardian.refusal(of: request)?.code == code, "\(headers)")
  }

  @Test func rateIsCountedByAddress() {
    var limiter = RateLimiter(rate: 2)
    let second: UInt64 = 1_000_000_000
    let first = (0..<3).map { _ in limiter.allows("a", now: second) }
    #expect(first == [true, true, false])
    let other = limiter.allows("b", now: second)
    #expect(other)
    let later = (0..<2).map { _ in limiter.allows("a", now: second + second / 2) }
    #expect(later == [true, false])
    var none = RateLimiter(rate: 0)
    let all = (0..<1000).map { _ in none.allows("a", now: 1) }
    #expect(!all.contains(false))
  }
}
