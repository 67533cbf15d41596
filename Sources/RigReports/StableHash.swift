/// A short hash that is the same on every machine: FNV-1a over 64 bits, twice with other beginnings.
enum StableHash {
  static func hexadecimal(of parts: [String]) -> String {
    [0xcbf2_9ce4_8422_2325, 0x6c62_272e_07bb_0142].map { (start: UInt64) in
      var hash = start
      for part in parts {
        for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        // A byte that no text has keeps the parts apart.
        hash = (hash ^ 0xff) &* 0x0000_0100_0000_01b3
      }
      let digits = String(hash, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
