extension RuleDraw {
  /// One thing that a rule does, most of them only for some builds.
  mutating func statement() -> Snippet {
    let action = action()
    if draw.once(in: 8) { return "do \(action) end" }
    // The condition and the action in one snippet, so that shrinking sees the pieces of both.
    let condition = comparison()
    if draw.once(in: 3) {
      return joined(
        ["if ", " then ", " elseif ", " then ", " end"],
        [
          condition, action, comparison(), self.action(),
        ])
    }
    return joined(["if ", " then ", " end"], [condition, action])
  }

  /// Texts and snippets in turn, as one snippet with the pieces of them all.
  private func joined(_ texts: [String], _ snippets: [Snippet]) -> Snippet {
    var parts = Snippet.StringInterpolation(literalCapacity: 0, interpolationCount: 0)
    for (text, snippet) in zip(texts, snippets) {
      parts.appendLiteral(text)
      for (text, piece) in zip(snippet.texts, snippet.pieces) {
        parts.appendLiteral(text)
        parts.appendInterpolation(piece)
      }
      parts.appendLiteral(snippet.texts[snippet.texts.count - 1])
    }
    parts.appendLiteral(texts[texts.count - 1])
    return Snippet(stringInterpolation: parts)
  }

  private mutating func action() -> Snippet {
    switch draw.below(20) {
    case 0...7: return report()
    case 8...9: return draw.once(in: 2) ? "ctx.score(1)" : "ctx.score((\(number())) % 5 / 4)"
    case 10...11: return "ctx.unknown(\"\(place())\")"
    case 12: return "error(\"stop \" .. tostring(\(number())))"
    case 13: return "build.monitors = \(number())"
    case 14: return "local t = {} for i = 1, 3000 do t[i] = i end"
    case 15: return "for i = 1, \(number()) % 400 do local s = i * i end"
    case 16: return "if true then return end"
    case 17: return reachesLimits ? exhausting() : report()
    case 18:
      return "local t = {} for k in pairs(build) do t[#t + 1] = k end "
        + "ctx.report(\"hit\", { a = table.concat(t, \",\"), b = \(number()) })"
    default: return "return \(number())"
    }
  }

  private mutating func report() -> Snippet {
    let a: Snippet =
      switch draw.below(6) {
      case 0: "build.name or \"none\""
      case 1: "(build.cpu or {}).name or build.x_mark or 0"
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
    return joined(
      ["ctx.report(\"hit\", { a = ", ", b = ", " }", ")"], [a, "\(number())", options])
  }

  /// A place in a build: indexes in place of `[]`.
  private mutating func place() -> String {
    draw.one(of: FuzzFields.paths).replacing("[]", with: "[\(draw.below(3))]")
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
