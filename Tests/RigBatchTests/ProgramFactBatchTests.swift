import Foundation
import RigMemo
import RigModel
import RigRules
import RigSamples
import Testing

@testable import RigBatch

/// A batch of an engine with facts of the program gives what single evaluations give.
@Suite("Facts of the program in a batch")
struct ProgramFactBatchTests {
  private struct Closed: Error, CustomStringConvertible { let description: String }

  /// Facts that read fields, that read none, that know nothing, and that fail.
  private static let facts = ProgramFacts(
    "shop",
    [
      ProgramFact("card_price", reads: ["gpus[].name"]) { build in
        let names = build["gpus"]?.listValue?.compactMap { $0["name"]?.textValue } ?? []
        // Half of the names are of cards that the shop does not sell.
        let known = names.filter { $0.utf8.reduce(0, { $0 &+ $1 }) % 2 == 0 }
        return known.isEmpty ? nil : .integer(Int64(known.joined().utf8.count) * 10)
      },
      ProgramFact("stock", reads: ["monitors", "cpu.cores"]) { build in
        if build["monitors"] == 2 { throw Closed(description: "closed: \(build)") }
        return build["cpu"]?["cores"]
      },
      // All that a closure can see of a build, in its order.
      ProgramFact("seen", reads: ["id", "gpus", "memory[].capacity_gb", "cpu", "extra", "mains"]) {
        .text("\($0)")
      },
      ProgramFact("margin", reads: []) { .map([.init(key: "percent", value: .text("\($0)"))]) },
      ProgramFact("none", reads: ["psus[].wattage_w"]) { _ in nil },
    ])

