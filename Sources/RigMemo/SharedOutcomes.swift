internal import LuaRuntime
internal import RigSystem
internal import Synchronization

/// Outcomes that all workers of a batch share: if one of them has run a rule on some values, the
/// others need not.
///
/// It is used only after a miss in the worker's own cache, so one lock is enough. When it is full
/// it accepts no more outcomes and keeps those it has.
package final class SharedOutcomes: Sendable {
  private struct State: ~Copyable {
    var values = ContentTable()
    var answers = AnswerTable()
    var bytes = 0
  }
  private let state = Guarded(State())
  private let budget: Int

  /// An empty store.
  ///
  /// - Parameter budget: The most bytes that it may use.
  package init(budget: Int) { self.budget = budget }

  /// The number that a value has for all workers; 0 if there is no room for it.
  func number(rootKey: Int, mask: UInt32, of entry: ProjectedValues.Entry) -> UInt32 {
    number(
      ContentTable.Content(
        kind: Self.kind(rootKey, mask, isRow: false),
        first: UnsafeRawBufferPointer(
          start: entry.cells, count: Int(entry.cellCount) * MemoryLayout<FlatCell>.stride),
        second: UnsafeRawBufferPointer(start: entry.bytes, count: Int(entry.byteCount))))
  }

  /// The number that a list has for all workers, by those of its elements; 0 if there is no room for
  /// it.
  func number(rootKey: Int, mask: UInt32, row: [UInt32]) -> UInt32 {
    row.withUnsafeBytes { row in
      number(
        ContentTable.Content(
          kind: Self.kind(rootKey, mask, isRow: true), first: row,
          second: UnsafeRawBufferPointer(start: nil, count: 0)))
    }
  }

  /// What a value is beside its content: its root key, and the mask of its fields.
  private static func kind(_ rootKey: Int, _ mask: UInt32, isRow: Bool) -> UInt64 {
    UInt64(mask) | UInt64(rootKey) &<< 32 | (isRow ? 1 &<< 63 : 0)
  }

  private func number(_ content: ContentTable.Content) -> UInt32 {
    state.withLock { state in
      let known = state.values.find(content)
      if known != 0 { return known }
      guard state.bytes < budget else { return 0 }
      state.bytes += content.count + 96
      return state.values.add(content)
    }
  }

  /// A key of one thread, which lends it to the lock.
  ///
  /// `@unchecked`: the thread waits for the lock and changes nothing meanwhile.
  private struct Key: @unchecked Sendable {
    let words: UnsafePointer<UInt32>
    let count: Int

    var buffer: UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(start: words, count: count) }
  }

  /// An answer without its findings: its number, and the fuel of one key. Answers with one number
  /// are the same in all but their fuel.
  struct Known: Hashable {
    let number: UInt32
    let fuel: UInt64
  }

  /// Which answer a rule gave on some values, or nil. A key is the number of the rule, the mask of
  /// the root keys it is shown, and the numbers of their values.
  func known(_ key: UnsafePointer<UInt32>, count: Int) -> Known? {
    let key = Key(words: key, count: count)
    return state.withLock { $0.answers.find(key.buffer) }
  }

  /// The answer itself.
  func answer(_ known: Known) -> RuleAnswer {
    state.withLock { $0.answers[known] }
  }

  /// Adds under another key an answer that `add` gave a number, if there is room.
  func add(_ known: Known, _ key: UnsafePointer<UInt32>, count: Int) {
    let key = Key(words: key, count: count)
    state.withLock { state in
      guard state.bytes < budget, state.answers.find(key.buffer) == nil else { return }
      state.answers.add(known, key.buffer, bytes: &state.bytes)
    }
  }

  /// Adds an answer, if there is room; returns what `known` then gives for it.
  @discardableResult
  func add(_ answer: RuleAnswer, _ key: UnsafePointer<UInt32>, count: Int) -> Known? {
    let identity = AnswerTable.Identity(answer)
    let key = Key(words: key, count: count)
    return state.withLock { state in
      guard state.bytes < budget else { return nil }
      return state.answers.add(answer, identity, key.buffer, bytes: &state.bytes)
    }
  }
}

