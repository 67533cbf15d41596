internal import LuaRuntime
internal import RigSystem

/// The values of root keys, reduced to the fields that a rule reads. Each distinct one is stored
/// once.
///
/// Two graphics cards that differ only in fields that the rule does not read (name, price) are the
/// same value here, so their cached outcomes are the same too.
struct ProjectedValues: ~Copyable {
  /// One projected value.
  struct Entry {
    var cells: UnsafePointer<FlatCell>
    var bytes: UnsafePointer<UInt8>
    var cellCount: UInt32
    var byteCount: UInt32
    var hash: UInt64
    /// The handle of the value in the Lua state, or 0 if no rule has run on it yet.
    var handle: Int32
    var rootKey: UInt16
    var projection: UInt16
    /// Its number in `SharedOutcomes`, or 0 if it has none yet.
    var shared: UInt32 = 0
  }

  /// The projection that keeps all fields. Its values are not compared with others.
  static let whole = 0

  private let layout: RootKeyLayout
  /// By root key: the distinct sets of fields that rules read.
  private(set) var masks: [[UInt32]]
  /// How many projections of one root key fit before the table of ids must grow.
  private(set) var stride = 16
  /// By number of the value and of the projection: the id, or 0.
  private var ids: UnsafeMutablePointer<UInt32>
  private let valueLimit: Int
  private var arena: BumpArena
  private(set) var entries: UnsafeMutablePointer<Entry>
  private let entryLimit: Int
  private var entryCount = 1
  private var slots: HashSlots
  private var scratch = FlatBuffer()