  private static let checks = [
    "shop/price": #"""
    local price = ctx.facts.shop.card_price
    if not price then return ctx.unknown("gpus[].name") end
    ctx.report("found", { n = price })
    """#,
    "shop/stock": #"ctx.report("found", { n = ctx.facts.shop.stock or "none" })"#,
    "shop/seen": #"ctx.report("found", { n = ctx.facts.shop.seen })"#,
    "shop/margin": #"ctx.report("found", { n = ctx.facts.shop.margin.percent })"#,
    "shop/none": #"if ctx.facts.shop.none then ctx.report("found", { n = 1 }) end"#,
    "shop/asks-now-and-then": #"""
    if build.monitors == 1 or build.monitors == 3 then return end
    ctx.report("found", { n = ctx.facts.shop.stock or "none" })
    """#,
    "shop/asks-no-fact": #"if build.monitors == 1 then ctx.report("found", { n = 1 }) end"#,
    "shop/walks": #"""
    local keys = {}
    for key in pairs(build) do keys[#keys + 1] = key end
    ctx.report("found", { n = table.concat(keys, ",") })
    """#,
    "shop/free-key": #"ctx.report("found", { n = build.x_mark or "none" })"#,
  ]

  private static func engine() throws -> Engine {
    let files = checks.map { id, check in
      (
        "\(id).lua",
        """
        return {
          title = "A rule", severity = "warning", messages = { found = "found {n}" },
          check = function(build, ctx)
        \(check)
          end,
        }
        """
      )
    }
    var options = EngineOptions()
    options.facts = facts
    let own = RuleSource.files(Dictionary(uniqueKeysWithValues: files))
    return try Engine(
      rules: [.directory(repository.appending(path: "Rules")), own], options: options)
  }

  private static func lines() -> [[UInt8]] {
    let samples: [(SampleBuilds.Kind, Int)] = [(.pools, 160), (.unique, 30), (.mixedCards, 30)]
    let ordinary = samples.flatMap { kind, count in
      (0..<count).map { SampleBuilds(kind, seed: 8).line($0) }
    }
    let odd = [
      #"{"id":"o1","x_mark":"one","monitors":2,"cpu":{"cores":6,"x_mark":1}}"#,
      #"{"id":"o2","x_program_facts":{"seen":{"value":"forged"}},"x_mark":"two"}"#,
      #"{"id":"o3","x_a":[1,{"b":2.5}],"x_program_facts":7,"x_z":true,"extra":{"deep":[[]]}}"#,
      #"{"extra":{"z":1,"a":2},"monitors":2,"mains":{"volts":230},"id":"o4"}"#,
      #"{"id":"o5","gpus":[{"name":"RTX \u6df1","tdp_w":6.5e1,"x_n":1},{}],"cpu":{"cores":8.0}}"#,
      #"{"id":"o6","gpus":[{"name":"A","count":2}],"memory":[{"modules":2,"module_gb":16}]}"#,
      #"{"id":"o7","gpu":{"name":"B","power_connectors":{"pcie_8pin":2}}}"#,
      #"{"id":"o8"}"#,
    ].map { Array($0.utf8) }
    // Twice, so that the second time outcomes could be replayed.
    return ordinary + odd + ordinary.prefix(60) + odd
  }

  /// The builds of the lines, with the reports of single evaluations.
  private static let judged = Result {
    let engine = try Self.engine()
    return try lines().map { line in
      let build = try Build(parsing: line, as: .json, file: "in.jsonl")
      return (build: build, report: try engine.evaluate(build))
    }
  }

  @Test("are in the reports of builds that the program made", arguments: [1, 2, 4])
  func builds(jobs: Int) async throws {
    let engine = try Self.engine()
    let judged = try Self.judged.get()
    var reports: [Report] = []
    let stream = AsyncStream { continuation in
      for (build, _) in judged { continuation.yield(build) }
      continuation.finish()
    }
    for try await report in engine.evaluate(batch: stream, jobs: jobs) { reports.append(report) }
    #expect(reports.count == judged.count)
    for (report, (_, single)) in zip(reports, judged) where report != single {
      Issue.record("\(JSONLines.text(report))\n\(JSONLines.text(single))")
      break
    }
    #expect(Set(Self.outcomes("shop/price", reports)) == ["fail", "unknown"])
    #expect(Set(Self.outcomes("shop/stock", reports)) == ["fail", "broken"])
    #expect(Set(Self.outcomes("shop/none", reports)) == ["pass"])
    #expect(reports.allSatisfy { !JSONLines.text($0).contains("forged") })
  }

  private static func outcomes(_ rule: String, _ reports: [Report]) -> [String] {
    reports.compactMap { report in report.results.first { $0.rule == rule }?.outcome.name }
  }

  @Test("are in the lines of a file", arguments: [1, 2, 4], [true, false])
  func lines(jobs: Int, remembers: Bool) throws {
    let engine = try Self.engine()
    let folder = try Folder()
    let input = try folder.write(
      "in.jsonl", Self.lines().flatMap { $0 + [UInt8(ascii: "\n")] })
    let written = try batch(
      engine, [input], in: folder,
      options {
        $0.jobs = jobs
        $0.remembers = remembers
      }
    ).text.split(separator: "\n")
    let judged = try Self.judged.get()
    #expect(written.count == judged.count)
    for (line, (_, report)) in zip(written, judged) where line + "\n" != JSONLines.text(report) {
      Issue.record("\(line)\n\(JSONLines.text(report))")
      break
    }
  }

  @Test("keep no rule that does not ask for them from being cached")
  func caching() throws {
    let samples = SampleBuilds(.pools, seed: 8)
    let folder = try Folder()
    let input = try folder.write("in.jsonl", samples.lines(0..<2000))
    let timings = try batch(
      Self.engine(), [input], in: folder,
      options {
        $0.jobs = 1
        $0.measures = true
      }
    ).result.timings
    let rules = Dictionary(
      uniqueKeysWithValues: try #require(timings).eachRule.map { ($0.rule, $0) })
    #expect(try #require(rules["shop/asks-no-fact"]).runs < 10)
    #expect(try #require(rules["chassis/gpu-length"]).reason == nil)
    // Once more, until it was found to ask.
    #expect(rules["shop/price"]?.runs == 2001)
    #expect(rules["shop/price"]?.reason?.contains("walks over the build") == true)
  }

  @Test("are not known while any part of a build is not decided")
  func partial() throws {
    let engine = try Self.engine()
    let evaluator = try #require(try PartialEvaluator(engine))
    let asking = Set(["shop/price", "shop/stock", "shop/seen", "shop/margin", "shop/none"])
    for (build, report) in try Self.judged.get().prefix(60) {
      let some = try #require(try evaluator.evaluate(build.value, undecided: ["memory"]))
      let all = try #require(try evaluator.evaluate(build.value))
      #expect(all == report.results)
      for (outcome, result) in zip(some, report.results) {
        if asking.contains(result.rule) { #expect(outcome == nil) }
        if let outcome { #expect(outcome == result) }
        if result.rule == "shop/asks-no-fact" { #expect(outcome != nil) }
      }
    }
  }
}

extension JSONLines {
  fileprivate static func text(_ report: Report) -> String {
    String(decoding: of(report), as: UTF8.self)
  }
}
