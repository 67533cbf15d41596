internal import LuaRuntime
internal import Testing

@Suite("Facts")
struct FactTests {
  private static let ask = FactHarness.report("ctx.facts.p.a")

  @Test("a fact is computed when it is asked for, and once for each build")
  func once() throws {
    let rig = try FactHarness(
      facts: ["a": "function(build) return build.cpu.tdp_w end", "b": "function() return 1 end"],
      checks: [Self.ask, Self.ask + Self.ask, ""])
    #expect(rig.runtime.factsComputed == 0)
    #expect(rig.said(2) == "pass" && rig.runtime.factsComputed == 0)
    for _ in 1...3 {
      #expect(rig.said(0) == "150" && rig.said(1) == "150")
      #expect(rig.runtime.factsComputed == 1)
    }
    try rig.runtime.bind(LuaHarness.build())
    #expect(rig.said(1) == "150" && rig.runtime.factsComputed == 2)
  }

  static let values: [(source: String, shown: String, said: String)] = [
    ("1", "ctx.facts.p.a", "1"), ("2.5", "ctx.facts.p.a", "2.5"), ("'x'", "ctx.facts.p.a", "x"),
    ("true", "ctx.facts.p.a", "true"), ("false", "ctx.facts.p.a", "false"),
    ("nil", "ctx.facts.p.a", "nil"), ("{ 1, { x = 'y' } }", "ctx.facts.p.a[2].x", "y"),
    ("{}", "#ctx.facts.p.a", "0"), ("{ [3] = 1 }", "ctx.facts.p.a[3]", "1"),
    ("build.gpus", "#ctx.facts.p.a", "2"), ("build", "ctx.facts.p.a.cpu.tdp_w", "150"),
    ("ctx.lang", "ctx.facts.p.a", "en"), ("1, 2", "select('#', ctx.facts.p.a)", "1"),
  ]
  @Test("a fact is a plain value", arguments: values)
  func value(source: String, shown: String, said: String) throws {
    let rig = try FactHarness(
      facts: ["a": "function(build, ctx) return \(source) end"],
      checks: [FactHarness.report(shown)])
    #expect(rig.said() == said)
    #expect(rig.said() == said)
  }

