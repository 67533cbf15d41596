/// How much a finding matters; ordered from the mildest to the worst.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  case advice, warning, error

  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .advice: 0
    case .warning: 1
    case .error: 2
    }
  }

  /// What a rule of this severity counts in the score when it states no `weight` of its own.
  public var defaultWeight: Double {
    switch self {
    case .advice: 1
    case .warning: 3
    case .error: 10
    }
  }
}

extension Severity {
  /// As the sandbox numbers them.
  var index: Int {
    switch self {
    case .advice: 0
    case .warning: 1
    case .error: 2
    }
  }

  init?(index: Int) {
    switch index {
    case 0: self = .advice
    case 1: self = .warning
    case 2: self = .error
    default: return nil
    }
  }
}
