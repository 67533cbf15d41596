/// Spells out the parts that lines name, for one worker: a value that stood in a line before, byte
/// for byte, is not looked up again.
///
/// Only lines that the fast path refused come here, and what leaves goes back to it.
final class NamedLines {
  private let naming: any PartNaming
  /// By the hash of key and value.
  private var known: [UInt64: [Entry]] = [:]
  private var knownBytes = 0
  /// The line as it was spelled out last, with padding behind.
  private var line: [UInt8] = []

  /// Bytes of values that are kept; then all are forgotten and looked up again.
  private static let budget = 16 << 20

  private struct Entry {
    let key: [UInt8]
    let value: [UInt8]
    let spelled: SpelledValue
  }

  init(_ naming: any PartNaming) { self.naming = naming }

  /// Calls a block with a line whose parts are spelled out; nil where it names none, or one that is
  /// not clear, or where it is not plainly an object.
  func spelled<Value, Failure: Error>(
    _ text: UnsafeBufferPointer<UInt8>,
    _ body: (UnsafePointer<UInt8>, Int) throws(Failure) -> Value
  ) throws(Failure) -> Value? {
    line.removeAll(keepingCapacity: true)
    guard spellOut(text) else { return nil }
    let count = line.count
    line.append(contentsOf: repeatElement(0, count: LineScanner.linePadding))
    let copy = line
    return try copy.withUnsafeBufferPointer { bytes throws(Failure) in
      try body(bytes.baseAddress!, count)
    }
  }

  /// Whether a name was replaced and none was unclear.
  private func spellOut(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var spans = ObjectSpans(text)
    var done = 0
    var hasName = false
    while let entry = spans.next() {
      guard let first = text[entry.value].first, first == 0x22 || first == 0x5b || first == 0x7b
      else { continue }
      let key = UnsafeBufferPointer(rebasing: text[entry.key])
      let value = UnsafeBufferPointer(rebasing: text[entry.value])
      let spelled = spelled(key: key, value: value)
      switch spelled {
      case .plain: continue
      case .unclear: return false
      case .spelled(let bytes):
        line.append(contentsOf: text[done..<entry.value.lowerBound])
        line.append(contentsOf: bytes)
        done = entry.value.upperBound
        hasName = true
      }
    }
    guard spans.isWhole, hasName else { return false }
    line.append(contentsOf: text[done...])
    return true
  }

  private func spelled(
    key: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>
  ) -> SpelledValue {
    let hash = Self.hash(value, from: Self.hash(key, from: 0xcbf2_9ce4_8422_2325))
    for entry in known[hash] ?? [] where entry.value.elementsEqual(value) {
      if entry.key.elementsEqual(key) { return entry.spelled }
    }
    let spelled = naming.spelledOut(Array(value), of: String(decoding: key, as: UTF8.self))
    if knownBytes > Self.budget {
      known = [:]
      knownBytes = 0
    }
    known[hash, default: []].append(
      Entry(key: Array(key), value: Array(value), spelled: spelled))
    knownBytes += 2 * value.count + 200
    if case .spelled(let bytes) = spelled { knownBytes += bytes.count }
    return spelled
  }

  /// FNV-1a over words of eight bytes: fast, and equal hashes are compared byte for byte.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, from start: UInt64) -> UInt64 {
    var hash = start
    var index = 0
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 8 <= raw.count {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0x100_0000_01b3
      hash ^= hash >> 29
      index += 8
    }
    while index < raw.count {
      hash = (hash ^ UInt64(raw[index])) &* 0x100_0000_01b3
      index += 1
    }
    return hash
  }
}

/// Where the keys and values of a JSON object stand in its text, without decoding them.
///
/// It does not check JSON: what it misreads, the decoders that come after refuse.
struct ObjectSpans {
  private let text: UnsafeBufferPointer<UInt8>
  private var at = 0
  /// Whether the object ended where it should.
  private(set) var isWhole = false

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    skipBlanks()
    if peek == UInt8(ascii: "{") { at += 1 } else { at = text.count }
  }

  private var peek: UInt8? { at < text.count ? text[at] : nil }

  /// The next key, without its quotes, and its value; nil at the end or where it is not an object.
  mutating func next() -> (key: Range<Int>, value: Range<Int>)? {
    skipBlanks()
    if peek == UInt8(ascii: ",") {
      at += 1
      skipBlanks()
    }
    if peek == UInt8(ascii: "}") {
      at += 1
      skipBlanks()
      isWhole = at == text.count
      return nil
    }
    guard let key = string() else { return nil }
    skipBlanks()
    guard peek == UInt8(ascii: ":") else { return nil }
    at += 1
    skipBlanks()
    let start = at
    guard skipValue() else { return nil }
    return (key.lowerBound + 1..<key.upperBound - 1, start..<at)
  }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0d { at += 1 }
  }

  private mutating func string() -> Range<Int>? {
    guard peek == 0x22 else { return nil }
    let start = at
    at += 1
    while let byte = peek {
      at += byte == 0x5c ? 2 : 1
      if byte == 0x22 { return start..<at }
    }
    return nil
  }

  /// Goes behind a value: a string, what is between brackets, or all up to the next sign.
  private mutating func skipValue() -> Bool {
    guard let first = peek else { return false }
    if first == 0x22 { return string() != nil }
    var depth = 0
    while let byte = peek {
      switch byte {
      case 0x22:
        guard string() != nil else { return false }
        continue
      case 0x7b, 0x5b: depth += 1
      case 0x7d, 0x5d:
        if depth == 0 { return true }
        depth -= 1
        if depth == 0 {
          at += 1
          return true
        }
      case 0x2c where depth == 0: return true
      default: break
      }
      at += 1
    }
    return false
  }
}
