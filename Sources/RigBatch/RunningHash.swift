/// Names a stream of bytes by 128 bits, the same however the stream is cut into pieces.
///
/// It tells whether bytes are what they were; it does not stand against someone who looks for two
/// streams of one name. Every byte of a batch's input and output goes through it, so it takes 64
/// bytes at a time in four lanes that do not wait for each other: the content hash of a rule set,
/// whose lanes do, would cost more than looking up what the rules said.
struct RunningHash: Sendable, Hashable {
  private static let blockBytes = 64
  private static let factors = SIMD4<UInt64>(
    0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93, 0xc2b2_ae3d_27d4_eb4f, 0x1656_67b1_9e37_79f9)

  private var lanes = SIMD4<UInt64>(
    0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1)
  /// The bytes that are not a whole block yet, zeros behind.
  private var pending = SIMD8<UInt64>()
  private var count: UInt64 = 0

  private var pendingCount: Int { Int(count % UInt64(Self.blockBytes)) }

  mutating func update(_ start: UnsafeRawPointer, _ length: Int) {
    var at = 0
    let held = pendingCount
    if held > 0 {
      at = min(Self.blockBytes - held, length)
      keep(start, at, behind: held)
      if held + at == Self.blockBytes {
        let block = pending
        withUnsafeBytes(of: block) { mix($0.baseAddress!, blocks: 1) }
        pending = SIMD8()
      }
    }
    let blocks = (length - at) / Self.blockBytes
    mix(start + at, blocks: blocks)
    at += blocks * Self.blockBytes
    if at < length { keep(start + at, length - at, behind: 0) }
    count &+= UInt64(length)
  }

  mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      if let base = bytes.baseAddress { update(base, bytes.count) }
    }
  }

  private mutating func keep(_ start: UnsafeRawPointer, _ length: Int, behind held: Int) {
    withUnsafeMutableBytes(of: &pending) { space in
      (space.baseAddress! + held).copyMemory(from: start, byteCount: length)
    }
  }

  private mutating func mix(_ start: UnsafeRawPointer, blocks: Int) {
    var (first, second, third, fourth) = (lanes[0], lanes[1], lanes[2], lanes[3])
    let factors = Self.factors
    var at = start
    for _ in 0..<blocks {
      first = Self.fold(first, at, factors[0])
      second = Self.fold(second, at + 16, factors[1])
      third = Self.fold(third, at + 32, factors[2])
      fourth = Self.fold(fourth, at + 48, factors[3])
      at += Self.blockBytes
    }
    lanes = SIMD4(first, second, third, fourth)
  }

  /// Sixteen bytes into a lane. The lane is added again, so that a product of zero does not make
  /// it forget what came before.
  @inline(__always)
  private static func fold(_ lane: UInt64, _ start: UnsafeRawPointer, _ factor: UInt64) -> UInt64 {
    let low = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
    let high = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    return fold(lane, lane ^ low, high ^ factor)
  }

  @inline(__always)
  private static func fold(_ lane: UInt64, _ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return (product.high ^ product.low) &+ lane
  }

  /// The name of all bytes so far: 32 digits.
  var digest: String {
    var whole = self
    if pendingCount > 0 { withUnsafeBytes(of: pending) { whole.mix($0.baseAddress!, blocks: 1) } }
    var (left, right) = (count, ~count)
    for index in 0..<4 {
      let (lane, factor) = (whole.lanes[index], Self.factors[index])
      left = Self.fold(left, left ^ lane, factor)
      right = Self.fold(right, right ^ (lane &<< 32 | lane &>> 32), factor)
    }
    return Self.hexadecimal(left) + Self.hexadecimal(right)
  }

  private static func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
