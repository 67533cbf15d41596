/// Counts requests by address: so many a second, and as many at once.
struct RateLimiter {
  /// Requests a second; 0: no limit.
  let rate: Int
  private struct Bucket {
    var tokens: Double
    var time: UInt64
  }
  private var buckets: [String: Bucket] = [:]
  /// More addresses than this are not told apart; then all begin again.
  private static let mostAddresses = 10_000

  init(rate: Int) { self.rate = rate }

  /// Whether one more request of an address is allowed now.
  mutating func allows(_ address: String, now: UInt64) -> Bool {
    guard rate > 0 else { return true }
    if buckets.count >= Self.mostAddresses && buckets[address] == nil { buckets = [:] }
    var bucket = buckets[address] ?? Bucket(tokens: Double(rate), time: now)
    let seconds = Double(now &- bucket.time) / 1e9
    bucket.tokens = min(Double(rate), bucket.tokens + seconds * Double(rate))
    bucket.time = now
    defer { buckets[address] = bucket }
    guard bucket.tokens >= 1 else { return false }
    bucket.tokens -= 1
    return true
  }
}
