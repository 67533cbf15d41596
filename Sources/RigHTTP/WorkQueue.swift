internal import RigSystem

/// Connections that wait for a thread, and the threads.
///
/// `@unchecked`: all that changes is under the monitor.
final class WorkQueue: @unchecked Sendable {
  private let monitor = Monitor()
  private var waiting: [Connection] = []
  private var first = 0
  private var isStopped = false

  var count: Int { monitor.look { waiting.count - first } }

  func add(_ connection: Connection) { monitor.change { waiting.append(connection) } }

  /// Ends the threads once nothing waits any more.
  func stop() { monitor.change { isStopped = true } }

  /// Starts threads that have room for any rule; false where not one could be made.
  func start(threads: Int, _ work: @escaping @Sendable (Connection) -> Void) -> Bool {
    var started = false
    for _ in 0..<threads {
      let isRunning = Threads.start(stackBytes: Threads.ruleStackBytes) {
        while let connection = self.next() { work(connection) }
      }
      started = started || isRunning
    }
    return started
  }

  private func next() -> Connection? {
    monitor.wait { () -> Connection?? in
      if first < waiting.count {
        let connection = waiting[first]
        first += 1
        if first > 64 && first * 2 > waiting.count {
          waiting.removeFirst(first)
          first = 0
        }
        return .some(connection)
      }
      return isStopped ? .some(nil) : nil
    }
  }
}
