/// Work that a thread beside this one does ahead, in the order in which it is given.
///
/// A caller who needs a result that the thread has not begun computes it at once, and so never waits for
/// work that has not begun. `@unchecked`: the monitor guards everything.
package final class WorkAhead: @unchecked Sendable {
  private let monitor = Monitor()
  private var waiting: [@Sendable () -> Void] = []
  private var next = 0
  private var isClosed = false

  /// Starts the thread; nil where there is one core only, or no thread could be made.
  package init?(stackBytes: Int) {
    guard Threads.coreCount > 1, Threads.start(stackBytes: stackBytes, { self.runAll() }) else {
      return nil
    }
  }

  package func later<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Later<Value> {
    let later = Later(work)
    monitor.change { waiting.append { later.begin() } }
    return later
  }

  /// Lets the thread end when it has done what it was given.
  package func close() { monitor.change { isClosed = true } }

  private func runAll() {
    while let work = taken() { work() }
  }

  private func taken() -> (@Sendable () -> Void)? {
    monitor.wait { () -> (@Sendable () -> Void)?? in
      guard next < waiting.count else { return isClosed ? .some(nil) : nil }
      defer { next += 1 }
      return waiting[next]
    }
  }
}

/// A result that one of several threads computes, and all can have.
///
/// `@unchecked`: the monitor guards everything.
package final class Later<Value: Sendable>: @unchecked Sendable {
  private let monitor = Monitor()
  private var work: (@Sendable () -> Value)?
  private var result: Value?

  package init(_ work: @escaping @Sendable () -> Value) { self.work = work }

  /// Computes the result unless someone has begun with it.
  func begin() {
    let work = monitor.look {
      defer { self.work = nil }
      return self.work
    }
    guard let work else { return }
    let value = work()
    monitor.change { result = value }
  }

  /// The result, which is computed here if it has not been begun.
  package var value: Value {
    begin()
    return monitor.wait { result }
  }
}
