extension RuleDraw {
  /// One thing that a rule does, most of them only for some builds.
  mutating func statement() -> Snippet {
    if draw.once(in: 2) { return late() }
    let action = action()
    if draw.once(in: 8) { return "do \(inline: action) end" }
    let condition = comparison()
    if draw.once(in: 3) {
      let other = (condition: comparison(), action: self.action())
      return "if \(inline: condition) then \(inline: action) "
        + "elseif \(inline: other.condition) then \(inline: other.action) end"
    }
    return "if \(inline: condition) then \(inline: action) end"
  }

  /// Reads further values only where an earlier one is large enough, which for most builds it is
  /// not: what a rule reads is known only after outcomes of many builds are cached.
  private mutating func late() -> Snippet {
    let gate = gate()
    switch draw.below(5) {
    case 0: return "if not (\(inline: gate)) then return end"
    case 1 where takesMemory && draw.once(in: 3):
      // Near the limit of memory, whatever else is cached by then; rarely, as it takes its time.
      let size = draw.number(1...12) * 10_000
      return "if \(inline: rareGate()) then local t = {} for i = 1, \(size) do t[i] = { i } end end"
    case 1:
      let second = self.gate()
      return "if \(inline: gate) then if \(inline: second) then \(inline: action()) end end"
    default:
      return "if \(inline: gate) then local late = \(number()) \(inline: action()) end"
    }
  }

  private mutating func action() -> Snippet {
    if reachesLimits && draw.once(in: 3) { return exhausting() }
    switch draw.below(20) {
    case 0...7: return report()
    case 8...9: return draw.once(in: 2) ? "ctx.score(1)" : "ctx.score((\(number())) % 5 / 4)"
    case 10...11: return "ctx.unknown(\"\(place())\")"
    case 12: return "error(\"stop \" .. tostring(\(number())))"
    case 13: return "build.monitors = \(number())"
    case 14: return "local t = {} for i = 1, 3000 do t[i] = i end"
    case 15: return "for i = 1, \(number()) % 400 do local s = i * i end"
    case 16: return "if true then return end"
    case 17 where readsAll:
      return "local t = {} for k in pairs(build) do t[#t + 1] = k end "
        + "ctx.report(\"hit\", { a = table.concat(t, \",\"), b = \(number()) })"
    case 18: return "return \(number())"
    default: return report()
    }
  }

  private mutating func report() -> Snippet {
    let a: Snippet =
      switch readsAll ? draw.below(6) : draw.number(1...5) {
      case 0: "build.name or \"none\""
      case 1: "(build.cpu or {}).name or build.use_case or 0"
      case 2: "tostring(\(number()))"
      case 3: "ctx.params.limit"
      default: "\(number())"
      }
    let options: Snippet =
      switch draw.below(4) {
      case 0: ", { at = \"\(place())\", severity = \"advice\" }"
      case 1: ", { suggest = \"try {a}\", score = 0.25 }"
      default: ""
      }
    return "ctx.report(\"hit\", { a = \(inline: a), b = \(number()) }\(inline: options))"
  }

  /// A place in a build: indexes in place of `[]`.
  private mutating func place() -> String {
    draw.one(of: FuzzFields.paths).replacing("[]", with: "[\(1 + draw.below(3))]")
  }

  /// Work that ends near a limit, so that one instruction more or less makes a difference.
  private mutating func exhausting() -> Snippet {
    switch draw.below(6) {
    case 0: "while true do end"
    case 1, 2: "for i = 1, \(1_990_000 + draw.below(11_000)) do end"
    case 3: "for i = 1, 1998000 + (\(number())) % 1000 * 2 do end"
    case 4: "local s = string.rep(\"ab\", \(draw.number(1...40)) * 400000)"
    default: "local t = {} for i = 1, \(draw.number(1...12)) * 10000 do t[i] = { i } end"
    }
  }
}
