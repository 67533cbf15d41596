#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

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
      pointers[index] = UnsafePointer(strdup(name))
    }
    self.indices = indices
  }

  /// The number of a name, or nil if it has none.
  public subscript(name: String) -> UInt32? { indices[name] }

  deinit {
    for index in names.indices { free(UnsafeMutablePointer(mutating: pointers[index])) }
    pointers.deallocate()
  }
}
