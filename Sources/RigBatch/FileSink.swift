#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file that is there under its name only when it is whole. Beside the unfinished one stands a
/// checkpoint, from which a later run goes on.
final class FileSink: BatchSink {
  let isGone = false
  private let path: String
  private var descriptor: Int32
  private let identity: String
  private var length: Int
  private var markedLength: Int
  private var lastMark = ContinuousClock.now

  static func partialPath(_ path: String) -> String { path + ".partial" }
  static func checkpointPath(_ path: String) -> String { path + ".checkpoint" }

  /// Bytes between two checkpoints at the least, and the time.
  private static let markBytes = 1 << 20
  private static let markTime = Duration.milliseconds(250)

  /// - Parameter start: What an earlier run got to, where this one goes on.
  init(path: String, identity: String, start: Checkpoint?) throws(BatchError) {
    self.path = path
    self.identity = identity
    let partial = Self.partialPath(path)
    descriptor = systemOpen(partial, O_RDWR | O_CREAT | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.unwritable(partial, errno) }
    length = start?.outputLength ?? 0
    markedLength = length
    // Two runs into one file would make nonsense of it.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      closeDescriptor(descriptor)
      throw BatchError(
        .output, code: "batch/in-use", "\(partial) is being written by another run")
    }
    guard ftruncate(descriptor, off_t(length)) == 0,
      lseek(descriptor, off_t(length), SEEK_SET) >= 0
    else {
      let code = errno
      closeDescriptor(descriptor)
      throw Self.unwritable(partial, code)
    }
    if start == nil { unlink(Self.checkpointPath(path)) }
  }

  deinit { close() }

  /// The lock goes with it, so it must not wait for the last thread to let go of the sink.
  func close() {
    if descriptor >= 0 { closeDescriptor(descriptor) }
    descriptor = -1
  }

  func write(_ bytes: UnsafeRawPointer, _ count: Int) throws(BatchError) {
    if let code = writeWhole(descriptor, bytes, count) {
      throw Self.unwritable(Self.partialPath(path), code)
    }
    length += count
  }

  func mark(_ position: InputPosition, _ totals: BatchTotals) throws(BatchError) {
    let now = ContinuousClock.now
    guard length - markedLength >= Self.markBytes || now - lastMark >= Self.markTime else {
      return
    }
    markedLength = length
    lastMark = now
    let checkpoint = Checkpoint(
      identity: identity, position: position, digest: position.hash.digest, outputLength: length,
      totals: totals)
    try checkpoint.write(to: Self.checkpointPath(path))
  }

  func finish() throws(BatchError) {
    // The name must not stand for bytes that a failing disk never took.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw Self.unwritable(Self.partialPath(path), errno)
    }
    guard rename(Self.partialPath(path), path) == 0 else { throw Self.unwritable(path, errno) }
    unlink(Self.checkpointPath(path))
  }

  static func unwritable(_ path: String, _ code: Int32) -> BatchError {
    BatchError(
      .output, code: "batch/unwritable", "\(path) cannot be written: \(ByteSources.reason(code))")
  }
}

/// How far an unfinished run got.
struct Checkpoint: Sendable, Hashable {
  /// Input, rules, options: what must be the same for going on.
  var identity: String
  var position: InputPosition
  var digest: UInt64
  var outputLength: Int
  var totals: BatchTotals

  init(
    identity: String, position: InputPosition, digest: UInt64, outputLength: Int,
    totals: BatchTotals
  ) {
    self.identity = identity
    self.position = position
    self.digest = digest
    self.outputLength = outputLength
    self.totals = totals
  }

  private static let title = "rigrules batch checkpoint 1"

  private var numbers: [Int] {
    [
      position.input, position.offset, position.line, Int(bitPattern: UInt(digest)), outputLength,
      totals.builds, totals.errors, totals.withAdvice, totals.withWarning, totals.withError,
      totals.withUnknown,
    ] + totals.verdicts
  }

  /// Replaces the file at once, so that there is never half a checkpoint.
  func write(to path: String) throws(BatchError) {
    let text = [Self.title, identity, numbers.map { "\($0)" }.joined(separator: " "), "end", ""]
      .joined(separator: "\n")
    let fresh = path + ".new"
    let descriptor = systemOpen(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileSink.unwritable(fresh, errno) }
    let bytes = Array(text.utf8)
    let code = bytes.withUnsafeBytes { writeWhole(descriptor, $0.baseAddress!, $0.count) }
    closeDescriptor(descriptor)
    if let code { throw FileSink.unwritable(fresh, code) }
    guard rename(fresh, path) == 0 else { throw FileSink.unwritable(path, errno) }
  }

  /// The checkpoint in a file; nil where there is none, or none that is whole.
  init?(contentsOf path: String) {
    let descriptor = systemOpen(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { closeDescriptor(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    let capacity = bytes.count
    let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, capacity) }
    guard count > 0 else { return nil }
    let lines = String(decoding: bytes[..<count], as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 5, lines[0] == Self.title, lines[3] == "end" else { return nil }
    let numbers = lines[2].split(separator: " ").compactMap { Int($0) }
    guard numbers.count == 16 else { return nil }
    identity = String(lines[1])
    position = InputPosition(input: numbers[0])
    position.offset = numbers[1]
    position.line = numbers[2]
    digest = UInt64(UInt(bitPattern: numbers[3]))
    outputLength = numbers[4]
    totals = BatchTotals()
    totals.builds = numbers[5]
    totals.errors = numbers[6]
    totals.withAdvice = numbers[7]
    totals.withWarning = numbers[8]
    totals.withError = numbers[9]
    totals.withUnknown = numbers[10]
    totals.verdicts = Array(numbers[11...])
  }
}

/// The system's call by another name than the methods that make it.
private func closeDescriptor(_ descriptor: Int32) { close(descriptor) }
