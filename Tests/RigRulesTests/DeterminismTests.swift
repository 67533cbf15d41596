internal import RigModel
internal import RigRules
internal import Testing

@Suite("The same build gives the same report")
struct DeterminismTests {
  private static let build: BuildValue = [
    "id": "rig", "cpu": ["tdp_w": 150], "gpus": [["tdp_w": 250], ["tdp_w": 300.5]],
    "extra": ["b": 1, "a": [1, 2], "c": "x"],
  ]
  private static let files: [String: String] = [
    "pairs.lua": ruleSource(
      check: "for k, v in pairs(build.extra) do ctx.report(\"found\", { n = k .. tostring(v) }) end"
    ),
    "sum.lua": ruleSource(
      check: "local s = 0 for _, g in ipairs(build.gpus) do s = s + g.tdp_w end "
        + "ctx.report(\"found\", { n = s })"),
    "limit.lua": ruleSource(check: "local n = 0 while true do n = n + 1 end"),
    "names.lua": ruleSource(
      check: "ctx.report(\"found\", { n = tostring({}) .. tostring(ipairs) })"),
  ]

  @Test("over 1,000 runs of one engine")
  func runs() throws {
    var files = Self.files
    files["limit.lua"] = nil
    let engine = try engine(files)
    let first = try engine.evaluate(Build(Self.build))
    #expect(first["sum"]?.outcome.findings.first?.message == "found 550.5")
    for _ in 1...1000 { #expect(try engine.evaluate(Build(Self.build)) == first) }
  }

  @Test("over 8 engines at once, and many tasks on one engine")
  func concurrent() async throws {
    let shared = try engine(Self.files)
    let first = try shared.evaluate(Build(Self.build))
    #expect(first["limit"]?.outcome.failure?.kind == .fuel)
    try await withThrowingTaskGroup(of: Report.self) { group in
      for _ in 1...8 {
        group.addTask { try engine(Self.files).evaluate(Build(Self.build)) }
        group.addTask { try shared.evaluate(Build(Self.build)) }
      }
      for try await report in group { #expect(report == first) }
    }
  }
}
