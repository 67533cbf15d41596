internal import LuaRuntime
internal import Testing

/// Attacks on time, memory and the C stack beyond the shared corpus.
@Suite("No rule gets past its limits")
struct LimitTests {
  @Test(
    "work is stopped by a limit, wherever it is done",
    arguments: [
      // The library
      "('x'):rep(1e9 // 1 | 0)", "('x'):rep(1 << 62, 'yy')",
      "('x'):rep(math.maxinteger, ('y'):rep(1000))",
      "local s = ('x'):rep(1e6 // 1 | 0) for i = 1, 1e9 do local _ = s:reverse() end",
      "while true do local _ = ('%99.99f'):format(1e308) end",
      "while true do ('x'):rep(5000):find('.-.-.-b') end",
      "while true do ('a'):rep(9000):match(('a?'):rep(30) .. ('a'):rep(30)) end",
      "local s = ('a'):rep(1e5 // 1 | 0) .. 'b' while true do s:find(('a'):rep(5e4 // 1 | 0) .. 'c', 1, true) end",
      "local s = ('é'):rep(1e5 // 1 | 0) while true do utf8.len(s) end",
      "while true do utf8.char(table.unpack({ 1, 2, 3 })) end",
      "local t = {} for i = 1, 1e4 do t[i] = i end while true do table.sort(t) end",
      "local t = {} for i = 1, 1e5 do t[i] = i end while true do table.insert(t, 1, 0) table.remove(t, 1) end",
      "local t = { ('x'):rep(1e5 // 1 | 0) } for i = 2, 1000 do t[i] = t[1] end table.concat(t)",
      "local t = {} for i = 1, 2e4 do t[i] = i end while true do for k in pairs(t) do end end",
      "while true do table.move({}, 1, 1e5, 2, {}) end",
      "while true do select('#', table.unpack({}, 1, 9e4)) end",
      "local s = ('9'):rep(1e6 // 1 | 0) while true do tonumber(s, 10) end",
      "local s = ('\\128'):rep(4e6 // 1 | 0) local f = utf8.codes('x') while true do f(s, 1) end",
      "while true do ('x'):gsub('', '%0%0') end",
      "local t = {} for i = 1, 40 do t[('k'):rep(1e5 // 1 | 0) .. i] = i end while true do pairs(t) end",
      // The language itself
      "local s = ('x'):rep(2e6 // 1 | 0) while true do local _ = s .. 'y' end",
      "local s = ('x'):rep(2e6 // 1 | 0) while true do local _ = s .. s .. s end",
      "local a, b = ('x'):rep(2e6 // 1 | 0) .. 'y', ('x'):rep(2e6 // 1 | 0) .. 'z' while true do local _ = a < b end",
      "local s = 'x' while true do s = s .. s end",
      "local function f(...) return ... end while true do f(table.unpack({}, 1, 9e4)) end",
      "local function f(...) local t = { ... } return #t end while true do f(table.unpack({}, 1, 9e4)) end",
      "for i = math.maxinteger - 1, math.maxinteger do while true do end end",
      "for i = 1, math.huge do end", "for i = 1, 2, 1e-300 do end", "::a:: goto a",
      "repeat until false",
      "local t = {} while true do t[#t + 1] = function() return t end end",
      "local t = {} while true do t = { t } end",
      "local t = {} for i = 1, 1e9 do t[i * 1.5] = i end",
      // A call that lives on the edge of its memory would collect garbage for ever.
      "local keep = {} for i = 1, 78e3 do keep[i] = { i } end while true do local _ = ('x'):rep(6e4 // 1 | 0) end",
      // What leaves the sandbox
      "local s = ('\\27'):rep(1e6 // 1 | 0) while true do ctx.report('found', { a = s, b = s, c = s }) end",
      "local t = {} for i = 1, 1e5 do t[i] = i end while true do ctx.report('found', { a = t, b = t, c = t }) end",
      "while true do ctx.report('found', {}) end", "while true do ctx.unknown('cpu') end",
    ])
  func stopped(body: String) throws {
    let kind = try #require(try besiege(body: body).error?.kind)
    #expect(kind != .error)
  }