/// Numbers pieces of bytes from 1, each different one once. Bytes are compared, and not hashes alone.
private struct ContentTable: ~Copyable {
  /// A piece, which a thread lends to the lock.
  ///
  /// `@unchecked`: the thread waits for the lock and changes nothing meanwhile.
  struct Content: @unchecked Sendable {
    /// What it is: equal bytes of another kind are another piece.
    let kind: UInt64
    let first: UnsafeRawBufferPointer
    let second: UnsafeRawBufferPointer
    let hash: UInt64

    init(kind: UInt64, first: UnsafeRawBufferPointer, second: UnsafeRawBufferPointer) {
      self.kind = kind
      self.first = first
      self.second = second
      var hash = QuickHash.mix(QuickHash.seed, kind)
      for part in [first, second] {
        if let start = part.baseAddress { hash = QuickHash.bytes(start, part.count, hash) }
      }
      self.hash = hash
    }

    var count: Int { first.count + second.count }
  }

  private struct Entry {
    let kind: UInt64
    let hash: UInt64
    /// Where its bytes begin in `bytes`, and how many of them are the first part.
    let start: Int
    let count: Int
    let split: Int
  }

  private var entries: [Entry] = []
  private var bytes: [UInt8] = []
  private var slots = HashSlots(capacity: 1024)

  /// The number of a piece; 0 if it has none yet.
  func find(_ content: Content) -> UInt32 {
    slots.find(content.hash) { number in
      let entry = entries[number - 1]
      guard entry.hash == content.hash, entry.kind == content.kind, entry.count == content.count,
        entry.split == content.first.count
      else { return false }
      return bytes.withUnsafeBytes { bytes in
        Self.isSame(content.first, bytes, at: entry.start)
          && Self.isSame(content.second, bytes, at: entry.start + entry.split)
      }
    }
  }

  private static func isSame(
    _ part: UnsafeRawBufferPointer, _ bytes: UnsafeRawBufferPointer, at start: Int
  ) -> Bool {
    guard let wanted = part.baseAddress, !part.isEmpty else { return true }
    return memcmp(wanted, bytes.baseAddress! + start, part.count) == 0
  }

  /// Numbers a piece that has no number.
  mutating func add(_ content: Content) -> UInt32 {
    entries.append(
      Entry(
        kind: content.kind, hash: content.hash, start: bytes.count, count: content.count,
        split: content.first.count))
    bytes.append(contentsOf: content.first)
    bytes.append(contentsOf: content.second)
    if slots.isFull {
      let entries = entries
      slots.grow { entries[$0 - 1].hash }
    }
    slots.insert(UInt32(entries.count), content.hash)
    return UInt32(entries.count)
  }
}

/// The answers of rules by their keys. A rule gives few different ones, and most of them are that it
/// passes or does not apply, so that each is kept once; only the fuel is that of each key.
private struct AnswerTable: ~Copyable {
  /// By entry: where it begins in `words`.
  private var starts: [UInt32] = []
  /// One entry behind the other: the number of its answer, its fuel in two words, the length of its
  /// key, its key.
  private var words: [UInt32] = []
  private static let head = 4
  private var slots = HashSlots(capacity: 1024)
  /// The different answers: two plain ones, then those that are told apart by their bytes.
  private var answers: [RuleAnswer] = []
  private var contents = ContentTable()

  /// Of the answers by far the most are plain: these two numbers, without a look at their bytes.
  private static let plain: [RuleAnswer] = [
    RuleAnswer(outcome: .pass, score: nil, droppedFindings: 0, fuel: 0),
    RuleAnswer(outcome: .notApplicable, score: nil, droppedFindings: 0, fuel: 0),
  ]

  /// What tells answers apart, worked out before the lock is taken.
  enum Identity {
    case plain(UInt32)
    case bytes([UInt8])

