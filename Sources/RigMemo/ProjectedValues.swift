internal import LuaRuntime
internal import RigSystem

/// The values of root keys, reduced to the fields that a rule reads. Each distinct one is stored
/// once.
///
/// Two graphics cards that differ only in fields that the rule does not read (name, price) are the
/// same value here, so their cached outcomes are the same too.
struct ProjectedValues: ~Copyable {
  /// One projected value: of a root key, or of an element of a list of maps.
  struct Entry {
    /// Its content; of a list that is kept by its elements, none.
    var cells: UnsafePointer<FlatCell>?
    var bytes: UnsafePointer<UInt8>?
    /// Of a list that is kept by its elements: their ids.
    var elements: UnsafePointer<UInt32>?
    var cellCount: UInt32 = 0
    var byteCount: UInt32 = 0
    var elementCount: UInt32 = 0
    /// Of an element: the id of an equal one that stands after it in the same list, or 0.
    var copy: UInt32 = 0
    var hash: UInt64
    /// The handle of the value in the Lua state, or 0 if no rule has run on it yet.
    var handle: Int32 = 0
    /// A rule has run on it before. What comes again gets a handle of its own.
    var isShown = false
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
  /// By id of a whole element and number of the projection: the id of the projected element, or 0.
  private var elementIDs: UnsafeMutablePointer<UInt32>
  /// By number of the value: the id of the list that has whole elements, or 0.
  private var rows: UnsafeMutablePointer<UInt32>
  /// The ids of the elements of one list, while it is looked up.
  private var row: [UInt32] = []
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
    entryLimit = max(budget / Self.typicalEntry, 256)
    arena = BumpArena(capacity: budget)
    entries = .allocate(capacity: entryLimit)
    slots = HashSlots(capacity: entryLimit)
    ids = Self.zeroed(valueLimit * stride)
    rows = Self.zeroed(valueLimit)
    elementIDs = Self.zeroed(entryLimit * stride)
  }

  deinit {
    entries.deallocate()
    free(ids)
    free(rows)
    free(elementIDs)
  }

