internal import LuaRuntime
internal import Testing

/// What a file runs the same without: a table of literals under one key of the table it returns.
@Suite("Tables of literals in a source")
struct LiteralFieldTests {
  private func found(_ source: String) -> String? {
    let bytes = Array(source.utf8)
    return LuaSource.literalField("examples", in: bytes).map {
      String(decoding: bytes[$0], as: UTF8.self)
    }
  }

  @Test(
    "data are found, however they are written",
    arguments: [
      ("return { examples = {} }", "{}"),
      (
        "return { a = 1, examples = { { name = \"a\", build = { x = -1.5e3 } } }, b = 2 }",
        "{ { name = \"a\", build = { x = -1.5e3 } } }"
      ),
      (
        "return { examples = { true, false, nil; 'x' .. \"y\" .. 'z', }; };",
        "{ true, false, nil; 'x' .. \"y\" .. 'z', }"
      ),
      (
        "return { examples = { [1] = 2, ['k\\n'] = \"}\" --[[ } ]] } -- }\n, b = 1 }",
        "{ [1] = 2, ['k\\n'] = \"}\" --[[ } ]] }"
      ),
      ("local function f() return { examples = { f } } end return { examples = { 1 } }", "{ 1 }"),
      (
        "return { check = function(b) if b then return { examples = b }, 1 end end, examples = { 2 } }",
        "{ 2 }"
      ),
      (
        "return { check = f({ examples = { f } }), t = { examples = { f } }, examples = { 3 } }",
        "{ 3 }"
      ),
      (
        "for i = 1, 2 do repeat local x = i until x end return { examples = { 4 } } -- end", "{ 4 }"
      ),
    ])
  func finds(source: String, table: String) { #expect(found(source) == table) }

  @Test(
    "anything else is left as it is",
    arguments: [
      "return { examples = { build } }", "return { examples = { f() } }",
      "return { examples = { f { } } }", "return { examples = { 'x':rep(3) } }",
      "return { examples = { function() end } }", "return { examples = { 1 + 1 } }",
      "return { examples = { ('x') } }", "return { examples = { { } } }[1]",
      "return { examples = {} }, 1", "return { examples = {} } .. x",
      "return { examples = {} .. x }", "return { examples = {}, examples = {} }",
      "return { examples = {}, ['examples'] = f() }", "return { [k] = 1, examples = {} }",
      "return f { examples = {} }", "return ({ examples = {} })", "local t = { examples = {} }",
      "return { t = { examples = {} } }", "return { examples = f, t = 1 }",
      "return { check = function() return { examples = {} } end }", "return { examples = {}",
      "return { examples = { { } }", "return { examples = { x = } }",
      "return { examples = { 1 2 } }", "return { examples = { , } }",
      "return { examples = { x == 1 } }", "return { examples = { [nil] = 1 } }",
      "return { examples = { \"\\q\" } }", "return { examples = { \"\\x4\" } }",
      "return { examples = { \"a } }", "return { examples = { 'a\\' } }",
      "return { examples = { \"a\nb\" } }", "return { examples = { 3x } }",
      "return { examples = { 1..2 } }", "return { examples = { 1e } }",
      "return { examples = { 0x } }", "return { examples = { - - 1 } }",
      "return { examples = { [[long]] } }", "return { examples = { [[open } }",
      "return { examples = { \"\0\" } }", "return { examples = { } --[[ \0 ]] }",
      "return { examples = \(String(repeating: "{", count: 30))\(String(repeating: "}", count: 30)) }",
      "return { examples = { 'x'\(String(repeating: " .. 'x'", count: 150)) } }",
      "return { examples = { } } \(String(repeating: " ", count: 65_536))",
      "if a then return { examples = {} } end return { b = 1 }",
    ])
  func leaves(source: String) { #expect(found(source) == nil) }
}
