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

  /// The hash of all texts with their paths.
  var digest: String {
    var hash = ContentHash()
    for file in files {
      hash.update(framed: file.path)
      hash.update(framed: file.bytes)
    }
    hash.update(framed: user.text)
    return hash.hexadecimal()
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
