internal import CBuildScan
internal import LuaRuntime
package import RigMemo
internal import RigRules

/// Reads lines of JSON into numbered values; see `CBuildScan.h`.
package final class LineScanner {
  private let schema: ScanSchema
  private let scanner: OpaquePointer
  private let build: UnsafeMutablePointer<scan_build>
  /// By position in the root: the number of the value, or 0.
  package let numbers: UnsafePointer<UInt32>
  /// All values by number.
  package let values: UnsafePointer<FlatValue>

  package enum Result { case build, unsure, full }

  /// nil where memory is short.
  package init?(_ schema: ScanSchema, budget: Int, remembers: Bool = true) {
    guard let scanner = scanner_open(schema.schema, budget, remembers) else { return nil }
    precondition(
      MemoryLayout<scan_value>.size == MemoryLayout<FlatValue>.size
        && MemoryLayout<scan_cell>.size == MemoryLayout<FlatCell>.size
        && sameTransients)
    self.schema = schema
    self.scanner = scanner
    build = .allocate(capacity: 1)
    build.initialize(to: scan_build())
    numbers = UnsafeRawPointer(build).assumingMemoryBound(to: UInt32.self)
    values = UnsafeRawPointer(scanner_values(scanner)!).assumingMemoryBound(to: FlatValue.self)
  }

  deinit {
    scanner_close(scanner)
    build.deallocate()
  }

  var valueLimit: Int { Int(scanner_value_limit(scanner)) }

  /// Reads one line; `linePadding` bytes must be readable behind it.
  package func scan(_ line: UnsafePointer<UInt8>, count: Int) -> Result {
    let text = UnsafeRawPointer(line).assumingMemoryBound(to: CChar.self)
    switch scan_line(scanner, text, count, build) {
    case SCAN_OK: return .build
    case SCAN_FULL: return .full
    default: return .unsure
    }
  }

  package func forget() { scanner_forget(scanner) }

  /// The text of a value of the last line; nil where there is none.
  func text(at position: Int) -> UnsafeBufferPointer<UInt8>? {
    let number = Int(numbers[position])
    guard number != 0 else { return nil }
    let value = values[number]
    return UnsafeBufferPointer(start: value.bytes, count: Int(value.byteCount))
  }

  /// The root's own keys in the last line.
  package var free: FreeEntries {
    let value = build.pointee.free
    return FreeEntries(
      count: Int(build.pointee.free_entries),
      cells: UnsafeRawPointer(value.cells)?.assumingMemoryBound(to: FlatCell.self),
      cellCount: Int(value.cell_count),
      bytes: UnsafeRawPointer(value.bytes)?.assumingMemoryBound(to: UInt8.self))
  }

  /// The last line's price: stated, or the sum of all its parts.
  package var price: Double? {
    var price = 0.0
    return scan_price(scanner, build, &price) ? price : nil
  }

  var counts: (decoded: UInt64, found: UInt64) {
    var counts: (UInt64, UInt64) = (0, 0)
    scanner_counts(scanner, &counts.0, &counts.1)
    return (counts.0, counts.1)
  }

  package static let linePadding = Int(SCAN_PADDING)
}

private let sameTransients = Int(SCAN_TRANSIENT) == BatchWorker.firstLastingValue
