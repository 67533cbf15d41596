internal import RigSystem

/// Where the lines of a batch go.
protocol BatchSink: AnyObject {
  /// Whether the reader has gone, so that nothing more need be evaluated.
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

/// An open file or pipe. A reader that goes away is not an error.
final class DescriptorSink: BatchSink {
  private let descriptor: Int32
  private let name: String
  private(set) var isGone = false

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  func write(_ bytes: UnsafeRawPointer, _ count: Int) throws(BatchError) {
    guard !isGone, let code = Descriptor.write(bytes, count: count, to: descriptor) else { return }
    if code == EPIPE {
      isGone = true
    } else {
      throw BatchError(
        .output, code: "batch/unwritable",
        "\(name) cannot be written: \(DiskFiles.reason(code))")
    }
  }

  func mark(_ position: InputPosition, _ totals: BatchTotals) {}
  func finish() {}
  func close() {}
}
