/// Names content by 256 bits: four lanes of 64, each word mixed into all of them.
///
/// It tells contents apart, as the name of a rule set and the stamp of a catalogue must; it does
/// not resist an attacker who looks for two contents with one hash, and nothing relies on that. A
/// cryptographic hash of all rules would take a tenth of a cold start.
package struct ContentHash: Sendable {
  private var lanes: (UInt64, UInt64, UInt64, UInt64) = (
    0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1
  )

  package init() {}

  private mutating func mix(_ word: UInt64) {
    lanes.0 = Self.fold(lanes.0 ^ word, 0x9e37_79b9_7f4a_7c15)
    lanes.1 = Self.fold(lanes.1 &+ word, 0xd6e8_feb8_6659_fd93) ^ lanes.0
    lanes.2 = Self.fold(lanes.2 ^ (word &<< 32 | word &>> 32), 0xc2b2_ae3d_27d4_eb4f) &+ lanes.1
    lanes.3 = Self.fold(lanes.3 &+ ~word, 0x1656_67b1_9e37_79f9) ^ lanes.2
  }

  /// The two halves of the product together, so that high bits come back down.
  private static func fold(_ value: UInt64, _ factor: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: factor)
    return product.high ^ product.low ^ value
  }

  /// Adds a piece with its length before it, so that no two sequences of pieces look the same.
  package mutating func update(framed bytes: [UInt8]) {
    mix(UInt64(bytes.count))
    bytes.withUnsafeBytes { raw in
      var at = 0
      while at + 8 <= raw.count {
        mix(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
        at += 8
      }
      var last: UInt64 = 0
      for byte in raw[at...] { last = last << 8 | UInt64(byte) }
      mix(last)
    }
  }

  /// Adds a text as a piece of its bytes.
  package mutating func update(framed text: String) { update(framed: Array(text.utf8)) }

  /// The hash of all pieces so far: 64 digits. Nothing may be added after it.
  package mutating func hexadecimal() -> String {
    for word in 1...4 as ClosedRange<UInt64> { mix(word) }
    let digits = Array("0123456789abcdef".utf8)
    let text = [lanes.0, lanes.1, lanes.2, lanes.3].flatMap { lane in
      stride(from: 60, through: 0, by: -4).map { digits[Int((lane &>> UInt64($0)) & 15)] }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
