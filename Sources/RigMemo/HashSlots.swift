/// The one open-addressing hash table of the memo: from a hash to the numbers of entries.
///
/// It knows nothing of the entries themselves. Its owner says which number is the one it looks for,
/// and, when the table grows, what the hash of each number is. Numbers start at 1; 0 is an empty slot.
struct HashSlots: ~Copyable {
  private var slots: UnsafeMutablePointer<UInt32>
  private var mask: Int
  private(set) var count = 0
  private let firstCapacity: Int

  /// - Parameter capacity: Numbers that it holds before it has to grow.
  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    firstCapacity = size
    mask = size - 1
    slots = .allocate(capacity: size)
    slots.initialize(repeating: 0, count: size)
  }

  deinit { slots.deallocate() }

  /// Whether another number makes the table more than half full.
  var isFull: Bool { count * 2 > mask }

  /// The number under a hash that `isIt` accepts; 0 if there is none.
  @inline(__always)
  func find(_ hash: UInt64, _ isIt: (Int) -> Bool) -> UInt32 {
    var slot = Int(truncatingIfNeeded: hash)
    while true {
      let number = slots[slot & mask]
      if number == 0 || isIt(Int(number)) { return number }
      slot &+= 1
    }
  }

  /// Adds a number that is not there yet.
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

  /// Removes all numbers, and gives memory back if the table had grown far.
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
