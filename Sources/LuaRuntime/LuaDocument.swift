internal import CLuaSandbox

/// A value in the flat form in which it enters the sandbox: built once, bound many times.
public struct LuaDocument: Sendable {
  private(set) var cells: ContiguousArray<cls_cell> = []
  private(set) var bytes: ContiguousArray<UInt8> = []
  private let keys: LuaKeys
  private var open: [Int] = []
  private var pendingKey = noKey

  /// How many bytes its texts take.
  package var byteCount: Int { bytes.count }

  /// An empty document whose maps use the given keys.
  public init(keys: LuaKeys) {
    self.keys = keys
    cells.reserveCapacity(256)
  }

  /// Sets the key of the next value in the open map.
  public mutating func key(_ name: String) {
    if let index = keys[name] {
      pendingKey = index
    } else {
      appendText(name, kind: CLS_KIND_KEY)
    }
  }

  /// Sets the key of the next value by the number of the key.
  public mutating func key(at index: UInt32) { pendingKey = index }

  /// Appends a boolean.
  public mutating func boolean(_ value: Bool) {
    append(value ? CLS_KIND_TRUE : CLS_KIND_FALSE, bits: 0)
  }
  /// Appends an integer.
  public mutating func integer(_ value: Int64) {
    append(CLS_KIND_INTEGER, bits: UInt64(bitPattern: value))
  }
  /// Appends a floating-point number.
  public mutating func number(_ value: Double) {
    append(CLS_KIND_NUMBER, bits: value.bitPattern)
  }
  /// Appends a text.
  public mutating func text(_ value: String) {
    countElement()
    appendText(value, kind: CLS_KIND_TEXT)
  }

  /// Opens a map; its values follow until `end`.
  public mutating func beginMap() { begin(CLS_KIND_MAP) }
  /// Opens a list; its items follow until `end`.
  public mutating func beginList() { begin(CLS_KIND_LIST) }

  /// Closes the innermost open map or list.
  public mutating func end() {
    let container = open.removeLast()
    cells[container].size = UInt32(cells.count - container)
  }

  private mutating func begin(_ kind: cls_kind) {
    append(kind, bits: 0)
    open.append(cells.count - 1)
  }

  private mutating func countElement() {
    if let container = open.last { cells[container].count += 1 }
  }

  private mutating func append(_ kind: cls_kind, bits: UInt64, size: Int = 1) {
    countElement()
    cells.append(
      cls_cell(
        kind: UInt32(kind.rawValue), key: takeKey(), size: UInt32(size), count: 0, bits: bits))
  }

  private mutating func appendText(_ text: String, kind: cls_kind) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    let key = kind == CLS_KIND_KEY ? noKey : takeKey()
    cells.append(
      cls_cell(
        kind: UInt32(kind.rawValue), key: key, size: UInt32(bytes.count - start), count: 0,
        bits: UInt64(start)))
  }

  private mutating func takeKey() -> UInt32 {
    defer { pendingKey = noKey }
    return pendingKey
  }
}

/// `CLS_KEY_NONE`, a macro that the importer does not translate.
let noKey = UInt32.max
/// `CLS_STEP_EACH`, likewise.
let eachStep = UInt32.max
