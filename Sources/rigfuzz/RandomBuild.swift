/// One line of a batch.
struct RandomLine: Sendable, Equatable {
  var tree: JSONTree
  /// Whether blanks stand behind commas and colons.
  var isSpaced = false

  var text: String { tree.text(isSpaced: isSpaced) }
}

/// Draws builds that repeat each other's parts, so that outcomes come again, and not always.
struct BuildDraw {
  var draw: FuzzDraw
  /// A part is one of its own once in so many times.
  let freshness: Int
  /// How many builds there will be: the first ones say less, so that rules read more later on.
  private let count: Int
  private let growth: Int
  /// Whether every line is a build that is accepted.
  private let isValid: Bool
  private var isSparse = false
  private var pools: [String: [JSONTree]] = [:]
  private var earlier: [JSONTree] = []

  init(draw: FuzzDraw, freshness: Int, count: Int, isValid: Bool) {
    (self.draw, self.freshness, self.count, self.isValid) = (draw, freshness, count, isValid)
    growth = self.draw.one(of: [0, 0, 10, 4, 2])
  }

  mutating func line(_ number: Int) -> RandomLine {
    isSparse = growth > 0 && number < min(count, 100) / growth
    if !isValid, draw.once(in: 60) { return RandomLine(tree: .word(noBuild(number))) }
    var entries: [JSONTree.Entry]
    if draw.once(in: 8), !earlier.isEmpty, case .map(let old) = draw.one(of: earlier) {
      entries = old.filter { $0.key != "id" }
    } else {
      entries = build()
    }
    if !draw.once(in: 100) {
      entries.insert(.init(key: "id", value: .word("\"b\(number)\"")), at: 0)
    }
    if draw.once(in: 2) { entries = draw.shuffled(entries) }
    let tree = JSONTree.map(entries)
    if earlier.count < 40 { earlier.append(tree) }
    return RandomLine(tree: tree, isSpaced: draw.once(in: 4))
  }

  private mutating func build() -> [JSONTree.Entry] {
    var entries: [JSONTree.Entry] = []
    for field in FuzzFields.scalars where draw.once(in: 2) {
      entries.append(.init(key: field.key, value: value(of: field)))
    }
    for part in FuzzFields.parts where draw.once(in: 4) == isSparse { entries.append(entry(part)) }
    if draw.once(in: 4) { entries += free() }
    if draw.once(in: 12) {
      entries.append(.init(key: "extra", value: .map([.init(key: "a", value: freeValue())])))
    }
    if draw.once(in: 20) { entries.append(.init(key: "rigrules", value: .word("1"))) }
    // A key twice, or one that is not a field, makes it no build.
    if isValid { return entries }
    if draw.once(in: 80), let entry = entries.first { entries.append(entry) }
    if draw.once(in: 80) { entries.append(.init(key: "moniters", value: .word("2"))) }
    return entries
  }

  private mutating func entry(_ part: FuzzFields.Part) -> JSONTree.Entry {
    let key = draw.once(in: 6) ? part.alias ?? part.key : part.key
    guard part.isList else { return .init(key: key, value: pooled(part)) }
    let count = draw.one(of: [0, 1, 1, 1, 2, 2, 3, 5])
    var elements = (0..<count).map { _ in pooled(part) }
    if elements.count > 1, draw.once(in: 5) { elements[1] = elements[0] }
    if elements.count == 1, draw.once(in: 3) { return .init(key: key, value: elements[0]) }
    return .init(key: key, value: .list(elements))
  }

  private mutating func pooled(_ part: FuzzFields.Part) -> JSONTree {
    if let pool = pools[part.key], pool.count >= 6, !draw.once(in: freshness) {
      return draw.one(of: pool)
    }
    var entries: [JSONTree.Entry] = []
    for field in part.fields where !draw.once(in: 3) {
      entries.append(.init(key: field.key, value: value(of: field)))
    }
    if part.isList, draw.once(in: 8) {
      entries.append(.init(key: "count", value: .word("\(draw.number(1...4))")))
    }
    if draw.once(in: 12) { entries += free() }
    if draw.once(in: 3) { entries = draw.shuffled(entries) }
    let tree = JSONTree.map(entries)
    if pools[part.key, default: []].count < 12 { pools[part.key, default: []].append(tree) }
    return tree
  }

  private mutating func value(of field: FuzzFields.Field) -> JSONTree {
    // Each build has dozens of values, and most builds have to be valid to be evaluated.
    if !isValid, draw.once(in: 2000) {
      return .word(draw.one(of: ["null", "-1", "\"4\"", "1e99", "{}", "true"]))
    }
    switch field.kind {
    case .whole(let range):
      let number = draw.number(range)
      return .word(draw.once(in: 20) ? "\(number).0" : "\(number)")
    case .number(let range):
      let number = draw.number(range)
      // Never above the range: what is behind the point is added to one less.
      switch draw.below(6) {
      case 0: return .word("\(max(number - 1, range.lowerBound)).\(draw.number(1...99))")
      case 1: return .word(draw.one(of: ["\(number).0", "\(number)e0", "\(number)0e-1"]))
      default: return .word("\(number)")
      }
    case .word(let words):
      let valid = words.filter { !$0.isEmpty && !$0.contains("\\") }
      return .word("\"\(draw.one(of: draw.once(in: 300) ? words : valid))\"")
    case .words(let words):
      return .list((0..<draw.number(0...2)).map { _ in .word("\"\(draw.one(of: words))\"") })
    case .flag: return .word(draw.one(of: ["true", "false"]))
    }
  }

  private mutating func free() -> [JSONTree.Entry] {
    let keys = draw.shuffled(FuzzFields.free).prefix(draw.number(1...2))
    return keys.map { .init(key: $0, value: freeValue()) }
  }

  private mutating func freeValue() -> JSONTree {
    switch draw.below(8) {
    case 0: return .list([.word("1"), .map([]), .word("\"two\"")])
    case 1:
      return .map([.init(key: "most", value: .word("3")), .init(key: "b", value: .word("[]"))])
    default: return .word(draw.one(of: ["3", "3.0", "true", "\"three\"", "null", "1e15", "-0.5"]))
    }
  }

  private mutating func noBuild(_ number: Int) -> String {
    draw.one(of: [
      "", "{", "[]", "{}", "null", "7 8", "{\"id\":\"b\(number)\"}", "{\"id\":\"b\(number)\",}",
      " {\"id\":\"b\(number)\",\"monitors\":2} ", "{\"id\":\"b\(number)\",\"cpu\":7}",
    ])
  }
}
