internal import LuaRuntime

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Values of the root reduced to the fields that rules read, each one once.
///
/// Two parts that differ in what no rule looks at (their names, their prices) are one value here,
/// and so is what the rules say of them.
struct ProjectedValues: ~Copyable {
  struct Entry {
    var cells: UnsafePointer<FlatCell>
    var bytes: UnsafePointer<UInt8>
    var cellCount: UInt32
    var byteCount: UInt32
    var hash: UInt64
    /// The value in the Lua state, or 0 where no rule had to run on it yet.
    var handle: Int32
    var part: UInt16
    var projection: UInt16
    /// The number by which all workers know it, or 0 where they were not asked.
    var shared: UInt32 = 0
  }

  /// The projection that leaves nothing out, and is not looked up among others.
  static let whole = 0

  private let layout: PartLayout
  /// By part: the distinct sets of fields that rules read.
  private(set) var masks: [[UInt32]]
  /// Projections that one part can have before the table of ids is made anew.
  private(set) var stride = 16
  /// By number of the value and projection: the id, or 0.
  private var ids: UnsafeMutablePointer<UInt32>
  private let valueLimit: Int
  private var arena: BumpArena
  private(set) var entries: UnsafeMutablePointer<Entry>
  private let entryLimit: Int
  private var entryCount = 1
  private var slots: HashSlots
  private var scratch = FlatBuffer()

  init(layout: PartLayout, valueLimit: Int, budget: Int) {
    self.layout = layout
    self.valueLimit = valueLimit
    masks = Array(repeating: [LuaRuntime.allFields], count: layout.names.count)
    entryLimit = max(budget / 640, 256)
    arena = BumpArena(capacity: budget)
    entries = .allocate(capacity: entryLimit)
    slots = HashSlots(capacity: entryLimit)
    ids = Self.zeroed(valueLimit * stride)
  }

  deinit {
    entries.deallocate()
    free(ids)
  }

  /// Pages of zeros, which the system gives as they are touched.
  private static func zeroed(_ count: Int) -> UnsafeMutablePointer<UInt32> {
    calloc(count, 4)!.assumingMemoryBound(to: UInt32.self)
  }

  /// The number of a projection.
  mutating func projection(part: Int, mask: UInt32) -> Int {
    if let known = masks[part].dropFirst().firstIndex(of: mask) { return known }
    masks[part].append(mask)
    if masks[part].count > stride {
      stride *= 2
      free(ids)
      ids = Self.zeroed(valueLimit * stride)
    }
    return masks[part].count - 1
  }

  /// Forgets all values; projections stay.
  mutating func forget() {
    arena.removeAll()
    entryCount = 1
    slots.removeAll()
    memset(ids, 0, valueLimit * stride * 4)
  }

  /// Forgets what is known of a value whose number now stands for another one.
  mutating func forget(value: Int) {
    checkBounds(value < valueLimit)
    memset(ids + value * stride, 0, stride * 4)
  }

  mutating func forgetHandles() {
    for index in 1..<max(entryCount, 1) { entries[index].handle = 0 }
  }

  @inline(__always)
  func known(value: Int, projection: Int) -> UInt32 {
    checkBounds(value < valueLimit && projection < stride)
    return ids[value * stride + projection]
  }

  /// The id of a value under a projection; 0 where there is no room for it.
  mutating func id(value: Int, projection: Int, part: Int, of flat: FlatValue) -> UInt32 {
    checkBounds(value < valueLimit && projection < stride)
    if projection == Self.whole { return wholeID(value, part, flat) }
    reduce(flat, to: masks[part][projection], part)
    let id = interned(part: part, projection: projection)
    ids[value * stride + projection] = id
    return id
  }

  /// A value as it is: nothing is copied, since it stays where it is as long as its number.
  private mutating func wholeID(_ value: Int, _ part: Int, _ flat: FlatValue) -> UInt32 {
    guard entryCount < entryLimit, let cells = flat.cells, let bytes = flat.bytes else { return 0 }
    entries[entryCount] = Entry(
      cells: cells, bytes: bytes, cellCount: flat.cellCount, byteCount: flat.byteCount, hash: 0,
      handle: 0, part: UInt16(part), projection: UInt16(Self.whole))
    ids[value * stride + Self.whole] = UInt32(entryCount)
    entryCount += 1
    return UInt32(entryCount - 1)
  }

