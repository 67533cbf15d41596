internal import Foundation

/// Runs work on a stack as large as the engine gives its workers, whatever thread a test is on.
func onBigStack<Result>(
  bytes: Int = 16 << 20, _ work: @escaping () throws -> Result
) throws -> Result {
  let box = Box(work)
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    box.result = Swift.Result { try box.work() }
    done.signal()
  }
  thread.stackSize = bytes
  thread.start()
  done.wait()
  guard let result = box.result else { throw CancellationError() }
  return try result.get()
}

/// Unchecked: one thread fills it and ends before the other one looks.
private final class Box<Value>: @unchecked Sendable {
  let work: () throws -> Value
  var result: Result<Value, any Error>?
  init(_ work: @escaping () throws -> Value) { self.work = work }
}

/// Milliseconds of processor time that this thread took for the work, which other programs on a
/// busy machine do not change.
func processorMilliseconds(_ work: () throws -> Void) rethrows -> Double {
  func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
  }
  let start = now()
  try work()
  return now() - start
}
