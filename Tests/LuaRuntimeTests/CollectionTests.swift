internal import LuaRuntime
internal import Testing

/// A full collection before each allocation finds every value that is used but held by nobody.
@Suite("Under constant collection")
struct CollectionTests {
  @Test("the library answers as ever", arguments: SandboxTests.answers)
  func library(expression: String, expected: String) throws {
    let reported = try onBigStack {
      let rig = try LuaHarness(body: "ctx.report('found', { v = tostring(\(expression)) })")
      rig.runtime.collectAlways(true)
      return rig.reported()
    }
    #expect(reported == expected)
  }

  @Test("loading, preparing, binding, tracing and evaluating work", arguments: [true, false])
  func wholeWay(pooled: Bool) throws {
    try onBigStack {
      let runtime = try LuaRuntime(limits: Limits(usesPool: pooled), keys: LuaHarness.keys)
      runtime.collectAlways(true)
      try runtime.define(
        module: "m", source: Array(AllocationFailureTests.module.utf8), space: 0, chunk: 90)
      let number = try runtime.load(
        rule: Array(AllocationFailureTests.rule.utf8), space: 0, chunk: 7
      ).number
      try runtime.prepare(rule: number, plan: LuaHarness.plan())
      for traced in [false, true, false] {
        try runtime.bind(LuaHarness.build(), traced: traced)
        for _ in 1...3 {
          guard case .fail(let findings) = runtime.evaluate(rule: number).outcome else {
            Issue.record("\(runtime.evaluate(rule: number).outcome)")
            return
          }
          #expect(findings[0].data["v"] == .text("x_note=free,tdp_w=<150>   <1>.<5> \"ALPHA\""))
        }
        #expect(runtime.reads().isEmpty != traced)
      }
    }
  }

  @Test("facts, reporters and importers work")
  func plugins() throws {
    try onBigStack {
      let facts = [
        "a": "function(build, ctx) return { ctx.facts.p.b, { x = ('y'):rep(100) } } end",
        "b": "function(build) return build.gpus end", "c": "function() return nil + 1 end",
      ]
      let rig = try FactHarness(
        facts: facts,
        checks: [
          FactHarness.report("ctx.facts.p.a[2].x .. ctx.facts.p.a[1][1].tdp_w"),
          FactHarness.report("ctx.facts.p.c"),
        ])
      rig.runtime.collectAlways(true)
      for _ in 1...2 {
        #expect(rig.said(0) == String(repeating: "y", count: 100) + "250")
        #expect(rig.said(1).contains("the fact `p.c`: attempt to perform arithmetic"))
        try rig.runtime.bind(LuaHarness.build())
      }
    }
  }

  @Test("the hostile corpus ends as ever", arguments: HostileBody.all)
  func hostile(_ hostile: HostileBody) throws {
    let limits = Limits(fuel: 20_000, memoryBytes: 1 << 20, deadlineMilliseconds: 2_000)
    try onBigStack {
      let runtime = try LuaRuntime(limits: limits, keys: LuaHarness.keys)
      runtime.collectAlways(true)
      let source = "return { check = function(build, ctx)\n\(hostile.body)\nend }"
      guard let number = try? runtime.load(rule: Array(source.utf8), space: 0, chunk: 7).number
      else { return }
      try runtime.prepare(rule: number, plan: LuaHarness.plan())
      try runtime.bind(LuaHarness.build())
      _ = runtime.evaluate(rule: number)
      #expect(runtime.stackHeight == 0)
    }
  }
}
