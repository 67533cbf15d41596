internal import RigSystem
internal import Synchronization

/// What happened so far, for metrics.
package final class ServerCounts: Sendable {
  package struct Values: Sendable {
    package var accepted = 0
    package var open = 0
    package var requests = 0
    package var receivedBytes = 0
    package var sentBytes = 0
    /// Requests and connections that were turned away, by the code of the reason.
    package var refused: [String: Int] = [:]
  }
  private let values = Guarded(Values())

  package init() {}

  package var now: Values { values.withLock { $0 } }

  func change(_ body: (inout Values) -> Void) { values.withLock { body(&$0) } }

  func refuse(_ code: String) { change { $0.refused[code, default: 0] += 1 } }
}
