internal import RigSystem

/// The modules that a Lua source names in `require`.
///
/// Comments count like code: a module too many only makes a change look larger than it is.
struct RequiredModules {
  /// All names, each with where it begins.
  private var places: [(name: String, start: Int)] = []
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

  var names: Set<String> { Set(places.map(\.name)) }

  /// Where names begin that have this prefix.
  func starts(of prefix: String) -> [Int] {
    places.filter { $0.name.hasPrefix(prefix) }.map(\.start)
  }

  private static func index(of byte: UInt8, in source: [UInt8], from start: Int) -> Int? {
    source.withUnsafeBytes { bytes in
      guard let first = bytes.baseAddress, start < bytes.count,
        let found = memchr(first + start, Int32(byte), bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - first
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
    places.append((String(decoding: name, as: UTF8.self), name.startIndex))
    return name.endIndex
  }
}

extension [UInt8] {
  /// Whether a word stands anywhere in it: a quick look at a whole file.
  func contains(subsequence word: [UInt8]) -> Bool {
    withUnsafeBytes { bytes in word.withUnsafeBytes(bytes.contains(subsequence:)) }
  }
}
