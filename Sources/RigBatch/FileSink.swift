internal import RigRules
internal import RigSystem

/// A file that is there under its name only when it is whole. Beside the unfinished one stands a
/// checkpoint, from which a later run goes on.
///
/// Opening changes nothing, so that what an earlier run left can be verified and, where it is not
/// what it should be, is still there; `begin` makes the file ready for writing.
final class FileSink: BatchSink {
  let isGone = false
  private let path: String
  private let descriptor: Int32
  private let identity: String
  private var length = 0
  private var hash = RunningHash()
  private let checkpoints: CheckpointWriter?
  /// A later run has nothing to go on with: the output is complete, or the disk has lost some of it.
  private var isOver = false
  private var isClosed = false

  private var partial: String { Self.partialPath(path) }
  private var checkpointPath: String { Self.checkpointPath(path) }

  static func partialPath(_ path: String) -> String { path + ".partial" }
  static func checkpointPath(_ path: String) -> String { path + ".checkpoint" }

  private static let blockBytes = 256 << 10

  /// - Parameters:
  ///   - identity: What must be the same for a later run to go on.
  ///   - isResumable: Whether one may at all.
  ///   - resumes: Whether this run goes on with an earlier one, where that left a checkpoint.
  init(path: String, identity: String, isResumable: Bool, resumes: Bool) throws(BatchError) {
    self.path = path
    self.identity = identity
    let needsPartial = resumes && DiskFiles.kind(Self.checkpointPath(path)) != nil
    descriptor = try Self.openLocked(Self.partialPath(path), creates: !needsPartial)
    checkpoints =
      isResumable
      ? CheckpointWriter(
        path: Self.checkpointPath(path), output: Self.partialPath(path), descriptor: descriptor)
      : nil
  }

  deinit { close() }

  /// Opens a file that no other run writes: two into one file would make nonsense of it.
  private static func openLocked(_ partial: String, creates: Bool) throws(BatchError) -> Int32 {
    while true {
      let descriptor = Descriptor.open(partial, O_RDWR | (creates ? O_CREAT : 0))
      if descriptor < 0 && errno == ENOENT && !creates {
        throw .damaged("there is a checkpoint, and \(partial) is missing")
      }
      guard descriptor >= 0 else { throw unwritable(partial, errno) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        closeDescriptor(descriptor)
        throw BatchError(
          .output, code: "batch/in-use", "\(partial) is being written by another run")
      }
      // A run that ended in between has given the file its name: that one is not ours to write.
      if FileSize.isFile(descriptor, at: partial) { return descriptor }
      closeDescriptor(descriptor)
    }
  }

  // MARK: Beginning

  /// What an earlier run got to; nil where none left a checkpoint.
  func earlierRun() throws(BatchError) -> Checkpoint? { try Checkpoint.read(checkpointPath) }

  /// Reads the output of an earlier run up to its checkpoint and compares it with what that says.
  func verify(_ checkpoint: Checkpoint) throws(BatchError) {
    var found = RunningHash()
    var at = 0
    let space = UnsafeMutableRawPointer.allocate(byteCount: Self.blockBytes, alignment: 64)
    defer { space.deallocate() }
    while at < checkpoint.outputLength {
      let count = pread(
        descriptor, space, min(Self.blockBytes, checkpoint.outputLength - at), off_t(at))
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw .damaged("\(partial) cannot be read: \(DiskFiles.reason(errno))") }
      if count == 0 {
        throw .damaged(
          "\(partial) holds \(at) of the \(checkpoint.outputLength) bytes that were written")
      }
      found.update(space, count)
      at += count
    }
    guard found.digest == checkpoint.outputDigest else {
      throw .damaged("the bytes in \(partial) are not those that were written")
    }
    hash = found
  }

  /// Makes the file ready for what comes.
  /// - Parameter start: What an earlier run got to, where this one goes on; it has been verified.
  func begin(at start: Checkpoint?) throws(BatchError) {
    length = start?.outputLength ?? 0
    if start == nil {
      hash = RunningHash()
      try forgetCheckpoint()
    }
    guard ftruncate(descriptor, off_t(length)) == 0,
      lseek(descriptor, off_t(length), SEEK_SET) >= 0
    else { throw Self.unwritable(partial, errno) }
  }

  /// On disk too, so that no checkpoint is ever there without what it stands for.
  private func forgetCheckpoint() throws(BatchError) {
    unlink(checkpointPath + ".new")
    checkpoints?.forget()
    if unlink(checkpointPath) == 0 {
      if let code = Durability.syncFolder(of: path) { throw Self.unwritable(path, code) }
    } else if errno != ENOENT {
      throw Self.unwritable(checkpointPath, errno)
    }
  }

  // MARK: Writing

  func write(_ bytes: UnsafeRawPointer, _ count: Int) throws(BatchError) {
    if checkpoints != nil { hash.update(bytes, count) }
    if let code = Descriptor.write(bytes, count: count, to: descriptor) {
      throw Self.unwritable(partial, code)
    }
    length += count
  }

  func mark(_ position: InputPosition, _ totals: BatchTotals) throws(BatchError) {
    try checkpoints?.offer(
      Checkpoint(
        identity: identity, position: position, outputLength: length, outputDigest: hash.digest,
        totals: totals))
  }

  func finish() throws(BatchError) {
    try checkpoints?.end(keepsLatest: false)
    // The name must not stand for bytes that a failing disk never took.
    if let code = Descriptor.sync(descriptor) {
      isOver = true
      throw Self.unwritable(partial, code)
    }
    // The checkpoint goes first: alone it would stand for an output that is not there.
    try forgetCheckpoint()
    guard rename(partial, path) == 0 else { throw Self.unwritable(path, errno) }
    isOver = true
    if let code = Durability.syncFolder(of: path) { throw Self.unwritable(path, code) }
  }

  /// The lock goes with it, so it must not wait for the last thread to let go of the sink.
  func close() {
    if isClosed { return }
    isClosed = true
    // Where this fails, the checkpoint before it holds as well.
    try? checkpoints?.end(keepsLatest: !isOver)
    closeDescriptor(descriptor)
  }

  static func unwritable(_ path: String, _ code: Int32) -> BatchError {
    BatchError(
      .output, code: "batch/unwritable", "\(path) cannot be written: \(DiskFiles.reason(code))")
  }
}

/// The system's call by another name than the methods that make it.
private func closeDescriptor(_ descriptor: Int32) { close(descriptor) }
