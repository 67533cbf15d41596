/// Random calls of library functions, as Lua expressions.
struct LuaExpressions {
  private var random: SplitMix

  init(seed: UInt64) { random = SplitMix(seed: seed) }

  private static let items = [
    "a", "b", "c", "1", " ", ".", "%a", "%d", "%w", "%s", "%p", "%x", "%l", "%u", "%g", "%c", "%A",
    "%D", "%W", "%S", "[abc]", "[^abc]", "[a-c]", "[%a_]", "[]a]", "[^]]", "[a-]", "[%-x]",
    "[%w%s]",
    "%%", "%.", "%(", "%b()", "%bab", "%f[%w]", "%f[^a]", "%1", "%2", "()", "\0", "é",
  ]
  private static let broken = [
    "[", "]", "%", "(", ")", "%b", "%f", "[^", "[a", "[%", "$", "^", "%9",
  ]
  private static let subjects = [
    "", "a", "abc", "abcabc", "a b c", "(a(b)c)", "x=1, y=22", "aaa", "ab12 cd34", "[a]-[b]",
    "a.b%c",
    "THE (quick) fox", "\0a\0", "éa", "  trim  ", "aabbab", "____", "1.5e3", "a\nb\tc",
  ]

  /// A Lua string literal.
  static func literal(_ text: String) -> String {
    let body = text.utf8.map { byte -> String in
      let digits = String(byte)
      return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
    return "\"" + body.joined() + "\""
  }

  private mutating func pattern() -> String {
    var text = random.below(6) == 0 ? "^" : ""
    for _ in 0..<random.below(5) + 1 {
      let isCapture = random.below(5) == 0
      if isCapture { text += "(" }
      text += random.below(25) == 0 ? random.pick(Self.broken) : random.pick(Self.items)
      text += random.pick(["", "", "", "*", "+", "-", "?"])
      if isCapture && random.below(30) > 0 { text += ")" }
    }
    return text + (random.below(6) == 0 ? "$" : "")
  }

  private mutating func number() -> String {
    random.pick([
      "0", "1", "2", "3", "-1", "-2", "5", "100", "-100", "0.5", "-0.0", "3.0", "1e15", "1e100",
      "math.huge", "-math.huge", "math.maxinteger", "math.mininteger", "255", "65",
    ])
  }

  private mutating func matching() -> String {
    let subject = Self.literal(random.pick(Self.subjects) + random.pick(Self.subjects))
    let pattern = Self.literal(pattern())
    switch random.below(6) {
    case 0: return "string.find(\(subject), \(pattern))"
    case 1:
      return "string.find(\(subject), \(pattern), \(number()), \(random.pick(["true", "false"])))"
    case 2:
      return "string.match(\(subject), \(pattern), \(random.pick(["1", "2", "-1", "-3", "9"])))"
    case 3:
      let template = Self.literal(
        random.pick(["x", "<%0>", "%1%1", "%2", "%%", "%", "", "%9", "%x"]))
      return "string.gsub(\(subject), \(pattern), \(template))"
    case 4:
      let replacement = random.pick([
        "string.upper", "{ a = 'z', b = false, [1] = 7 }",
        "function(...) return select('#', ...) end",
        "function() return nil end", "function() return {} end", "type", "7",
      ])
      return
        "string.gsub(\(subject), \(pattern), \(replacement), \(random.pick(["1", "2", "99", "-1"])))"
    default: return "all(\(subject), \(pattern))"
    }
  }

  private mutating func formatting() -> String {
    let (letters, flags, precise) = random.pick([
      ("di", "-+0 ", true), ("xXo", "-#0", true), ("c", "-", false), ("aAeEfgG", "-+#0 ", true),
      ("s", "-", true),
    ])
    var spec = "%"
    for flag in flags where random.below(4) == 0 { spec.append(flag) }
    if random.below(2) == 0 { spec += String(random.below(30) + 1) }
    if precise && random.below(2) == 0 { spec += "." + String(random.below(30)) }
    spec.append(random.pick(Array(letters)))
    let argument =
      letters == "s"
      ? random.pick(["'text'", "''", "'a much longer text'", "12", "nil", "true"]) : number()
    return "string.format(\(Self.literal("<" + spec + "|%%>")), \(argument))"
  }

  private mutating func converting() -> String {
    let digits = Array("0123456789abcxXpPeE.+-zZ _")
    let text = String((0..<random.below(7)).map { _ in random.pick(digits) })
    let given = random.pick([
      text, " " + text + " ", "0x" + text, "-" + text, "inf", "nan", "1e", "\0", "",
    ])
    let base =
      random.below(2) == 0 ? "" : ", \(random.pick(["2", "8", "10", "16", "36", "37", "1"]))"
    return "tonumber(\(Self.literal(given))\(base))"
  }

  private mutating func listing() -> String {
    let list = random.pick([
      "{}", "{ 1 }", "{ 1, 2, 3 }", "{ 'a', 'b', 'c', 'd' }", "{ 3, 1, 2 }", "{ 1, 2, 'x' }",
      "{ 1.5, 2 }",
    ])
    switch random.below(9) {
    case 0: return "table.concat(\(list), '-')"
    case 1:
      return
        "table.concat(\(list), \(random.pick(["''", "', '", "1", "nil"])), \(number()), \(number()))"
    case 2: return "changed(\(list), table.insert, \(number()), 9)"
    case 3: return "changed(\(list), table.remove, \(number()))"
    case 4: return "changed(\(list), table.remove)"
    case 5:
      return
        "table.unpack(\(list), \(random.pick(["1", "2", "0", "-1"])), \(random.pick(["1", "3", "5"])))"
    case 6: return "select(\(number()), 1, 2, 3)"
    case 7:
      return
        "changed(\(list), table.move, \(random.pick(["1", "2", "0"])), \(random.pick(["1", "2", "3"])), \(random.pick(["1", "2", "3"])))"
    default:
      return "changed(\(list), table.sort\(random.pick(["", ", function(a, b) return a > b end"])))"
    }
  }

  private mutating func other() -> String {
    let text = Self.literal(random.pick(Self.subjects))
    return random.pick([
      "string.rep(\(text), \(random.pick(["0", "1", "3", "-1"])), \(Self.literal(random.pick(["", ",", "ab"]))))",
      "string.sub(\(text), \(number()), \(number()))", "string.byte(\(text), 1, -1)",
      "string.reverse(\(text))",
      "string.upper(\(text))", "#\(text)", "string.format('%q', \(text))", "utf8.len(\(text))",
      "utf8.char(\(number()))", "math.floor(\(number()))", "math.tointeger(\(number()))",
      "math.type(\(number()))",
      "tostring(\(number()))", "math.max(\(number()), \(number()))",
      "math.fmod(\(number()), \(number()))",
      "\(number()) // \(number())", "\(number()) % \(number())", "\(number()) .. \(number())",
      "rawequal(\(number()), \(number()))",
      "ipairs({ \(number()) })", "\(text) < \(Self.literal(random.pick(Self.subjects)))",
    ])
  }

  mutating func next() -> String {
    switch random.below(10) {
    case 0..<4: matching()
    case 4, 5: formatting()
    case 6: converting()
    case 7, 8: listing()
    default: other()
    }
  }
}