  static let refused: [(source: String, says: String)] = [
    ("function() end", "function"), ("{ f = function() end }", "function"),
    ("{ ('x'):rep(40000), ('y'):rep(40000) }", "65536 bytes of text"),
    ("0/0", "not finite"), ("{ { 1/0 } }", "not finite"), ("ctx.facts", "userdata"),
    ("ctx", "userdata"), ("string", "function"), ("{ [true] = 1 }", "key that is a boolean"),
    ("(function() local t = {} t.t = t return t end)()", "nested deeper than 16"),
    ("(function() local t = {} for i = 1, 5000 do t[i] = i end return t end)()", "2048 values"),
  ]
  @Test("anything else breaks whoever asks, at the fact's own line", arguments: refused)
  func refusal(source: String, says: String) throws {
    let rig = try FactHarness(
      facts: ["a": "function(build, ctx) return \(source) end"], checks: [Self.ask, Self.ask])
    let said = rig.said(0)
    #expect(
      said.hasPrefix("error #50:3: the fact `p.a`: it holds")
        || said.hasPrefix("error #50:3: the fact `p.a`: its table"), "\(said)")
    #expect(said.contains(says), "\(said)")
    #expect(rig.said(1) == said)
  }

  @Test("a fact's tables are read-only for all who ask")
  func readOnly() throws {
    let rig = try FactHarness(
      facts: ["a": "function() return { n = 1, list = { 1 } } end"],
      checks: [
        "ctx.facts.p.a.n = 2", "table.insert(ctx.facts.p.a.list, 2)", "ctx.facts.p.a = 1",
        "ctx.facts.q = 1", FactHarness.report("ctx.facts.p.a.n + #ctx.facts.p.a.list"),
      ])
    for index in 0...3 {
      #expect(rig.said(index).contains("read-only"), "\(rig.said(index))")
    }
    #expect(rig.said(4) == "2")
  }

  @Test("a need that is not met makes a fact unknown: `nil`, without a call")
  func needs() throws {
    let rig = try FactHarness(
      facts: ["a": "function() return 1 end", "b": "function() return 1 end"],
      checks: [
        FactHarness.report("tostring(ctx.facts.p.a) .. tostring(ctx.facts.p.b)"),
        "if not ctx.facts.p.a then ctx.unknown('gpus[2].tdp_w') end",
      ],
      needs: ["a": [[[0, nil, 3]]], "b": [[[1, 3]], [[0, nil, 3], [0, nil, 2]]]])
    #expect(rig.said() == "nil1")
    #expect(rig.answer(1).outcome == .unknown(missing: ["gpus[1].tdp_w"]))
  }

  @Test("facts ask for facts of their plugin, and see no other")
  func chains() throws {
    var rig = try FactHarness(
      facts: [
        "a": "function(build, ctx) return ctx.facts.p.b + 1 end",
        "b": "function(build, ctx) return build.cpu.tdp_w end",
        "c": "function(build, ctx) return ctx.facts.other.x end",
        "d": "function(build, ctx) return ctx.report end",
        "e": "function(build, ctx) return ctx.params.x end",
      ], checks: ["a", "b", "c", "d", "e"].map { FactHarness.report("ctx.facts.p.\($0)") })
    #expect(rig.said(0) == "151" && rig.said(1) == "150")
    #expect(rig.runtime.factsComputed == 2)
    #expect(
      rig.said(2).contains("a fact sees the facts of its own plugin, `p`, and not of `other`"))
    #expect(rig.said(3) == "nil" && rig.said(4) == "nil")
    try rig.add(FactHarness.report("ctx.facts.p.a"), chunk: 9)
    #expect(rig.said(5) == "151")
  }

  static let names: [(expression: String, says: String)] = [
    ("ctx.facts.q.a", "no plugin `q` is on"),
    ("ctx.facts.p.totla", "the plugin `p` has no fact `totla`; did you mean `total`?"),
    ("ctx.facts.p.zzzzzz", "the plugin `p` has no fact `zzzzzz`"),
    ("ctx.facts.p[1]", "has no fact `1`"), ("ctx.facts[nil]", "no plugin `nil`"),
    ("ctx.fatcs.p.total", "attempt to index a nil value"),
    ("pairs(ctx.facts.p)", "table expected"), ("#ctx.facts", "length"),
  ]
  @Test("a name that is not there is an error of the one who asks", arguments: names)
  func unknown(expression: String, says: String) throws {
    let rig = try FactHarness(
      facts: ["total": "function() return 1 end"], checks: [FactHarness.report(expression)])
    #expect(rig.said().contains(says), "\(rig.said())")
    #expect(rig.said().hasPrefix("error #1:1:"))
  }

  @Test("a fact that breaks breaks everyone who asks, with its own place and in the same words")
  func broken() throws {
    let rig = try FactHarness(
      facts: [
        "a": "function(build) return build.nothing.x end",
        "b": "function(build, ctx) return ctx.facts.p.a end",
        "c": "function() error('no such table') end",
      ],
      checks: [
        Self.ask, FactHarness.report("ctx.facts.p.b"), Self.ask,
        FactHarness.report("ctx.facts.p.c"),
      ]
    )
    let said = rig.said(0)
    #expect(said.hasPrefix("error #50:3: the fact `p.a`: attempt to index"), "\(said)")
    #expect(rig.said(1) == said && rig.said(2) == said && rig.said(0) == said)
    #expect(rig.said(3) == "error #50:5: the fact `p.c`: no such table")
    #expect(rig.runtime.factsComputed == 3)
    try rig.runtime.bind(LuaHarness.build())
    #expect(rig.said(1) == said)
  }

  @Test("a fact that broke in `when` is told although data is missing too")
  func brokenInWhen() throws {
    var rig = try FactHarness(facts: ["a": "function(build) error('no') end"], checks: [])
    try rig.add("", when: "when = function(build, ctx) return ctx.facts.p.a end,")
    try rig.runtime.prepare(rule: rig.rules[0], plan: LuaHarness.plan(needs: [[[0, nil, 3]]]))
    #expect(rig.said() == "error #50:3: the fact `p.a`: no")
  }

  static let circles = [
    ["a": "a"], ["a": "b", "b": "a"], ["a": "b", "b": "c", "c": "a"],
    ["a": "c", "c": "b", "b": "c"],
  ]
  @Test("a circle is told the same wherever it is entered", arguments: circles)
  func circle(links: [String: String]) throws {
    let facts = links.mapValues { "function(build, ctx) return ctx.facts.p.\($0) end" }
    let asked = links.keys.sorted()
    var texts: Set<String> = []
    for first in asked {
      let rig = try FactHarness(
        facts: facts, checks: [FactHarness.report("ctx.facts.p.\(first)")])
      texts.insert(rig.said())
    }
    #expect(texts.count == 1, "\(texts)")
    #expect(texts.first?.contains("ask in a circle: ") == true)
  }

  @Test("facts ask for one another twelve deep and no deeper, whatever was asked for before")
  func depth() throws {
    var facts = ["f1": "function() return 1 end"]
    for level in 2...40 {
      facts["f\(level)"] = "function(build, ctx) return ctx.facts.p.f\(level - 1) end"
    }
    let orders: [[Int]] = [
      [12], [13], [1, 12], [40, 12, 13], [40, 30, 12], [12, 40, 13], Array(1...13),
    ]
    for order in orders {
      let rig = try FactHarness(
        facts: facts, checks: order.map { FactHarness.report("ctx.facts.p.f\($0)") })
      for (index, level) in order.enumerated() {
        let said = rig.said(index)
        if level <= 12 {
          #expect(said == "1", "\(order): f\(level)")
        } else {
          #expect(said == "error #50:0: the facts of `p` ask for one another more than 12 deep")
        }
      }
    }
  }

  @Test("nothing is kept between calls: not in the file, not in a closure, not in a module")
  func stateless() throws {
    let counting = """
      local function counter() local n = 0 return function() n = n + 1 return n end end
      local count = counter()
      """
    let rig = try FactHarness(
      facts: ["a": "function() return count() end"], checks: [Self.ask, "", Self.ask],
      file: counting)
    #expect(rig.said(0).contains("the local `n` was changed"), "\(rig.said(0))")
    #expect(rig.said(2) == rig.said(0))
    try rig.runtime.bind(LuaHarness.build())
    #expect(rig.said(2) == rig.said(0))

    let module = try FactHarness(
      facts: ["a": "function() return m.count() end", "b": "function() return 1 end"],
      checks: [FactHarness.report("ctx.facts.p.b"), Self.ask, FactHarness.report("ctx.facts.p.b")],
      file: "local m = require 'm'",
      modules: ["m": counting + " return { count = count }"])
    #expect(module.said(0) == "1" && module.said(2) == "1")
    #expect(module.said(1).contains("the local `n` was changed"), "\(module.said(1))")
    #expect(module.said(0) == "1")
  }

  @Test("the names read of a build are noted as the fact, not as what the fact read")
  func traced() throws {
    let rig = try FactHarness(
      facts: ["a": "function(build) return build.cpu.tdp_w end"],
      checks: [FactHarness.report("ctx.facts.p.a + build.cpu.tdp_w")], traced: true)
    #expect(rig.said() == "300")
    #expect(rig.runtime.reads().map(\.path) == ["ctx.facts.p.a", "cpu.tdp_w"])
    #expect(rig.runtime.reads()[0].value == .integer(150))
  }

  @Test("no build, no fact")
  func unbound() throws {
    let runtime = try LuaRuntime(limits: .patient, keys: LuaHarness.keys)
    let plugin = try runtime.load(
      plugin: "p", source: Array("return { facts = { a = function() return 1 end } }".utf8),
      space: 0, chunk: 1)
    try runtime.prepare(
      facts: [FactPlan(key: "a", needs: [])], of: plugin.number, language: "en")
    var context = LuaDocument(keys: LuaHarness.keys)
    context.beginMap()
    context.end()
    try runtime.set(sessionGlobal: "ctx", to: context, space: 0, withFacts: true)
    #expect(throws: LuaError.self) { try runtime.run(input: "ctx.facts.p.a", space: 0) }
    try runtime.bind(LuaHarness.build())
    #expect(try runtime.run(input: "ctx.facts.p.a", space: 0) == .values([.integer(1)]))
  }
}
