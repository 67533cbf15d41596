internal import Synchronization

/// Says once, from any thread, that work should end.
package final class StopFlag: Sendable {
  private let flag = Guarded(false)

  package init() {}

  package var isSet: Bool { flag.withLock { $0 } }
  package func set() { flag.withLock { $0 = true } }
}
