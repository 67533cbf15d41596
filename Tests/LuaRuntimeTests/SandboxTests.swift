internal import LuaRuntime
internal import Testing

@Suite("What a rule can and cannot do")
struct SandboxTests {
  static let answers: [(String, String)] = [
    ("#build.gpus", "2"), ("build.gpus[1].tdp_w", "250"), ("build.gpus[2].tdp_w", "nil"),
    ("build.cpu.x_note", "free"), ("ctx.params.overhead", "0.1"), ("ctx.lang", "en"),
    ("('x'):rep(3, '-')", "x-x-x"),
    ("string.format('%5.2f|%d|%s|%-4s|', 3.14159, 7, {}, 'ab')", " 3.14|7|table|ab  |"),
    ("string.format('%q', 'a\"b\\n')", "\"a\\\"b\\ \""), ("('RTX 2080 Ti'):match('%d+')", "2080"),
    ("('key = value'):match('^(%w+)%s*=%s*(%w+)$')", "key"), ("('abc'):find('b', 1, true)", "2"),
    ("('hello world'):gsub('o', '0')", "hell0 w0rld"), ("('abc'):gsub('%w', '%0%0')", "aabbcc"),
    ("('f(a(b)c)d'):match('%b()')", "(a(b)c)"), ("('THE (quick) fox'):find('%((%a+)%)')", "5"),
    ("('x'):gsub('x', { x = 'y' })", "y"), ("('a.b'):gsub('%.', '%%')", "a%b"),
    ("('THE fox'):gsub('%f[%a]%a+', string.lower)", "the fox"), ("('aXb'):match('()X()')", "2"),
    ("('[[x]]'):match('[]]+')", "]]"), ("('a-b'):match('[a%-]+')", "a-"),
    ("('abab'):match('(ab)%1')", "ab"),
    ("tonumber('0x10')", "16"), ("tonumber('z', 36)", "35"), ("tonumber('8', 8)", "nil"),
    ("tonumber(' 12 ')", "12"),
    ("math.type(3)", "integer"), ("math.floor(2.7)", "2"), ("select('#', 1, nil)", "2"),
    ("select(-1, 1, 2)", "2"),
    ("table.concat({1, 2, 3}, ',')", "1,2,3"), ("table.unpack({1, 2}, 2)", "2"),
    ("#table.pack(1, 2)", "2"),
    ("table.concat(table.move({1,2,3}, 1, 3, 2), ',')", "1,1,2,3"), ("utf8.len('显卡')", "2"),
    ("tostring({}) .. tostring(print_) ", "error: `print_` is not defined"),
    ("tostring(check_)", "error: `check_` is not defined"),
    ("tostring(ipairs)", "function"), ("rawequal(build.gpus, build.gpus)", "true"),
  ]

  @Test("the library answers as Lua does", arguments: answers)
  func library(expression: String, expected: String) throws {
    #expect(try evaluate(expression) == expected)
  }

  @Test("pairs runs in the order of the keys")
  func sortedPairs() throws {
    let rig = try LuaHarness(
      body: """
        local t = { delta = 1, alpha = 2, [3] = 3, [1] = 4, charlie = 5 }
        local keys = {}
        for k in pairs(t) do keys[#keys + 1] = tostring(k) end
        for k in pairs(build.cpu) do keys[#keys + 1] = k end
        ctx.report("found", { v = table.concat(keys, " ") })
        """)
    #expect(rig.reported() == "1 3 alpha charlie delta tdp_w x_note")
  }

  @Test("table.sort sorts, is stable, and takes a comparison")
  func sorting() throws {
    let rig = try LuaHarness(
      body: """
        local t = {}
        for i = 1, 100 do t[i] = (i * 37) % 101 end
        table.sort(t)
        for i = 2, 100 do assert(t[i - 1] <= t[i]) end
        table.sort(t, function(a, b) return a > b end)
        for i = 2, 100 do assert(t[i - 1] >= t[i]) end
        ctx.report("found", { v = tostring(t[1]) })
        """)
    #expect(rig.reported() == "100")
  }

  @Test(
    "what a rule must not have is refused by name",
    arguments: [
      "os.execute('x')", "io.open('x')", "load('x')", "pcall(error)", "setmetatable({}, {})",
      "coroutine.create(error)", "print(1)", "rawset({}, 1, 1)", "next({})", "string.dump(error)",
      "math.random()", "collectgarbage()", "getmetatable('')", "debug.getinfo(1)", "package.path",
    ])
  func blocked(expression: String) throws {
    let answer = try evaluate(expression)
    #expect(answer.hasPrefix("error: `"))
    #expect(answer.contains("is not available in rules"))
  }

  @Test(
    "everything outside the function is read-only",
    arguments: [
      "build.name = 'x'", "build.gpus[1].tdp_w = 1", "build.gpus[3] = {}",
      "ctx.params.overhead = 1",
      "ctx.report = nil", "string.upper = nil", "LIST[1] = 2", "table.insert(LIST, 1)",
      "table.sort(build.gpus, function() return true end)", "table.remove(build.gpus)",
      "GLOBAL = 1",
      "MODULE.x = 1", "table.move({1}, 1, 1, 1, build.gpus)", "_ENV.x = 1",
    ])
  func readOnly(statement: String) throws {
    let rig = try LuaHarness(
      body: statement, file: "local LIST = { 3, 1, 2 } local MODULE = require 'lib.m'",
      modules: ["lib.m": "return { x = 0 }"])
    guard case .broken(let error) = rig.run().outcome else {
      Issue.record("it was allowed")
      return
    }
    #expect(error.kind == .error)
    #expect(error.chunk == 7)
    #expect(error.line == 3)
  }