  private mutating func interned(part: Int, projection: Int) -> UInt32 {
    let cellBytes = scratch.cellCount * MemoryLayout<FlatCell>.stride
    var hash = QuickHash.mix(QuickHash.seed, UInt64(part) &<< 32 | UInt64(projection))
    hash = QuickHash.bytes(scratch.cells, cellBytes, hash)
    hash = QuickHash.bytes(scratch.bytes, scratch.byteCount, hash)
    let known = slots.find(hash) { number in
      checkBounds(number < entryCount)
      return isScratch(entries[number], hash, part, projection)
    }
    if known != 0 { return known }
    guard entryCount < entryLimit, let block = arena.take(cellBytes + scratch.byteCount) else {
      return 0
    }
    memcpy(block, scratch.cells, cellBytes)
    memcpy(block + cellBytes, scratch.bytes, scratch.byteCount)
    entries[entryCount] = Entry(
      cells: block.assumingMemoryBound(to: FlatCell.self),
      bytes: (block + cellBytes).assumingMemoryBound(to: UInt8.self),
      cellCount: UInt32(scratch.cellCount), byteCount: UInt32(scratch.byteCount), hash: hash,
      handle: 0, part: UInt16(part), projection: UInt16(projection))
    slots.insert(UInt32(entryCount), hash)
    entryCount += 1
    return UInt32(entryCount - 1)
  }

  private func isScratch(_ entry: Entry, _ hash: UInt64, _ part: Int, _ projection: Int) -> Bool {
    entry.hash == hash && entry.part == part && entry.projection == projection
      && entry.cellCount == scratch.cellCount && entry.byteCount == scratch.byteCount
      && memcmp(entry.cells, scratch.cells, scratch.cellCount * MemoryLayout<FlatCell>.stride) == 0
      && memcmp(entry.bytes, scratch.bytes, scratch.byteCount) == 0
  }

  // MARK: Reducing

  private mutating func reduce(_ flat: FlatValue, to mask: UInt32, _ part: Int) {
    scratch.removeAll()
    guard let cells = flat.cells else { return }
    let isWhole = mask == LuaRuntime.allFields || layout.parts[part].fields.isEmpty
    if isWhole || !cells[0].isContainer {
      scratch.append(cells, count: Int(flat.cellCount), bytes: flat.bytes)
    } else if cells[0].kind == FlatCell.Kind.map.rawValue {
      reduceMap(cells, to: mask, part, flat.bytes)
    } else {
      scratch.append(cells[0])
      var at = 1
      for _ in 0..<cells[0].count {
        reduceMap(cells + at, to: mask, part, flat.bytes)
        at += cells[at].extent
      }
      scratch.close(0, count: Int(cells[0].count))
    }
  }

  private mutating func reduceMap(
    _ map: UnsafePointer<FlatCell>, to mask: UInt32, _ part: Int, _ bytes: UnsafePointer<UInt8>?
  ) {
    let start = scratch.cellCount
    scratch.append(map[0])
    var kept = 0
    var at = 1
    for _ in 0..<map[0].count {
      let isFree = map[at].kind == FlatCell.Kind.key.rawValue
      let length = (isFree ? 1 : 0) + map[at + (isFree ? 1 : 0)].extent
      if mask & bit(of: map[at], isFree, part) != 0 {
        scratch.append(map + at, count: length, bytes: bytes)
        kept += 1
      }
      at += length
    }
    scratch.close(start, count: kept)
  }

  private func bit(of cell: FlatCell, _ isFree: Bool, _ part: Int) -> UInt32 {
    guard !isFree, Int(cell.key) < layout.keyCount else { return 1 &<< LuaRuntime.freeField }
    let bit = layout.bits[part * layout.keyCount + Int(cell.key)]
    // A free key that has a number because some rule needs it is a free key all the same.
    return bit == 255 ? 1 &<< LuaRuntime.freeField : 1 &<< UInt32(bit)
  }
}
