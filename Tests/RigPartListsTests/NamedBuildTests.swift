import RigCatalog
import RigModel
import RigPartLists
import Testing

/// Parts of a build file by their names.
@Suite struct NamedBuildTests {
  private func read(_ text: String) throws -> (build: Build, sources: [NamedBuild.Source])? {
    let names = NamedBuild(vocabulary: try Reading.vocabulary(), lookup: try FactsLookup())
    return try names.read(Array(text.utf8), file: "rig.yaml")
  }

  @Test("names become the fields of their parts, with counts")
  func namesBecomeFields() throws {
    let found = try #require(
      try read("cpu: Ryzen 9 7950X\ngpus: 4x RTX 2080 Ti\nstorage: [Samsung 990 Pro 2TB]\n"))
    #expect(found.build["cpu.socket"] == "AM5" && found.build["gpus"]?.listValue?.count == 4)
    #expect(found.build["gpus[3].vram_gb"] == 11)
    #expect(found.build["storage[0].capacity_gb"] == 2000)
    #expect(found.sources.map(\.path) == ["cpu", "gpus[0]", "storage[0]"])
  }

  @Test("own fields win over those of the part")
  func ownFieldsWin() throws {
    let found = try #require(
      try read(
        "gpus:\n  - { part: RTX 3090, length_mm: 267, tdp_w: 300 }\npsus: { wattage_w: 1200 }\n"))
    #expect(found.build["gpus[0].length_mm"] == 267 && found.build["gpus[0].tdp_w"] == 300)
    #expect(found.build["gpus[0].vram_gb"] == 24 && found.build["psus[0].wattage_w"] == 1200)
  }

  @Test("a name that means nothing, or several parts, is an error with its line")
  func unknownNames() throws {
    let error = #expect(throws: InvalidBuild.self) { try read("id: a\ncpu: Ryzen 9 9999X\n") }
    #expect(error?.diagnostics.first?.code == "build/part-unknown")
    #expect(error?.diagnostics.first?.line == 2)
    let several = #expect(throws: InvalidBuild.self) { try read("gpus: GTX 1060\n") }
    #expect(several?.diagnostics.first?.code == "build/part-ambiguous")
  }

  @Test("true and false are no names", arguments: ["TRUE", "False", "true"])
  func truthsAreNoNames(_ word: String) throws {
    let error = #expect(throws: InvalidBuild.self) { try read("psu:\n  part: \(word)\n") }
    #expect(error?.diagnostics.map(\.code) == ["build/wrong-type"])
  }

  @Test("the whole name of a part is that part, with the name as it is written")
  func wholeNames() throws {
    let build = try #require(try read("psus: Corsair AX1600i\ncpu: Ryzen 9 7950X\n")).build
    #expect(build["psus[0].name"] == "Corsair AX1600i")
    #expect(build["psus[0].wattage_w"] == 1600)
  }

  @Test("a build without names is none of this, and a list is none either")
  func others() throws {
    #expect(try read("cpu: { cores: 8 }\n") == nil)
    #expect(try read("CPU: Ryzen 9 7950X\nGPU: RTX 3090\n") == nil)
    #expect(!PartListReader.isBuildFile(Array("GPU: RTX 3090\n".utf8), file: "l.txt"))
    #expect(
      PartListReader.isBuildFile(Array("gpus: [{ vram: 8 }]\nuse_case: x\n".utf8), file: "l.yaml"))
  }
}
