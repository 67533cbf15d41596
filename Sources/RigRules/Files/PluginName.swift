/// How plugins and what they give may be named.
enum PluginName {
  /// Folders that every plugin may have, so that none is called so.
  static let reserved = ["lib", "rules", "data"]
  static func isReserved(_ name: String) -> Bool { reserved.contains(name) }

  /// Why a name cannot be used, as the end of a sentence; nil where it can.
  static func refusal(of name: String, isPlugin: Bool = false) -> String? {
    if isPlugin && isReserved(name) { return "is the name of a folder that plugins have" }
    let bytes = Array(name.utf8)
    let isLetter = { (byte: UInt8) in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
    }
    let isPlain = bytes.allSatisfy {
      isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
    }
    if let first = bytes.first, isLetter(first), bytes.count <= 64, isPlain { return nil }
    return
      "is not a name here; a name begins with a letter and has at most 64 letters, digits, - and _"
  }
}
