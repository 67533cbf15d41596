internal import CLuaSandbox

/// A value that came out of Lua. Maps are sorted by key.
public enum LuaValue: Sendable, Hashable {
  /// No value.
  case `nil`
  /// A boolean.
  case boolean(Bool)
  /// A number with the subtype integer.
  case integer(Int64)
  /// A number with the subtype float.
  case number(Double)
  /// A string.
  case text(String)
  /// A table whose keys are 1…n.
  case list([LuaValue])
  /// Any other table, with its keys as text.
  case map([Entry])
  /// A function, with the line where it is defined.
  case function(line: Int)

  /// A key of a map with its value.
  public struct Entry: Sendable, Hashable {
    /// The key as text.
    public let key: String
    /// The value under the key.
    public let value: LuaValue

    /// An entry with the given contents.
    public init(key: String, value: LuaValue) {
      self.key = key
      self.value = value
    }
  }

  /// The value under a key of a map, or nil.
  public subscript(key: String) -> LuaValue? {
    guard case .map(let entries) = self else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// The text, or nil if it is not a text.
  public var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The entries of a map; empty if it is not a map.
  public var entries: [Entry] {
    if case .map(let entries) = self { entries } else { [] }
  }

  /// The items of a list; empty if it is not a list. An empty table is both a list and a map.
  public var items: [LuaValue] {
    if case .list(let items) = self { items } else { [] }
  }

  /// The name that Lua has for its type.
  public var typeName: String {
    switch self {
    case .nil: "nil"
    case .boolean: "boolean"
    case .integer, .number: "number"
    case .text: "string"
    case .list, .map: "table"
    case .function: "function"
    }
  }
}

/// Reads the flat form in which values leave the sandbox.
struct DocumentReader {
  let document: UnsafePointer<cls_document>

  func text(at index: Int) -> String {
    let cell = document.pointee.cells[index]
    let start = UnsafeRawPointer(document.pointee.bytes) + Int(cell.bits)
    return String(
      decoding: UnsafeRawBufferPointer(start: start, count: Int(cell.size)), as: UTF8.self)
  }

  func kind(at index: Int) -> cls_kind { cls_kind(document.pointee.cells[index].kind) }

  /// Reads the value at `index` and moves `index` after it.
  func value(at index: inout Int) -> LuaValue {
    let cell = document.pointee.cells[index]
    let own = index
    index += 1
    switch cls_kind(cell.kind) {
    case CLS_KIND_FALSE: return .boolean(false)
    case CLS_KIND_TRUE: return .boolean(true)
    case CLS_KIND_INTEGER: return .integer(Int64(bitPattern: cell.bits))
    case CLS_KIND_NUMBER: return .number(Double(bitPattern: cell.bits))
    case CLS_KIND_TEXT: return .text(text(at: own))
    case CLS_KIND_FUNCTION: return .function(line: Int(Int64(bitPattern: cell.bits)))
    case CLS_KIND_LIST: return .list((0..<cell.count).map { _ in value(at: &index) })
    case CLS_KIND_MAP:
      return .map(
        (0..<cell.count).map { _ in
          let key = text(at: index)
          index += 1
          return LuaValue.Entry(key: key, value: value(at: &index))
        })
    default: return .nil
    }
  }
}
