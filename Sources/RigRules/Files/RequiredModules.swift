/// The modules that a Lua source names in `require`.
///
/// Comments count like code: a module too many only makes a change look larger than it is.
struct RequiredModules {
  private(set) var names: Set<String> = []
  /// Whether a name is computed, so that it may be any.
  private(set) var isComputed = false

  init(in source: [UInt8]) {
    let word = Array("require".utf8)
    var at = source.startIndex
    // Few words have its third letter.
    while let letter = Self.index(of: word[2], in: source, from: at) {
      let start = letter - 2
      let end = start + word.count
      guard start >= 0, end <= source.endIndex, source[start..<end].elementsEqual(word),
        start == 0 || !Self.isInName(source[start - 1]),
        end == source.endIndex || !Self.isInName(source[end])
      else {
        at = letter + 1
        continue
      }
      at = note(source, from: end)
    }
  }

  private static func index(of byte: UInt8, in source: [UInt8], from start: Int) -> Int? {
    source.withUnsafeBufferPointer { bytes in
      UnsafeBufferPointer(rebasing: bytes[start...]).firstIndex(of: byte).map { start + $0 }
    }
  }

  private static func isInName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Takes the argument that follows the word; returns where to go on.
  private mutating func note(_ source: [UInt8], from start: Int) -> Int {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0a, 0x0d, UInt8(ascii: "(")]
    let rest = source[start...].drop { blanks.contains($0) }
    guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      isComputed = true
      return start
    }
    let name = rest.dropFirst().prefix { $0 != quote && $0 != 0x0a }
    names.insert(String(decoding: name, as: UTF8.self))
    return name.endIndex
  }
}

extension [UInt8] {
  /// Whether a word stands anywhere in it: a quick look at a whole file.
  func contains(subsequence word: [UInt8]) -> Bool {
    guard let first = word.first else { return false }
    return withUnsafeBufferPointer { bytes in
      var start = 0
      while start + word.count <= bytes.count {
        if bytes[start] == first, bytes[start..<start + word.count].elementsEqual(word) {
          return true
        }
        start += 1
      }
      return false
    }
  }
}
