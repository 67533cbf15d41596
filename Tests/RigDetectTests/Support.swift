import Foundation
import RigCatalog
import RigDetect
import RigModel

/// Texts to read, and what is made of them.
enum Machines {
  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The firmware tables of real machines beside the checkout.
  static let shared = repository.deletingLastPathComponent().appending(path: "shared/data/machines")

  static func sharedText(_ name: String) -> [UInt8]? {
    (try? Data(contentsOf: shared.appending(path: "\(name).dmidecode.txt"))).map { Array($0) }
  }

  /// The texts of the fixtures, all forms.
  static let fixtures: [(name: String, bytes: [UInt8])] = {
    let root = repository.appending(path: "Fixtures/machines")
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
    return paths.sorted().filter { $0.contains("/input/") && !$0.contains("/sys/") }.compactMap {
      guard let data = try? Data(contentsOf: root.appending(path: $0)), !data.isEmpty else {
        return nil
      }
      return ($0, Array(data))
    }
  }()

  static func machine(_ texts: String..., lookup: (any PartLookup)? = nil) throws
    -> DetectedMachine
  {
    try machine(texts.map { Array($0.utf8) }, lookup: lookup)
  }

  static func machine(_ texts: [[UInt8]], lookup: (any PartLookup)? = nil) throws
    -> DetectedMachine
  {
    var found = Observations()
    for text in texts { found.merge(DumpReader.read(text)) }
    var assembly = MachineAssembly(found, lookup: lookup)
    return try assembly.machine()
  }
}

/// A catalogue of a few parts.
struct FewParts: PartLookup {
  let parts: [String: NameResolution]

  func resolve(_ name: String, category: PartCategory?) throws -> NameResolution {
    parts[name] ?? .none(nearest: [])
  }
}

/// Numbers that are the same on every machine.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(1, count)))
  }
}
