/// Records of outcomes by keys of one width.
///
/// The width never changes after the table is made: an entry takes `width + 1` words, and every
/// buffer is allocated, grown and indexed by that one number. A rule whose key gets another width
/// gets another table.
struct OutcomeTable: ~Copyable {
  /// Ids in a key.
  let width: Int
  /// Words of an entry: its key, then its record.
  private let stride: Int
  private var entries: UnsafeMutablePointer<UInt32>
  private var capacity: Int
  private(set) var count = 0
  private var slots: HashSlots

  private static let firstCapacity = 32

  init(width: Int) {
    self.width = width
    stride = width + 1
    capacity = Self.firstCapacity
    entries = .allocate(capacity: capacity * stride)
    slots = HashSlots(capacity: capacity)
  }

  deinit { entries.deallocate() }

  /// Bytes for one more entry.
  var entryBytes: Int { stride * 4 + 16 }

  /// The hash of a key.
  @inline(__always)
  func hash(_ key: UnsafePointer<UInt32>) -> UInt64 {
    var hash = QuickHash.seed
    for index in 0..<width { hash = QuickHash.mix(hash, UInt64(key[index])) }
    return hash
  }

  /// The record of a key; 0 if there is none.
  @inline(__always)
  func find(_ key: UnsafePointer<UInt32>, hash: UInt64) -> UInt32 {
    let number = slots.find(hash) { number in
      checkBounds(number <= count)
      let entry = entries + (number - 1) * stride
      for at in 0..<width where entry[at] != key[at] { return false }
      return true
    }
    return number == 0 ? 0 : entries[(Int(number) - 1) * stride + width]
  }

  /// Adds the record of a key that is not in the table.
  mutating func insert(_ key: UnsafePointer<UInt32>, hash: UInt64, record: UInt32) {
    if count == capacity { growEntries() }
    checkBounds((count + 1) * stride <= capacity * stride)
    let entry = entries + count * stride
    entry.update(from: key, count: width)
    entry[width] = record
    if slots.isFull { growSlots() }
    count += 1
    slots.insert(UInt32(count), hash)
  }

  /// Removes all entries, and frees memory if there were very many.
  mutating func removeAll() {
    count = 0
    slots.removeAll()
    if capacity > 1024 {
      entries.deallocate()
      capacity = Self.firstCapacity
      entries = .allocate(capacity: capacity * stride)
    }
  }

  private mutating func growEntries() {
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 2 * stride)
    larger.update(from: entries, count: count * stride)
    entries.deallocate()
    entries = larger
    capacity *= 2
  }

  private mutating func growSlots() {
    let (entries, stride, width) = (entries, stride, width)
    slots.grow { number in
      var hash = QuickHash.seed
      let key = entries + (number - 1) * stride
      for index in 0..<width { hash = QuickHash.mix(hash, UInt64(key[index])) }
      return hash
    }
  }
}
