import Foundation
import RigCatalog
import RigModel
import RigPartLists

/// The same builds as people write them: every part by its name, and only what is their own choice
/// beside it.
struct NamedParts {
  /// What no name states: how a part is used, and the size of modules that are sold in several.
  private static let own: [String: [String]] = [
    "gpus": ["power_limit_w", "mount"], "psus": ["powers"], "cpu": ["count"],
  ]
  private static let parts = [
    "cpu", "motherboard", "gpus", "memory", "storage", "psus", "chassis", "cpu_cooler",
  ]

  private let names: NamedBuild

  init() throws {
    let folder = Checkout.root.appending(path: "Sources/RigCatalog")
    let text = { (name: String) in
      try String(contentsOf: folder.appending(path: "Facts/\(name).tsv"), encoding: .utf8)
    }
    let cache = FileManager.default.temporaryDirectory.appending(path: "rigrules-reality")
    names = NamedBuild(
      vocabulary: Vocabulary(
        words: try text("words"), makers: try text("makers"), chipsets: try text("chipsets"),
        machines: try text("machines")),
      lookup: try Catalog(folder: folder.path, cache: cache.path))
  }

  /// The build that the names mean; nil where one of them may mean several parts, which a person
  /// would be asked about.
  func build(of spelledOut: [UInt8], file: String) throws -> Build? {
    var build = try JSONSerialization.jsonObject(with: Data(spelledOut)) as? Part ?? [:]
    for key in Self.parts {
      if let list = build[key] as? [Part] {
        build[key] = list.map { Self.named($0, key) }
      } else if let part = build[key] as? Part {
        build[key] = Self.named(part, key)
      }
    }
    let bytes = Array(try JSONSerialization.data(withJSONObject: build, options: .sortedKeys))
    do {
      return try names.read(bytes, file: file)?.build
    } catch is InvalidBuild {
      return nil
    }
  }

  private static func named(_ part: Part, _ key: String) -> Part {
    var named: Part = ["part": part.text("name")]
    for field in own[key] ?? [] { named[field] = part[field] }
    if key == "memory", part["registered"] as? Bool == true {
      // One name for modules of all sizes.
      named["part"] = "\(part.text("name")) \(part.int("module_gb"))GB"
      for field in ["modules", "module_gb", "speed_mts"] { named[field] = part[field] }
    }
    return named
  }
}
