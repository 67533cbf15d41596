import Foundation

/// How much of all builds that the shipped catalogue can make `design` deals with, beside judging them
/// one by one.
struct DesignBenchmark {
  let root: URL
  private static let seconds = 10.0
  private static let drawn = 20_000
  private var program: String { root.appending(path: ".build/release/rigrules").path }

  func run() throws {
    guard FileManager.default.isExecutableFile(atPath: program) else {
      return print("Design: \(program) is not built")
    }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "rigrules-design-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    print("Design, the shipped catalogue, two cards and everything else open")
    // The catalogue is made ready before the clock runs.
    _ = try output(["parts", "stats"])
    let enumerated = try enumeration(folder)
    Measure.row("  one by one, `batch` of \(Self.drawn) drawn", "\(Int(enumerated)) builds/s")
    for (name, plan) in Self.plans {
      let path = folder.appending(path: "plan.yaml")
      try Data(plan.utf8).write(to: path)
      let start = ContinuousClock.now
      let answer = try JSONSerialization.jsonObject(
        with: output([
          "design", path.path, "--time", "\(Self.seconds)s", "--top", "1", "--format", "json",
        ]))
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      guard let answer = answer as? [String: Any] else { continue }
      report(name, answer, seconds, enumerated)
    }
    print("")
  }

  private static let plans = [
    ("by score", "use_case: kaggle\ncards: 2\n"),
    ("by score, cards of 24 GB", "use_case: kaggle\ncards: 2\ncard_vram_gb: 24\n"),
  ]

  private func report(
    _ name: String, _ answer: [String: Any], _ seconds: Double, _ enumerated: Double
  ) {
    let total = answer["candidates"] as? Double ?? 0
    let cuts = answer["cuts"] as? [[String: Any]] ?? []
    let open = cuts.filter { $0["reason"] as? String == "time" }
      .reduce(0) { $0 + ($1["candidates"] as? Double ?? 0) }
    let evaluations = answer["evaluations"] as? Double ?? 0
    let isProved = answer["proved"] as? Bool ?? false
    let share = total > 0 ? (total - open) / total : 0
    let years = (total - open) / enumerated / (365.25 * 86_400)
    Measure.row(
      "  \(name)", isProved ? "proved" : "not proved", Measure.figure(seconds) + " s",
      "\(Int(evaluations / seconds)) asked/s")
    print(
      String(
        format: "    %.3g builds, %.1f %% of them dealt with; one by one these take %.2g years",
        total, 100 * share, years))
  }

  /// Builds a second that `batch` judges of those that the catalogue can make.
  private func enumeration(_ folder: URL) throws -> Double {
    // `generate` numbers what it draws from, and all of it is more than a number holds.
    let few = ["--cases", "Fractal Design Define 7", "--coolers", "Noctua NH-D15"]
    let all = ["cpus", "boards", "memory", "psus"].flatMap { ["--\($0)", "*"] }
    let words = ["generate", "--gpus", "2x *", "--count", "\(Self.drawn)"] + few + all
    let file = folder.appending(path: "drawn.jsonl")
    try output(words).write(to: file)
    let run = try Spawned(program, ["batch", file.path, "--format", "compact"])
    return Double(Self.drawn) / run.wall
  }

  private func output(_ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return data
  }
}
