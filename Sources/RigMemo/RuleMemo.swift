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

  /// Its outcomes by the key that `setKeys` made last.
  private var table = OutcomeTable(width: 0)

  init(partCount: Int) {
    self.partCount = partCount
    fields = .allocate(capacity: partCount)
    fields.initialize(repeating: 0, count: partCount)
    keyParts = .allocate(capacity: partCount)
    keyProjections = .allocate(capacity: partCount)
  }

  deinit {
    fields.deallocate()
    keyParts.deallocate()
    keyProjections.deallocate()
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

  /// Takes the numbers of its projections. Outcomes under keys of another width are gone with their
  /// table.
  func setKeys(_ projection: (Int, UInt32) -> Int) {
    keyCount = 0
    for part in 0..<partCount where shownParts >> UInt32(part) & 1 != 0 {
      keyParts[keyCount] = Int32(part)
      keyProjections[keyCount] = Int32(projection(part, fields[part]))
      keyCount += 1
    }
    if table.width != keyCount { table = OutcomeTable(width: keyCount) }
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

  func forget() { table.removeAll() }

  /// Bytes that one more entry takes.
  var entryBytes: Int { table.entryBytes }

  @inline(__always)
  func hash(_ key: UnsafePointer<UInt32>) -> UInt64 { table.hash(key) }

  /// The record of a key; 0 where there is none.
  @inline(__always)
  func find(_ key: UnsafePointer<UInt32>, hash: UInt64) -> UInt32 { table.find(key, hash: hash) }

  func insert(_ key: UnsafePointer<UInt32>, hash: UInt64, record: UInt32) {
    table.insert(key, hash: hash, record: record)
  }
}
