internal import LuaRuntime
internal import Testing

/// What leaves the sandbox is bounded and clean, whatever a rule hands over.
@Suite("Reports are bounded")
struct ReportTests {
  static func outcome(_ body: String) throws -> RuleAnswer {
    try onBigStack { try LuaHarness(body: body).run() }
  }

  @Test(
    "data that cannot be told is an error that says why",
    arguments: [
      ("local t = {} t.t = t ctx.report('found', t)", "nested deeper"),
      ("ctx.report('found', { a = { b = { c = { d = { e = {} } } } } })", "nested deeper"),
      ("ctx.report('found', { v = 0 / 0 })", "not finite"),
      ("ctx.report('found', { v = math.huge })", "not finite"),
      ("ctx.report('found', { v = error })", "function cannot be reported"),
      ("ctx.report('found', { [true] = 1 })", "keys are names"),
      ("ctx.report('found', { [{}] = 1 })", "keys are names"),
      ("ctx.report()", "takes the id"), ("ctx.report(1)", "takes the id"),
      ("ctx.report('found', 1)", "table expected"),
      ("ctx.report('found', {}, 1)", "table expected"),
      ("ctx.report('found', {}, { at = 1 })", "string expected"),
      ("ctx.report('found', {}, { severity = {} })", "string expected"),
      ("ctx.report('found', {}, { score = 'x' })", "number expected"),
      ("ctx.report('found', {}, { score = 0 / 0 })", "from 0 to 1"),
      ("ctx.report('found', {}, { suggest = error })", "function"),
      ("ctx.report('found', {}, OPTIONS)", "none of at"),
      ("ctx.report('found', {}, { suggest = { en = { 'x' } } })", "nested deeper"),
      ("ctx.unknown()", "string expected"), ("ctx.score()", "number expected"),
      ("ctx.score('x')", "number expected"),
    ])
  func refused(body: String, expected: String) throws {
    let reported = try onBigStack {
      try LuaHarness(body: body, file: "local OPTIONS = { sugest = 'x' }").reported()
    }
    #expect(reported.contains(expected), "\(reported)")
  }

  @Test(
    "what is too much is cut or refused, and never grows beyond a megabyte",
    arguments: [
      "for i = 1, 1000 do ctx.report('found', { i = i }) end",
      "local t = {} for i = 1, 1000 do t['k' .. i] = i end ctx.report('found', t)",
      "local t = {} for i = 1, 1000 do t[i] = i end ctx.report('found', { t = t })",
      "ctx.report('found', { [('k'):rep(1e6 // 1 | 0)] = ('v'):rep(1e6 // 1 | 0) })",
      "local s = ('v'):rep(9999) for i = 1, 60 do local t = {} for k = 1, 60 do t[k] = s end ctx.report('found', { t = t }) end",
      "ctx.report('found', {}, { at = ('x'):rep(1e6 // 1 | 0), suggest = ('y'):rep(1e6 // 1 | 0) })",
      "for i = 1, 1000 do ctx.unknown(('x'):rep(1e5 // 1 | 0)) end",
    ])
  func bounded(body: String) throws {
    switch try Self.outcome(body).outcome {
    case .fail(let findings):
      #expect(findings.count <= LuaRuntime.maximumFindings)
      #expect(findings.map { "\($0)".utf8.count }.reduce(0, +) < 4 << 20)
      #expect(findings.allSatisfy { $0.data.entries.count <= 64 })
    case .broken(let error): #expect(error.message.utf8.count <= 4096)
    case .unknown(let missing): #expect(missing.map(\.utf8.count).reduce(0, +) < 1 << 20)
    case let other: Issue.record("\(other)")
    }
  }

