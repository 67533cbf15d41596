import Foundation
import RigModel
import RigPictures
import RigRules

/// The rules that ship, and the builds of the fixtures.
enum Shipped {
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// One engine for each language.
  static let engines: [Language: Engine] = Dictionary(
    uniqueKeysWithValues: Language.allCases.compactMap { language in
      (try? engine(language)).map { (language, $0) }
    })

  private static func engine(_ language: Language) throws -> Engine {
    let plugins = ["compatibility", "model-memory", "power", "sanity"].map {
      PluginSource.directory(path: "\(repository)/Plugins/\($0)")
    }
    return try Engine(
      rules: [.directory(path: repository + "/Rules")], plugins: plugins,
      options: EngineOptions(language: language))
  }

  static func engine(of language: Language = .english) throws -> Engine {
    guard let engine = engines[language] else { throw CocoaError(.fileReadUnknown) }
    return engine
  }

  /// `Fixtures/builds`, and the build of each case of `Fixtures/checks` and `Fixtures/plugin-checks`.
  static let paths: [String] = {
    let folder = repository + "/Fixtures"
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return all.filter { path in
      let isBuild = path.hasSuffix("/build.yaml") || path.hasSuffix("/build.json")
      return path.hasPrefix("builds/") && path.hasSuffix(".yaml")
        || isBuild && (path.hasPrefix("checks/") || path.hasPrefix("plugin-checks/"))
    }.sorted()
  }()

  static func build(_ path: String) throws -> Build {
    try Build(contentsOfFile: "\(repository)/Fixtures/\(path)", displayedAs: path)
  }

  static func pictures(of build: Build, in language: Language = .english) throws -> Pictures {
    let engine = try engine(of: language)
    return Pictures(
      of: build, report: try engine.evaluate(build), rules: engine.ruleSet.rules,
      language: language)
  }
}

/// Builds that are hard to draw.
enum HardBuilds {
  static let longName = String(repeating: "WWWW超长的名字 ", count: 30)

  static let all: [String: BuildValue] = [
    "nothing": ["id": "nothing"],
    "no cards": ["id": "none", "gpus": .list([])],
    "long names": [
      "id": "long", "name": .text(longName),
      "gpus": [["name": .text(longName), "count": 4, "slot_width": 2, "length_mm": 300]],
      "psus": [["name": .text(longName), "wattage_w": 800]],
      "motherboard": [
        "pcie_slots": .list((1...7).map { ["position": .integer($0), "size": "x16"] })
      ],
    ],
    "short cards": [
      "id": "short",
      "gpus": [
        ["name": "Card", "count": 5, "slot_width": 1, "length_mm": 60, "cooling": "open-air"]
      ],
      "motherboard": [
        "pcie_slots": .list((1...7).map { ["position": .integer($0), "size": "x16"] })
      ],
      "chassis": ["expansion_slots": 7],
    ],
    "one slot for all": [
      "id": "same",
      "gpus": [["name": "Card", "count": 3, "slot": 2, "slot_width": 2.5, "length_mm": 300]],
      "motherboard": [
        "pcie_slots": [["position": 2, "size": "x16"], ["position": 3, "size": "x16"]]
      ],
      "chassis": ["expansion_slots": 3],
    ],
    "staircase": [
      "id": "stairs",
      "gpus": .list(
        (1...5).map { ["name": "Card", "slot": .integer($0), "slot_width": 3, "length_mm": 280] }),
      "motherboard": [
        "pcie_slots": .list((1...7).map { ["position": .integer($0), "size": "x16"] })
      ],
      "chassis": ["expansion_slots": 4],
    ],
    "sixteen cards": [
      "id": "many",
      "gpus": [["name": "Card", "count": 16, "tdp_w": 300, "mount": "riser", "vram_gb": 24]],
      "psus": [["wattage_w": 2000, "count": 3]],
    ],
    "many radiators": [
      "id": "wet",
      "gpus": [["cooling": "liquid", "radiator_mm": 240, "count": 6, "length_mm": 800]],
      "cpu_cooler": ["type": "liquid", "radiator_mm": 420],
      "chassis": ["radiators_mm": [360, 280, 240, 140, 120], "max_gpu_length_mm": 100],
    ],
    "rails and mains": [
      "id": "rails", "cpu": ["tdp_w": 280], "gpus": [["tdp_w": 450, "count": 4]],
      "psus": [["wattage_w": 1600, "rails": [["amps": 30], ["amps": 30], ["amps": 40]]]],
      "mains": ["volts": 120, "amps": 15],
    ],
  ]

  static let names = all.keys.sorted()

  static func build(_ name: String) throws -> Build { try Build(all[name] ?? [:]) }
}
