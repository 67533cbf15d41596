import Foundation
import Testing

/// `rigrules parts` as a user runs it, with folders of its own.
@Suite(.serialized) struct PartsCommandTests {
  /// One database for all runs of this suite: making it takes seconds.
  static let cache = NSTemporaryDirectory() + "rigrules-parts-tests"

  private static func run(_ arguments: [String], data: String = "/nonexistent") throws
    -> RigrulesProcess.Ended
  {
    try RigrulesProcess.run(
      ["parts"] + arguments,
      environment: ["XDG_CACHE_HOME": cache, "XDG_DATA_HOME": data])
  }

  @Test func `Search lists parts, best first, under filters`() throws {
    let ended = try Self.run(["search", "rtx 3090 tuf", "--vram-gb", ">=11", "--lang", "en"])
    #expect(ended.status == 0)
    #expect(ended.output.split(separator: "\n").first?.contains("3090") == true)
    let none = try Self.run(["search", "rtx 3090", "--where", "vram_gb>=500"])
    #expect(none.status == 1)
    #expect(none.output.isEmpty)
    let wrong = try Self.run(["search", "x", "--where", "vrom_gb>=5"])
    #expect(wrong.status == 2)
    #expect(wrong.error.contains("no part has a field `vrom_gb`"))
  }

  @Test func `Show gives each value with its source, in both languages`() throws {
    let ended = try Self.run(["show", "RTX 3090", "--category", "gpu", "--lang", "en"])
    #expect(ended.status == 0)
    #expect(ended.output.contains("compute_capability"))
    #expect(ended.output.contains("TechPowerUp"))
    #expect(ended.output.contains("ODC-By 1.0"))
    let chinese = try Self.run(["show", "RTX 3090", "--category", "gpu", "--lang", "zh"])
    #expect(chinese.output.contains("详见 NOTICE"))
    let json = try Self.run(["show", "i7-10700F", "--format", "json"])
    #expect(json.output.contains(#""pcie_lanes""#))
    #expect(json.output.contains(#""certainty""#))
  }

  @Test func `A name that means several parts is an error with a list`() throws {
    let ended = try Self.run(["show", "RTX 3060", "--category", "gpu", "--lang", "en"])
    #expect(ended.status == 2)
    #expect(ended.error.contains("[part/ambiguous]"))
    #expect(ended.error.contains("vram_gb"))
    let none = try Self.run(["show", "Frobnicator 9000 XYZ", "--lang", "en"])
    #expect(none.status == 2)
    #expect(none.error.contains("[part/unknown]"))
  }

  @Test func `Compare marks what differs`() throws {
    let ended = try Self.run(["compare", "RTX 3090", "RTX 4090", "--category", "gpu"])
    #expect(ended.status == 0)
    #expect(ended.output.contains("* compute_capability"))
    #expect(ended.output.contains("  vram_gb"))
  }

  @Test func `Stats say how much is known`() throws {
    let ended = try Self.run(["stats", "--format", "json"])
    #expect(ended.status == 0)
    #expect(ended.output.contains(#""recent_known""#))
  }

  @Test func `Own parts go over what ships, and an import twice changes nothing`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "id: b\ngpus: [{ name: Homemade RTX 9999 Zed, vram_gb: 77, length_mm: 301 }]\n", to: "b.yaml")
    let first = try Self.run(
      ["add", folder.path + "/b.yaml", "--lang", "en"], data: folder.path)
    #expect(first.output == "1 added, 0 changed, 0 unchanged, 0 refused\n", "\(first.error)")
    let again = try Self.run(
      ["add", folder.path + "/b.yaml", "--lang", "en"], data: folder.path)
    #expect(again.output == "0 added, 0 changed, 1 unchanged, 0 refused\n")
    let shown = try RigrulesProcess.run(
      ["parts", "show", "Homemade RTX 9999 Zed"],
      environment: ["XDG_CACHE_HOME": folder.path, "XDG_DATA_HOME": folder.path])
    #expect(shown.output.contains("77  (user; b.yaml)"), "\(shown.error)")
  }

  @Test func `An import that is killed leaves the catalogue as it was`() throws {
    let folder = try TemporaryFolder()
    func importParts(_ file: String) throws -> RigrulesProcess.Ended {
      try Self.run(
        ["import", "csv", file, "--category", "gpu", "--lang", "en"], data: folder.path)
    }
    try folder.write("name,vram_gb\nHomemade Alpha 77,77\n", to: "few.csv")
    #expect(try importParts(folder.path + "/few.csv").status == 0)
    let path = try #require(Self.onlyFile(below: folder.path, besides: ["few.csv"]))
    let before = try Data(contentsOf: URL(filePath: path))
    let rows = (1...80_000).map { "Homemade Beta \($0),\($0 % 90 + 1)\n" }.joined()
    try folder.write("name,vram_gb\n" + rows, to: "many.csv")
    for delay in ["0.02", "0.1"] {
      _ = try RigrulesProcess.shell(
        """
        XDG_DATA_HOME='\(folder.path)' rigrules parts import csv '\(folder.path)/many.csv' \
          --category gpu > /dev/null 2>&1 & sleep \(delay); kill -9 $!; wait
        """, environment: ["XDG_CACHE_HOME": Self.cache])
      #expect(try Data(contentsOf: URL(filePath: path)) == before, "killed after \(delay) s")
    }
    // The lock of the killed import is no obstacle.
    let again = try importParts(folder.path + "/few.csv")
    #expect(again.output == "0 added, 0 changed, 1 unchanged, 0 refused\n", "\(again.error)")
  }

  /// The catalogue's file in the folder of the user's data.
  private static func onlyFile(below folder: String, besides: Set<String>) -> String? {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
      return !isFolder.boolValue && !name.hasSuffix(".lock") && !besides.contains(name)
    }.first.map { folder + "/" + $0 }
  }

  @Test func `A check without names does not open the catalogue`() throws {
    let bench = try ProgramRunner()
    let ended = try RigrulesProcess.run(
      ["check", "good.yaml", "--rules", "Rules"], in: bench.folder.path,
      environment: ["RIGRULES_CATALOG": "/nonexistent"])
    #expect(ended.status == 0)
  }
}