  @Test(
    "what would overflow a stack or a number is an ordinary error",
    arguments: [
      "local function f(s) return (s:gsub('.', f)) end f('x')",
      "local function f() table.sort({ 1, 2 }, f) end f()",
      "local function f(a) return a:gsub('.', function(x) return f(x) end) end f('x')",
      "table.unpack({}, 1, 1e8)", "table.unpack({}, math.mininteger, math.maxinteger)",
      "table.unpack({}, math.maxinteger - 1, math.maxinteger + 0.0)", "select(-1)",
      "select(math.mininteger)",
      "table.concat({}, 'x', 1, math.maxinteger)",
      "table.concat({}, 'x', math.maxinteger, math.maxinteger)",
      "string.format('%999d', 1)", "string.format('%.999f', 1)", "string.format('%-+ #0-+ #0d', 1)",
      "string.format('%p', {})", "string.format('%n', 1)", "string.format('%*d', 1, 1)",
      "string.format('%')",
      "string.format('%d', 'x')", "string.char(256)", "utf8.char(1 << 31)", "('x'):find('%')",
      "('x'):find('[a')",
      "('x'):find('(')", "('x'):find('%1')", "('x'):find('%f')", "('x'):find('%b')",
      "('x'):gsub('x', '%2')",
      "('x'):gsub('x', '%')", "('x'):find(('('):rep(33))",
      "('x'):rep(1e5 // 1 | 0):find(('(x'):rep(300))",
      "('x'):rep(500):find(('x?'):rep(500) .. 'y')", "table.insert({}, 5, 1)",
      "table.insert({}, 1, 2, 3)",
      "table.move({}, 1, math.maxinteger, 2)", "table.move({}, -1, math.maxinteger, 2)", "ipairs()",
      "pairs(nil)",
      "local f = ipairs({}) f(nil, 1)", "local f = ipairs({}) f()", "tonumber(1, 10)",
      "tonumber('1', 99)",
      "local t = {} t[nil] = 1", "local t = {} t[0 / 0] = 1", "_ENV[nil] = 1", "local a = 1 // 0",
      "math.tointeger()",
      "for i = 1, 10, 0 do end", "error()", "error(nil)", "error({})", "error(error)",
      "error(('x'):rep(1e5 // 1 | 0))",
      "error('x', 2)", "error(1e308)", "assert(nil)", "assert(false, {})",
      "local x <close> = build",
      "local x <close> = {}", "('x'):bad()", "string.dump(error)", "pairs({ [{}] = 1 })",
      "pairs({ [error] = 1 })",
    ])
  func ordinary(body: String) throws {
    #expect(try besiege(body: body).error?.kind == .error)
  }

  @Test(
    "an attack in `when` is stopped, and an error there is told",
    arguments: [
      ("while true do end", LuaError.Kind.fuel), ("error('no')", .error), ("error({})", .error),
      ("return #('x'):rep(1 << 40)", .fuel), ("build.x = 1", .error),
    ])
  func when(body: String, kind: LuaError.Kind) throws {
    #expect(try besiege(body: "", when: body).error?.kind == kind)
  }

  @Test(
    "fuel is counted alike in every run, state and round, and stops at the same line",
    arguments: [
      "local n = 0\nwhile true do\nn = n + 1\nn = n * 2\nn = n // 2\nend",
      "local t = {}\nfor i = 1, 1e6 do\nt[i % 100] = ('x'):rep(i % 50)\nend",
      "local s = ''\nfor i = 1, 300 do\ns = s .. ('abc '):rep(i)\nend",
      "for i = 1, 50 do\nlocal t = {}\nfor j = 1, 50 do t['k' .. (j * 7919 % 101)] = j end\nfor k, v in pairs(t) do v = k .. v end\nend",
    ])
  func deterministic(body: String) throws {
    let answers = try onBigStack {
      try (0..<6).map { index in
        let rig = try LuaHarness(
          body: body, limits: Limits(deadlineMilliseconds: 10_000, usesPool: index % 2 == 0))
        if index > 2 { _ = rig.run() }
        return rig.run()
      }
    }
    #expect(Set(answers).count == 1)
    #expect(answers[0].fuel > 0)
  }

  @Test(
    "deep tables and long chains of functions are refused before they fill the C stack",
    arguments: [
      """
      local function nest(n)
        local t = {}
        for i = 1, n do t = { t } end
        return t
      end
      local TREE = nest(1e4)
      return { check = function() return TREE end }
      """,
      """
      local function wrap(f) return function() return f() end end
      local function chain(n)
        local f = error
        for i = 1, n do f = wrap(f) end
        return f
      end
      local CHAIN = chain(5e3)
      return { check = function() CHAIN() end }
      """,
    ])
  func deepFile(source: String) throws {
    let outcome = try besiege(source: source, limits: .none)
    guard case .refused(let error) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(error.message.contains("nested deeper"))
  }

  @Test(
    "the deepest recursion fits the stack that a call may need",
    arguments: [
      "local function f(s) return (s:gsub('.', f)) end return { check = function() f('x') end }",
      "local function f(s) return (s:gsub(('(.?)'):rep(30), f)) end return { check = function() f(('x'):rep(99)) end }",
      "local function f() table.sort({ 1, 2 }, f) end return { check = f }",
      "local function f(n) return n + f(n + 1) end return { check = function() f(1) end }",
      "local t = {} for i = 1, 29 do t = { t } end return { check = error, deep = t }",
      "return " + String(repeating: "{", count: 170) + String(repeating: "}", count: 170),
      String(repeating: "local function f() ", count: 100),
    ])
  func stackNeed(source: String) throws {
    try onBigStack(bytes: LuaRuntime.stackBytes) { _ = try AttackCase().run(source: source) }
  }
}
