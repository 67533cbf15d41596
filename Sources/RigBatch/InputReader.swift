internal import CBuildScan
internal import RigModel
internal import RigSystem

/// Cuts an input into chunks of whole lines. Holds no more than one line beside the chunk.
final class InputReader {
  private let input: BatchInput
  private var position = InputPosition()
  private var source: (any ByteSource)?
  /// What was read behind the last whole line.
  private var rest: [UInt8] = []
  private var isAtEnd = false
  /// The line that comes next was too long, and what remains of it has been thrown away.
  private var hasDropped = false
  private var chunks = 0
  private var rawBefore = 0
  private let hashes: Bool
  private var ids: SeenIDs?

  static let chunkBytes = 256 << 10
  private static let lineLimit = SourceLimits.bytes

  init(_ input: BatchInput, hashes: Bool, uniqueIDs: Bool) {
    self.input = input
    self.hashes = hashes
    ids = uniqueIDs ? SeenIDs() : nil
  }

  /// Bytes of the input files that were read.
  var rawPosition: Int { rawBefore + (source?.rawPosition ?? 0) }

  /// Fills a chunk; false at the end of all inputs.
  func next(into chunk: LineChunk) throws(BatchError) -> Bool {
    while position.input < input.pieces.count {
      chunk.reset()
      chunk.number = chunks
      let hasMore: Bool
      switch input.pieces[position.input] {
      case .files(let files):
        chunk.files = files
        noteIDs(of: files, chunk)
        hasMore = true
      case .lines(let path, let name):
        hasMore = try nextLines(path, name, chunk)
      }
      if chunk.files.isEmpty && hasMore {
        chunk.end = position
      } else {
        rawBefore += source?.rawPosition ?? 0
        source = nil
        position = InputPosition(input: position.input + 1)
        chunk.end = position
      }
      if hasMore {
        chunks += 1
        return true
      }
    }
    return false
  }

  // MARK: Lines

  private func nextLines(_ path: String, _ name: String, _ chunk: LineChunk) throws(BatchError)
    -> Bool
  {
    if source == nil {
      source = try ByteSources.open(path, name: name)
      isAtEnd = false
      hasDropped = false
      rest = []
    }
    chunk.file = name
    chunk.firstLine = position.line
    chunk.beginsTooLong = hasDropped
    hasDropped = false
    take(rest, chunk)
    rest = []
    try fill(chunk)
    cut(chunk)
    if chunk.inputCount == 0 && !chunk.beginsTooLong { return false }
    count(chunk)
    return true
  }

  private func take(_ bytes: [UInt8], _ chunk: LineChunk) {
    if bytes.isEmpty { return }
    chunk.grow(to: max(bytes.count, Self.chunkBytes))
    bytes.withUnsafeBufferPointer { chunk.input.update(from: $0.baseAddress!, count: $0.count) }
    chunk.inputCount = bytes.count
  }

  /// Reads until the chunk is full or, where it holds no whole line yet, until it does.
  private func fill(_ chunk: LineChunk) throws(BatchError) {
    var hasEnd = chunk.inputCount > 0 && holdsEnd(chunk, from: 0)
    while !isAtEnd {
      if chunk.inputCount >= Self.chunkBytes && hasEnd { return }
      if chunk.inputCount > Self.lineLimit && !hasEnd { return try drop(chunk) }
      let room = max(Self.chunkBytes - chunk.inputCount, Self.chunkBytes / 4)
      chunk.grow(to: chunk.inputCount + room)
      let got = try source!.read(into: chunk.input + chunk.inputCount, count: room)
      if got == 0 { isAtEnd = true }
      let before = chunk.inputCount
      chunk.inputCount += got
      hasEnd = hasEnd || holdsEnd(chunk, from: before)
    }
  }

  private func holdsEnd(_ chunk: LineChunk, from start: Int) -> Bool {
    memchr(chunk.input + start, 0x0a, chunk.inputCount - start) != nil
  }

  /// Throws a line away that is longer than any build may be, up to its end.
  private func drop(_ chunk: LineChunk) throws(BatchError) {
    consume(chunk.input, chunk.inputCount)
    chunk.inputCount = 0
    chunk.beginsTooLong = true
    while true {
      chunk.grow(to: Self.chunkBytes)
      let got = try source!.read(into: chunk.input, count: Self.chunkBytes)
      if got == 0 {
        isAtEnd = true
        return
      }
      guard let end = memchr(chunk.input, 0x0a, got) else {
        consume(chunk.input, got)
        continue
      }
      let dropped =
        UnsafePointer(chunk.input).distance(
          to: UnsafePointer(end.assumingMemoryBound(to: UInt8.self))) + 1
      consume(chunk.input, dropped)
      memmove(chunk.input, chunk.input + dropped, got - dropped)
      chunk.inputCount = got - dropped
      return
    }
  }

