internal import Foundation
internal import LuaRuntime
internal import Testing

/// Memory may run out at any point; the state must come out of it whole.
@Suite("Running out of memory")
struct AllocationFailureTests {
  static let module = """
    local function make() local n = 0 return function(add) n = n + add return n end end
    return { words = { 'a', { 'b' } }, sum = make(), join = function(t) return table.concat(t, ',') end }
    """
  static let rule = """
    local m = require 'm'
    LIST = { 1, 2, { 3 } }
    local names = {}
    for word in ('alpha beta gamma'):gmatch('%a+') do names[#names + 1] = word:upper() end
    local function kept() local n = 1 return function() if n > 1 then n = n + 1 end return n end end
    local one = kept()
    return {
      title = { en = 'title', zh = '标题' }, list = LIST, when = function(build) return #build.gpus > 0 end,
      check = function(build, ctx)
        local t = {}
        for key, value in pairs(build.cpu) do t[#t + 1] = key .. '=' .. tostring(value) end
        table.sort(t, function(a, b) return a > b end)
        local text = ('%s %5.1f %q'):format(m.join(t), one() * 1.5, names[1]):gsub('%d+', function(d) return '<' .. d .. '>' end)
        ctx.report('found', { v = text, t = { 1, 2, { x = 'y' } } }, { at = 'cpu', suggest = { en = 'x' }, score = 0.5 })
      end,
    }
    """

  /// Fails the k-th allocation of a step, for each k until the step succeeds. `prepare` brings a
  /// runtime to the step, `step` does it, `verify` looks at the runtime afterwards.
  static func failEach(
    limits: Limits = .patient,
    prepare: (LuaRuntime) throws -> Void, step: (LuaRuntime) throws(LuaError) -> Void,
    verify: (LuaRuntime) throws -> Void
  ) throws -> UInt64 {
    for k in 1...UInt64(20_000) {
      let runtime = try LuaRuntime(limits: limits, keys: LuaHarness.keys)
      try runtime.define(module: "m", source: Array(module.utf8), space: 0, chunk: 90)
      try prepare(runtime)
      var failure: LuaError?
      runtime.failAllocation(k)
      do throws(LuaError) { try step(runtime) } catch { failure = error }
      runtime.failAllocation(0)
      #expect(runtime.stackHeight == 0)
      guard let failure else {
        try verify(runtime)
        return k
      }
      #expect(failure.kind == .memory, "allocation \(k): \(failure)")
      // The same again, with memory, on the same state.
      try step(runtime)
      try verify(runtime)
    }
    return 0
  }

  private static func load(_ runtime: LuaRuntime) throws(LuaError) -> UInt32 {
    try runtime.load(rule: Array(rule.utf8), space: 0, chunk: 7).number
  }

  private static func expectAnswer(_ runtime: LuaRuntime, rule: UInt32) {
    guard case .fail(let findings) = runtime.evaluate(rule: rule).outcome else {
      Issue.record("\(runtime.evaluate(rule: rule).outcome)")
      return
    }
    #expect(findings[0].data["v"] == .text("x_note=free,tdp_w=<150>   <1>.<5> \"ALPHA\""))
    #expect(runtime.stackHeight == 0)
  }

  @Test("at each allocation of a load", arguments: [true, false])
  func load(pooled: Bool) throws {
    let reached = try onBigStack {
      try Self.failEach(limits: Limits(usesPool: pooled)) { _ in
      } step: { runtime throws(LuaError) in
        _ = try Self.load(runtime)
      } verify: { runtime in
        let number = try Self.load(runtime)
        try runtime.prepare(rule: number, plan: LuaHarness.plan())
        try runtime.bind(LuaHarness.build())
        Self.expectAnswer(runtime, rule: number)
      }
    }
    #expect(reached > 100)
  }

  @Test("at each allocation of a preparation")
  func preparation() throws {
    let reached = try onBigStack {
      try Self.failEach { runtime in
        _ = try Self.load(runtime)
        try runtime.bind(LuaHarness.build())
      } step: { runtime throws(LuaError) in
        try runtime.prepare(rule: 0, plan: LuaHarness.plan(needs: [[[0, nil, 2]], [[1, 3]]]))
      } verify: { runtime in
        Self.expectAnswer(runtime, rule: 0)
      }
    }
    #expect(reached > 5)
  }

