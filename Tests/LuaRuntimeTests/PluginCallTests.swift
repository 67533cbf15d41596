internal import LuaRuntime
internal import Testing

@Suite("Calling a plugin's functions")
struct PluginCallTests {
  private static func plugin(_ source: String) throws -> (LuaRuntime, UInt32) {
    let runtime = try LuaRuntime(limits: .patient, keys: LuaHarness.keys)
    let number = try runtime.load(
      plugin: "p", source: Array(source.utf8), space: 0, chunk: 50
    ).number
    return (runtime, number)
  }

  private static let function = PluginFunction(section: "s", key: "k", field: "f")

  private static func text(_ body: String, _ arguments: [LuaDocument] = []) throws -> String {
    let (runtime, number) = try plugin(
      "return { s = { k = { f = function(a, b)\n\(body)\nend } } }")
    return try runtime.text(
      from: function, of: number, arguments: arguments, limits: .patient)
  }

  static let texts: [(body: String, text: String)] = [
    ("return 'a\\nb\\tc'", "a\nb\tc"), ("return 'a\\r\\nb'", "a\nb"),
    ("return 'x\\27[31mred\\27[0m'", "xred"), ("return '\\0\\7\\127'", ""),
    ("return 'a\\255b'", "a\u{FFFD}b"), ("return '中文 é'", "中文 é"),
    ("return 'a\\u{202E}b'", "ab"), ("return ''", ""),
    ("return ('x'):rep(1048576)", String(repeating: "x", count: 1 << 20)),
  ]
  @Test("a text comes out clean, with its line ends and tabs", arguments: texts)
  func clean(body: String, text: String) throws { #expect(try Self.text(body) == text) }

  static let refused: [(body: String, kind: LuaError.Kind, says: String)] = [
    ("return 1", .error, "it returned a number; it must return a text"),
    ("", .error, "it returned a nil; it must return a text"),
    ("return ('x'):rep(1048577)", .error, "the most is 1048576"),
    ("return ('\\255'):rep(1048576)", .error, "more than 1048576"),
    ("error('no')", .error, "no"), ("while true do end", .fuel, "work limit"),
    ("a.x = 1", .error, "read-only"), ("return b.gpus[1].name", .error, "nil value"),
  ]
  @Test("a call that cannot be answered says why", arguments: refused)
  func refusal(body: String, kind: LuaError.Kind, says: String) throws {
    let error = #expect(throws: LuaError.self) { try Self.text(body, [LuaHarness.build()]) }
    #expect(error?.kind == kind)
    #expect(error?.message.contains(says) == true, "\(String(describing: error))")
    #expect(error?.chunk == 50)
  }

  @Test("an error that the author raised is told from one that happened")
  func raised() throws {
    let cases = [
      ("error('x')", true), ("assert(false, 'x')", true), ("error({})", true),
      ("local x = nil + 1", false), ("('x'):rep(-1).y.z = 1", false), ("while true do end", false),
    ]
    for (body, isRaised) in cases {
      let error = #expect(throws: LuaError.self) { try Self.text(body) }
      #expect(error?.isRaised == isRaised, "\(body)")
    }
  }

  @Test("a table comes out as plain values; a function in it is refused")
  func table() throws {
    let (runtime, number) = try Self.plugin(
      "return { s = { k = function(text, ctx) return { id = text, file = ctx.name } end, "
        + "bad = function() return { f = print } end, none = function() return 'x' end } }")
    var text = LuaDocument(keys: LuaHarness.keys)
    text.text("a,b\n\u{0}c")
    func call(_ key: String) throws -> LuaValue {
      try runtime.table(
        from: PluginFunction(section: "s", key: key, field: "f"), of: number,
        arguments: [text, LuaHarness.build()], limits: .patient)
    }
    #expect(try call("k")["id"] == .text("a,b\n\u{0}c"))
    #expect(try call("k")["file"] == .text("rig"))
    #expect(throws: LuaError.self) { try call("bad") }
    #expect(throws: LuaError.self) { try call("none") }
    #expect(throws: LuaError.self) { try call("missing") }
    #expect(try call("k")["id"] != nil)
  }

  @Test("a call has the limits it is given, and leaves those of the rules alone")
  func limits() throws {
    let source =
      "return { s = { k = function() local n = 0 for i = 1, 1500000 do n = n + i end return 'x' end } }"
    let (runtime, number) = try Self.plugin(source)
    let more = Limits(fuel: 50_000_000, memoryBytes: 64 << 20, deadlineMilliseconds: 10_000)
    #expect(throws: LuaError.self) {
      try runtime.text(from: Self.function, of: number, arguments: [], limits: .patient)
    }
    #expect(
      try runtime.text(from: Self.function, of: number, arguments: [], limits: more) == "x")
    let rule = try runtime.load(
      rule: Array("return { check = function() while true do end end }".utf8), space: 0, chunk: 1
    ).number
    try runtime.prepare(rule: rule, plan: LuaHarness.plan())
    try runtime.bind(LuaHarness.build())
    #expect(runtime.evaluate(rule: rule).fuel <= 2_000_000)
  }

  @Test("a manifest that is not a table is refused at its first line")
  func noTable() {
    let error = #expect(throws: LuaError.self) { try Self.plugin("return 1") }
    #expect(error?.message == "plugin.lua must return a table, not a number")
    #expect(error?.line == 1 && error?.chunk == 50)
  }
}
