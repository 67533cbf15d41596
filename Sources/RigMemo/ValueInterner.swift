internal import LuaRuntime
internal import RigModel
internal import RigRules
internal import RigSystem

/// Numbers the values of builds that a program made, so that equal values have equal numbers.
struct ValueInterner: ~Copyable {
  private let layout: RootKeyLayout
  private let keys: LuaKeys
  /// By number of a key: the root key, or -1.
  private let rootKeys: [Int]
  private var arena: BumpArena
  private(set) var values: UnsafeMutablePointer<FlatValue>
  private var hashes: UnsafeMutablePointer<UInt64>
  private let limit: Int
  private var count = BatchWorker.firstLastingValue
  private var slots: HashSlots
  /// By root key: the number of its value in the last build, or 0.
  let numbers: UnsafeMutablePointer<UInt32>

  init(layout: RootKeyLayout, keys: LuaKeys, budget: Int) {
    self.layout = layout
    self.keys = keys
    var rootKeys = [Int](repeating: -1, count: keys.names.count)
    for (rootKey, name) in layout.names.enumerated() {
      if let key = keys[name] { rootKeys[Int(key)] = rootKey }
    }
    self.rootKeys = rootKeys
    limit = max(budget / 512, 256)
    arena = BumpArena(capacity: budget)
    values = .allocate(capacity: limit)
    values.initialize(
      repeating: FlatValue(cells: nil, bytes: nil, cellCount: 0, byteCount: 0), count: limit)
    hashes = .allocate(capacity: limit)
    slots = HashSlots(capacity: limit)
    numbers = .allocate(capacity: layout.names.count)
  }

  deinit {
    values.deallocate()
    hashes.deallocate()
    numbers.deallocate()
  }

  /// One more than the highest number of a value.
  var valueLimit: Int { limit }

  /// Drops all values; their numbers become invalid.
  mutating func forget() {
    arena.removeAll()
    count = BatchWorker.firstLastingValue
    slots.removeAll()
  }

  /// Numbers the values of a build; returns false if there is no room, or if the root of the build
  /// has a key that is not a field.
  mutating func take(_ build: BuildValue) -> Bool {
    clear()
    guard case .map(let fields) = build else { return false }
    for field in fields {
      guard let key = keys[field.key], rootKeys[Int(key)] >= 0 else { return false }
      let number = number(of: field.value, under: field.key, rootKey: rootKeys[Int(key)])
      guard number != 0 else { return false }
      numbers[rootKeys[Int(key)]] = number
    }
    return true
  }

  /// Begins a build without values; `numbers` is then filled by the caller.
  func clear() { numbers.initialize(repeating: 0, count: layout.names.count) }

  /// The number of a value under a root key; 0 if there is no room for it.
  mutating func number(of value: BuildValue, under key: String, rootKey: Int) -> UInt32 {
    var document = LuaDocument(keys: keys)
    // A map around the value, so that the value holds its key.
    document.beginMap()
    document.key(key)
    document.append(value)
    document.end()
    return document.withFlat { flat in
      intern(flat.cells + 1, flat.cellCount - 1, flat.bytes, document.byteCount, rootKey: rootKey)
    }
  }

  private mutating func intern(
    _ cells: UnsafePointer<FlatCell>, _ cellCount: Int, _ bytes: UnsafePointer<UInt8>,
    _ byteCount: Int, rootKey: Int
  ) -> UInt32 {
    let cellBytes = cellCount * MemoryLayout<FlatCell>.stride
    var hash = QuickHash.bytes(cells, cellBytes, UInt64(rootKey))
    hash = QuickHash.bytes(bytes, byteCount, hash)
    let known = slots.find(hash) { number in
      checkBounds(number < count)
      let value = values[number]
      return hashes[number] == hash && Int(value.cellCount) == cellCount
        && Int(value.byteCount) == byteCount && memcmp(value.cells!, cells, cellBytes) == 0
        && memcmp(value.bytes!, bytes, byteCount) == 0
    }
    if known != 0 { return known }
    guard count < limit, let block = arena.take(cellBytes + byteCount + 1) else { return 0 }
    memcpy(block, cells, cellBytes)
    memcpy(block + cellBytes, bytes, byteCount)
    values[count] = FlatValue(
      cells: block.assumingMemoryBound(to: FlatCell.self),
      bytes: (block + cellBytes).assumingMemoryBound(to: UInt8.self),
      cellCount: UInt32(cellCount), byteCount: UInt32(byteCount))
    hashes[count] = hash
    slots.insert(UInt32(count), hash)
    count += 1
    return UInt32(count - 1)
  }
}
