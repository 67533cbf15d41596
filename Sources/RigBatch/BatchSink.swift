#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Where the lines of a batch go.
protocol BatchSink: AnyObject {
  /// Whether nobody reads any more, so that nothing more need be evaluated.
  var isGone: Bool { get }
  func write(_ bytes: UnsafeRawPointer, _ count: Int) throws(BatchError)
  /// A later run may begin here: all before it is written.
  func mark(_ position: InputPosition, _ totals: BatchTotals) throws(BatchError)
  /// The output is complete.
  func finish() throws(BatchError)
  /// Nothing more comes, whether it is complete or not.
  func close()
}

extension BatchSink {
  func write(_ bytes: [UInt8]) throws(BatchError) {
    var failure: BatchError?
    bytes.withUnsafeBytes { space in
      guard let base = space.baseAddress else { return }
      do throws(BatchError) { try write(base, space.count) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}

/// Writes all of it; returns the error that stopped it.
func writeWhole(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int32? {
  var at = 0
  while at < count {
    let written = write(descriptor, bytes + at, count - at)
    if written >= 0 {
      at += written
      continue
    }
    if errno == EINTR { continue }
    if errno == EAGAIN {
      var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      if poll(&entry, 1, -1) >= 0 || errno == EINTR { continue }
    }
    return errno
  }
  return nil
}

/// An open file or pipe. A reader that goes away is no error.
final class DescriptorSink: BatchSink {
  private let descriptor: Int32
  private let name: String
  private(set) var isGone = false

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  func write(_ bytes: UnsafeRawPointer, _ count: Int) throws(BatchError) {
    guard !isGone, let code = writeWhole(descriptor, bytes, count) else { return }
    if code == EPIPE {
      isGone = true
    } else {
      throw BatchError(
        .output, code: "batch/unwritable",
        "\(name) cannot be written: \(ByteSources.reason(code))")
    }
  }

  func mark(_ position: InputPosition, _ totals: BatchTotals) {}
  func finish() {}
  func close() {}
}