  private func consume(_ start: UnsafeMutablePointer<UInt8>, _ count: Int) {
    position.offset += count
    if hashes { position.hash.update(start, count) }
  }

  /// Keeps whole lines in the chunk and the rest for the next one.
  private func cut(_ chunk: LineChunk) {
    var end = chunk.inputCount
    if !isAtEnd {
      while end > 0 && chunk.input[end - 1] != 0x0a { end -= 1 }
      rest = Array(UnsafeBufferPointer(start: chunk.input + end, count: chunk.inputCount - end))
      chunk.inputCount = end
    }
    memset(chunk.input + end, 0, LineScanner.linePadding)
  }

  private func noteIDs(of files: [String], _ chunk: LineChunk) {
    if ids == nil { return }
    for (index, file) in files.enumerated() {
      let read = Result { () throws(InvalidBuild) in try Build(contentsOfFile: file) }
      chunk.builds.append(read)
      guard let build = try? read.get(), let id = build.id ?? build.fallbackID else { continue }
      if ids!.isRepeated(id) { chunk.repeatedLines.insert(index) }
    }
  }

  private func count(_ chunk: LineChunk) {
    let bytes = chunk.inputCount
    var lines = chunk.beginsTooLong ? 1 : 0
    var at = 0
    while at < bytes {
      let found = memchr(chunk.input + at, 0x0a, bytes - at)
      let end =
        found.map {
          UnsafePointer(chunk.input).distance(
            to: UnsafePointer($0.assumingMemoryBound(to: UInt8.self)))
        } ?? bytes
      if ids != nil, ids!.isRepeated(chunk.input + at, end - at) {
        chunk.repeatedLines.insert(lines)
      }
      lines += 1
      at = end + 1
    }
    position.line += lines
    consume(chunk.input, bytes)
  }

  // MARK: Resuming

  /// Goes to where an earlier run ended; returns the reason where the input is not the same.
  func skip(to wanted: InputPosition, digest: String) throws(BatchError) -> String? {
    guard wanted.input <= input.pieces.count else { return "it has fewer files" }
    position = InputPosition(input: wanted.input)
    guard wanted.offset > 0, wanted.input < input.pieces.count,
      case .lines(let path, let name) = input.pieces[wanted.input]
    else { return nil }
    let source = try ByteSources.open(path, name: name)
    self.source = source
    let space = LineChunk(capacity: Self.chunkBytes)
    while position.offset < wanted.offset {
      let count = min(Self.chunkBytes, wanted.offset - position.offset)
      let got = try source.read(into: space.input, count: count)
      if got == 0 { return "it is shorter than it was" }
      consume(space.input, got)
    }
    position.line = wanted.line
    return position.hash.digest == digest ? nil : "what was read before is not what it was"
  }
}

extension InputPosition {
  init(input: Int) {
    self.init()
    self.input = input
  }
}

/// The ids of all lines so far.
struct SeenIDs {
  private var ids: Set<String> = []
  private let finder = IDFinder()

  /// Whether the line's id stood before. A line that is not a build with an id has none.
  mutating func isRepeated(_ line: UnsafeMutablePointer<UInt8>, _ count: Int) -> Bool {
    guard let id = finder.id(of: line, count) else { return false }
    return isRepeated(id)
  }

  mutating func isRepeated(_ id: String) -> Bool { !ids.insert(id).inserted }
}

package final class IDFinder {
  private let finder = id_finder_open()

  package init() {}

  deinit { id_finder_close(finder) }

  /// The line's id; `LineScanner.linePadding` bytes must be readable behind the line.
  package func id(of line: UnsafePointer<UInt8>, _ count: Int) -> String? {
    var length = 0
    let text = UnsafeRawPointer(line).assumingMemoryBound(to: CChar.self)
    guard let finder, let id = id_finder_find(finder, text, count, &length) else {
      return slowID(of: UnsafeBufferPointer(start: line, count: count))
    }
    return String(
      decoding: UnsafeRawBufferPointer(start: id, count: length), as: UTF8.self)
  }

  /// An id in an unusual form: its key is written with escapes.
  private func slowID(of line: UnsafeBufferPointer<UInt8>) -> String? {
    guard line.count <= SourceLimits.bytes, line.contains(UInt8(ascii: "\\")) else { return nil }
    return try? Build(parsing: Array(line), as: .json, file: "line").id
  }
}
