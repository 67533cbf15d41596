import Foundation
import RigModel
import RigRules
import RigSamples
import Testing

@testable import RigBatch

/// What an interrupted run left, damaged in every way that a disk or a person can.
@Suite("What an earlier run left")
struct DamageTests {
  private let folder: Folder
  private let engine: Engine
  private let whole: String
  private let partial: [UInt8]
  private let checkpoint: [UInt8]
  /// Bytes of the output that the checkpoint counts.
  private let marked: Int
  private var random = SeededGenerator(state: 7)

  init() throws {
    let (folder, engine) = (try Folder(), try shippedEngine())
    try folder.write("in.jsonl", SampleBuilds(.pools, seed: 31).lines(0..<900))
    _ = try Self.run(engine, folder, resumes: false)
    whole = try folder.read("out")
    try FileManager.default.removeItem(atPath: folder.path("out"))
    _ = try Self.run(engine, folder, resumes: false, stopAfter: 300)
    let partial = Array(try folder.read("out.partial").utf8)
    let text = try folder.read("out.checkpoint")
    let marked = try #require(Checkpoint(text: text)).outputLength
    try #require(marked > 3 * 4096 && marked <= partial.count)
    checkpoint = Array(text.utf8)
    (self.folder, self.engine, self.partial, self.marked) = (folder, engine, partial, marked)
  }

  private static func run(
    _ engine: Engine, _ folder: Folder, _ options: BatchOptions = BatchOptions(),
    resumes: Bool = true, stopAfter builds: Int? = nil
  ) throws -> BatchResult {
    let run = BatchRun(
      engine: engine, input: try BatchInput([folder.path("in.jsonl")]), options: options,
      output: .file(folder.path("out")), resumes: resumes)
    return try run.run { progress in builds.map { progress.totals.builds < $0 } ?? true }
  }

