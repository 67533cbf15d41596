internal import Foundation
internal import LuaRuntime
internal import Testing

/// Our own library functions against those of the `lua5.4` that is installed.
@Suite("As Lua answers")
struct ConformanceTests {
  /// Makes one text of all results; works in real Lua and in rules.
  static let helpers = """
    local function show(...)
      local texts = {}
      for i = 1, select('#', ...) do
        local value = select(i, ...)
        local kind = math.type(value) or type(value)
        if kind ~= 'table' and kind ~= 'function' then kind = kind .. ':' .. tostring(value) end
        texts[i] = kind:gsub('[^%w%p ]', function(c) return '\\\\' .. c:byte() end)
      end
      return table.concat(texts, ' ')
    end
    local function all(text, pattern)
      local found = {}
      for a, b in text:gmatch(pattern) do found[#found + 1] = show(a, b) end
      return table.concat(found, ';')
    end
    local function changed(list, change, ...)
      local results = show(change(list, ...))
      for i = 0, #list + 1 do results = results .. ' ' .. show(list[i]) end
      return results
    end
    """

  /// What real Lua prints for each expression, `ERROR` for an error; nil where there is no Lua.
  static func reference(_ expressions: [String]) throws -> [String]? {
    let script = FileManager.default.temporaryDirectory
      .appendingPathComponent("rigrules-\(UUID().uuidString).lua")
    defer { try? FileManager.default.removeItem(at: script) }
    var text = helpers + "\nlocal T = {}\n"
    for expression in expressions {
      text += "T[#T + 1] = function() return show(\(expression)) end\n"
    }
    text += "for i = 1, #T do local ok, v = pcall(T[i]) print(ok and v or 'ERROR') end\n"
    try text.write(to: script, atomically: true, encoding: .utf8)
    // Not `Process`, which leaks and so would hide what the sanitizer is to find.
    guard let pipe = popen("lua5.4 '\(script.path)' 2>/dev/null", "r") else { return nil }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 {
      output += buffer[..<count]
    }
    guard pclose(pipe) == 0 else { return nil }
    return String(decoding: output, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast().map(String.init)
  }

  static func ours(_ expression: String) throws -> String {
    let rig = try LuaHarness(
      body: "ctx.report('found', { v = show(\(expression)) })", file: helpers,
      limits: Limits(deadlineMilliseconds: nil))
    switch rig.run().outcome {
    case .fail(let findings): return findings[0].data["v"]?.text ?? "?"
    case .broken(let error): return error.kind == .error ? "ERROR" : "\(error)"
    case let other: return "\(other)"
    }
  }

  @Test(
    "random calls give the same results, or fail in both", arguments: [3, 5, 8, 9, 12] as [UInt64])
  func random(seed: UInt64) throws {
    var generator = LuaExpressions(seed: seed)
    let expressions = (0..<1000).map { _ in generator.next() }
    guard let expected = try Self.reference(expressions) else {
      print("warning: no lua5.4 here; conformance with it is NOT tested")
      return
    }
    try #require(expected.count == expressions.count)
    try onBigStack {
      for (expression, expected) in zip(expressions, expected) {
        let found = try Self.ours(expression)
        #expect(found == expected, "\(expression)")
      }
    }
  }
}
