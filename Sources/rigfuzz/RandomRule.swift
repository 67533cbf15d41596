/// A rule in pieces that can be left out.
struct RandomRule: Sendable, Equatable {
  var severity: String
  var weight: String?
  var needs: [String]
  var condition: Snippet?
  var body: [Snippet]

  var lua: String {
    var lines = ["return {", "  title = \"t\",", "  severity = \"\(severity)\","]
    if let weight { lines.append("  weight = \(weight),") }
    if !needs.isEmpty {
      lines.append("  needs = { \(needs.map { "\"\($0)\"" }.joined(separator: ", ")) },")
    }
    lines.append("  params = { limit = { default = 3, min = 0, max = 9 } },")
    lines.append("  messages = { hit = \"a {a} b {b}\" },")
    if let condition {
      lines.append("  when = function(build) return \(condition.lua) end,")
    }
    lines.append("  check = function(build, ctx)")
    lines += body.map { "    " + $0.lua }
    lines += ["  end,", "}", ""]
    return lines.joined(separator: "\n")
  }

  /// All rules with one thing left out or made smaller, the greatest steps first.
  var smaller: [RandomRule] {
    var found: [RandomRule] = []
    func add(_ change: (inout RandomRule) -> Void) {
      var copy = self
      change(&copy)
      if copy != self { found.append(copy) }
    }
    add { $0.condition = nil }
    add { $0.weight = nil }
    for index in needs.indices { add { $0.needs.remove(at: index) } }
    for index in body.indices { add { $0.body.remove(at: index) } }
    for other in condition?.smaller ?? [] { add { $0.condition = other } }
    for index in body.indices {
      for other in body[index].smaller { add { $0.body[index] = other } }
    }
    return found
  }
}

/// Draws rules that read builds in every way the format of rules has.
struct RuleDraw {
  var draw: FuzzDraw
  /// Whether rules may work up to their limits, which takes as long as ten thousand other rules.
  let reachesLimits: Bool
  /// Whether the rule may read what is never cached: its outcomes then say nothing about the memo.
  private(set) var readsAll = false

  init(draw: FuzzDraw, reachesLimits: Bool) {
    (self.draw, self.reachesLimits) = (draw, reachesLimits)
  }

  mutating func rule() -> RandomRule {
    readsAll = draw.once(in: 5)
    return RandomRule(
      severity: draw.one(of: ["error", "warning", "advice"]),
      weight: draw.once(in: 5) ? draw.one(of: ["2", "0.5", "7.25"]) : nil,
      needs: needs(),
      condition: draw.one(of: [nil, nil, nil, comparison(), gate()]),
      body: (0..<draw.number(1...3)).map { _ in statement() })
  }

  /// Each need and each alternative once: a rule that names one twice does not load.
  private mutating func needs() -> [String] {
    var drawn: [String] = []
    for _ in 0..<draw.one(of: [0, 0, 0, 1, 1, 2]) {
      var paths: Set<String> = []
      let alternatives = need().split(separator: "|").map { $0.replacing(" ", with: "") }
      let text = alternatives.filter { paths.insert(String($0)).inserted }
        .joined(separator: " | ")
      if !drawn.contains(text) { drawn.append(text) }
    }
    return drawn
  }

  private mutating func need() -> String {
    let count = draw.one(of: [1, 1, 1, 2, 3])
    // Alternatives of one list are what rules really have.
    guard count > 1, draw.once(in: 2) else {
      return (0..<count).map { _ in draw.one(of: FuzzFields.paths) }.joined(separator: " | ")
    }
    let part = draw.one(of: FuzzFields.lists)
    return (0..<count).map { _ in "\(part.key)[].\(draw.one(of: part.fields).key)" }
      .joined(separator: " | ")
  }

  mutating func comparison() -> Snippet {
    let sign = draw.one(of: ["<", "<=", ">", ">=", "==", "~="])
    return "\(number()) \(sign) \(draw.one(of: [draw.number(0...12), draw.number(0...800)]))"
  }
}
