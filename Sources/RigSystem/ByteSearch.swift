extension UnsafeRawBufferPointer {
  /// Whether some bytes, at least one, stand anywhere in it.
  package func contains(subsequence wanted: UnsafeRawBufferPointer) -> Bool {
    guard let letter = wanted.first, let word = wanted.baseAddress else { return false }
    var at = 0
    while let text = baseAddress, at + wanted.count <= count,
      let found = memchr(text + at, Int32(letter), count - wanted.count - at + 1)
    {
      if memcmp(found, word, wanted.count) == 0 { return true }
      at = UnsafeRawPointer(found) - text + 1
    }
    return false
  }
}
