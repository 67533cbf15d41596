import Foundation
import RigSamples

enum SampleFile {
  static func write(_ samples: SampleBuilds, _ builds: Int, to write: (Data) -> Void) {
    var at = 0
    while at < builds {
      let end = min(builds, at + 1000)
      write(Data(samples.lines(at..<end)))
      at = end
    }
  }
}

/// `rigrules batch` with all shipped rules beside the plain loop in C++, by turns in one run.
struct BatchBenchmark {
  let root: URL
  let builds: Int
  private static let rounds = 3

  func run() throws {
    let program = root.appending(path: ".build/release/rigrules").path
    let plain = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "plainloop").path
    for path in [program, plain] where !FileManager.default.isExecutableFile(atPath: path) {
      return print("Batch: \(path) is not built")
    }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "rigrules-batch-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    print("Batch, all shipped rules, medians of \(Self.rounds) runs by turns")
    for kind in [SampleBuilds.Kind.pools, .unique] {
      let count = kind == .pools ? builds : max(builds / 4, 1)
      try compare(kind, count, program, plain, folder)
    }
  }

  private func compare(
    _ kind: SampleBuilds.Kind, _ count: Int, _ program: String, _ plain: String, _ folder: URL
  ) throws {
    let input = folder.appending(path: "\(kind).jsonl")
    _ = FileManager.default.createFile(atPath: input.path, contents: nil)
    let file = try FileHandle(forWritingTo: input)
    SampleFile.write(SampleBuilds(kind), count) { file.write($0) }
    try file.close()
    let rules = root.appending(path: "Rules").path
    var rows: [(name: String, runs: [Spawned])] = []
    for jobs in [1, 2] {
      rows.append(("plain loop in C++, \(jobs) thread\(jobs > 1 ? "s" : "")", []))
      rows.append(("rigrules batch, --jobs \(jobs)", []))
    }
    for _ in 0..<Self.rounds {
      for jobs in [1, 2] {
        rows[2 * jobs - 2].runs.append(
          try Spawned(plain, [rules, input.path, "/dev/null", "\(jobs)"]))
        rows[2 * jobs - 1].runs.append(
          try Spawned(
            program,
            [
              "batch", input.path, "--rules", rules, "--format", "compact", "--jobs", "\(jobs)",
              "-o", "/dev/null",
            ]))
      }
    }
    print("\n\(count) builds, parts \(kind == .pools ? "from pools" : "all unique")")
    Measure.row("", "builds/s", "CPU µs/build", "peak MB", "to plain")
    for (index, row) in rows.enumerated() {
      let (wall, cpu) = (median(row.runs.map(\.wall)), median(row.runs.map(\.cpu)))
      let base = median(rows[index / 2 * 2].runs.map(\.wall))
      Measure.row(
        "  \(row.name)", Measure.figure(Double(count) / wall, 0),
        Measure.figure(cpu / Double(count) * 1e6, 2),
        Measure.figure(median(row.runs.map(\.peakMB))),
        index % 2 == 1 ? Measure.figure(base / wall, 2) + " x" : "")
    }
    let (one, two) = (median(rows[1].runs.map(\.wall)), median(rows[3].runs.map(\.wall)))
    print("  two jobs to one: \(Measure.figure(one / two, 2)) x")
    try breakdown(program, input, rules)
    try FileManager.default.removeItem(at: input)
  }

  private func breakdown(_ program: String, _ input: URL, _ rules: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [
      "batch", input.path, "--rules", rules, "--format", "compact", "--jobs", "1", "--timings",
      "-o", "/dev/null",
    ]
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    for line in text.split(separator: "\n") where line.hasPrefix("µs") { print("  \(line)") }
  }

  private func median(_ values: [Double]) -> Double { Measure.median(values.sorted()) }
}
