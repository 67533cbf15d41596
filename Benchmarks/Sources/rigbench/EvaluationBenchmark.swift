import Foundation
import RigModel
import RigRules

/// Evaluating one prepared build with all shipped rules through the library, on this thread.
struct EvaluationBenchmark {
  let root: URL
  private static let rounds = 15
  private static let builds = ["four-2080ti", "single-4090", "kaggle-budget"]

  private struct Variant {
    let name: String
    let limits: Limits
  }

  private var variants: [Variant] {
    var noFuel = Limits()
    noFuel.fuel = nil
    noFuel.deadlineMilliseconds = nil
    var noPool = Limits()
    noPool.usesPool = false
    var none = Limits.none
    none.usesPool = false
    return [
      Variant(name: "all limits on", limits: Limits()),
      Variant(name: "fuel hook off", limits: noFuel),
      Variant(name: "malloc instead of the pool", limits: noPool),
      Variant(name: "no limit at all, malloc", limits: none),
    ]
  }

  func run() throws {
    print("Evaluating one prepared build, all shipped rules, one thread")
    for name in Self.builds {
      let url = root.appending(path: "Fixtures/builds/\(name).yaml")
      guard FileManager.default.fileExists(atPath: url.path) else { continue }
      try run(Build(contentsOf: url), name)
    }
    print("")
  }

  private func run(_ build: Build, _ name: String) throws {
    let rules = RuleSource.directory(root.appending(path: "Rules"))
    let engines = try variants.map {
      try Engine(rules: [rules], options: EngineOptions(limits: $0.limits))
    }
    let prepared = engines.map { $0.prepare(build) }
    var times = [[Double]](repeating: [], count: engines.count)
    let count = 400
    // Taken in turns, so that a slow moment of the machine falls on all alike.
    for round in 0...Self.rounds {
      for (index, engine) in engines.enumerated() {
        let start = ContinuousClock.now
        for _ in 0..<count { _ = try engine.evaluate(prepared[index]) }
        let time = Double((ContinuousClock.now - start) / .seconds(1)) / Double(count)
        if round > 0 { times[index].append(time * 1e6) }
      }
    }
    let before = engines[0].luaMemory.allocations
    for _ in 0..<count { _ = try engines[0].evaluate(prepared[0]) }
    let allocations = (engines[0].luaMemory.allocations - before) / UInt64(count)
    print("\(name): \(engines[0].ruleSet.rules.count) rules, \(allocations) Lua allocations")
    Measure.row("", "µs, median", "µs, best", "share")
    let base = Measure.median(times[0].sorted())
    for (index, variant) in variants.enumerated() {
      let sorted = times[index].sorted()
      let median = Measure.median(sorted)
      Measure.row(
        "  \(variant.name)", Measure.figure(median), Measure.figure(sorted[0]),
        index == 0 ? "" : Measure.figure(100 * (base - median) / base) + " %")
    }
  }
}
