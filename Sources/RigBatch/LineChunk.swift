internal import RigModel
internal import RigRules
internal import RigSystem

/// A piece of the input with what became of it. One thread has it at a time.
///
/// `@unchecked`: the pipeline hands it from one thread to the next.
final class LineChunk: @unchecked Sendable {
  /// Counted from 0 over the whole input.
  var number = 0
  /// The name that errors tell.
  var file = ""
  /// The line that the first one here is in its file, counted from 1.
  var firstLine = 1
  /// Whole lines, with padding behind.
  var input: UnsafeMutablePointer<UInt8>
  var inputCount = 0
  private(set) var inputCapacity: Int
  /// The first line is one that was too long, of which nothing is here.
  var beginsTooLong = false
  /// Files that are one build each, in place of lines.
  var files: [String] = []
  /// The builds of these files where they were read for their ids already.
  var builds: [Result<Build, InvalidBuild>] = []
  /// Lines (counted within the chunk from 0) whose id stood before.
  var repeatedLines: Set<Int> = []
  /// Where the input goes on behind this chunk, and what it held so far.
  var end = InputPosition()

  /// Bytes of all input files up to its end, packed as they are.
  var rawEnd = 0

  var output = OutputBuffer()
  var totals = BatchTotals()
  var scores = ScoreCounts()
  /// Lines that are no build, with what came before each.
  var errors: [Fault] = []
  var failure: EngineError?

  struct Fault {
    var error: LineError
    /// Bytes of output up to and with this one.
    var outputEnd: Int
    /// Everything up to and with this one.
    var totals: BatchTotals
  }

  init(capacity: Int) {
    inputCapacity = capacity
    input = .allocate(capacity: capacity + LineScanner.linePadding)
    input.initialize(repeating: 0, count: capacity + LineScanner.linePadding)
  }

  deinit { input.deallocate() }

  /// Room for more input, what is there stays.
  func grow(to capacity: Int) {
    guard capacity > inputCapacity else { return }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + LineScanner.linePadding)
    larger.initialize(repeating: 0, count: capacity + LineScanner.linePadding)
    larger.update(from: input, count: inputCount)
    input.deallocate()
    (input, inputCapacity) = (larger, capacity)
  }

  func reset() {
    inputCount = 0
    beginsTooLong = false
    files = []
    builds = []
    repeatedLines = []
    output.removeAll()
    totals = BatchTotals()
    scores = ScoreCounts()
    errors = []
    failure = nil
  }

  func add(_ error: LineError, _ writer: LineWriter) {
    totals.errors += 1
    writer.write(error, to: &output)
    errors.append(Fault(error: error, outputEnd: output.count, totals: totals))
  }
}

extension LineChunk {
  /// One line of a chunk.
  struct Line {
    /// Counted from 1 in the file.
    let number: Int
    /// Counted from 0 in the chunk, empty lines too.
    let index: Int
    /// The bytes without the line's end, with padding behind; nil where there are too many.
    let text: UnsafeBufferPointer<UInt8>?
  }

  /// Gives each line that is not blank to a body: a line of blanks holds nothing that could be lost.
  func forEachLine<Failure: Error>(_ body: (Line) throws(Failure) -> Void) throws(Failure) {
    var index = 0
    if beginsTooLong {
      try body(Line(number: firstLine, index: 0, text: nil))
      index = 1
    }
    var at = 0
    while at < inputCount {
      let start = UnsafePointer(input + at)
      let found = memchr(start, 0x0a, inputCount - at)
      let length = found.map { UnsafeRawPointer(start).distance(to: $0) } ?? inputCount - at
      var count = length
      if count > 0, start[count - 1] == 0x0d { count -= 1 }
      let text = UnsafeBufferPointer(start: start, count: count)
      if !text.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
        try body(
          Line(
            number: firstLine + index, index: index,
            text: count > SourceLimits.bytes ? nil : text))
      }
      at += length + 1
      index += 1
    }
  }
}

/// A place in the input that a later run can begin from.
struct InputPosition: Sendable, Hashable {
  /// Which of the inputs.
  var input = 0
  /// Bytes of it, unpacked; for a folder, files.
  var offset = 0
  /// The line that comes next in it, counted from 1.
  var line = 1
  /// A hash of all bytes of it up to here.
  var hash = RunningHash()
}

/// How many builds have which score: whole numbers, so that any order of adding gives the same.
struct ScoreCounts: Sendable, Hashable {
  /// By score in tenths, 0 to 1000; made when the first is counted.
  private(set) var tenths: [Int] = []
  private(set) var unknown = 0

  mutating func add(_ build: borrowing EvaluatedBuild) {
    guard let score = build.scoreTenths else {
      unknown += 1
      return
    }
    if tenths.isEmpty { tenths = Array(repeating: 0, count: 1001) }
    tenths[score] += 1
  }

  mutating func add(_ other: ScoreCounts) {
    unknown += other.unknown
    if other.tenths.isEmpty { return }
    if tenths.isEmpty {
      tenths = other.tenths
    } else {
      for index in tenths.indices { tenths[index] += other.tenths[index] }
    }
  }
}
