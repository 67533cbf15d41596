internal import LuaRuntime

/// What one rule said before, by the values it reads.
///
/// The key is made of the ids of projected values, which stand for those values and no others, so a
/// hit is exact.
final class RuleMemo {
  /// The parts that the rule is known to read, and the fields of each.
  private(set) var parts: UInt32 = 0
  let fields: UnsafeMutablePointer<UInt32>
  private let partCount: Int
  /// The same as arrays, for walking.
  private(set) var keyParts: UnsafeMutablePointer<Int32>
  private(set) var keyProjections: UnsafeMutablePointer<Int32>
  private(set) var keyCount = 0
  /// The rule asked for the build as a whole, so it is run on the bound build.
  var isPlain = false
  /// It reads what is another thing in each build: remembering would only fill memory.
  private(set) var isVolatile = false

  /// Its outcomes hardly ever come again, so it is run each time.
  private(set) var isDirect = false
  /// What it is then shown: all parts that any such rule reads, so that they share one build.
  var directParts: UInt32 = 0
  private var lookups = 0
  private var hits = 0
  private static let trial = 4096
  /// Builds for which it is run directly before it is tried again.
  private static let pause = 131_072

  /// Entries are `keyCount` ids and a record.
  private var entries: UnsafeMutablePointer<UInt32>
  private(set) var entryCount = 0
  private var entryCapacity: Int
  private var slots: UnsafeMutablePointer<UInt32>
  private var slotMask: Int

  init(partCount: Int) {
    self.partCount = partCount
    fields = .allocate(capacity: partCount)
    fields.initialize(repeating: 0, count: partCount)
    keyParts = .allocate(capacity: partCount)
    keyProjections = .allocate(capacity: partCount)
    slotMask = 63
    slots = .allocate(capacity: 64)
    slots.initialize(repeating: 0, count: 64)
    entryCapacity = 32
    entries = .allocate(capacity: 32 * (partCount + 1))
  }

  deinit {
    fields.deallocate()
    keyParts.deallocate()
    keyProjections.deallocate()
    slots.deallocate()
    entries.deallocate()
  }

  /// Adds parts and fields; what was remembered no longer has the right keys.
  func widen(parts more: UInt32, fields moreFields: [UInt32], volatile: UInt32) {
    parts |= more
    for part in 0..<partCount { fields[part] |= moreFields[part] }
    isVolatile = parts & volatile != 0
    forget()
  }

  /// The parts that it is shown.
  var shownParts: UInt32 { isDirect ? directParts : parts }

  /// Takes the numbers of its projections.
  func setKeys(_ projection: (Int, UInt32) -> Int) {
    keyCount = 0
    for part in 0..<partCount where shownParts >> UInt32(part) & 1 != 0 {
      keyParts[keyCount] = Int32(part)
      keyProjections[keyCount] = Int32(projection(part, fields[part]))
      keyCount += 1
    }
  }

  /// Counts a lookup; true where the other way of running it should be taken from now on.
  @inline(__always)
  func count(hit: Bool) -> Bool {
    lookups &+= 1
    if hit { hits &+= 1 }
    return lookups >= (isDirect ? Self.pause : Self.trial) && isOtherWayBetter()
  }

  private func isOtherWayBetter() -> Bool {
    defer { (lookups, hits) = (0, 0) }
    // Remembering costs about a tenth of what an ordinary rule does.
    return isDirect || hits * 8 < lookups
  }

  func changeWay() {
    isDirect.toggle()
    forget()
  }

  func forget() {
    entryCount = 0
    if slotMask > 1023 {
      // Most of it was for values that are gone.
      slots.deallocate()
      entries.deallocate()
      slotMask = 63
      slots = .allocate(capacity: 64)
      entryCapacity = 32
      entries = .allocate(capacity: 32 * (partCount + 1))
    }
    slots.initialize(repeating: 0, count: slotMask + 1)
  }

  /// Bytes that one more entry takes.
  var entryBytes: Int { (keyCount + 1) * 4 + 16 }

  @inline(__always)
  func hash(_ key: UnsafePointer<UInt32>) -> UInt64 {
    var hash = QuickHash.seed
    for index in 0..<keyCount { hash = QuickHash.mix(hash, UInt64(key[index])) }
    return hash
  }

  /// The record of a key; 0 where there is none.
  @inline(__always)
  func find(_ key: UnsafePointer<UInt32>, hash: UInt64) -> UInt32 {
    var slot = Int(truncatingIfNeeded: hash)
    while true {
      let index = Int(slots[slot & slotMask])
      if index == 0 { return 0 }
      let entry = entries + (index - 1) * (keyCount + 1)
      var same = true
      for at in 0..<keyCount where entry[at] != key[at] {
        same = false
        break
      }
      if same { return entry[keyCount] }
      slot &+= 1
    }
  }

  func insert(_ key: UnsafePointer<UInt32>, hash: UInt64, record: UInt32) {
    if entryCount == entryCapacity { grow() }
    let entry = entries + entryCount * (keyCount + 1)
    entry.update(from: key, count: keyCount)
    entry[keyCount] = record
    entryCount += 1
    place(entryCount, hash)
  }

  private func place(_ index: Int, _ hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash)
    while slots[slot & slotMask] != 0 { slot &+= 1 }
    slots[slot & slotMask] = UInt32(index)
  }

  private func grow() {
    let stride = keyCount + 1
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: entryCapacity * 2 * stride)
    larger.update(from: entries, count: entryCount * stride)
    entries.deallocate()
    entries = larger
    entryCapacity *= 2
    slots.deallocate()
    slotMask = slotMask * 2 + 1
    slots = .allocate(capacity: slotMask + 1)
    slots.initialize(repeating: 0, count: slotMask + 1)
    for index in 0..<entryCount { place(index + 1, hash(entries + index * stride)) }
  }
}