  /// Name and bytes of every file.
  private func files() throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    return Dictionary(
      uniqueKeysWithValues: try names.map {
        ($0, try Data(contentsOf: folder.url.appending(path: $0)))
      })
  }

  /// Resuming is refused with the code, with words on how to begin again, and touches no file.
  private func expectRefusal(
    _ code: String, _ words: String, _ what: String,
    _ options: BatchOptions = BatchOptions()
  ) throws {
    let before = try files()
    do {
      _ = try Self.run(engine, folder, options)
      Issue.record("\(what): it was resumed")
    } catch let error as BatchError {
      #expect(error.code == code && error.kind == .mismatch, "\(what): \(error)")
      #expect(error.message.contains(words), "\(what): \(error)")
      #expect(error.message.contains("without --resume it starts again"), "\(what): \(error)")
    }
    #expect(try files() == before, "\(what): a file was changed")
  }

  private func restore() throws {
    try folder.write("out.partial", partial)
    try folder.write("out.checkpoint", checkpoint)
  }

  private func expectResumable() throws {
    _ = try Self.run(engine, folder)
    #expect(try folder.read("out") == whole)
    #expect(try files().keys.sorted() == ["in.jsonl", "out"])
  }

  // MARK: The output

  @Test("is refused where any byte of the output was changed")
  mutating func changedByte() throws {
    let places = [0, marked - 1] + (0..<40).map { _ in Int.random(in: 0..<marked, using: &random) }
    for place in places {
      var bytes = partial
      bytes[place] ^= UInt8.random(in: 1...255, using: &random)
      try folder.write("out.partial", bytes)
      try expectRefusal("batch/damaged", "not those that were written", "byte \(place)")
    }
    try restore()
    try expectResumable()
  }

  @Test("is refused where the output is shorter than its checkpoint, or gone")
  mutating func shorter() throws {
    let others = (0..<20).map { _ in Int.random(in: 0..<marked, using: &random) }
    for length in [0, 1, marked - 1] + others {
      try folder.write("out.partial", Array(partial[..<length]))
      try expectRefusal("batch/damaged", "\(length) of the \(marked) bytes", "\(length) bytes")
    }
    try FileManager.default.removeItem(atPath: folder.path("out.partial"))
    try expectRefusal("batch/damaged", "is missing", "no output")
    try restore()
    try expectResumable()
  }

  @Test("is refused where pages of the output are zero, as after a power cut")
  mutating func zeroPages() throws {
    let pages = (0..<40).map { _ in Int.random(in: 0..<(marked / 4096), using: &random) }
    for first in ([0, (marked - 1) / 4096] + pages).map({ $0 * 4096 }) {
      var bytes = partial
      let count = Int.random(in: 1...3, using: &random) * 4096
      for place in first..<min(first + count, bytes.count) { bytes[place] = 0 }
      try folder.write("out.partial", bytes)
      try expectRefusal("batch/damaged", "not those that were written", "page at \(first)")
    }
    try folder.write("out.partial", [UInt8](repeating: 0, count: partial.count))
    try expectRefusal("batch/damaged", "not those that were written", "all zero")
  }

  @Test("is refused where pieces of the output have changed places or stand twice")
  mutating func movedPieces() throws {
    for _ in 0..<20 {
      let size = [16, 64, 512, 4096].randomElement(using: &random)!
      let blocks = marked / size
      let first = Int.random(in: 0..<blocks, using: &random) * size
      let second = Int.random(in: 0..<blocks, using: &random) * size
      var bytes = partial
      bytes.replaceSubrange(first..<first + size, with: partial[second..<second + size])
      if Bool.random(using: &random) {
        bytes.replaceSubrange(second..<second + size, with: partial[first..<first + size])
      }
      if bytes[..<marked] == partial[..<marked] { continue }
      try folder.write("out.partial", bytes)
      try expectRefusal("batch/damaged", "not those that were written", "\(first) and \(second)")
    }
  }

  @Test("may have any bytes beyond its checkpoint: they are cut off")
  mutating func beyond() throws {
    for _ in 0..<6 {
      try restore()
      let more = (0..<Int.random(in: 1...9000, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      try folder.write("out.partial", partial[..<marked] + more)
      try expectResumable()
    }
  }

  // MARK: The checkpoint

  @Test("is refused where any byte of the checkpoint was changed, is missing or was added")
  mutating func damagedCheckpoint() throws {
    for place in checkpoint.indices {
      var bytes = checkpoint
      bytes[place] ^= UInt8.random(in: 1...255, using: &random)
      try folder.write("out.checkpoint", bytes)
      try expectRefusal("batch/damaged", "out.checkpoint", "byte \(place)")
      try folder.write("out.checkpoint", Array(checkpoint[..<place]))
      try expectRefusal("batch/damaged", "out.checkpoint", "\(place) bytes")
      var shorter = checkpoint
      shorter.remove(at: place)
      try folder.write("out.checkpoint", shorter)
      try expectRefusal("batch/damaged", "out.checkpoint", "without byte \(place)")
    }
    for extra in [Array("\n".utf8), [0], [UInt8](repeating: 0, count: 5000)] {
      try folder.write("out.checkpoint", checkpoint + extra)
      try expectRefusal("batch/damaged", "out.checkpoint", "\(extra.count) bytes more")
    }
    try folder.write("out.checkpoint", [UInt8](repeating: 0, count: checkpoint.count))
    try expectRefusal("batch/damaged", "out.checkpoint", "all zero")
    try restore()
    try expectResumable()
  }

  @Test("has a checkpoint of which no bit can be another")
  func everyBit() {
    for place in checkpoint.indices {
      for bit in 0..<8 as Range<UInt8> {
        var bytes = checkpoint
        bytes[place] ^= 1 << bit
        guard let text = String(validating: bytes, as: UTF8.self) else { continue }
        #expect(Checkpoint(text: text) == nil, "bit \(bit) of byte \(place)")
      }
    }
  }

  @Test("is refused where the checkpoint is another run's or another version's")
  func foreign() throws {
    try folder.write("out.checkpoint", "rigrules batch checkpoint 1\na b c\n0 0 0\nend\n")
    try expectRefusal("batch/damaged", "another version", "version 1")
    try folder.write("out.checkpoint", "{\"id\":\"b1\"}\n")
    try expectRefusal("batch/damaged", "out.checkpoint", "another file")
    // One that is further than the output that is there.
    _ = try Self.run(engine, folder, resumes: false, stopAfter: 600)
    let later = Array(try folder.read("out.checkpoint").utf8)
    try #require(later != checkpoint)
    try restore()
    try folder.write("out.checkpoint", later)
    try expectRefusal("batch/damaged", "out.partial", "a later checkpoint")
    // One of the same rules and input with other options.
    _ = try Self.run(engine, folder, options { $0.compact = true }, resumes: false, stopAfter: 300)
    let other = Array(try folder.read("out.checkpoint").utf8)
    try restore()
    try folder.write("out.checkpoint", other)
    try expectRefusal("batch/resume", "options", "other options")
    // A folder in its place.
    try FileManager.default.removeItem(atPath: folder.path("out.checkpoint"))
    try FileManager.default.createDirectory(
      atPath: folder.path("out.checkpoint"), withIntermediateDirectories: false)
    #expect(throws: BatchError.self) { try Self.run(engine, folder) }
    #expect(Array(try folder.read("out.partial").utf8) == partial)
  }

  @Test("is not overwritten by --resume with a form that is made at the end")
  func otherForm() throws {
    try expectRefusal("batch/resume", "options", "a summary", options { $0.format = .summary })
    try expectRefusal("batch/resume", "options", "the best", options { $0.top = 3 })
    try expectRefusal("batch/resume", "options", "unique ids", options { $0.uniqueIDs = true })
    try expectResumable()
  }

  @Test("is begun again from the beginning without --resume, whatever the damage")
  mutating func again() throws {
    for _ in 0..<4 {
      var (output, mark) = (partial, checkpoint)
      output[Int.random(in: 0..<marked, using: &random)] ^= 8
      if Bool.random(using: &random) { mark[Int.random(in: mark.indices, using: &random)] ^= 8 }
      try folder.write("out.partial", output)
      try folder.write("out.checkpoint", mark)
      try expectRefusal("batch/damaged", "out.", "damaged")
      _ = try Self.run(engine, folder, resumes: false)
      #expect(try folder.read("out") == whole)
      #expect(!folder.exists("out.partial") && !folder.exists("out.checkpoint"))
    }
  }

  @Test("resumed over and over, it is what one run would have written")
  mutating func manySteps() throws {
    var steps = 0
    while true {
      let stop = Int.random(in: 1...900, using: &random)
      let ended = try Self.run(engine, folder, stopAfter: stop)
      steps += 1
      if !ended.isCancelled { break }
      // As a later kill would: more was written than was marked.
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path("out.partial")))
      try file.seekToEnd()
      try file.write(contentsOf: Data([UInt8](repeating: 0, count: stop)))
      try file.close()
      try #require(steps < 100)
    }
    #expect(try folder.read("out") == whole)
  }
}

