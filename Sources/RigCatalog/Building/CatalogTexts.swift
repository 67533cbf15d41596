internal import RigSystem

/// The texts that a catalogue is made from, in the folder that ships: `Facts/` and `Data/`.
struct CatalogTexts: Sendable {
  static let facts = [
    "boards", "chassis", "chipsets", "coolers", "cpu-series", "cpus", "gpu-ambiguous", "gpus",
    "makers", "memory", "psus", "sockets", "storage", "words",
  ]

  /// The text of each file, by its path in the folder, in the order of the paths.
  let files: [(path: String, bytes: [UInt8])]

  let user: UserParts

  init(folder: String, user: UserCatalog? = nil) throws(CatalogError) {
    self.user = try user?.read() ?? UserParts()
    var files: [(path: String, bytes: [UInt8])] = []
    let paths =
      ["Data/firmware-boards.tsv"] + PartCategory.allCases.map { "Data/\($0.rawValue).tsv" }
      + Self.facts.map { "Facts/\($0).tsv" }
    for path in paths.sorted() {
      let (bytes, reason) = DiskFiles.read("\(folder)/\(path)", limit: 64 << 20)
      if let reason {
        throw CatalogError.unreadable(path: "\(folder)/\(path)", reason: reason)
      }
      files.append((path, bytes))
    }
    self.files = files
  }

  static func readTable(_ path: String) throws(CatalogError) -> Table {
    let (bytes, reason) = DiskFiles.read(path, limit: 64 << 20)
    if let reason { throw CatalogError.unreadable(path: path, reason: reason) }
    return Table(String(decoding: bytes, as: UTF8.self))
  }

  /// What the texts hold together, as a hash.
  var digest: String {
    var digest = ContentDigest()
    for file in files {
      digest.add(Array(file.path.utf8))
      digest.add(file.bytes)
    }
    digest.add(Array(user.text.utf8))
    return digest.text
  }

  /// A table of the facts, read again on each call.
  func table(_ name: String) -> Table {
    read("Facts/\(name).tsv")
  }

  /// What the firmware of boards reports.
  var firmwareBoards: Table { read("Data/firmware-boards.tsv") }

  /// The cleaned parts of a category.
  func data(_ category: PartCategory) -> Table {
    read("Data/\(category.rawValue).tsv")
  }
}

extension CatalogTexts {
  private func read(_ path: String) -> Table {
    let bytes = files.first { $0.path == path }?.bytes ?? []
    return Table(String(decoding: bytes, as: UTF8.self))
  }

  /// The words that names are read with.
  var lexicon: Lexicon { Lexicon(makers: table("makers"), words: table("words")) }
}

/// A hash of texts that is the same on every machine: it only has to tell that one was changed.
struct ContentDigest: Sendable {
  private var first: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var second: UInt64 = 0xD1B5_4A32_D192_ED03

  mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset + 8 <= buffer.count {
        mix(UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        offset += 8
      }
      var rest: UInt64 = 0
      while offset < buffer.count {
        rest = rest << 8 | UInt64(buffer[offset])
        offset += 1
      }
      mix(rest)
      mix(UInt64(buffer.count))
    }
  }

  private mutating func mix(_ word: UInt64) {
    let product = (word ^ first).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    first = product.high ^ product.low ^ second
    second = second &* 0xE703_7ED1_A0B4_28DB &+ word
  }

  var text: String {
    [first, second].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
