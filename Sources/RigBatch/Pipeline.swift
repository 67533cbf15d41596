internal import RigRules
internal import RigSystem

/// Threads that all do the same: read a chunk, evaluate it, and write what is next in order. So one
/// thread is one core's work, and two are two cores'. Chunks are few; a thread that is too fast waits for
/// one.
///
/// `@unchecked`: all state is behind locks.
final class Pipeline: @unchecked Sendable {
  private let state = Monitor()
  private let readLock = Monitor()
  /// The number of threads alone: who waits for their end must not be woken with each chunk.
  private let running = Monitor()
  private var free: [LineChunk]
  private var done: [Int: LineChunk] = [:]
  private var nextToWrite = 0
  private var isWriting = false
  private var isEnded = false
  private var threads = 0
  private(set) var failure: BatchError?

  init(chunks: Int) {
    free = (0..<chunks).map { _ in LineChunk(capacity: InputReader.chunkBytes) }
  }

  // MARK: Threads

  /// Starts a thread that `wait` waits for; false where none could be made.
  func start(_ work: @escaping @Sendable () -> Void) -> Bool {
    running.change { threads += 1 }
    let isStarted = Threads.start(stackBytes: Threads.ruleStackBytes) {
      work()
      self.running.change { self.threads -= 1 }
    }
    if !isStarted { running.change { threads -= 1 } }
    return isStarted
  }

  /// Until all threads have ended.
  func wait() { running.wait { threads == 0 ? true : nil } }

  /// No chunk is read any more. With an error, none is written either.
  func end(_ error: BatchError? = nil) {
    state.change {
      isEnded = true
      failure = failure ?? error
    }
  }

  // MARK: Chunks

  /// A chunk to read into; nil where the run is over.
  func takeFree() -> LineChunk? {
    state.wait { isEnded ? .some(nil) : free.popLast().map { .some($0) } }
  }

  /// Reads into a chunk, one thread at a time; false at the end of the input.
  func read(_ chunk: LineChunk, _ body: (LineChunk) throws(BatchError) -> Bool) -> Bool {
    readLock.look {
      // What was not read before the end stays unread, so that chunks follow each other.
      if state.look({ isEnded }) { return false }
      do throws(BatchError) {
        if try body(chunk) { return true }
        end()
      } catch {
        end(error)
      }
      return false
    }
  }

  /// Takes an evaluated chunk and writes all that are next in order. `write` is called by one thread
  /// at a time; where it returns false, nothing more is read or written.
  func finish(_ chunk: LineChunk, _ write: (LineChunk) throws(BatchError) -> Bool) {
    var next: LineChunk? = state.change {
      done[chunk.number] = chunk
      return isWriting ? nil : takeNext()
    }
    while let chunk = next {
      var goesOn = false
      var error: BatchError?
      do throws(BatchError) { goesOn = try write(chunk) } catch let failed { error = failed }
      next = state.change {
        free.append(chunk)
        isWriting = false
        if !goesOn {
          isEnded = true
          hasStopped = true
          failure = failure ?? error
        }
        return takeNext()
      }
    }
  }

  private var hasStopped = false

  /// The chunk that is next in order, where it is there.
  private func takeNext() -> LineChunk? {
    if hasStopped { return nil }
    guard let chunk = done.removeValue(forKey: nextToWrite) else { return nil }
    nextToWrite += 1
    isWriting = true
    return chunk
  }
}
