/// Where the lines of a text start, in Unicode scalars from its beginning.
///
/// A line ends as in an editor, and as everywhere in diagnostics: at LF, CR LF or CR.
struct LineStarts {
  private var starts = [0]
  /// Scalars of the whole text.
  private var count = 0

  /// The bytes must be UTF-8 (`SourceText.check`).
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    for (index, byte) in bytes.enumerated() {
      if byte & 0xc0 != 0x80 { count += 1 }
      let isEnd =
        byte == 0x0a
        || byte == 0x0d && (index + 1 == bytes.count || bytes[index + 1] != 0x0a)
      if isEnd { starts.append(count) }
    }
  }

  /// The place of a scalar; one behind the last is the end of the text.
  func position(of scalar: Int) -> SourcePosition {
    let scalar = min(scalar, count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= scalar { low = middle } else { high = middle }
    }
    return SourcePosition(line: low + 1, column: scalar - starts[low] + 1)
  }
}
