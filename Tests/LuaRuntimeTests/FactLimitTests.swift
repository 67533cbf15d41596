internal import LuaRuntime
internal import Testing

@Suite("Limits of facts")
struct FactLimitTests {
  private static let ask = FactHarness.report("ctx.facts.p.a")

  static let greedy: [(body: String, kind: LuaError.Kind, says: String)] = [
    ("while true do end", .fuel, "exceeded its work limit (endless loop?)"),
    ("local s = 'x' while true do s = s .. s end", .memory, "exceeded its memory limit"),
    ("local t = {} for i = 1, 1e9 do t[i] = {} end", .memory, "exceeded its memory limit"),
    ("return ('x'):rep(1e15)", .memory, ""),
  ]
  @Test("a limit ends the fact, with its name and line, and everyone who asks", arguments: greedy)
  func limits(body: String, kind: LuaError.Kind, says: String) throws {
    try onBigStack {
      let rig = try FactHarness(
        facts: ["a": "function() \(body) end"],
        checks: [Self.ask, FactHarness.report("1"), Self.ask])
      guard case .broken(let error) = rig.answer(0).outcome else {
        Issue.record("\(rig.answer(0))")
        return
      }
      #expect(error.kind == kind || error.kind == .fuel, "\(error)")
      #expect(error.message.hasPrefix("the fact `p.a`"))
      if error.kind == kind { #expect(error.message.contains(says)) }
      #expect(error.chunk == 50 && error.line == 3)
      #expect(rig.said(1) == "1")
      #expect(rig.answer(2).outcome == .broken(error))
      #expect(rig.runtime.factsComputed == 1)
    }
  }

  /// Burns fuel: about three units for each turn.
  private static func burn(_ turns: Int) -> String { "for i = 1, \(turns) do end" }

  @Test("a fact's fuel is its own: the rule that asks first pays no more than the next")
  func ownFuel() throws {
    let limits = Limits(fuel: 100_000, memoryBytes: nil, deadlineMilliseconds: nil)
    let rig = try FactHarness(
      facts: ["a": "function() \(Self.burn(60_000)) return 1 end"],
      checks: [Self.ask, Self.ask, Self.burn(60_000) + " " + Self.ask], limits: limits)
    let first = rig.answer(0)
    let second = rig.answer(1)
    #expect(first == second)
    #expect(first.fuel < 1_000)
    #expect(rig.said(2) == "1")
  }

  @Test("where a rule runs out of fuel does not depend on who computed the fact")
  func sameEnd() throws {
    for turns in stride(from: 20, to: 400, by: 7) {
      let check = "for i = 1, \(turns) do local v = ctx.facts.p.a end \(FactHarness.report("1"))"
      let limits = Limits(fuel: 60_000, memoryBytes: nil, deadlineMilliseconds: nil)
      let facts = ["a": "function() \(Self.burn(123)) return 1 end"]
      let cold = try FactHarness(facts: facts, checks: [check], limits: limits)
      let warm = try FactHarness(facts: facts, checks: [check, Self.ask], limits: limits)
      _ = warm.answer(1)
      #expect(cold.answer(0) == warm.answer(0), "\(turns) turns")
    }
  }

  @Test("where a fact runs out of fuel does not depend on what the rule did before")
  func samePlace() throws {
    let limits = Limits(fuel: 5_000, memoryBytes: nil, deadlineMilliseconds: nil)
    let body = (1...60).map { "x = x + \($0) x = x * 2" }.joined(separator: "\n")
    var places: Set<String> = []
    for before in 0..<120 {
      let rig = try FactHarness(
        facts: ["a": "function() local x = 0 for i = 1, 1000 do\n\(body)\nend end"],
        checks: ["local y = 0 for i = 1, \(before) do y = y + 1 end " + Self.ask], limits: limits)
      places.insert(rig.said())
    }
    #expect(places.count == 1, "\(places)")
  }

  @Test("asking for ever is stopped")
  func askingForEver() throws {
    let rig = try FactHarness(
      facts: ["a": "function() return 1 end"],
      checks: ["while true do local v = ctx.facts.p.a end"])
    #expect(rig.said().hasPrefix("fuel #1:1: the rule exceeded its work limit"), "\(rig.said())")
  }

  @Test("what facts hold is no burden of the rules that ask")
  func ownMemory() throws {
    // Each fact holds some 400 kB of tables; together they are thrice what a rule may have.
    let fact = "function() local t = {} for i = 1, 1000 do t[i] = { i } end return t end"
    let facts = Dictionary(uniqueKeysWithValues: (1...8).map { ("f\($0)", fact) })
    let limits = Limits(fuel: nil, memoryBytes: 1 << 20, deadlineMilliseconds: nil)
    let checks = (1...8).map { FactHarness.report("#ctx.facts.p.f\($0)") }
    let all = FactHarness.report((1...8).map { "#ctx.facts.p.f\($0)" }.joined(separator: " + "))
    let own = "local t = {} for i = 1, 5000 do t[i] = { i } end " + all
    let rig = try FactHarness(facts: facts, checks: checks + [own], limits: limits)
    for index in 0..<8 { #expect(rig.said(index) == "1000") }
    #expect(rig.runtime.memory.bytesInUse > 2 << 20)
    #expect(rig.said(8) == "8000")
    #expect(try FactHarness(facts: facts, checks: [own], limits: limits).said() == "8000")
  }

  /// Asks for the fact from within so many callbacks of `gsub`.
  private static func deep(_ levels: Int) throws -> FactHarness {
    try FactHarness(
      facts: ["a": "function() return 1 end"],
      checks: [
        """
        local function deep(n)
          if n == 0 then return ctx.facts.p.a end
          local r
          ('x'):gsub('x', function() r = deep(n - 1) end)
          return r
        end
        \(FactHarness.report("deep(\(levels))"))
        """, ask,
      ])
  }

  @Test("a deep stack when a fact is asked for is not a fault of the fact")
  func deepStack() throws {
    #expect(try Self.deep(300).said(0).contains("C stack overflow"))
    for levels in 20...200 {
      let rig = try Self.deep(levels)
      _ = rig.said(0)
      #expect(rig.said(1) == "1", "\(levels)")
    }
  }
}