    init(_ answer: RuleAnswer) {
      let isBare = answer.score == nil && answer.droppedFindings == 0
      switch answer.outcome {
      case .pass where isBare: self = .plain(0)
      case .notApplicable where isBare: self = .plain(1)
      default: self = .bytes(AnswerBytes(answer).bytes)
      }
    }
  }

  init() { answers = Self.plain }

  func find(_ key: UnsafeBufferPointer<UInt32>) -> SharedOutcomes.Known? {
    let number = slots.find(Self.hash(key)) { isKey(key, of: $0) }
    if number == 0 { return nil }
    let start = Int(starts[Int(number) - 1])
    let fuel = UInt64(words[start + 1]) | UInt64(words[start + 2]) << 32
    return SharedOutcomes.Known(number: words[start], fuel: fuel)
  }

  subscript(known: SharedOutcomes.Known) -> RuleAnswer {
    answers[Int(known.number)].with(fuel: known.fuel)
  }

  private func isKey(_ key: UnsafeBufferPointer<UInt32>, of number: Int) -> Bool {
    let start = Int(starts[number - 1])
    guard key.count == Int(words[start + 3]) else { return false }
    for at in key.indices where key[at] != words[start + Self.head + at] { return false }
    return true
  }

  /// Adds an answer unless its key has one, and to `used` how many bytes it took.
  mutating func add(
    _ answer: RuleAnswer, _ identity: Identity, _ key: UnsafeBufferPointer<UInt32>,
    bytes used: inout Int
  ) -> SharedOutcomes.Known {
    if let known = find(key) { return known }
    let number = number(of: answer, identity, bytes: &used)
    let known = SharedOutcomes.Known(number: number, fuel: answer.fuel)
    add(known, key, bytes: &used)
    return known
  }

  /// Adds a known answer under a key that has none.
  mutating func add(
    _ known: SharedOutcomes.Known, _ key: UnsafeBufferPointer<UInt32>, bytes used: inout Int
  ) {
    if slots.isFull { growSlots() }
    starts.append(UInt32(words.count))
    words.append(known.number)
    words.append(UInt32(truncatingIfNeeded: known.fuel))
    words.append(UInt32(known.fuel >> 32))
    words.append(UInt32(key.count))
    words.append(contentsOf: key)
    slots.insert(UInt32(starts.count), Self.hash(key))
    // Arrays that grow hold twice what they need at worst, and so do the slots.
    used += 2 * 4 * (Self.head + key.count + 3)
  }

  private mutating func growSlots() {
    let (starts, words) = (starts, words)
    slots.grow { number in
      let start = Int(starts[number - 1]) + Self.head
      return words.withUnsafeBufferPointer {
        Self.hash(UnsafeBufferPointer(rebasing: $0[start..<start + Int($0[start - 1])]))
      }
    }
  }

  private mutating func number(of answer: RuleAnswer, _ identity: Identity, bytes used: inout Int)
    -> UInt32
  {
    switch identity {
    case .plain(let number): return number
    case .bytes(let bytes):
      let plain = UInt32(Self.plain.count)
      let known = bytes.withUnsafeBytes { bytes -> UInt32 in
        let content = ContentTable.Content(
          kind: 0, first: bytes, second: UnsafeRawBufferPointer(start: nil, count: 0))
        let known = contents.find(content)
        if known == 0 { _ = contents.add(content) }
        return known
      }
      if known != 0 { return known - 1 + plain }
      answers.append(answer)
      // 700 bytes is a rough estimate for a finding with its figures.
      let findings = if case .fail(let findings) = answer.outcome { findings.count } else { 0 }
      used += 300 + bytes.count + findings * 700
      return UInt32(answers.count - 1)
    }
  }

  private static func hash(_ key: UnsafeBufferPointer<UInt32>) -> UInt64 {
    key.reduce(QuickHash.seed) { QuickHash.mix($0, UInt64($1)) }
  }
}
