/// A keyword or symbol of Lua: eight bytes at most, so that comparing two is cheap. Empty stands for
/// any other token.
struct LuaSign: Hashable, ExpressibleByStringLiteral {
  private let bytes: UInt64

  @inline(__always)
  init(stringLiteral text: StaticString) {
    guard text.hasPointerRepresentation else {
      bytes = UInt64(text.unicodeScalar.value)
      return
    }
    var bytes: UInt64 = 0
    for index in 0..<text.utf8CodeUnitCount {
      bytes |= UInt64(text.utf8Start[index]) << UInt64(8 * index)
    }
    self.bytes = bytes
  }

  /// The word of a token.
  @inline(__always)
  init(word: UInt64) { bytes = word }
}
