import Foundation
import Testing

/// Batches of builds whose parts are named, and the lines that `generate` writes for them.
@Suite(.serialized) struct NamedBatchTests {
  private func run(_ arguments: [String], input: String = "") throws -> RigrulesProcess.Ended {
    let file = NSTemporaryDirectory() + "named-batch-\(UUID().uuidString).jsonl"
    try input.write(toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    return try RigrulesProcess.run(
      arguments.map { $0 == "-" ? file : $0 },
      environment: [
        "XDG_CACHE_HOME": PartsCommandTests.cache, "XDG_DATA_HOME": "/nonexistent",
      ])
  }

  /// Lines without the name of the file, which differs from run to run.
  private func withoutPlaces(_ output: String) -> String {
    output.replacing(#/named-batch-[-0-9A-F]+/#, with: "")
  }

  private static let lines = """
    {"id":"a","gpus":"4x RTX 2080 Ti","cpu":"Ryzen 9 7950X"}
    {"id":"b","gpus":[{"part":"RTX 2080 Ti","length_mm":267}],"cpu":"Ryzen 9 7950X"}
    {"id":"c","gpus":[{"vram_gb":24}]}
    {"id":"d","gpus":"Zorblax 77","cpu":"Ryzen 9 7950X"}
    {"id":"e","nonsense":1}

    """

  @Test func `Names give the same bytes for any number of jobs, with and without the memo`() throws
  {
    let one = try run(["batch", "-", "--jobs", "1"], input: Self.lines)
    #expect(one.status == 2)
    #expect(one.output.split(separator: "\n").count == 5)
    for other in [["--jobs", "2"], ["--jobs", "4"], ["--no-memo"]] {
      let output = try run(["batch", "-"] + other, input: Self.lines).output
      #expect(withoutPlaces(output) == withoutPlaces(one.output))
    }
  }

  @Test(
    arguments: [
      (#"{"psus":"Cooler Master MWE Gold 550 V2 80+ Gold"}"#, "wattage_w: 550"),
      (
        #"{"memory":["Kingston HyperX Predator RGB 128GB 3000MHz DDR4 CL16 DIMM XMP (Kit of 4) HX430C16PB3AK4/128"]}"#,
        "modules: 4"
      ),
    ])
  func `A whole name fills in what the data set lacks of its part`(
    _ build: String, _ field: String
  ) throws {
    #expect(try run(["resolve", "-"], input: build).output.contains(field))
  }

  @Test(arguments: ["FirePro S9300 X2", "Instinct MI6", "RTX 3090"])
  func `The whole name of a chipset is that chipset, whatever its last word is`(
    _ name: String
  ) throws {
    let ended = try run(["resolve", "-"], input: #"{"gpus":"\#(name)"}"#)
    #expect(ended.status == 0, "\(ended.output)")
    #expect(ended.output.contains("vram_gb: ") && !ended.output.contains("count: 2"))
  }

  @Test func `A name that is unknown is the error of its line, and a wrong key stays one`() throws {
    let ended = try run(["batch", "-", "--format", "compact"], input: Self.lines)
    let lines = ended.output.split(separator: "\n")
    try #require(lines.count == 5)
    #expect(lines[0].contains(#""id":"a""#) && lines[1].contains(#""id":"b""#))
    #expect(lines[3].contains(#""line":4"#) && lines[3].contains("build/part-"))
    #expect(lines[4].contains(#""line":5"#) && lines[4].contains("build/unknown-key"))
  }

  @Test func `Generated lines are builds, the same for a seed, and within the conditions`() throws {
    let words = [
      "generate", "--gpus", "2x RTX 3090", "--gpus", "*", "--cpus", "Ryzen 9 7950X", "--psus", "*",
      "--where", "vram_gb>=24", "--where", "psu.wattage_w>=1600", "--count", "20",
    ]
    let one = try run(words)
    #expect(one.status == 0)
    #expect(one.output.split(separator: "\n").count == 20)
    #expect(try run(words).output == one.output)
    #expect(try run(words + ["--seed", "2"]).output != one.output)
    let judged = try run(["batch", "-", "--format", "compact"], input: one.output)
    #expect(judged.status < 2)
    #expect(judged.output.split(separator: "\n").count == 20)
    let none = try run(["generate", "--gpus", "RTX 3090", "--where", "vram_gb>=500", "--all"])
    #expect(none.status == 2 && none.error.contains("meets the conditions"))
  }
}