/// The hash that names inputs and outputs.
@Suite("A running hash")
struct RunningHashTests {
  private var random = SeededGenerator(state: 11)

  private static func digest(_ bytes: [UInt8]) -> String {
    var hash = RunningHash()
    bytes.withUnsafeBytes { if let base = $0.baseAddress { hash.update(base, $0.count) } }
    return hash.digest
  }

  private mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  @Test("is the same however the stream is cut into pieces")
  mutating func pieces() {
    for length in Array(0...200) + [1000, 4096, 70_001] {
      let stream = bytes(length)
      let wanted = Self.digest(stream)
      #expect(wanted.utf8.count == 32)
      for most in [1, 7, 64, 65, 300] {
        var hash = RunningHash()
        var at = 0
        while at < length {
          let count = min(Int.random(in: 0...most, using: &random), length - at)
          stream.withUnsafeBytes { hash.update($0.baseAddress! + at, count) }
          at += count
          // Looking at it changes nothing.
          if at % 3 == 0 { _ = hash.digest }
        }
        #expect(hash.digest == wanted, "\(length) bytes in pieces of up to \(most)")
      }
    }
  }

  @Test("differs for every bit that differs, and for every length")
  mutating func bits() {
    var seen: Set<String> = []
    let stream = bytes(300)
    var count = 0
    for place in stream.indices {
      for bit in 0..<8 as Range<UInt8> {
        var other = stream
        other[place] ^= 1 << bit
        seen.insert(Self.digest(other))
        count += 1
      }
    }
    for length in 0...700 {
      seen.insert(Self.digest([UInt8](repeating: 0, count: length)))
      seen.insert(Self.digest(Array(stream.prefix(length)) + [1]))
      count += 2
      if length >= 300 { count -= 1 }
    }
    #expect(seen.count == count + 1)
  }
}

/// Random numbers that are the same each time.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word &>> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word &>> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word &>> 31)
  }
}