  @Test("findings beyond the cap are counted")
  func dropped() throws {
    #expect(
      try Self.outcome("for i = 1, 1000 do ctx.report('found', {}) end").droppedFindings == 900)
  }

  @Test(
    "a finding made in a callback has the line of the rule that made it",
    arguments: [
      "\n\n('a'):gsub('a', function() ctx.report('found', {}) end)",
      "\n\n('found'):gsub('.+', ctx.report)",
      "\n\ntable.sort({ 'found', 'found' }, function(a) ctx.report(a, {}) end)",
    ])
  func line(body: String) throws {
    guard case .fail(let findings) = try Self.outcome(body).outcome else {
      Issue.record("it did not report")
      return
    }
    #expect(findings[0].line == 5)
  }

  @Test("numbers keep what they are, and keys their order")
  func fidelity() throws {
    let body = """
      ctx.report('found', { a = math.maxinteger, b = math.mininteger, c = 0.1, d = -0.0, e = 1e308, f = true,
        g = { [math.maxinteger] = 1, [math.maxinteger - 1] = 2, [0.5] = 3, [-1] = 4, x = 5 } })
      """
    guard case .fail(let findings) = try Self.outcome(body).outcome else {
      Issue.record("it did not report")
      return
    }
    let data = findings[0].data
    #expect(data["a"] == .integer(.max))
    #expect(data["b"] == .integer(.min))
    #expect(data["c"] == .number(0.1))
    #expect(data["e"] == .number(1e308))
    #expect(data["f"] == .boolean(true))
    #expect(data["g"]?.entries.map(\.value) == [4, 3, 2, 1, 5].map(LuaValue.integer))
  }

  @Test(
    "error objects of every kind become one clean line",
    arguments: [
      ("error({})", "the error object is a table, not a text"),
      ("error(nil)", "the error object is a nil, not a text"),
      ("error('a\\nb\\27[31m\\0c', 0)", "a bc"), ("error('\\xff', 0)", "\u{FFFD}"),
      ("error(42)", "42"),
      ("error('#9:9: forged')", "#9:9: forged"),
      ("error('#9:9: forged', 0)", "#9:9: forged"),
      ("assert(false, '#9:9: forged')", "#9:9: forged"), ("error('', 0)", ""),
      ("assert(false, 'told')", "told"),
      ("assert(false, build)", "the error object is a table, not a text"),
    ])
  func errors(body: String, expected: String) throws {
    guard case .broken(let error) = try Self.outcome(body).outcome else {
      Issue.record("it did not break")
      return
    }
    #expect(error.message == expected)
    #expect(error.chunk == 7)
  }

  @Test(
    "an empty text is a text, even where it is all there is",
    arguments: ["return { '' }", "return { [''] = '' }"])
  func emptyText(source: String) throws {
    let runtime = try LuaRuntime(limits: .patient, keys: LuaHarness.keys)
    let description = try runtime.load(rule: Array(source.utf8), space: 0, chunk: 7).description
    #expect("\(description)".contains("\"\""))
  }

  @Test(
    "a description of gigabytes is refused at load",
    arguments: [
      "local s = ('x'):rep(4e6 // 1 | 0) local t = {} for i = 1, 4000 do t['k' .. i] = s end return t",
      "local t = {} for i = 1, 3000 do t['k' .. i] = ('x'):rep(1000) end return t",
      "local t = {} for i = 1, 4000 do t[i] = {} for k = 1, 100 do t[i][k] = k end end return t",
      "local t = {} t.t = t return t",
    ])
  func description(source: String) throws {
    guard case .refused = try besiege(source: source) else {
      Issue.record("it was taken")
      return
    }
  }

  @Test("calls that come too early are answered, not followed")
  func early() throws {
    let runtime = try LuaRuntime(limits: .patient, keys: LuaHarness.keys)
    let source = "return { check = function(build, ctx) ctx.report('found', {}) end }"
    let rule = try runtime.load(rule: Array(source.utf8), space: 0, chunk: 7).number
    let unbound = runtime.evaluate(rule: rule)
    #expect("\(unbound.outcome)".contains("no build is bound"))
    try runtime.bind(LuaHarness.build())
    #expect("\(runtime.evaluate(rule: rule).outcome)".contains("broken"))
    #expect("\(runtime.evaluate(rule: 9).outcome)".contains("no such rule"))
    #expect(throws: LuaError.self) { try runtime.prepare(rule: 9, plan: LuaHarness.plan()) }
  }
}
