internal import LuaRuntime
internal import Testing

/// What is refused before it is compiled, and what must not be.
@Suite("Source text")
struct SourceTests {
  static func load(_ source: [UInt8]) throws -> LuaError? {
    try onBigStack {
      let runtime = try LuaRuntime(limits: .patient, keys: LuaHarness.keys)
      do throws(LuaError) {
        _ = try runtime.load(rule: source, space: 0, chunk: 7)
        return nil
      } catch {
        return error
      }
    }
  }
  static func load(_ source: String) throws -> LuaError? { try load(Array(source.utf8)) }

  static let chain = String(repeating: ".x", count: 250)

  /// Lua 5.4.4 looks for the name of the value that failed along the whole chain, recursively.
  @Test(
    "a chain of suffixes is found wherever it hides",
    arguments: [
      "local t = {} return t\(chain)", "local t = {} return t . x . x\(chain)",
      "local t = {} return t --[[\n]]\(chain)",
      "local t = {} return t\(String(repeating: "[1]", count: 250))",
      "local t = {} return t\(String(repeating: "['x']", count: 250))",
      "local t = {} return \(String(repeating: "(", count: 100))t\(String(repeating: ".x.x.x)", count: 100))",
      "local t = {} return (((t\(chain.prefix(300)))\(chain.prefix(300))))",
      "-- a comment ends at a carriage return \r local t = {} return t\(chain)",
      "local s = \"\\\r\n\" local t = {} return t\(chain) --\"",
      "local s = \"\\\n\r\" local t = {} return t\(chain) --\"",
      "local s = '\\z\u{B}\r\n ' local t = {} return t\(chain)",
      "local s = '\\'' local t = {} return t\(chain)",
      "local s = [==[ ]] ]=] ]==] local t = {} return t\(chain)",
      "--[==[ ]] ]==] local t = {} return t\(chain)",
      "--[=x\nlocal t = {} return t\(chain)", "local a = 3 return a --\n\(chain)",
      "local t = {} return t[t\(chain)]", "local t = {} return {t\(chain)}",
      "local function f() end f(f\(chain))", "local t = {} t\(chain) = 1",
      "local t = {} return t:x()\(chain)",
    ])
  func hiddenChain(source: String) throws {
    #expect(try Self.load(source)?.message == "an expression has more than 200 suffixes")
  }

  @Test(
    "long files without long chains load",
    arguments: [
      "local f = {}\n" + String(repeating: "f.x = f.y or f.z\n", count: 1000) + "return {}",
      "local f = { g = { h = function() end } }\n"
        + String(repeating: "f.g.h(f.g, f.g)\n", count: 1000) + "return {}",
      "local f = function() end\n" + String(repeating: "f(1) f 'x' f { f }\n", count: 500)
        + "return {}",
      "return { " + String(repeating: "{ a = { 1, 2 }, b = 'x' },\n", count: 2000) + " }",
      "local t = { " + String(repeating: "[1] = 'x' .. 'y',", count: 1000) + " } return t",
      "\r\n-- CR LF\r\nreturn {\r\n}\r\n", "-- CR\rreturn {}",
    ])
  func loads(source: String) throws {
    let error = try Self.load(source)
    #expect(error == nil, "\(String(describing: error))")
  }

  @Test(
    "what no rule may be is refused, with the reason",
    arguments: [
      ("\u{1B}Lua", "compiled Lua"), ("return {} \0", "zero byte"),
      ("return {}" + String(repeating: " ", count: 65_536), "65536 are allowed"),
      ("local _ENV <const> = {} x = 1 return {}", "takes no attribute"),
      ("local _ENV<close> = nil return {}", "takes no attribute"),
      (
        "return \(String(repeating: "(", count: 200))1\(String(repeating: ")", count: 200))",
        "nested deeper"
      ),
      (
        "return \(String(repeating: "{", count: 200))\(String(repeating: "}", count: 200))",
        "nested deeper"
      ),
      ("local a return a" + String(repeating: " or a", count: 1100), "and/or terms"),
      ("return " + String(repeating: "not ", count: 5000) + "1", "overflow"),
      ("return " + String(repeating: "- ", count: 5000) + "1", "overflow"),
      ("return 1" + String(repeating: "^1", count: 5000), "overflow"),
      ("return 'a'" + String(repeating: "..'a'", count: 5000), "overflow"),
      (String(repeating: "do ", count: 5000), "overflow"),
      (String(repeating: "if a then ", count: 5000), "overflow"),
      (String(repeating: "local function f() ", count: 2000), "overflow"),
      ("local a" + String(repeating: ", a", count: 300) + " return {}", "too many local variables"),
      ("return 1", "must return a table"), ("", "must return a table"), ("x", "syntax error"),
      ("goto nowhere", "nowhere"), ("break", "break"),
    ])
  func refused(source: String, reason: String) throws {
    let error = try #require(try Self.load(source))
    #expect(error.message.contains(reason), "\(error.message)")
    #expect(error.chunk == 7)
  }

  @Test(
    "compiling the worst that fits takes no longer than a rule may",
    arguments: [
      String(repeating: "goto a ", count: 9000) + "::a::",
      (0..<2800).map { "::l\($0)::goto l\($0) " }.joined(),
      "if a then " + String(repeating: "elseif a then ", count: 4600) + "end",
      "return {" + String(repeating: "{},", count: 21_000) + "}",
      "local a = 1 " + String(repeating: "a=a+1 ", count: 10_000),
      "local t = {} t.x = t.x" + String(repeating: "+t.x", count: 15_000),
      (0..<8000).map { "'\($0)'," }.joined().withReturn,
      String(repeating: "local function f()end ", count: 190)
        + String(repeating: "do local a end ", count: 3000),
      String(repeating: "a or(function()end)()and ", count: 2500).withReturn,
      String(repeating: "a<a and ", count: 900) + "a",
      "local a return a" + String(repeating: " or a", count: 990)
        + String(repeating: ",a" + String(repeating: " or a", count: 990), count: 12),
      String(repeating: "while a do break ", count: 90),
      String(repeating: "repeat local a <const> = 1 until a ", count: 1800),
    ])
  func worstCase(source: String) throws {
    #expect(source.utf8.count <= LuaRuntime.maximumSourceBytes)
    try onBigStack {
      let siege = try AttackCase()
      _ = try siege.run(source: source)
    }
  }

  @Test("no text makes the lexer stumble, and its tokens lie within the text")
  func lexer() throws {
    var random = SplitMix(seed: 11)
    let pieces = [
      "'", "\"", "\\", "\n", "\r", "[[", "]]", "[=[", "]=]", "--", "--[[", "a", "0x", "1e+", ".",
      "..", "...", "z", "\\z", "\u{7F}", "é", "::", "==", "{", ")",
    ]
    for _ in 0..<3000 {
      let text = Array(
        (0..<random.below(20)).map { _ in pieces[random.below(pieces.count)] }.joined().utf8)
      let tokens = LuaSource.tokens(of: text)
      var at = 0
      for token in tokens {
        #expect(
          token.range.lowerBound >= at && token.range.upperBound <= text.count
            && !token.range.isEmpty)
        at = token.range.upperBound
      }
      _ = try? Self.load(text)
    }
  }
}

extension String {
  fileprivate var withReturn: String { "local a return { \(self) a }" }
}
