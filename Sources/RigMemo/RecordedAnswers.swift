internal import LuaRuntime
internal import RigSystem

/// The records of answers that rules gave, by the bytes in which they gave them.
///
/// A rule says the same of many builds that differ. Then its findings need not be read, filled into
/// messages and written again. Bytes are compared, and not hashes alone.
struct RecordedAnswers: ~Copyable {
  /// What an answer is beside its document.
  struct Head: Equatable {
    let rule: UInt32
    let form: LuaRuntime.PendingAnswer.Form
    /// The fuel where records tell it, else 0.
    let fuel: UInt64
  }

  /// What is known of an answer.
  struct Known {
    let record: UInt32
    /// The number of the answer in `SharedOutcomes`, or nil.
    let shared: UInt32?
  }

  private struct Entry {
    let head: Head
    let hash: UInt64
    let content: UnsafeRawPointer
    let cellBytes: Int
    let byteCount: Int
    let known: Known
  }

  private var entries: [Entry] = []
  private var slots = HashSlots(capacity: limit)
  private var arena = BumpArena(capacity: bytes)
  private static let limit = 4096
  private static let bytes = 2 << 20
  /// Few are longer, and those hardly come again.
  private static let mostBytes = 8192

  /// Forgets all, as the numbers of records become invalid.
  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    slots.removeAll()
    arena.removeAll()
  }

  /// The hash of an answer.
  func hash(_ head: Head, _ answer: LuaRuntime.PendingAnswer) -> UInt64 {
    let seed = QuickHash.mix(UInt64(head.rule), head.form.score ^ head.fuel)
    return answer.withContent { cells, bytes in
      QuickHash.bytes(
        bytes.baseAddress!, bytes.count,
        QuickHash.bytes(cells.baseAddress!, cells.count, seed))
    }
  }

  /// What is known of an answer, or nil.
  func find(_ head: Head, _ answer: LuaRuntime.PendingAnswer, hash: UInt64) -> Known? {
    let number = slots.find(hash) { number in
      checkBounds(number <= entries.count)
      return isSame(entries[number - 1], head, answer, hash)
    }
    return number == 0 ? nil : entries[Int(number) - 1].known
  }

  private func isSame(
    _ entry: Entry, _ head: Head, _ answer: LuaRuntime.PendingAnswer, _ hash: UInt64
  ) -> Bool {
    guard entry.hash == hash, entry.head == head else { return false }
    return answer.withContent { cells, bytes in
      entry.cellBytes == cells.count && entry.byteCount == bytes.count
        && memcmp(entry.content, cells.baseAddress!, cells.count) == 0
        && memcmp(entry.content + cells.count, bytes.baseAddress!, bytes.count) == 0
    }
  }

  /// Adds an answer that is not known. Where there is no room, all others go.
  mutating func insert(
    _ head: Head, _ answer: LuaRuntime.PendingAnswer, hash: UInt64, _ known: Known
  ) {
    answer.withContent { cells, bytes in
      let size = cells.count + bytes.count
      if size > Self.mostBytes { return }
      if entries.count == Self.limit { removeAll() }
      guard let block = arena.take(size) else { return removeAll() }
      memcpy(block, cells.baseAddress!, cells.count)
      memcpy(block + cells.count, bytes.baseAddress!, bytes.count)
      entries.append(
        Entry(
          head: head, hash: hash, content: UnsafeRawPointer(block), cellBytes: cells.count,
          byteCount: bytes.count, known: known))
      slots.insert(UInt32(entries.count), hash)
    }
  }
}
