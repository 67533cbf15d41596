internal import RigSystem

/// How messages are told apart in a stream.
public enum MessageFraming: Sendable {
  /// `Content-Length: N`, an empty line, N bytes: language servers.
  case headers
  /// One message a line: tool servers.
  case lines
}

/// Messages that come in on one open file and go out on another.
public struct MessageStream {
  private let input: Int32
  private let output: Int32
  private let framing: MessageFraming
  private var buffer: [UInt8] = []
  private var start = 0

  /// A message longer than this is not read: no text of a build or a rule is.
  static let limit = 16 << 20

  /// Makes one over open files, such as standard input and output.
  public init(input: Int32 = 0, output: Int32 = 1, framing: MessageFraming) {
    self.input = input
    self.output = output
    self.framing = framing
  }

  /// The next message; nil at the end of the stream, and when the stream makes no sense any more.
  public mutating func next() -> [UInt8]? {
    switch framing {
    case .lines:
      while let line = line() {
        if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return line }
      }
      return nil
    case .headers: return framed()
    }
  }

  /// Sends one message; false when the stream is closed.
  public func send(_ message: [UInt8]) -> Bool {
    switch framing {
    case .lines: return Descriptor.write(message + [0x0a], to: output) == nil
    case .headers:
      let header = Array("Content-Length: \(message.count)\r\n\r\n".utf8)
      return Descriptor.write(header + message, to: output) == nil
    }
  }

  private mutating func framed() -> [UInt8]? {
    var length: Int?
    while let line = line() {
      if line.isEmpty {
        guard let length else { continue }
        return take(length)
      }
      let header = String(decoding: line, as: UTF8.self).split(separator: ":", maxSplits: 1)
      guard header.count == 2, header[0].lowercased() == "content-length" else { continue }
      guard let count = Int(header[1].filter { $0 != " " }), 0...Self.limit ~= count else {
        return nil
      }
      length = count
    }
    return nil
  }

  /// The bytes up to the next line end, without it.
  private mutating func line() -> [UInt8]? {
    // How many bytes behind the start have no line end.
    var searched = 0
    while true {
      if let end = buffer[(start + searched)...].firstIndex(of: 0x0a) {
        var line = Array(buffer[start..<end])
        start = end + 1
        if line.last == 0x0d { line.removeLast() }
        return line
      }
      searched = buffer.count - start
      guard searched <= Self.limit else { return nil }
      guard fill() else { return rest() }
    }
  }

  /// What stands at the end without a line end.
  private mutating func rest() -> [UInt8]? {
    guard start < buffer.count else { return nil }
    defer { start = buffer.count }
    return Array(buffer[start...])
  }

  private mutating func take(_ count: Int) -> [UInt8]? {
    while buffer.count - start < count { if !fill() { return nil } }
    defer { start += count }
    return Array(buffer[start..<start + count])
  }

  /// Reads what there is; false at the end.
  private mutating func fill() -> Bool {
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    let count = Descriptor.read(input, into: &chunk, count: chunk.count)
    guard count > 0 else { return false }
    buffer.append(contentsOf: chunk[0..<count])
    return true
  }
}