  @Test("at each allocation of a binding", arguments: [true, false])
  func binding(traced: Bool) throws {
    let reached = try onBigStack {
      try Self.failEach { runtime in
        let number = try Self.load(runtime)
        try runtime.prepare(rule: number, plan: LuaHarness.plan())
        try runtime.bind(LuaHarness.build())
      } step: { runtime throws(LuaError) in
        try runtime.bind(LuaHarness.build(), traced: traced)
      } verify: { runtime in
        Self.expectAnswer(runtime, rule: 0)
        #expect(runtime.reads().isEmpty != traced)
      }
    }
    #expect(reached > 10)
  }

  @Test("at each allocation of an evaluation", arguments: [true, false])
  func evaluation(traced: Bool) throws {
    let reached = try onBigStack {
      try Self.failEach { runtime in
        let number = try Self.load(runtime)
        try runtime.prepare(rule: number, plan: LuaHarness.plan())
        try runtime.bind(LuaHarness.build(), traced: traced)
      } step: { runtime throws(LuaError) in
        if case .broken(let error) = runtime.evaluate(rule: 0).outcome { throw error }
      } verify: { runtime in
        Self.expectAnswer(runtime, rule: 0)
      }
    }
    #expect(reached > 20)
  }

  static let plugin = """
    local m = require 'm'
    local names = { 'alpha', 'beta' }
    return {
      name = 'p',
      facts = {
        a = function(build, ctx) return { list = { ctx.facts.p.b, names[1]:upper() }, x = { 1 } } end,
        b = { compute = function(build) return m.join({ build.cpu.tdp_w, 2 }) end },
      },
      reporters = { r = function(build, ctx)
        local t = {}
        for key, value in pairs(build.cpu) do t[#t + 1] = key .. '=' .. tostring(value) .. '\\n' end
        return table.concat(t)
      end },
    }
    """
  private static let asking = """
    return { check = function(build, ctx)
      local a = ctx.facts.p.a
      ctx.report('found', { v = a.list[1] .. a.list[2] .. #a.x })
    end }
    """
  private static func loadPlugin(_ runtime: LuaRuntime) throws(LuaError) {
    let number = try runtime.load(
      plugin: "p", source: Array(plugin.utf8), space: 0, chunk: 8
    ).number
    try runtime.prepare(
      facts: [FactPlan(key: "a", needs: [[[1, 3]]]), FactPlan(key: "b", needs: [])], of: number,
      language: "en")
  }
  private static func expectFact(_ runtime: LuaRuntime) throws {
    let rule = try runtime.load(rule: Array(asking.utf8), space: 0, chunk: 7).number
    try runtime.prepare(rule: rule, plan: LuaHarness.plan())
    try runtime.bind(LuaHarness.build())
    guard case .fail(let findings) = runtime.evaluate(rule: rule).outcome else {
      Issue.record("\(runtime.evaluate(rule: rule).outcome)")
      return
    }
    #expect(findings[0].data["v"] == .text("150,2ALPHA1"))
    #expect(runtime.stackHeight == 0)
  }

  @Test("at each allocation of a plugin's load, and of a fact", arguments: [true, false])
  func facts(pooled: Bool) throws {
    let reached = try onBigStack {
      try Self.failEach(limits: Limits(usesPool: pooled)) { _ in
      } step: { runtime throws(LuaError) in
        try Self.loadPlugin(runtime)
      } verify: { runtime in
        // Where the step was done twice, two plugins have the name, and the first may be half made.
        let fresh = try LuaRuntime(limits: Limits(usesPool: pooled), keys: LuaHarness.keys)
        try fresh.define(module: "m", source: Array(Self.module.utf8), space: 0, chunk: 90)
        try Self.loadPlugin(fresh)
        try Self.expectFact(fresh)
        #expect(runtime.stackHeight == 0)
      }
    }
    #expect(reached > 100)
    let computed = try onBigStack {
      try Self.failEach(limits: Limits(usesPool: pooled)) { runtime in
        try Self.loadPlugin(runtime)
        let rule = try runtime.load(rule: Array(Self.asking.utf8), space: 0, chunk: 7).number
        try runtime.prepare(rule: rule, plan: LuaHarness.plan())
      } step: { runtime throws(LuaError) in
        try runtime.bind(LuaHarness.build())
        if case .broken(let error) = runtime.evaluate(rule: 0).outcome { throw error }
      } verify: { runtime in
        try Self.expectFact(runtime)
      }
    }
    #expect(computed > 20)
  }

