internal import CLuaSandbox

/// One value of a flat document, as the sandbox reads it (`cls_cell`): for code that makes or reads
/// such documents in bulk. A container is followed by its elements.
package struct FlatCell: Sendable, Hashable {
  package var kind: UInt32
  /// The number of the key in a map, else `FlatCell.noKey`.
  package var key: UInt32
  /// Text: bytes. Container: cells it takes, itself included. Else 1.
  package var size: UInt32
  /// Container: elements.
  package var count: UInt32
  /// Integer, the bits of a double, or the offset of a text in the document's bytes.
  package var bits: UInt64

  package init(kind: Kind, key: UInt32 = noKey, size: Int = 1, count: Int = 0, bits: UInt64 = 0) {
    self.kind = kind.rawValue
    self.key = key
    self.size = UInt32(size)
    self.count = UInt32(count)
    self.bits = bits
  }

  package static let noKey = UInt32.max

  /// The kinds of `cls_kind` that a build has.
  package enum Kind: UInt32, Sendable {
    case none = 0
    case no, yes, integer, number, text, list, map, key
  }

  package var isContainer: Bool { kind == Kind.list.rawValue || kind == Kind.map.rawValue }
  package var hasText: Bool { kind == Kind.text.rawValue || kind == Kind.key.rawValue }
  /// Cells from this one to the next value.
  package var extent: Int { isContainer ? Int(size) : 1 }
}

/// A flat document in memory that somebody else owns.
package struct FlatDocument {
  package let cells: UnsafePointer<FlatCell>
  package let cellCount: Int
  package let bytes: UnsafePointer<UInt8>

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
  /// The document's memory, for as long as `body` runs.
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

/// Builds that are put together from values which stay in the worker. See the C header.
extension LuaRuntime {
  /// As many keys of the root as there can be.
  package static let maximumParts = Int(CLS_MAX_PARTS)
  /// The bit of keys that are no field.
  package static let freeField = UInt32(CLS_FREE_FIELD)
  /// All fields of a part.
  package static let allFields = UInt32.max

  /// A key of the build's root; `fields` is empty where it is no map and no list of maps.
  package struct Part: Sendable {
    package let key: UInt32
    package let fields: [UInt32]

    package init(key: UInt32, fields: [UInt32]) {
      self.key = key
      self.fields = fields
    }
  }

  /// Tells what parts there are; once, before the first `keep`.
  package func open(parts: [Part]) throws(LuaError) {
    var error = cls_error()
    let flat = parts.flatMap(\.fields)
    let status = flat.withUnsafeBufferPointer { fields in
      var at = 0
      let inC = parts.map { part in
        defer { at += part.fields.count }
        return cls_part(
          key: part.key, fields: fields.baseAddress.map { $0 + at },
          field_count: UInt32(part.fields.count))
      }
      return cls_open_parts(state, inC, UInt32(inC.count), &error)
    }
    if status != CLS_OK { throw LuaError(error) }
  }

  /// Keeps a value; the handle is positive. One that is given is used again, for this value.
  package func keep(part: Int, _ value: FlatDocument, insteadOf old: Int32 = 0)
    throws(LuaError) -> Int32
  {
    var error = cls_error()
    var handle = old
    let status = cls_keep(
      state, UInt32(part), value.cellsInC, value.bytesInC, &handle, &error)
    if status != CLS_OK { throw LuaError(error) }
    return handle
  }

  package func dropKept() { cls_drop_kept(state) }

  /// What a rule is to see of a build. The pointers are only read while the rule runs.
  package struct KeptBuild {
    package var whole: FlatDocument
    package var handles: UnsafePointer<Int32>
    package var partCount: Int
    package var parts: UInt32
    package var fields: UnsafePointer<UInt32>

    package init(
      whole: FlatDocument, handles: UnsafePointer<Int32>, partCount: Int, parts: UInt32,
      fields: UnsafePointer<UInt32>
    ) {
      self.whole = whole
      self.handles = handles
      self.partCount = partCount
      self.parts = parts
      self.fields = fields
    }
  }

  package enum KeptAnswer {
    case answer(RuleAnswer)
    /// The rule reads these fields too; `part` is nil where they are parts of the build.
    case wider(part: Int?, bits: UInt32)
    /// What it said may depend on what else the worker holds: ask it on the bound build.
    case unsure
  }

  /// One rule on a build of kept values.
  package func evaluate(rule: UInt32, on build: KeptBuild) -> KeptAnswer {
    var result = cls_result()
    var inC = cls_kept_build(
      cells: build.whole.cellsInC, cell_count: UInt32(build.whole.cellCount),
      bytes: build.whole.bytesInC, part_count: UInt32(build.partCount), handles: build.handles,
      parts: build.parts, fields: build.fields)
    cls_evaluate_kept(state, rule, &inC, &result)
    if result.outcome == CLS_WIDEN {
      let isRoot = result.wider_part == UInt32(CLS_MAX_PARTS)
      return .wider(part: isRoot ? nil : Int(result.wider_part), bits: result.wider_bits)
    }
    let isLimit =
      result.outcome == CLS_BROKEN
      && (result.error.status == CLS_MEMORY || result.error.status == CLS_DEADLINE)
    if result.heavy || isLimit { return .unsure }
    return .answer(answer(result))
  }

  /// The result in Swift's terms.
  func answer(_ result: cls_result) -> RuleAnswer {
    RuleAnswer(
      outcome: outcome(of: result), score: result.has_score ? result.score : nil,
      droppedFindings: Int(result.dropped_findings), fuel: result.fuel)
  }
}
