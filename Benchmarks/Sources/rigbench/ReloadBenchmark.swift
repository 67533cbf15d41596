import Foundation
import RigModel
import RigRules

/// From the end of a write to the generation that holds it, with 60 rules.
struct ReloadBenchmark {
  let root: URL
  private static let rules = 60
  private static let saves = 30

  func run() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "rigrules-bench-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try fill(folder)
    let engine = try Engine(rules: [.directory(folder)])
    engine.startWatching()
    Thread.sleep(forTimeInterval: 0.3)
    let build = try Build(["id": "x", "monitors": 1])
    let target = folder.appending(path: "many/rule-7.lua")
    var times: [Double] = []
    for save in 0..<Self.saves {
      let before = engine.ruleSet.hash
      try Self.source(7, note: "save \(save)").write(to: target, atomically: true, encoding: .utf8)
      times += try Measure.times(1) {
        while engine.ruleSet.hash == before { usleep(500) }
        _ = try engine.evaluate(build)
      }
      Thread.sleep(forTimeInterval: 0.05)
    }
    times.sort()
    print(
      "Save to effect, \(Self.rules) rules, ms: median "
        + "\(Measure.figure(Measure.median(times) * 1e3)), "
        + "worst \(Measure.figure(times[times.count - 1] * 1e3)) of \(Self.saves)")
    engine.stopWatching()
  }

  private func fill(_ folder: URL) throws {
    let many = folder.appending(path: "many")
    try FileManager.default.createDirectory(at: many, withIntermediateDirectories: true)
    for rule in 0..<Self.rules {
      try Self.source(rule, note: "first").write(
        to: many.appending(path: "rule-\(rule).lua"), atomically: false, encoding: .utf8)
    }
  }

  private static func source(_ rule: Int, note: String) -> String {
    """
    -- \(note)
    return {
      title = "Rule \(rule)", severity = "advice", needs = { "monitors" },
      messages = { few = "{have} monitors; \(rule) would be better" },
      check = function(build, ctx)
        if build.monitors < \(rule) then ctx.report("few", { have = build.monitors }) end
      end,
    }
    """
  }
}
