/// The names that documents mostly use as keys. They are numbered once for all workers.
///
/// `@unchecked Sendable`: the C strings are written in `init` and only read afterwards.
public final class LuaKeys: @unchecked Sendable {
  /// The names in the order of their numbers.
  public let names: [String]
  private let indices: [String: UInt32]
  let pointers: UnsafeMutablePointer<UnsafePointer<CChar>?>

  /// Numbers the names from 0, in their order.
  public init(_ names: [String]) {
    self.names = names
    var indices: [String: UInt32] = [:]
    pointers = .allocate(capacity: max(names.count, 1))
    for (index, name) in names.enumerated() {
      indices[name] = UInt32(index)
      pointers[index] = Self.copy(name)
    }
    self.indices = indices
  }

  /// The number of a name, or nil if it has none.
  public subscript(name: String) -> UInt32? { indices[name] }

  deinit {
    for index in names.indices { pointers[index]?.deallocate() }
    pointers.deallocate()
  }

  private static func copy(_ name: String) -> UnsafePointer<CChar> {
    let text = name.utf8CString
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: text.count)
    text.withUnsafeBufferPointer { copy.initialize(from: $0.baseAddress!, count: $0.count) }
    return UnsafePointer(copy)
  }
}
