internal import CLuaSandbox

/// One value of a flat document in the layout of the sandbox (`cls_cell`), for code that reads or
/// writes many of them. A container is followed by its elements.
package struct FlatCell: Sendable, Hashable {
  /// The raw value of a `Kind`.
  package var kind: UInt32
  /// The number of its key in a map, otherwise `FlatCell.noKey`.
  package var key: UInt32
  /// Text: its bytes. Container: its cells, itself included. Otherwise 1.
  package var size: UInt32
  /// Container: its elements.
  package var count: UInt32
  /// Integer, the bits of a double, or the offset of a text in the document's bytes.
  package var bits: UInt64

  /// A cell with the given contents.
  package init(kind: Kind, key: UInt32 = noKey, size: Int = 1, count: Int = 0, bits: UInt64 = 0) {
    self.kind = kind.rawValue
    self.key = key
    self.size = UInt32(size)
    self.count = UInt32(count)
    self.bits = bits
  }

  /// Stands for the number of a key that has none.
  package static let noKey = UInt32.max

  /// The kinds of `cls_kind` that occur in a build.
  package enum Kind: UInt32, Sendable {
    case none = 0
    case no, yes, integer, number, text, list, map, key
  }

  /// Whether it is a list or a map.
  package var isContainer: Bool { kind == Kind.list.rawValue || kind == Kind.map.rawValue }
  /// Whether `bits` is the offset of a text.
  package var hasText: Bool { kind == Kind.text.rawValue || kind == Kind.key.rawValue }
  /// Cells from this one to the next value.
  package var extent: Int { isContainer ? Int(size) : 1 }
}

/// A flat document in memory that its user owns.
package struct FlatDocument {
  /// Its cells; the first is the root.
  package let cells: UnsafePointer<FlatCell>
  /// How many cells there are.
  package let cellCount: Int
  /// The bytes of all texts.
  package let bytes: UnsafePointer<UInt8>

  /// A document in the given memory.
  package init(cells: UnsafePointer<FlatCell>, cellCount: Int, bytes: UnsafePointer<UInt8>) {
    self.cells = cells
    self.cellCount = cellCount
    self.bytes = bytes
  }

  var cellsInC: UnsafePointer<cls_cell> {
    UnsafeRawPointer(cells).assumingMemoryBound(to: cls_cell.self)
  }
  var bytesInC: UnsafePointer<CChar> {
    UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self)
  }
}

extension LuaDocument {
  /// Calls `body` with the memory of the document, which is valid only during the call.
  package func withFlat<Result>(_ body: (FlatDocument) -> Result) -> Result {
    cells.withUnsafeBytes { cells in
      bytes.withUnsafeBytes { bytes in
        let none = UnsafeRawPointer(cells.baseAddress!).assumingMemoryBound(to: UInt8.self)
        return body(
          FlatDocument(
            cells: cells.baseAddress!.assumingMemoryBound(to: FlatCell.self),
            cellCount: self.cells.count,
            bytes: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? none))
      }
    }
  }
}
