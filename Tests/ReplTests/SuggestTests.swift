import Testing

@testable import rigrules

@Suite("Suggest")
struct SuggestTests {
  @Test("a fix that is applied is an edit, and is undone like one")
  func applied() throws {
    let output = try ReplHarness.output(
      of: ":suggest\n:apply 1\nbuild.psus[1].wattage_w\n:undo\nbuild.psus[1].wattage_w")
    #expect(output.contains("Fix 1: 1 change → pass"), "\(output)")
    #expect(output.contains("psus.wattage_w of 800 or more"), "\(output)")
    #expect(output.contains("fail → pass"), "\(output)")
    #expect(output.contains("800") && output.contains("300"), "\(output)")
  }

  @Test("a goal is taken")
  func goal() throws {
    let output = try ReplHarness.output(of: ":suggest warn")
    #expect(output.contains("psus.wattage_w of 500 or more"), "\(output)")
  }

  @Test(
    "what cannot be applied is said",
    arguments: [
      (":apply 1", "write :suggest first"), (":suggest\n:apply 7", "there are fixes 1 to"),
      (":suggest\n:set psus[1].wattage_w 400\n:apply 1", "has changed since :suggest"),
      (":suggest soon", "write :suggest [GOAL] [parts]"),
      (":suggest parts", "there is no catalogue here"),
    ])
  func refused(_ script: String, _ message: String) throws {
    let output = try ReplHarness.output(of: script)
    #expect(output.contains(message), "\(output)")
  }
}
