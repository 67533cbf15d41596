internal import CLuaSandbox

/// A value that came out of Lua. Maps are sorted by key.
public enum LuaValue: Sendable, Hashable {
  case `nil`
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  case list([LuaValue])
  case map([Entry])
  /// A function, and the line where it is defined.
  case function(line: Int)

  public struct Entry: Sendable, Hashable {
    public let key: String
    public let value: LuaValue

    public init(key: String, value: LuaValue) {
      self.key = key
      self.value = value
    }
  }

  /// The value of a map's key.
  public subscript(key: String) -> LuaValue? {
    guard case .map(let entries) = self else { return nil }
    return entries.first { $0.key == key }?.value
  }

  public var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  public var entries: [Entry] {
    if case .map(let entries) = self { entries } else { [] }
  }

  /// A list's items; an empty table is a list as well as a map.
  public var items: [LuaValue] {
    if case .list(let items) = self { items } else { [] }
  }

  /// The word for what this is, as Lua says it.
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

  /// The value at `index`, which moves behind it.
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