  @Test("at each allocation of a reporter")
  func reporter() throws {
    let reached = try onBigStack {
      try Self.failEach { runtime in
        try Self.loadPlugin(runtime)
      } step: { runtime throws(LuaError) in
        let text = try runtime.text(
          from: PluginFunction(section: "reporters", key: "r", field: "render"), of: 0,
          arguments: [LuaHarness.build()], limits: .patient)
        #expect(text == "tdp_w=150\nx_note=free\n")
      } verify: { runtime in
        try Self.expectFact(runtime)
      }
    }
    #expect(reached > 10)
  }

  @Test("memory comes back to its level after 200 calls that failed")
  func level() throws {
    try onBigStack {
      let runtime = try LuaRuntime(limits: .patient, keys: LuaHarness.keys)
      try runtime.define(module: "m", source: Array(Self.module.utf8), space: 0, chunk: 90)
      let number = try Self.load(runtime)
      try runtime.prepare(rule: number, plan: LuaHarness.plan())
      try runtime.bind(LuaHarness.build())
      var levels: [UInt64] = []
      for round in 0..<200 {
        runtime.failAllocation(UInt64(1 + round % 40))
        _ = runtime.evaluate(rule: number)
        _ = try? Self.load(runtime)
        try? runtime.bind(LuaHarness.build())
        runtime.failAllocation(0)
        try runtime.bind(LuaHarness.build())
        Self.expectAnswer(runtime, rule: number)
        levels.append(runtime.memory.bytesInUse)
      }
      // Garbage comes and goes; the highest of the last rounds is no higher than before.
      let early = levels[50..<100].max() ?? 0
      let late = levels[150...].max() ?? 0
      #expect(late <= early + early / 4)
    }
  }

  /// Bytes of memory that this process takes, or nil where the system does not say.
  private static func residentBytes() -> Int? {
    let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    return text?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 4096 }
  }

  /// The address sanitizer keeps freed memory back.
  private static var isSanitized: Bool { dlsym(nil, "__asan_region_is_poisoned") != nil }

  @Test("a closed runtime gives all its memory back", arguments: [true, false])
  func closed(pooled: Bool) throws {
    func rounds(_ count: Int) throws {
      for round in 0..<count {
        let runtime = try LuaRuntime(limits: Limits(usesPool: pooled), keys: LuaHarness.keys)
        try runtime.define(module: "m", source: Array(Self.module.utf8), space: 0, chunk: 90)
        runtime.failAllocation(UInt64(round % 300 + 1))
        _ = try? Self.load(runtime)
        runtime.failAllocation(0)
        let number = try Self.load(runtime)
        try runtime.prepare(rule: number, plan: LuaHarness.plan(needs: [[[0, nil, 3], [1, 3]]]))
        try runtime.prepare(rule: number, plan: LuaHarness.plan(needs: [[[1, 3]]]))
        try runtime.bind(LuaHarness.build(), traced: true)
        Self.expectAnswer(runtime, rule: number)
      }
    }
    // Other tests take memory at the same time, so here only the leak of whole states would show:
    // 500 of them are 50 MB. The sanitizer's run looks at single blocks.
    try onBigStack {
      try rounds(20)
      guard let before = Self.residentBytes(), !Self.isSanitized else { return }
      try rounds(500)
      let after = try #require(Self.residentBytes())
      #expect(after - before < 40 << 20)
    }
  }
}
