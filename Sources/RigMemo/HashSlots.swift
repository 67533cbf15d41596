/// The one open-addressing hash table of the memo: from a hash to the numbers of entries.
///
/// It does not store the entries themselves. Its owner decides which number is the wanted one and,
/// when the table grows, supplies the hash of each number. Numbers start at 1; 0 is an empty slot.
struct HashSlots: ~Copyable {
  private var slots: UnsafeMutablePointer<UInt32>
  private var mask: Int
  private(set) var count = 0
  private let firstCapacity: Int

  /// An empty table.
  ///
  /// - Parameter capacity: How many numbers it holds before it must grow.
  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    firstCapacity = size
    mask = size - 1
    slots = .allocate(capacity: size)
    slots.initialize(repeating: 0, count: size)
  }

  deinit { slots.deallocate() }

  /// Whether one more number would make the table more than half full.
  var isFull: Bool { count * 2 > mask }

  /// The number under a hash that `matches` accepts; 0 if there is none.
  @inline(__always)
  func find(_ hash: UInt64, _ matches: (Int) -> Bool) -> UInt32 {
    var slot = Int(truncatingIfNeeded: hash)
    while true {
      let number = slots[slot & mask]
      if number == 0 || matches(Int(number)) { return number }
      slot &+= 1
    }
  }

  /// Adds a number that is not in the table.
  @inline(__always)
  mutating func insert(_ number: UInt32, _ hash: UInt64) {
    checkBounds(number != 0 && count < mask)
    var slot = Int(truncatingIfNeeded: hash)
    while slots[slot & mask] != 0 { slot &+= 1 }
    slots[slot & mask] = number
    count += 1
  }

  /// Doubles the table, whose numbers are those from 1 to `count`.
  mutating func grow(_ hash: (Int) -> UInt64) {
    let size = (mask + 1) * 2
    slots.deallocate()
    slots = .allocate(capacity: size)
    slots.initialize(repeating: 0, count: size)
    mask = size - 1
    let numbers = count
    count = 0
    for number in 0..<numbers { insert(UInt32(number + 1), hash(number + 1)) }
  }

  /// Removes all numbers, and frees memory if the table had grown much.
  mutating func removeAll() {
    if mask >= firstCapacity * 16 {
      slots.deallocate()
      mask = firstCapacity - 1
      slots = .allocate(capacity: firstCapacity)
    }
    slots.initialize(repeating: 0, count: mask + 1)
    count = 0
  }
}
