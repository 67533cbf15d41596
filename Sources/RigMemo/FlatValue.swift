package import LuaRuntime

/// The value of a root key as a flat document, in memory that the caller owns.
package struct FlatValue {
  /// Its cells, or nil for no value.
  package var cells: UnsafePointer<FlatCell>?
  /// The bytes of its texts.
  package var bytes: UnsafePointer<UInt8>?
  /// How many cells it has.
  package var cellCount: UInt32
  /// How many bytes its texts take.
  package var byteCount: UInt32

  /// A value in the given memory.
  package init(
    cells: UnsafePointer<FlatCell>?, bytes: UnsafePointer<UInt8>?, cellCount: UInt32,
    byteCount: UInt32
  ) {
    self.cells = cells
    self.bytes = bytes
    self.cellCount = cellCount
    self.byteCount = byteCount
  }
}

/// The root keys of a build that are not fields (`x_…`): the entries of a flat map without its
/// head.
package struct FreeEntries {
  /// How many entries there are.
  package let count: Int
  /// The cells of their keys and values.
  package let cells: UnsafePointer<FlatCell>?
  let cellCount: Int
  /// The bytes of their texts.
  package let bytes: UnsafePointer<UInt8>?

  /// Entries in the given memory.
  package init(
    count: Int, cells: UnsafePointer<FlatCell>?, cellCount: Int, bytes: UnsafePointer<UInt8>?
  ) {
    self.count = count
    self.cells = cells
    self.cellCount = cellCount
    self.bytes = bytes
  }

  /// No entries.
  package static var none: FreeEntries {
    FreeEntries(count: 0, cells: nil, cellCount: 0, bytes: nil)
  }
}

/// A flat document that can grow and reuses its memory.
struct FlatBuffer: ~Copyable {
  private(set) var cells: UnsafeMutablePointer<FlatCell>
  private(set) var cellCount = 0
  private var cellCapacity: Int
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private(set) var byteCount = 0
  private var byteCapacity: Int

  init() {
    cellCapacity = 1024
    byteCapacity = 8192
    cells = .allocate(capacity: cellCapacity)
    bytes = .allocate(capacity: byteCapacity)
  }

  deinit {
    cells.deallocate()
    bytes.deallocate()
  }

  /// Removes all cells; the memory stays.
  mutating func removeAll() {
    cellCount = 0
    byteCount = 0
  }

  /// Appends one cell.
  mutating func append(_ cell: FlatCell) {
    reserve(cells: 1, bytes: 0)
    cells[cellCount] = cell
    cellCount += 1
  }

  /// Copies cells of another document with their texts.
  mutating func append(
    _ source: UnsafePointer<FlatCell>, count: Int, bytes from: UnsafePointer<UInt8>?
  ) {
    reserve(cells: count, bytes: 0)
    (cells + cellCount).update(from: source, count: count)
    for index in cellCount..<cellCount + count where cells[index].hasText {
      let length = Int(cells[index].size)
      reserve(cells: 0, bytes: length)
      if length > 0, let from {
        (bytes + byteCount).update(from: from + Int(cells[index].bits), count: length)
      }
      cells[index].bits = UInt64(byteCount)
      byteCount += length
    }
    cellCount += count
  }

  /// Completes the container that starts at a cell.
  mutating func close(_ container: Int, count: Int) {
    checkBounds(container < cellCount)
    cells[container].size = UInt32(cellCount - container)
    cells[container].count = UInt32(count)
  }

  private mutating func reserve(cells more: Int, bytes moreBytes: Int) {
    if cellCount + more > cellCapacity {
      let capacity = (cellCount + more) * 2
      let larger = UnsafeMutablePointer<FlatCell>.allocate(capacity: capacity)
      larger.update(from: cells, count: cellCount)
      cells.deallocate()
      (cells, cellCapacity) = (larger, capacity)
    }
    if byteCount + moreBytes > byteCapacity {
      let capacity = (byteCount + moreBytes) * 2
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
      larger.update(from: bytes, count: byteCount)
      bytes.deallocate()
      (bytes, byteCapacity) = (larger, capacity)
    }
  }

  /// The document, valid until the buffer changes.
  var document: FlatDocument {
    FlatDocument(
      cells: UnsafePointer(cells), cellCount: cellCount, bytes: UnsafePointer(bytes))
  }
}

/// Memory that is taken piece by piece and freed all at once.
struct BumpArena: ~Copyable {
  private let memory: UnsafeMutableRawPointer
  private let capacity: Int
  private(set) var used = 0

  /// Reserves memory. Unused memory costs nothing: the system provides pages when they are first
  /// touched.
  init(capacity: Int) {
    self.capacity = capacity
    memory = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit { memory.deallocate() }

  /// Takes a block, or returns nil if there is no room.
  mutating func take(_ size: Int) -> UnsafeMutableRawPointer? {
    let rounded = (size + 15) & ~15
    guard capacity - used >= rounded else { return nil }
    defer { used += rounded }
    return memory + used
  }

  /// Frees all blocks.
  mutating func removeAll() { used = 0 }
}

/// A fast hash. It may collide, so its users also compare the bytes.
package enum QuickHash {
  static let seed: UInt64 = 0x9e37_79b9_7f4a_7c15

  @inline(__always)
  static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0xd6e8_feb8_6659_fd93)
    return product.high ^ product.low
  }

  /// The hash of some bytes.
  package static func bytes(_ start: UnsafeRawPointer, _ count: Int, _ seed: UInt64) -> UInt64 {
    var hash = mix(seed, UInt64(truncatingIfNeeded: count))
    var at = 0
    while at + 8 <= count {
      hash = mix(hash, start.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    var last: UInt64 = 0
    while at < count {
      last = last &<< 8 | UInt64(start.load(fromByteOffset: at, as: UInt8.self))
      at += 1
    }
    return mix(hash, last)
  }
}
