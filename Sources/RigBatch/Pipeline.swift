internal import RigRules

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// One reader, some workers and one writer, with a fixed number of chunks going round between them:
/// whoever is too fast waits for a chunk.
///
/// `@unchecked`: all state is behind one lock.
final class Pipeline: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var free: [Chunk]
  private var todo: [Chunk] = []
  private var done: [Int: Chunk] = [:]
  private var isStopped = false
  private var isReaderDone = false
  private var threads = 0
  private var failure: BatchError?

  init(chunks: Int) {
    mutex = .allocate(capacity: 1)
    changed = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
    free = (0..<chunks).map { _ in Chunk(capacity: InputReader.chunkBytes) }
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(changed)
    mutex.deallocate()
    changed.deallocate()
  }

  /// Runs `body` under the lock; where it gives nothing, waits for a change and tries again.
  private func waiting<Value>(_ body: () -> Value?) -> Value {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let value = body() {
        pthread_cond_broadcast(changed)
        return value
      }
      pthread_cond_wait(changed, mutex)
    }
  }

  // MARK: Threads

  /// Starts a thread that the pipeline waits for; false where none could be made.
  func start(_ work: @escaping @Sendable () -> Void) -> Bool {
    waiting { () -> Bool? in
      threads += 1
      return true
    }
      && Threads.start(stackBytes: Threads.ruleStackBytes) {
        work()
        self.ended()
      } || ended()
  }

  @discardableResult
  private func ended() -> Bool {
    waiting { () -> Bool? in
      threads -= 1
      return false
    }
  }

  /// Ends all threads and waits for them.
  func stop() {
    _ = waiting { () -> Bool? in
      isStopped = true
      return true
    }
    _ = waiting { threads == 0 ? true : nil }
  }

  func fail(_ error: BatchError) {
    _ = waiting { () -> Bool? in
      failure = failure ?? error
      isStopped = true
      return true
    }
  }

  // MARK: Chunks

  /// A chunk to read into; nil where the run is over.
  func takeFree() -> Chunk? {
    waiting { isStopped ? .some(nil) : free.popLast().map { .some($0) } }
  }

  func giveBack(_ chunk: Chunk) {
    _ = waiting { () -> Bool? in
      free.append(chunk)
      return true
    }
  }

  func giveRead(_ chunk: Chunk) {
    _ = waiting { () -> Bool? in
      todo.append(chunk)
      return true
    }
  }

  func endReading(_ note: () -> Void) {
    _ = waiting { () -> Bool? in
      note()
      isReaderDone = true
      return true
    }
  }

  /// The next chunk to evaluate; nil where there will be none.
  func takeRead() -> Chunk? {
    waiting { () -> Chunk?? in
      if isStopped { return .some(nil) }
      if !todo.isEmpty { return .some(todo.removeFirst()) }
      return isReaderDone ? .some(nil) : nil
    }
  }

  func giveEvaluated(_ chunk: Chunk) {
    _ = waiting { () -> Bool? in
      done[chunk.number] = chunk
      return true
    }
  }

  /// The chunk of a number, once it is evaluated; nil where the input ended before it.
  func takeEvaluated(_ number: Int, of count: () -> Int?) throws(BatchError) -> Chunk? {
    let taken = waiting { () -> Result<Chunk?, BatchError>? in
      if let failure { return .failure(failure) }
      if let chunk = done.removeValue(forKey: number) { return .success(chunk) }
      if isReaderDone, let count = count(), number >= count { return .success(nil) }
      return nil
    }
    return try taken.get()
  }
}
