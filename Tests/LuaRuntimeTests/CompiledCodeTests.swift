internal import LuaRuntime
internal import Testing

/// A source that another thread has compiled is the same as one that the sandbox compiles.
@Suite("Compiled code")
struct CompiledCodeTests {
  /// What loading and three evaluations come to.
  private func story(of text: LuaText, chunk: UInt32) throws -> String {
    let limits = Limits(fuel: 50_000, memoryBytes: 2 << 20, deadlineMilliseconds: nil)
    let runtime = try LuaRuntime(limits: limits, keys: LuaHarness.keys)
    do throws(LuaError) {
      let (rule, table) = try runtime.load(rule: text, space: 0, chunk: chunk)
      try runtime.prepare(rule: rule, plan: LuaHarness.plan())
      try runtime.bind(LuaHarness.build())
      let outcomes = (1...3).map { _ in "\(runtime.evaluate(rule: rule).outcome)" }
      return "\(table)\n\(outcomes.joined(separator: "\n"))\n\(runtime.stackHeight)"
    } catch {
      return "\(error)"
    }
  }

  /// The same of a module that a rule requires and runs, and of a manifest.
  private func storyBeside(_ text: LuaText, chunk: UInt32) throws -> String {
    let limits = Limits(fuel: 50_000, memoryBytes: 2 << 20, deadlineMilliseconds: nil)
    let runtime = try LuaRuntime(limits: limits, keys: LuaHarness.keys)
    var story = ""
    do {
      try runtime.define(module: "m", text: text, space: 0, chunk: chunk)
      let rule =
        "local m = require('m')\nreturn { check = function(b, c) return m.check(b, c) end }"
      let (number, _) = try runtime.load(rule: Array(rule.utf8), space: 0, chunk: 5)
      story += "\(runtime.evaluate(rule: number).outcome)\n"
    } catch { story += "\(error)\n" }
    do {
      let (_, manifest) = try runtime.load(plugin: "p", text: text, space: 0, chunk: chunk)
      story += "\(manifest)\n"
    } catch { story += "\(error)\n" }
    return story + "\(runtime.stackHeight)"
  }

  private func compare(_ source: [UInt8], chunk: UInt32) throws -> Bool {
    let text = LuaText(source)
    let unkept = LuaText(source, keepsTokens: false)
    #expect(unkept.tokens == text.tokens)
    let plain = try story(of: text, chunk: chunk) + storyBeside(text, chunk: chunk)
    let compiled =
      try story(of: text.compiled(), chunk: chunk)
      + storyBeside(unkept.compiled(), chunk: chunk)
    #expect(compiled == plain, "\(String(decoding: source, as: UTF8.self))")
    return compiled == plain
  }

  @Test("random programs answer alike", arguments: [11, 12] as [UInt64])
  func random(seed: UInt64) throws {
    try onBigStack {
      var programs = LuaPrograms(seed: seed)
      var compiled = 0
      for number in 0..<1000 {
        let source = Array(programs.next().utf8)
        if LuaText(source).compiled().isCompiled { compiled += 1 }
        guard try compare(source, chunk: UInt32(number + 1)) else { return }
      }
      #expect(compiled > 300, "\(compiled)")
    }
  }

  @Test("a source that is cut or changed anywhere is told alike", arguments: [3, 4])
  func changed(seed: UInt64) throws {
    let whole = Array(AllocationFailureTests.rule.utf8)
    try onBigStack {
      var random = SplitMix(seed: seed)
      for _ in 0..<1000 {
        var source = whole
        source[random.below(source.count)] = UInt8(random.below(256))
        let at = random.below(source.count)
        if random.below(3) == 0 { source.removeSubrange(at..<min(source.count, at + 20)) }
        guard try compare(source, chunk: 7) else { return }
      }
    }
  }

  @Test(
    "errors have their lines, and the number of the source",
    arguments: [
      "return {\n check = function()\n error('told')\n end }",
      "return {\n check = function(build)\n return build.cpu.nothing.at_all\n end }",
      "local kept\nreturn {\n check = function()\n kept = 1\n end }",
      "return {\n check = function(\n end }",
      "local function f() local n = 0; return function() n = n + 1; return n end end\n"
        + "local g = f()\nreturn { check = function() error(g()) end }",
      "return 1", "", "return {", "\u{1b}Lua", "return { check = load }",
    ], [1, 7, 4_294_967_295] as [UInt32])
  func lines(source: String, chunk: UInt32) throws {
    #expect(try compare(Array(source.utf8), chunk: chunk))
  }

  @Test("bytes that look like compiled code are not taken for it")
  func bytes() throws {
    let text = LuaText([0x1b] + Array("Lua\u{54}".utf8) + [UInt8](repeating: 0, count: 64))
    let runtime = try LuaRuntime(limits: .patient, keys: LuaHarness.keys)
    #expect(throws: LuaError.self) {
      try runtime.load(rule: text.compiled(), space: 0, chunk: 1)
    }
  }
}
