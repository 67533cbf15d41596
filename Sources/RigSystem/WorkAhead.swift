/// Work that a thread beside this one does ahead, in the order in which it is given.
///
/// A caller who needs a result that the thread has not begun computes it at once, and so never waits for
/// work that has not begun. `@unchecked`: the monitor guards everything.
package final class WorkAhead: @unchecked Sendable {
  private let monitor = Monitor()
  private var waiting: [@Sendable () -> Void] = []
  private var begun = 0
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

  /// A result. While another thread computes it, this one does what else is waiting.
  package func result<Value>(of later: Later<Value>) -> Value {
    later.begin()
    while !later.isThere, let work = monitor.change({ next() }) { work() }
    return later.value
  }

  /// Lets the thread end when it has done what it was given.
  package func close() { monitor.change { isClosed = true } }

  private func runAll() {
    while let work = taken() { work() }
  }

  private func taken() -> (@Sendable () -> Void)? {
    monitor.wait { () -> (@Sendable () -> Void)?? in
      next().map(Optional.some) ?? (isClosed ? .some(nil) : nil)
    }
  }

  /// The next piece of work, which is then begun. Under the monitor.
  private func next() -> (@Sendable () -> Void)? {
    guard begun < waiting.count else { return nil }
    defer { begun += 1 }
    return waiting[begun]
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
  fileprivate func begin() {
    let work = monitor.look {
      defer { self.work = nil }
      return self.work
    }
    guard let work else { return }
    let value = work()
    monitor.change { result = value }
  }

  fileprivate var isThere: Bool { monitor.look { result != nil } }

  /// The result, which is computed here if it has not been begun.
  package var value: Value {
    begin()
    return monitor.wait { result }
  }
}
