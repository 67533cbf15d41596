internal import RigRules
internal import RigSystem

/// Puts the output on disk and then its checkpoint, on a thread of its own: the thread that evaluates does
/// not wait for the disk.
///
/// `@unchecked`: all state is behind the lock, but for `latest` and `due`, which belong to the one
/// thread that writes the output.
final class CheckpointWriter: @unchecked Sendable {
  private let path: String
  private let output: String
  private let descriptor: Int32
  private let state = Monitor()
  private var given: Checkpoint?
  private var isEnded = false
  private var hasThread = false
  private var failure: BatchError?
  private var written: Checkpoint?
  private var took = Duration.zero

  /// What a later run could begin from, on disk or not.
  private var latest: Checkpoint?
  private var due = ContinuousClock.now

  /// The least time between two checkpoints, and the most. Between them it is ten times what the
  /// last one took, so that a slow disk is asked less often.
  private static let pause = (least: Duration.milliseconds(50), most: Duration.seconds(1))

  /// - Parameters:
  ///   - path: Of the checkpoint.
  ///   - output: Path of the output, for messages.
  ///   - descriptor: The output's; it stays open until `end` has returned.
  init(path: String, output: String, descriptor: Int32) {
    self.path = path
    self.output = output
    self.descriptor = descriptor
  }

  /// Takes note of how far the output is, and has it written where it is time.
  func offer(_ checkpoint: Checkpoint) throws(BatchError) {
    latest = checkpoint
    let now = ContinuousClock.now
    if now < due { return }
    let (failure, isBusy, needsThread) = state.look { (self.failure, given != nil, !hasThread) }
    if let failure { throw failure }
    if isBusy { return }
    due = now + min(max(Self.pause.least, took(10)), Self.pause.most)
    if needsThread {
      state.change { hasThread = true }
      if !Threads.start(stackBytes: 1 << 20, { self.work() }) {
        state.change { hasThread = false }
        return try write(checkpoint)
      }
    }
    state.change { given = checkpoint }
  }

  private func took(_ times: Int) -> Duration { state.look { took } * times }

  /// Waits until nothing is written any more.
  /// - Parameter keepsLatest: Whether the last that was offered is written too.
  func end(keepsLatest: Bool) throws(BatchError) {
    state.change { isEnded = true }
    let failure = state.wait { () -> BatchError?? in hasThread ? nil : .some(self.failure) }
    if let failure { throw failure }
    if keepsLatest, let latest, latest != written { try write(latest) }
  }

  /// The checkpoint was removed.
  func forget() { state.change { written = nil } }

  /// What is to be written; nil where nothing more comes.
  private func next() -> Checkpoint? {
    state.wait { () -> Checkpoint?? in
      if let given { return .some(given) }
      return isEnded ? .some(nil) : nil
    }
  }

  private func work() {
    while let checkpoint = next() {
      let start = ContinuousClock.now
      var failed: BatchError?
      do throws(BatchError) { try write(checkpoint) } catch { failed = error }
      state.change {
        failure = failed
        took = ContinuousClock.now - start
        given = nil
        if failed != nil { isEnded = true }
      }
      if failed != nil { break }
    }
    state.change { hasThread = false }
  }

  private func write(_ checkpoint: Checkpoint) throws(BatchError) {
    // After a failed wait the system may forget which bytes never came to the disk, so that a
    // second one would succeed for nothing: the failure ends the run.
    if let code = Descriptor.sync(descriptor) { throw FileSink.unwritable(output, code) }
    try checkpoint.write(to: path)
    state.change { written = checkpoint }
  }
}
