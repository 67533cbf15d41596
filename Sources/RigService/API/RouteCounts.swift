internal import RigSystem
internal import Synchronization

/// How often each route was asked, how it ended, and how long it took.
final class RouteCounts: Sendable {
  struct Key: Hashable, Comparable {
    let route: String
    let status: Int
    static func < (left: Key, right: Key) -> Bool {
      (left.route, left.status) < (right.route, right.status)
    }
  }
  struct Times {
    var count = 0
    var nanoseconds: UInt64 = 0
    /// By the first of `limits` that it did not pass.
    var buckets = [Int](repeating: 0, count: RouteCounts.limits.count)
  }
  /// Upper ends in milliseconds.
  static let limits: [UInt64] = [1, 5, 20, 100, 500, 2000, 10_000]

  private let state = Guarded<(answers: [Key: Int], times: [String: Times])>(([:], [:]))

  func add(_ route: String, _ status: Int, nanoseconds: UInt64) {
    state.withLock { state in
      state.answers[Key(route: route, status: status), default: 0] += 1
      var times = state.times[route] ?? Times()
      times.count += 1
      times.nanoseconds += nanoseconds
      if let index = Self.limits.firstIndex(where: { nanoseconds <= $0 * 1_000_000 }) {
        times.buckets[index] += 1
      }
      state.times[route] = times
    }
  }

  /// Lines in the text format of Prometheus.
  var text: String {
    let (answers, times) = state.withLock { ($0.answers, $0.times) }
    var text = "# TYPE rigrules_answers_total counter\n"
    for (key, count) in answers.sorted(by: { $0.key < $1.key }) {
      text += "rigrules_answers_total{route=\"\(key.route)\",status=\"\(key.status)\"} \(count)\n"
    }
    text += "# TYPE rigrules_answer_seconds histogram\n"
    for (route, times) in times.sorted(by: { $0.key < $1.key }) {
      var sum = 0
      for (limit, count) in zip(Self.limits, times.buckets) {
        sum += count
        text += "rigrules_answer_seconds_bucket{route=\"\(route)\",le=\"\(Self.seconds(limit))\"} "
        text += "\(sum)\n"
      }
      text += "rigrules_answer_seconds_bucket{route=\"\(route)\",le=\"+Inf\"} \(times.count)\n"
      text += "rigrules_answer_seconds_sum{route=\"\(route)\"} \(Double(times.nanoseconds) / 1e9)\n"
      text += "rigrules_answer_seconds_count{route=\"\(route)\"} \(times.count)\n"
    }
    return text
  }

  private static func seconds(_ milliseconds: UInt64) -> String { "\(Double(milliseconds) / 1000)" }
}