  @Test(
    "a rule that would keep something between builds does not load, or breaks",
    arguments: [
      "local n = 0 local function bump() n = n + 1 end",
      "local n = 0 function bump() n = n + 1 end",
    ])
  func fileState(file: String) throws {
    #expect(throws: LuaError.self) { try LuaHarness(body: "bump()", file: file) }
  }

  @Test("state hidden in a closure is found when it changes, and put back")
  func closureState() throws {
    let rig = try LuaHarness(
      body: "ctx.report('found', { v = tostring(count()) })",
      file: "local function counter() local n = 0 return function() n = n + 1 return n end end "
        + "local count = counter()")
    for _ in 1...3 {
      #expect(rig.reported().contains("`n` was changed; a rule keeps nothing between builds"))
    }
  }

  @Test("a module is shared, frozen, and may not require itself")
  func modules() throws {
    let good = try LuaHarness(
      body: "ctx.report('found', { v = tostring(m.double(4)) })", file: "local m = require 'lib.m'",
      modules: ["lib.m": "local k = 2 return { double = function(x) return x * k end }"])
    #expect(good.reported() == "8")
    #expect(throws: LuaError.self) {
      try LuaHarness(
        body: "", file: "require 'lib.m'", modules: ["lib.m": "return require 'lib.m'"])
    }
    #expect(throws: LuaError.self) { try LuaHarness(body: "", file: "require 'lib.absent'") }
  }

  @Test("a returned value is an error that says what to do")
  func returnedValue() throws {
    #expect(try LuaHarness(body: "return false").reported().contains("ctx.report"))
  }

  @Test(
    "an undeclared message, a bad option and a raised severity are errors",
    arguments: [
      ("ctx.report('nothing', {})", "declares no `nothing`"),
      ("ctx.report('found', {}, { sugest = 'x' })", "`sugest` is none of"),
      ("ctx.report('found', {}, { severity = 'error' })", "not raise it"),
      ("ctx.report('found', {}, { severity = 'fatal' })", "none of error, warning, advice"),
      ("ctx.score(2)", "from 0 to 1"), ("ctx.report('found', { x = print_ })", "not defined"),
      ("ctx.report('found', { x = ctx.report })", "function cannot be reported"),
    ])
  func reportErrors(body: String, expected: String) throws {
    #expect(try LuaHarness(body: body).reported().contains(expected))
  }

  @Test("fields that are needed and absent are named by their path")
  func missing() throws {
    let keys = LuaHarness.keys
    let gpus = try #require(keys["gpus"])
    let tdp = try #require(keys["tdp_w"])
    let price = try #require(keys["price"])
    let cpu = try #require(keys["cpu"])
    func outcome(_ needs: [[[RulePlan.Step]]]) throws -> RuleAnswer.Outcome {
      try LuaHarness(body: "", needs: needs).run().outcome
    }
    #expect(try outcome([[[cpu, tdp]]]) == .pass)
    #expect(try outcome([[[gpus, nil, tdp]]]) == .unknown(missing: ["gpus[1].tdp_w"]))
    #expect(
      try outcome([[[gpus, nil, price], [gpus, nil, tdp]]]) == .unknown(missing: ["gpus[1].tdp_w"]))
    #expect(
      try outcome([[[gpus, nil, price]], [[cpu, price]]])
        == .unknown(missing: ["gpus[0].price", "gpus[1].price", "cpu.price"]))
    #expect(
      try outcome([[[price, nil, tdp]], [[price, nil, cpu]]]) == .unknown(missing: ["price"]))
  }

  @Test("`when` is asked first; where it stumbles over what is missing, that is unknown")
  func when() throws {
    let price = try #require(LuaHarness.keys["price"])
    #expect(
      try LuaHarness(body: "error('no')", when: "return false").run().outcome == .notApplicable)
    #expect(try LuaHarness(body: "", when: "return true").run().outcome == .pass)
    #expect(
      try LuaHarness(body: "", when: "return #build.price > 0", needs: [[[price]]]).run().outcome
        == .unknown(missing: ["price"]))
    guard case .broken = try LuaHarness(body: "", when: "return #build.price > 0").run().outcome
    else {
      Issue.record("an error with nothing missing is an error")
      return
    }
  }

  @Test("a traced build tells what was read, in order and once")
  func tracing() throws {
    let rig = try LuaHarness(
      body:
        "for _, g in ipairs(build.gpus) do local _ = g.tdp_w or g.price end local _ = build.cpu.tdp_w + #build.gpus"
    )
    try rig.runtime.bind(LuaHarness.build(), traced: true)
    _ = rig.run()
    #expect(
      rig.runtime.reads().map(\.path)
        == ["gpus[0].tdp_w", "gpus[1].tdp_w", "gpus[1].price", "cpu.tdp_w", "#gpus"])
  }

  @Test(
    "text that leaves the sandbox is one clean line",
    arguments: [
      ("'a\\0b'", "ab"), ("'a\\27[31mred\\27[0m'", "ared"), ("'safe\\u{202E}evil'", "safeevil"),
      ("'a\\nb\\tc'", "a b c"), ("'\\xff\\xfe!'", "\u{FFFD}\u{FFFD}!"), ("'\\27]0;title\\7x'", "x"),
    ])
  func clean(expression: String, expected: String) throws {
    #expect(try evaluate(expression) == expected)
  }
}
