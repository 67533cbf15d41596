import Foundation
import RigSamples

/// What a batch costs as rules and parts grow, each against the smaller case of the same run.
struct CliffBenchmark {
  let root: URL
  let builds: Int
  private static let rounds = 3
  private static let plugins = ["compatibility", "house-style", "model-memory", "power", "sanity"]
  /// Those that are on beside any other, unless they are left out.
  private static let alwaysOn = ["compatibility", "model-memory", "power", "sanity"]

  /// One way to run: of the program, or of the plain loop where there is no program.
  private struct Run {
    let name: String
    let arguments: [String]
    var isPlain = false
    /// The number of the row that it is compared with, and the most that the ratio should be.
    var base: Int?
    var goal: Double?
  }

  private var program: String { root.appending(path: ".build/release/rigrules").path }
  private var plain: String {
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "plainloop").path
  }
  private var rules: String { root.appending(path: "Rules").path }

  func run() throws {
    for path in [program, plain] where !FileManager.default.isExecutableFile(atPath: path) {
      return print("Cliffs: \(path) is not built")
    }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "rigrules-cliffs-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let size = try FileManager.default.attributesOfItem(atPath: program)[.size] as? Int ?? 0
    print("Cliffs, \(builds) builds a row, medians of \(Self.rounds) runs by turns")
    print("  the program has \(size >> 20) MB, with the symbols that installing removes")
    try plugins(folder)
    try cards(folder)
    try ruleCounts(folder)
    try partCounts(folder)
    try withoutMemo(folder)
    print("")
  }

  // MARK: Cases

  private func plugins(_ folder: URL) throws {
    let input = try write(.pools, folder)
    var rows = [Run(name: "all shipped rules, --jobs 1", arguments: batch(input))]
    for plugin in Self.plugins {
      let path = root.appending(path: "Plugins/\(plugin)").path
      let others = Self.alwaysOn.filter { $0 != plugin }.flatMap { ["--without", $0] }
      rows.append(
        Run(
          name: "with \(plugin) alone",
          arguments: batch(input, plugins: ["--plugins", path] + others), base: 0))
    }
    let all = ["--plugins", root.appending(path: "Plugins").path]
    rows.append(
      Run(name: "with all plugins", arguments: batch(input, plugins: all), base: 0, goal: 3.5))
    try measure("Rules that read a field of every part", rows)
  }

  private func cards(_ folder: URL) throws {
    let equal = try write(.equalCards, folder)
    let mixed = try write(.mixedCards, folder)
    try measure(
      "Different cards in one build",
      [
        Run(name: "four equal cards", arguments: batch(equal)),
        Run(name: "plain loop, four different", arguments: loop(mixed), isPlain: true),
        Run(name: "four different cards", arguments: batch(mixed), base: 0, goal: 3),
        Run(name: "the same, to the plain loop", arguments: batch(mixed), base: 1, goal: 1),
      ])
  }

  private func ruleCounts(_ folder: URL) throws {
    let input = try write(.pools, folder)
    var rows: [Run] = []
    for copies in [1, 3, 6, 10, 20] {
      let rules = folder.appending(path: "rules-\(copies)")
      let count = try copyRules(copies, to: rules)
      let one = rows.count
      rows.append(
        Run(
          name: "\(count) rules, --jobs 1", arguments: batch(input, rules: rules.path),
          base: copies > 1 ? 0 : nil, goal: copies == 10 ? 6 : nil))
      rows.append(
        Run(
          name: "\(count) rules, --jobs 2, CPU to one job",
          arguments: batch(input, rules: rules.path, jobs: 2), base: one, goal: 1.1))
    }
    try measure("Number of rules", rows)
  }

  private func partCounts(_ folder: URL) throws {
    let (ten, hundred) = (try write(.tenParts, folder), try write(.hundredParts, folder))
    try measure(
      "Number of parts",
      [
        Run(name: "10 of each kind", arguments: batch(ten)),
        Run(name: "100 of each kind", arguments: batch(hundred), base: 0, goal: 2.5),
      ])
  }

  private func withoutMemo(_ folder: URL) throws {
    let input = try write(.pools, folder)
    try measure(
      "Nothing cached",
      [
        Run(name: "plain loop", arguments: loop(input), isPlain: true),
        Run(name: "--no-memo", arguments: batch(input) + ["--no-memo"], base: 0, goal: 4.5),
      ])
  }

  // MARK: Inputs

  private func write(_ kind: SampleBuilds.Kind, _ folder: URL) throws -> String {
    let input = folder.appending(path: "\(kind.rawValue).jsonl")
    if FileManager.default.fileExists(atPath: input.path) { return input.path }
    _ = FileManager.default.createFile(atPath: input.path, contents: nil)
    let file = try FileHandle(forWritingTo: input)
    SampleFile.write(SampleBuilds(kind), builds) { file.write($0) }
    try file.close()
    return input.path
  }

  /// Copies the shipped rules so many times into a folder, with ids of their own; returns how many
  /// rules there are then.
  private func copyRules(_ copies: Int, to folder: URL) throws -> Int {
    let files = FileManager.default
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    var count = 0
    for category in try files.contentsOfDirectory(atPath: rules) {
      let source = URL(fileURLWithPath: rules).appending(path: category)
      guard (try? files.contentsOfDirectory(atPath: source.path)) != nil else {
        // The table of recommendations names rules by their ids, once each.
        if copies > 1 { continue }
        try files.copyItem(at: source, to: folder.appending(path: category))
        continue
      }
      for copy in 0..<(category == "lib" ? 1 : copies) {
        let name = copy == 0 ? category : "\(category)-\(copy)"
        try files.copyItem(at: source, to: folder.appending(path: name))
        if category != "lib" { count += try files.contentsOfDirectory(atPath: source.path).count }
      }
    }
    return count
  }

  private func batch(
    _ input: String, rules: String? = nil, plugins: [String] = ["--no-plugins"], jobs: Int = 1
  ) -> [String] {
    [
      "batch", input, "--rules", rules ?? self.rules, "--format", "compact", "--jobs", "\(jobs)",
      "-o", "/dev/null",
    ] + plugins
  }

  private func loop(_ input: String) -> [String] { [rules, input, "/dev/null", "1"] }

  // MARK: Measuring

  private func measure(_ title: String, _ rows: [Run]) throws {
    var runs = [[Spawned]](repeating: [], count: rows.count)
    for _ in 0..<Self.rounds {
      for (index, row) in rows.enumerated() {
        runs[index].append(try Spawned(row.isPlain ? plain : program, row.arguments))
      }
    }
    print("\n\(title)")
    Measure.row("", "CPU µs/build", "peak MB", "ratio", "at most")
    let cpu = runs.map { runs in Measure.median(runs.map(\.cpu).sorted()) }
    for (index, row) in rows.enumerated() {
      let peak = Measure.median(runs[index].map(\.peakMB).sorted())
      Measure.row(
        "  \(row.name)", Measure.figure(cpu[index] / Double(builds) * 1e6, 2),
        Measure.figure(peak),
        row.base.map { Measure.figure(cpu[index] / cpu[$0], 2) + " x" } ?? "",
        row.goal.map { Measure.figure($0) + " x" } ?? "")
    }
  }
}
