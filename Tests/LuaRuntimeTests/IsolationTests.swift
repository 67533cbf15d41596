internal import LuaRuntime
internal import Testing

/// Ways for a rule to leave something behind, or to get at what is not its own.
@Suite("A rule leaves nothing behind")
struct IsolationTests {
  /// The text that a rule reports as `v` in three runs on the same build, or why it broke.
  static func answers(_ source: String, modules: [String: String] = [:]) throws -> [String] {
    try onBigStack {
      let runtime = try LuaRuntime(limits: .patient, keys: LuaHarness.keys)
      for (name, text) in modules.sorted(by: { $0.key < $1.key }) {
        try runtime.define(module: name, source: Array(text.utf8), space: 0, chunk: 90)
      }
      do throws(LuaError) {
        let rule = try runtime.load(rule: Array(source.utf8), space: 0, chunk: 7).number
        try runtime.prepare(rule: rule, plan: LuaHarness.plan())
        try runtime.bind(LuaHarness.build())
        return (1...3).map { _ in
          switch runtime.evaluate(rule: rule).outcome {
          case .fail(let findings): findings[0].data["v"]?.text ?? "?"
          case .broken(let error): "\(error.kind): \(error.message)"
          case let other: "\(other)"
          }
        }
      } catch {
        return ["refused: \(error.message)"]
      }
    }
  }

  @Test(
    "a counter kept anywhere counts to one at most",
    arguments: [
      // Locals of the file and of closures
      "local n = 0 return { check = function(b, ctx) n = n + 1 ctx.report('found', { v = n .. '' }) end }",
      "local n = 0 local function up() n = n + 1 return n end return { check = function(b, ctx) ctx.report('found', { v = up() .. '' }) end }",
      "local function make() local n = 0 return function() n = n + 1 return n end end local up = make() return { check = function(b, ctx) ctx.report('found', { v = up() .. '' }) end }",
      "local function make() local n = 0 return { up = function() n = n + 1 end, get = function() return n end } end local c = make() return { check = function(b, ctx) ctx.report('found', { v = c.get() .. '' }) c.up() end }",
      "local function make() local n = 1 return function() n = n + 0.0 return n end end local up = make() return { check = function(b, ctx) ctx.report('found', { v = up() .. '' }) end }",
      "do local n = 0 function up() n = n + 1 return n end end return { check = function(b, ctx) ctx.report('found', { v = up() .. '' }) end }",
      "for n = 1, 1 do function up() n = n + 1 return n end end return { check = function(b, ctx) ctx.report('found', { v = up() .. '' }) end }",
      // Tables
      "local t = { n = 0 } return { check = function(b, ctx) t.n = t.n + 1 ctx.report('found', { v = t.n .. '' }) end }",
      "local t = { { n = 0 } } return { check = function(b, ctx) for _, x in pairs(t) do x.n = x.n + 1 end end }",
      "local t = { { n = 0 } } return { check = function(b, ctx) for _, x in ipairs(t) do x.n = x.n + 1 end end }",
      "local t = { { n = 0 } } return { check = function(b, ctx) table.unpack(t).n = 1 end }",
      "local t = { { n = 0 } } return { check = function(b, ctx) table.pack(table.unpack(t))[1].n = 1 end }",
      "local t = { { n = 0 } } return { check = function(b, ctx) table.move(t, 1, 1, 1, {})[1].n = 1 end }",
      "local t = { { n = 0 } } return { check = function(b, ctx) table.sort({ t[1], t[1] }, function(a) a.n = 1 end) end }",
      "local t = { x = { n = 0 } } return { check = function(b, ctx) ('x'):gsub('x', t) end }",
      "local function f() local t = { n = 0 } return function() t.n = t.n + 1 return t.n end end local g = f() return { check = function(b, ctx) ctx.report('found', { v = g() .. '' }) end }",
      "local t = {} t.t = t return { check = function(b, ctx) t.t.t.n = 1 end }",
      "local k = {} local t = { [k] = 1 } return { check = function(b, ctx) k.n = 1 end }",
      "local rule = {} rule.check = function(b, ctx) rule.n = (rule.n or 0) + 1 ctx.report('found', { v = rule.n .. '' }) end return rule",
      // Globals and environments
      "n = 0 return { check = function(b, ctx) n = n + 1 end }",
      "function check(b, ctx) check = nil end return { check = check }",
      "T = { n = 0 } return { check = function(b, ctx) T.n = 1 end }",
      "N = 0 return { check = function(b, ctx) local r = ctx.report local n = N + 1 _ENV = { N = n } r('found', { v = n .. '' }) end }",
      "N = 0 local e = _ENV return { check = function(b, ctx) e.N = N + 1 end }",
      "local _ENV = { N = 0 } return { check = function(b, ctx) N = N + 1 ctx.report('found', { v = N .. '' }) end }",
      "_ENV = { N = 0 } return { check = function(b, ctx) N = N + 1 ctx.report('found', { v = N .. '' }) end }",
      // What is handed in
      "return { check = function(b, ctx) b.n = 1 end }",
      "return { check = function(b, ctx) ctx.n = 1 end }",
      "return { check = function(b, ctx) ctx.params.n = 1 end }",
      "return { check = function(b, ctx) b.gpus[1].n = 1 end }",
      "return { check = function(b, ctx) for _, g in pairs(b.gpus) do g.n = 1 end end }",
      "return { check = function(b, ctx) local f, s = ipairs(b.gpus) s.n = 1 end }",
      "return { check = function(b, ctx) b.__index.n = 1 end }",
      "return { check = function(b, ctx) b.__metatable.n = 1 end }",
      "return { check = function(b, ctx) (b[1] or b[0]).n = 1 end }",
      "return { check = function(b, ctx) string.n = 1 end }",
      "return { check = function(b, ctx) ('').n = 1 end }",
      "return { check = function(b, ctx) table.insert(string, 1) end }",
      "return { check = function(b, ctx) table.move({ 1 }, 1, 1, 1, b) end }",
      "return { check = function(b, ctx) table.remove(b.gpus) end }",
      "return { check = function(b, ctx) table.sort(b.gpus, function() return true end) end }",
      // Iterators remember where they are
      "local step = ('a b c'):gmatch('%a') return { check = function(b, ctx) ctx.report('found', { v = step() }) end }",
      "local step = pairs({ a = 1, b = 2 }) return { check = function(b, ctx) ctx.report('found', { v = step() }) end }",
      "local step = pairs({ { n = 0 } }) return { check = function(b, ctx) local _, x = step() x.n = x.n + 1 end }",
      "local t = { step = ('a b'):gmatch('%a') } return { check = function(b, ctx) ctx.report('found', { v = t.step() }) end }",
      "step = pairs({ a = 1 }) return { check = function(b, ctx) ctx.report('found', { v = step() }) end }",
    ])
  func counters(source: String) throws {
    let answers = try Self.answers(source)
    #expect(Set(answers).count == 1, "\(answers)")
    let isFirst = answers[0] == "0" || answers[0] == "1"
    #expect(isFirst || answers[0].hasPrefix("error: ") || answers[0].hasPrefix("refused: "))
  }

