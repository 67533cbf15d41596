internal import CZlib
internal import RigSystem

/// Bytes of an input, one after another.
protocol ByteSource: AnyObject {
  /// Up to `count` bytes; 0 at the end.
  func read(into space: UnsafeMutablePointer<UInt8>, count: Int) throws(BatchError) -> Int
  /// Bytes of the file itself that were read, packed as they are.
  var rawPosition: Int { get }
}

enum ByteSources {
  /// Opens an input; `-` is standard input. What begins as gzip does is unpacked.
  static func open(_ path: String, name: String) throws(BatchError) -> any ByteSource {
    let descriptor = path == "-" ? dup(0) : Descriptor.open(path, O_RDONLY)
    guard descriptor >= 0 else { throw unreadable(name, errno) }
    let file = DescriptorSource(descriptor: descriptor, name: name)
    let head = try file.peek(2)
    if head == [0x1f, 0x8b] { return try GzipSource(file, name: name) }
    return file
  }

  static func unreadable(_ name: String, _ code: Int32) -> BatchError {
    unreadable(name, code == ENOENT ? "there is no such file" : DiskFiles.reason(code))
  }

  static func unreadable(_ name: String, _ reason: String) -> BatchError {
    BatchError(.input, code: "batch/unreadable", "\(name): the input cannot be read: \(reason)")
  }

}

/// A file or pipe.
final class DescriptorSource: ByteSource {
  private let descriptor: Int32
  private let name: String
  private var head: [UInt8] = []
  private(set) var rawPosition = 0

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  deinit { close(descriptor) }

  /// The first bytes, which the next reads give again.
  func peek(_ count: Int) throws(BatchError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = try bytes.withUnsafeMutableBufferPointer { space throws(BatchError) in
        try take(into: space.baseAddress! + filled, count: count - filled)
      }
      if got == 0 { break }
      filled += got
    }
    head = Array(bytes[..<filled])
    return head
  }

  func read(into space: UnsafeMutablePointer<UInt8>, count: Int) throws(BatchError) -> Int {
    if !head.isEmpty {
      let given = min(count, head.count)
      for index in 0..<given { space[index] = head[index] }
      head.removeFirst(given)
      return given
    }
    return try take(into: space, count: count)
  }

  private func take(into space: UnsafeMutablePointer<UInt8>, count: Int) throws(BatchError) -> Int {
    let got = Descriptor.read(descriptor, into: space, count: count)
    guard got >= 0 else { throw ByteSources.unreadable(name, errno) }
    rawPosition += got
    return got
  }
}

/// A gzip file, of one member or of several one behind the other.
final class GzipSource: ByteSource {
  private let packed: DescriptorSource
  private let name: String
  private let stream: UnsafeMutablePointer<z_stream>
  private let buffer: UnsafeMutablePointer<UInt8>
  private static let bufferBytes = 64 << 10
  private var isAtEnd = false
  /// Between members: only there the file may end.
  private var isBetween = true

  init(_ packed: DescriptorSource, name: String) throws(BatchError) {
    self.packed = packed
    self.name = name
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    buffer = .allocate(capacity: Self.bufferBytes)
    // 16 more than the largest window: gzip's own header and checksum.
    let status = inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      throw BatchError(.outOfMemory, code: "batch/memory", "memory is short")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    buffer.deallocate()
  }

  var rawPosition: Int { packed.rawPosition - Int(stream.pointee.avail_in) }

  func read(into space: UnsafeMutablePointer<UInt8>, count: Int) throws(BatchError) -> Int {
    stream.pointee.next_out = space
    stream.pointee.avail_out = UInt32(min(count, 1 << 30))
    let wanted = Int(stream.pointee.avail_out)
    while Int(stream.pointee.avail_out) == wanted && !isAtEnd { try step() }
    return wanted - Int(stream.pointee.avail_out)
  }

  private func step() throws(BatchError) {
    if stream.pointee.avail_in == 0 {
      let got = try packed.read(into: buffer, count: Self.bufferBytes)
      if got == 0 {
        guard isBetween else { throw broken("it ends in the middle") }
        isAtEnd = true
        return
      }
      stream.pointee.next_in = buffer
      stream.pointee.avail_in = UInt32(got)
    }
    if isBetween && skipsPadding() { return }
    isBetween = false
    switch inflate(stream, Z_NO_FLUSH) {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END:
      isBetween = true
      inflateReset(stream)
    default: throw broken(stream.pointee.msg.map { String(cString: $0) } ?? "it is damaged")
    }
  }

  /// Zeros behind the last member are padding, as tapes leave it.
  private func skipsPadding() -> Bool {
    var skipped = false
    while stream.pointee.avail_in > 0, stream.pointee.next_in.pointee == 0 {
      stream.pointee.next_in += 1
      stream.pointee.avail_in -= 1
      skipped = true
    }
    return skipped
  }

  private func broken(_ reason: String) -> BatchError {
    ByteSources.unreadable(name, "not a whole gzip file: \(reason)")
  }
}
