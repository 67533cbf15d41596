internal import RigModel
internal import Testing

@Suite("Changing a build by path")
struct BuildEditingTests {
  private let start: BuildValue = [
    "id": "rig", "gpus": [["name": "RTX 4090", "tdp_w": 450]], "psus": [["wattage_w": 850]],
  ]

  @Test("a value is replaced, added, made with what it stands in, and removed")
  func changes() throws {
    var build = try Build(start)
    try build.set("gpus[0].tdp_w", to: 320)
    #expect(build["gpus[0].tdp_w"] == 320)
    try build.set("gpus[1]", to: ["name": "RTX 3090"])
    #expect(build["gpus[1].name"] == "RTX 3090")
    try build.set("gpus[1].power_connectors.pcie_8pin", to: 2)
    #expect(build["gpus[1].power_connectors.pcie_8pin"] == 2)
    try build.remove("gpus[0]")
    #expect(build["gpus"]?.listValue?.count == 1)
    try build.remove("psus[0].wattage_w")
    #expect(build["psus[0].wattage_w"] == nil)
  }

  static let refusals: [(path: String, value: BuildValue, code: String, hint: String?)] = [
    ("gpus[0].vram", 24, "build/unknown-key", "did you mean `vram_gb`?"),
    ("gpus[3].tdp_w", 24, "path/syntax", "[1] adds one"),
    ("gpus[0", 24, "path/syntax", "write `gpus[0].tdp_w`, with indexes from 0"),
    ("", 24, "path/syntax", "write `gpus[0].tdp_w`, with indexes from 0"),
    ("id.x", 24, "path/syntax", nil),
    ("gpus[0].tdp_w", "much", "build/wrong-type", nil),
  ]

  @Test("what is refused has a code and says what was meant; the build stays", arguments: refusals)
  func refuses(_ refusal: (path: String, value: BuildValue, code: String, hint: String?)) throws {
    var build = try Build(start)
    let error = #expect(throws: InvalidBuild.self) {
      try build.set(refusal.path, to: refusal.value)
    }
    #expect(error?.diagnostics[0].code == refusal.code)
    if let hint = refusal.hint { #expect(error?.diagnostics[0].hint == hint) }
    #expect(build == (try Build(start)))
  }

  @Test("removing what is not there says which field was meant")
  func removesNothing() throws {
    var build = try Build(start)
    let near = #expect(throws: InvalidBuild.self) { try build.remove("gpus[0].tdp") }
    #expect(near?.diagnostics[0].code == "path/unknown-field")
    #expect(near?.diagnostics[0].hint?.contains("tdp_w") == true)
    let absent = #expect(throws: InvalidBuild.self) { try build.remove("gpus[0].vram_gb") }
    #expect(absent?.diagnostics[0].code == "path/syntax")
  }
}
