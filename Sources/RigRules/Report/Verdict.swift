/// The answer about one build, from the worst to the best.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  case broken, fail, incomplete, warn, pass
}

extension Verdict {
  /// 0 for the best.
  public var rank: Int {
    switch self {
    case .pass: 0
    case .warn: 1
    case .incomplete: 2
    case .fail: 3
    case .broken: 4
    }
  }
}
