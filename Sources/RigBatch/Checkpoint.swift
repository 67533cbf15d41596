internal import RigSystem

/// How far an unfinished run got.
struct Checkpoint: Sendable, Hashable {
  /// Input, rules, options: what must be the same for going on.
  var identity: String
  /// Its hash is not among what is written; `inputDigest` is.
  var position: InputPosition
  /// Of the input up to the position.
  var inputDigest: String
  /// Of the output up to here.
  var outputLength: Int
  var outputDigest: String
  var totals: BatchTotals

  init(
    identity: String, position: InputPosition, outputLength: Int, outputDigest: String,
    totals: BatchTotals
  ) {
    self.identity = identity
    self.position = position
    inputDigest = position.hash.digest
    self.outputLength = outputLength
    self.outputDigest = outputDigest
    self.totals = totals
  }

  // MARK: Text

  private static let family = "rigrules batch checkpoint "
  private static let title = family + "2"
  private static let countOfNumbers = 15
  /// More than any checkpoint has.
  private static let mostBytes = 4096

  /// Five lines: title, identity, digests of input and output, numbers, and a digest of the four,
  /// so that no damage to it passes for a checkpoint.
  var text: String {
    let numbers =
      [
        position.input, position.offset, position.line, outputLength, totals.builds,
        totals.errors, totals.withAdvice, totals.withWarning, totals.withError, totals.withUnknown,
      ] + totals.verdicts
    let body =
      [Self.title, identity, "\(inputDigest) \(outputDigest)"]
      + [numbers.map { "\($0)" }.joined(separator: " "), ""]
    return Self.sealed(body.joined(separator: "\n"))
  }

  private static func sealed(_ body: String) -> String {
    var hash = RunningHash()
    hash.update(body)
    return body + hash.digest + "\n"
  }

  /// The checkpoint that a text is; nil where it is not a whole and undamaged one.
  init?(text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 6, lines[0] == Self.title else { return nil }
    let digests = lines[2].split(separator: " ")
    // A number that is negative or that nothing can be added to is none of ours.
    let numbers = lines[3].split(separator: " ").compactMap { Int($0) }
      .filter { 0...(1 << 60) ~= $0 }
    guard digests.count == 2, numbers.count == Self.countOfNumbers else { return nil }
    identity = String(lines[1])
    inputDigest = String(digests[0])
    outputDigest = String(digests[1])
    position = InputPosition(input: numbers[0])
    position.offset = numbers[1]
    position.line = numbers[2]
    outputLength = numbers[3]
    totals = BatchTotals()
    totals.builds = numbers[4]
    totals.errors = numbers[5]
    totals.withAdvice = numbers[6]
    totals.withWarning = numbers[7]
    totals.withError = numbers[8]
    totals.withUnknown = numbers[9]
    totals.verdicts = Array(numbers[10...])
    // Whatever else a reader of numbers would let pass (`+1`, `01`) is not what was written.
    guard self.text == text else { return nil }
  }

  // MARK: File

  func write(to path: String) throws(BatchError) {
    try Durability.replace(path, with: Array(text.utf8))
  }

  /// The checkpoint in a file; nil where there is no such file.
  static func read(_ path: String) throws(BatchError) -> Checkpoint? {
    if DiskFiles.kind(path) == nil { return nil }
    let (bytes, reason) = DiskFiles.read(path, limit: mostBytes)
    if let reason { throw .damaged("\(path) cannot be read: \(reason)") }
    // Bytes that are not text would become others, and so pass for what they are not.
    if let text = String(validating: bytes, as: UTF8.self) {
      if let checkpoint = Checkpoint(text: text) { return checkpoint }
      if text.hasPrefix(family) && !text.hasPrefix(title + "\n") {
        throw .damaged("\(path) is damaged or was written by another version of rigrules")
      }
    }
    throw .damaged("\(path) is damaged")
  }
}

extension BatchError {
  private static func refused(_ code: String, _ reason: String) -> BatchError {
    BatchError(
      .mismatch, code: code,
      "the run cannot be resumed: \(reason); nothing was changed, and without --resume it starts "
        + "again from the beginning")
  }

  /// Input, rules or options are others than those of the earlier run.
  static func changed(_ reason: String) -> BatchError { refused("batch/resume", reason) }

  /// What the earlier run left is not what it wrote.
  static func damaged(_ reason: String) -> BatchError { refused("batch/damaged", reason) }
}