  @Test(
    "a module that keeps something harms only the rule that made it do so",
    arguments: [
      (
        "local function make() local n = 0 return function() n = n + 1 return n end end return { up = make() }",
        "m.up() error('x')"
      ),
      (
        "local function make() local n = 0 return function() n = n + 1 return n end end return { up = make() }",
        "m.up() while true do end"
      ),
      (
        "local function make() local n = 0 return function() n = n + 1 return n end end return { up = make() }",
        "m.up()"
      ),
      ("local function set(x) N = x return 1 end N = 1 return { up = set }", "m.up()"),
    ])
  func moduleState(module: String, body: String) throws {
    for atLoad in [false, true] {
      let attack =
        "local m = require 'm' \(atLoad ? body : "") return { check = function() \(body) end }"
      let innocent =
        "local m = require 'm' return { check = function(b, ctx) ctx.report('found', { v = tostring(m) }) end }"
      try onBigStack {
        let runtime = try LuaRuntime(limits: .patient, keys: LuaHarness.keys)
        try runtime.define(module: "m", source: Array(module.utf8), space: 0, chunk: 90)
        let bystander = try runtime.load(rule: Array(innocent.utf8), space: 0, chunk: 1).number
        try runtime.prepare(rule: bystander, plan: LuaHarness.plan())
        try runtime.bind(LuaHarness.build())
        let before = runtime.evaluate(rule: bystander)
        let attacker = try? runtime.load(rule: Array(attack.utf8), space: 0, chunk: 7).number
        #expect(!atLoad || attacker == nil)
        #expect(runtime.evaluate(rule: bystander) == before)
        guard let attacker else { return }
        try runtime.prepare(rule: attacker, plan: LuaHarness.plan())
        for _ in 1...2 {
          guard case .broken = runtime.evaluate(rule: attacker).outcome else {
            Issue.record("the module kept something and nobody noticed")
            return
          }
          #expect(runtime.evaluate(rule: bystander) == before)
        }
      }
    }
  }

  @Test("a module is compiled once, and one that fails to load may be tried again")
  func failingModule() throws {
    #expect(
      try Self.answers("require 'm' return {}", modules: ["m": "error('no')"]) == ["refused: no"])
    #expect(
      try Self.answers("require 'm' return {}", modules: ["m": "local x"]) == [
        "refused: the module `m` returns nothing"
      ])
    #expect(
      try Self.answers("return { check = function() require 'm' end }", modules: ["m": "return 1"])
        .allSatisfy { $0.contains("belongs at the top") })
  }
}