  /// Bytes of content that a projected value has on average.
  private static let typicalEntry = 256

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
      free(elementIDs)
      elementIDs = Self.zeroed(entryLimit * stride)
    }
    return masks[rootKey].count - 1
  }

  /// Drops all values; projections stay.
  mutating func forget() {
    memset(elementIDs, 0, entryCount * stride * 4)
    arena.removeAll()
    entryCount = 1
    slots.removeAll()
    memset(ids, 0, valueLimit * stride * 4)
    memset(rows, 0, valueLimit * 4)
  }

  /// Drops the ids of a value whose number now stands for another value.
  mutating func forget(value: Int) {
    checkBounds(value < valueLimit)
    memset(ids + value * stride, 0, stride * 4)
    rows[value] = 0
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
    if isKeptByElement(flat, rootKey) {
      return listID(value: value, projection: projection, rootKey: rootKey, of: flat)
    }
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
      rootKey: UInt16(rootKey), projection: UInt16(Self.whole))
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
      rootKey: UInt16(rootKey), projection: UInt16(projection))
    slots.insert(UInt32(entryCount), hash)
    entryCount += 1
    return UInt32(entryCount - 1)
  }

  private func isScratch(_ entry: Entry, _ hash: UInt64, _ rootKey: Int, _ projection: Int) -> Bool
  {
    guard entry.hash == hash, entry.rootKey == rootKey, entry.projection == projection,
      entry.cellCount == scratch.cellCount, entry.byteCount == scratch.byteCount,
      let cells = entry.cells, let bytes = entry.bytes
    else { return false }
    return memcmp(cells, scratch.cells, scratch.cellCount * MemoryLayout<FlatCell>.stride) == 0
      && memcmp(bytes, scratch.bytes, scratch.byteCount) == 0
  }

  // MARK: Lists by element

  /// Whether a value is a list of several maps. Lists repeat less often than their elements, so
  /// these are projected and cached each for itself.
  private func isKeptByElement(_ flat: FlatValue, _ rootKey: Int) -> Bool {
    guard let cells = flat.cells else { return false }
    return cells[0].kind == FlatCell.Kind.list.rawValue && cells[0].count > 1
      && !layout.rootKeys[rootKey].fields.isEmpty
  }

  /// The id of a list under a projection: that of the row of its projected elements; 0 if there is
  /// no room for it.
  private mutating func listID(value: Int, projection: Int, rootKey: Int, of flat: FlatValue)
    -> UInt32
  {
    let list = wholeList(value: value, rootKey: rootKey, of: flat)
    if list == 0 { return 0 }
    if projection == Self.whole {
      ids[value * stride + projection] = list
      return list
    }
    row.removeAll(keepingCapacity: true)
    for at in 0..<Int(entries[Int(list)].elementCount) {
      let element = Int(entries[Int(list)].elements![at])
      checkBounds(element < entryCount)
      var id = elementIDs[element * stride + projection]
      if id == 0 {
        id = elementID(element, projection, rootKey)
        if id == 0 { return 0 }
      }
      row.append(id)
    }
    let id = internedRow(rootKey: rootKey, projection: projection)
    ids[value * stride + projection] = id
    return id
  }

  /// The id of an element under a projection, which is computed; 0 if there is no room for it.
  private mutating func elementID(_ element: Int, _ projection: Int, _ rootKey: Int) -> UInt32 {
    guard let cells = entries[element].cells else { return 0 }
    scratch.removeAll()
    reduceMap(cells, to: masks[rootKey][projection], rootKey, entries[element].bytes)
    let id = interned(rootKey: rootKey, projection: projection)
    elementIDs[element * stride + projection] = id
    return id
  }

  /// The id of the list with whole elements; 0 if there is no room for it.
  private mutating func wholeList(value: Int, rootKey: Int, of flat: FlatValue) -> UInt32 {
    if rows[value] != 0 { return rows[value] }
    guard let cells = flat.cells else { return 0 }
    row.removeAll(keepingCapacity: true)
    var at = 1
    for _ in 0..<cells[0].count {
      checkBounds(at < Int(flat.cellCount))
      scratch.removeAll()
      scratch.append(cells + at, count: cells[at].extent, bytes: flat.bytes)
      let id = interned(rootKey: rootKey, projection: Self.whole)
      if id == 0 { return 0 }
      row.append(id)
      at += cells[at].extent
    }
    rows[value] = internedRow(rootKey: rootKey, projection: Self.whole)
    return rows[value]
  }

  /// The id of the list whose elements are in `row`; 0 if there is no room for it.
  private mutating func internedRow(rootKey: Int, projection: Int) -> UInt32 {
    let count = row.count
    var hash = QuickHash.mix(QuickHash.seed, UInt64(rootKey) &<< 32 | UInt64(projection))
    for id in row { hash = QuickHash.mix(hash, UInt64(id)) }
    let known = slots.find(hash) { number in
      checkBounds(number < entryCount)
      return isRow(entries[number], hash, rootKey, projection)
    }
    if known != 0 { return known }
    guard entryCount < entryLimit, let block = arena.take(count * 4) else { return 0 }
    let elements = block.bindMemory(to: UInt32.self, capacity: count)
    for at in 0..<count { elements[at] = row[at] }
    entries[entryCount] = Entry(
      elements: UnsafePointer(elements), elementCount: UInt32(count), hash: hash,
      rootKey: UInt16(rootKey), projection: UInt16(projection))
    slots.insert(UInt32(entryCount), hash)
    entryCount += 1
    return UInt32(entryCount - 1)
  }

  private func isRow(_ entry: Entry, _ hash: UInt64, _ rootKey: Int, _ projection: Int) -> Bool {
    guard entry.hash == hash, entry.rootKey == rootKey, entry.projection == projection,
      let elements = entry.elements, Int(entry.elementCount) == row.count
    else { return false }
    for at in row.indices where elements[at] != row[at] { return false }
    return true
  }

  /// The id that stands for an element where `others` equal ones stand before it in the list: each
  /// has a handle of its own, because rules may compare elements. 0 if there is no room for it.
  mutating func copy(of element: Int, after others: Int) -> Int {
    var id = element
    for _ in 0..<others {
      if entries[id].copy == 0 {
        guard entryCount < entryLimit else { return 0 }
        var copy = entries[element]
        (copy.handle, copy.isShown, copy.copy) = (0, false, 0)
        entries[entryCount] = copy
        entries[id].copy = UInt32(entryCount)
        entryCount += 1
      }
      id = Int(entries[id].copy)
      checkBounds(id < entryCount)
    }
    return id
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
