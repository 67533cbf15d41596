import Foundation

/// A part as the build format describes it.
typealias Part = [String: Any]

extension Part {
  func number(_ key: String) -> Double? { (self[key] as? NSNumber)?.doubleValue }
  func int(_ key: String) -> Int { number(key).map(Int.init) ?? 0 }
  func text(_ key: String) -> String { self[key] as? String ?? "" }
  func map(_ key: String) -> Part { self[key] as? Part ?? [:] }

  /// Sets a quantity; 0 means unknown in the data.
  mutating func set(_ key: String, _ value: Double?) {
    guard let value, value > 0 else { return }
    self[key] = value == value.rounded() ? Int(value) : value
  }

  mutating func set(_ key: String, _ value: String?) {
    if let value, !value.isEmpty { self[key] = value }
  }
}

/// The parts of the public data set, in words and units of the build format, with the facts that the
/// catalogue knows of them. What neither states is left out.
struct PartShelf {
  static let folder =
    Checkout.root.deletingLastPathComponent().appending(path: "shared/data/buildcores")

  static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

  var cards: [Part] = []
  /// Cards of makers' own design for workstations and servers.
  var workCards: [Part] = []
  var boards: [Part] = []
  /// Boards whose slots are known, with room for several cards.
  var workBoards: [Part] = []
  var cpus: [Part] = []
  var coolers: [Part] = []
  var kits: [Part] = []
  var serverKits: [Part] = []
  var drives: [Part] = []
  var supplies: [Part] = []
  var chassis: [Part] = []
  /// What runs on a chipset: generations of CPUs.
  var generations: [String: Set<String>] = [:]

  init() throws {
    try readCards()
    try readBoards()
    try readProcessors()
    try readMemory()
    try readRest()
  }

  /// The objects of one file of the data set.
  static func lines(_ name: String) throws -> [Part] {
    let data = try Data(contentsOf: folder.appending(path: "\(name).jsonl"))
    return try data.split(separator: UInt8(ascii: "\n")).map { line in
      try JSONSerialization.jsonObject(with: Data(line)) as? Part ?? [:]
    }
  }
}