  init(layout: RootKeyLayout, valueLimit: Int, budget: Int) {
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

  /// Zeroed memory, whose pages the system provides when they are first touched.
  private static func zeroed(_ count: Int) -> UnsafeMutablePointer<UInt32> {
    calloc(count, 4)!.assumingMemoryBound(to: UInt32.self)
  }

  /// The number of the projection that keeps the fields of a mask.
  mutating func projection(rootKey: Int, mask: UInt32) -> Int {
    if let known = masks[rootKey].dropFirst().firstIndex(of: mask) { return known }
    masks[rootKey].append(mask)
    if masks[rootKey].count > stride {
      stride *= 2
      free(ids)
      ids = Self.zeroed(valueLimit * stride)
    }
    return masks[rootKey].count - 1
  }

  /// Drops all values; projections stay.
  mutating func forget() {
    arena.removeAll()
    entryCount = 1
    slots.removeAll()
    memset(ids, 0, valueLimit * stride * 4)
  }

  /// Drops the ids of a value whose number now stands for another value.
  mutating func forget(value: Int) {
    checkBounds(value < valueLimit)
    memset(ids + value * stride, 0, stride * 4)
  }

  /// Clears all handles, after the Lua state has dropped its cached values.
  mutating func forgetHandles() {
    for index in 1..<max(entryCount, 1) { entries[index].handle = 0 }
  }

  /// The id of a value under a projection, if it is known; otherwise 0.
  @inline(__always)
  func known(value: Int, projection: Int) -> UInt32 {
    checkBounds(value < valueLimit && projection < stride)
    return ids[value * stride + projection]
  }

  /// The id of a value under a projection, which is computed; 0 if there is no room for it.
  mutating func id(value: Int, projection: Int, rootKey: Int, of flat: FlatValue) -> UInt32 {
    checkBounds(value < valueLimit && projection < stride)
    if projection == Self.whole { return wholeID(value, rootKey, flat) }
    reduce(flat, to: masks[rootKey][projection], rootKey)
    let id = interned(rootKey: rootKey, projection: projection)
    ids[value * stride + projection] = id
    return id
  }

  /// The id of a whole value. Nothing is copied, because its memory lives as long as its number.
  private mutating func wholeID(_ value: Int, _ rootKey: Int, _ flat: FlatValue) -> UInt32 {
    guard entryCount < entryLimit, let cells = flat.cells, let bytes = flat.bytes else { return 0 }
    entries[entryCount] = Entry(
      cells: cells, bytes: bytes, cellCount: flat.cellCount, byteCount: flat.byteCount, hash: 0,
      handle: 0, rootKey: UInt16(rootKey), projection: UInt16(Self.whole))
    ids[value * stride + Self.whole] = UInt32(entryCount)
    entryCount += 1
    return UInt32(entryCount - 1)
  }

  private mutating func interned(rootKey: Int, projection: Int) -> UInt32 {
    let cellBytes = scratch.cellCount * MemoryLayout<FlatCell>.stride
    var hash = QuickHash.mix(QuickHash.seed, UInt64(rootKey) &<< 32 | UInt64(projection))
    hash = QuickHash.bytes(scratch.cells, cellBytes, hash)
    hash = QuickHash.bytes(scratch.bytes, scratch.byteCount, hash)
    let known = slots.find(hash) { number in
      checkBounds(number < entryCount)
      return isScratch(entries[number], hash, rootKey, projection)
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
      handle: 0, rootKey: UInt16(rootKey), projection: UInt16(projection))
    slots.insert(UInt32(entryCount), hash)
    entryCount += 1
    return UInt32(entryCount - 1)
  }

  private func isScratch(_ entry: Entry, _ hash: UInt64, _ rootKey: Int, _ projection: Int) -> Bool
  {
    entry.hash == hash && entry.rootKey == rootKey && entry.projection == projection
      && entry.cellCount == scratch.cellCount && entry.byteCount == scratch.byteCount
      && memcmp(entry.cells, scratch.cells, scratch.cellCount * MemoryLayout<FlatCell>.stride) == 0
      && memcmp(entry.bytes, scratch.bytes, scratch.byteCount) == 0
  }

  // MARK: Reducing

  private mutating func reduce(_ flat: FlatValue, to mask: UInt32, _ rootKey: Int) {
    scratch.removeAll()
    guard let cells = flat.cells else { return }
    let isWhole = mask == LuaRuntime.allFields || layout.rootKeys[rootKey].fields.isEmpty
    if isWhole || !cells[0].isContainer {
      scratch.append(cells, count: Int(flat.cellCount), bytes: flat.bytes)
    } else if cells[0].kind == FlatCell.Kind.map.rawValue {
      reduceMap(cells, to: mask, rootKey, flat.bytes)
    } else {
      scratch.append(cells[0])
      var at = 1
      for _ in 0..<cells[0].count {
        reduceMap(cells + at, to: mask, rootKey, flat.bytes)
        at += cells[at].extent
      }
      scratch.close(0, count: Int(cells[0].count))
    }
  }

  private mutating func reduceMap(
    _ map: UnsafePointer<FlatCell>, to mask: UInt32, _ rootKey: Int, _ bytes: UnsafePointer<UInt8>?
  ) {
    let start = scratch.cellCount
    scratch.append(map[0])
    var count = 0
    var at = 1
    for _ in 0..<map[0].count {
      let isFree = map[at].kind == FlatCell.Kind.key.rawValue
      let length = (isFree ? 1 : 0) + map[at + (isFree ? 1 : 0)].extent
      if mask & bit(of: map[at], isFree, rootKey) != 0 {
        scratch.append(map + at, count: length, bytes: bytes)
        count += 1
      }
      at += length
    }
    scratch.close(start, count: count)
  }

  private func bit(of cell: FlatCell, _ isFree: Bool, _ rootKey: Int) -> UInt32 {
    guard !isFree, Int(cell.key) < layout.keyCount else { return 1 &<< LuaRuntime.freeField }
    let bit = layout.bits[rootKey * layout.keyCount + Int(cell.key)]
    // A free key may have a number because some rule needs it; it is still a free key.
    return bit == 255 ? 1 &<< LuaRuntime.freeField : 1 &<< UInt32(bit)
  }
}
