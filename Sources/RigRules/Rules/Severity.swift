/// How much a finding matters; ordered from the mildest to the worst.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  case advice, warning, error

  public static func < (left: Severity, right: Severity) -> Bool { left.index < right.index }

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
  /// Counted from the mildest, from 0: the one order, and what the sandbox and batches store.
  package var index: Int {
    switch self {
    case .advice: 0
    case .warning: 1
    case .error: 2
    }
  }

  init?(index: Int) {
    guard let severity = Self.allCases.first(where: { $0.index == index }) else { return nil }
    self = severity
  }
}
