internal import LuaRuntime

/// The examples of a rule file, where they are more than data: values and calls of functions that only
/// they use, with data as arguments.
///
/// The rule is the same without them if these locals reach nothing that the rule keeps: they use one
/// another, required modules, which are frozen, and the libraries, but no other local of the file. What
/// is in doubt is not split off, nor what would not compile: that is told with the rule.
struct ExampleSplit {
  /// The bytes of the table of examples, with its braces.
  private(set) var table = 0..<0

  private struct Local {
    enum Kind { case function, module, value }
    let name: String
    let kind: Kind
    /// Its statement.
    var tokens: Range<Int>
  }

  private let words: LuaWords
  /// The locals of the file itself.
  private var locals: [Local] = []
  /// The tokens of the table of examples, with its braces.
  private var examples = 0..<0

  /// Splits a source; nil where its examples cannot be told from the rest.
  init?(_ words: LuaWords) {
    self.words = words
    guard let returned = readStatements(), let examples = field("examples", in: returned) else {
      return nil
    }
    self.examples = examples
    guard Set(locals.map(\.name)).count == locals.count, usesItsOwn else { return nil }
    var reader = ExampleExpressions(
      words: words, at: examples.lowerBound, locals: Set(locals.map(\.name)))
    guard reader.skipTable(), reader.at == examples.upperBound else { return nil }
    let tokens = words.tokens
    table =
      tokens[examples.lowerBound].range
      .lowerBound..<tokens[examples.upperBound - 1].range.upperBound
  }

  // MARK: Statements

  /// How much deeper a token leads: into blocks, and into brackets.
  private func depth(_ at: Int) -> (blocks: Int, brackets: Int) {
    switch words.mark(at) {
    // `for` and `while` open their block with `do`.
    case "function", "if", "do", "repeat": (1, 0)
    case "end", "until": (-1, 0)
    case "(", "[", "{": (0, 1)
    case ")", "]", "}": (0, -1)
    default: (0, 0)
    }
  }

  /// Collects the locals of the file, and returns the tokens of the table that it returns.
  private mutating func readStatements() -> Range<Int>? {
    var (at, blocks, brackets) = (0, 0, 0)
    while at < words.tokens.count {
      if blocks == 0 && brackets == 0 {
        if words.mark(at) == "return" || words.mark(at) == "local" { endLocals(at) }
        if words.mark(at) == "return" {
          guard words.mark(at + 1) == "{", let end = end(of: at + 1) else { return nil }
          let rest = words.mark(end) == ";" ? end + 1 : end
          return rest == words.tokens.count ? at + 1..<end : nil
        }
        if words.mark(at) == "local" {
          guard let behind = readLocal(at) else { return nil }
          at = behind
          continue
        }
      }
      let step = depth(at)
      (blocks, brackets) = (blocks + step.blocks, brackets + step.brackets)
      at += 1
    }
    return nil
  }

  /// The statements of the locals that were read last end here.
  private mutating func endLocals(_ end: Int) {
    for number in locals.indices.reversed() {
      guard locals[number].tokens.isEmpty else { return }
      locals[number].tokens = locals[number].tokens.lowerBound..<end
    }
  }

  /// Reads `local function NAME … end`, or the names of another `local`; returns where to go on.
  private mutating func readLocal(_ start: Int) -> Int? {
    if words.mark(start + 1) == "function" {
      guard words.kind(start + 2) == .name, let end = end(of: start + 1) else { return nil }
      locals.append(Local(name: words.word(start + 2), kind: .function, tokens: start..<end))
      return end
    }
    var at = start + 1
    let isModule = words.mark(at + 1) == "=" && words.isName("require", at: at + 2)
    while words.kind(at) == .name {
      locals.append(
        Local(name: words.word(at), kind: isModule ? .module : .value, tokens: start..<start))
      at += 1
      if words.mark(at) == "<" { at += 3 }
      guard words.mark(at) == "," else { break }
      at += 1
    }
    return at
  }

  /// Behind what a bracket or a block opens.
  private func end(of start: Int) -> Int? {
    var (blocks, brackets) = (0, 0)
    for at in start..<words.tokens.count {
      let step = depth(at)
      (blocks, brackets) = (blocks + step.blocks, brackets + step.brackets)
      if blocks == 0 && brackets == 0 { return at + 1 }
    }
    return nil
  }

  /// The value of a key of a table, if it is a table and the only one of that key.
  private func field(_ name: StaticString, in table: Range<Int>) -> Range<Int>? {
    var found: Range<Int>?
    var at = table.lowerBound + 1
    var isKey = true
    while at < table.upperBound - 1 {
      // A computed key could be the same name.
      if isKey && words.mark(at) == "[" { return nil }
      if isKey && words.isName(name, at: at) && words.mark(at + 1) == "=" {
        guard found == nil, words.mark(at + 2) == "{", let end = end(of: at + 2),
          [",", ";", "}"].contains(words.mark(end))
        else { return nil }
        found = at + 2..<end
        at = end
        isKey = false
        continue
      }
      isKey = words.mark(at) == "," || words.mark(at) == ";"
      let step = depth(at)
      at = step.blocks + step.brackets > 0 ? end(of: at) ?? table.upperBound : at + 1
    }
    return found
  }

  // MARK: Who uses what

  /// Whether the examples, and the locals that only they use, reach nothing that the rule keeps.
  private var usesItsOwn: Bool {
    let uses = uses()
    var helpers = Set(locals.indices.filter { locals[$0].kind != .module })
    while true {
      let kept = locals.indices.filter { locals[$0].kind != .module && !helpers.contains($0) }
      let reachesKept = { (range: Range<Int>) in
        kept.contains { local in uses[local].contains { range.contains($0) } }
      }
      let left = helpers.filter { helper in
        !reachesKept(locals[helper].tokens)
          && uses[helper].allSatisfy { use in
            examples.contains(use) || helpers.contains { locals[$0].tokens.contains(use) }
          }
      }
      if left == helpers { return !reachesKept(examples) }
      helpers = left
    }
  }

  /// By local: the tokens where its name stands for a variable, and is not a field and no key.
  private func uses() -> [[Int]] {
    var uses = locals.map { _ in [Int]() }
    var byLength: [Int: [Int]] = [:]
    for (number, local) in locals.enumerated() {
      byLength[local.name.utf8.count, default: []].append(number)
    }
    let names = locals.map { Array($0.name.utf8) }
    var open: [LuaSign] = []
    for at in words.tokens.indices {
      switch words.mark(at) {
      case "(", "[", "{": open.append(words.mark(at))
      case ")", "]", "}": _ = open.popLast()
      default: break
      }
      guard words.kind(at) == .name else { continue }
      let range = words.tokens[at].range
      guard
        let local = byLength[range.count]?.first(where: {
          names[$0].elementsEqual(words.source[range])
        })
      else { continue }
      let before = words.mark(at - 1)
      // `x; part = limits` assigns a variable, whatever stands before.
      let isKey =
        open.last == "{" && words.mark(at + 1) == "="
        && (before == "{" || before == "," || before == ";")
      if before == "." || before == ":" || isKey { continue }
      uses[local].append(at)
    }
    return uses
  }
}

/// Reads expressions of examples: data, and calls with data.
private struct ExampleExpressions {
  let words: LuaWords
  var at: Int
  /// The locals of the file: functions, modules and values.
  let locals: Set<String>

  mutating func skipTable() -> Bool {
    guard words.mark(at) == "{" else { return false }
    at += 1
    while words.mark(at) != "}" {
      if words.kind(at) == .name && words.mark(at + 1) == "=" {
        at += 2
      } else if words.mark(at) == "[" {
        guard words.literal(at + 1) != nil, words.mark(at + 2) == "]", words.mark(at + 3) == "="
        else { return false }
        at += 4
      }
      guard skipValue() else { return false }
      if words.mark(at) == "," || words.mark(at) == ";" {
        at += 1
      } else if words.mark(at) != "}" {
        return false
      }
    }
    at += 1
    return true
  }

  private mutating func skipValue() -> Bool {
    guard skipTerm() else { return false }
    while words.mark(at) == ".." {
      at += 1
      guard skipTerm() else { return false }
    }
    return true
  }

  private mutating func skipTerm() -> Bool {
    switch words.kind(at) {
    case .string:
      guard words.literal(at) != nil else { return false }
      at += 1
      return true
    case .number: return skipNumber()
    case .keyword:
      let mark = words.mark(at)
      guard mark == "true" || mark == "false" || mark == "nil" else { return false }
      at += 1
      return true
    case .symbol:
      if words.mark(at) != "-" { return skipTable() }
      at += 1
      return skipNumber()
    case .name: return skipCall()
    case nil: return false
    }
  }

  /// Digits, and at most one point between them.
  private mutating func skipNumber() -> Bool {
    guard words.kind(at) == .number else { return false }
    let parts = words.source[words.tokens[at].range].split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isPlain =
      parts.count <= 2
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) }
      }
    at += 1
    return isPlain
  }

  /// `value`, `f(…)`, `f{…}`, `module.f(…).field`.
  private mutating func skipCall() -> Bool {
    guard locals.contains(words.word(at)) else { return false }
    at += 1
    var isCalled = false
    while true {
      switch words.mark(at) {
      case ".":
        guard words.kind(at + 1) == .name else { return false }
        at += 2
      case "{", "(":
        if isCalled { return false }
        isCalled = true
        guard words.mark(at) == "{" ? skipTable() : skipArguments() else { return false }
      default: return true
      }
    }
  }

  private mutating func skipArguments() -> Bool {
    at += 1
    while words.mark(at) != ")" {
      guard skipValue() else { return false }
      if words.mark(at) == "," {
        at += 1
        if words.mark(at) == ")" { return false }
      } else if words.mark(at) != ")" {
        return false
      }
    }
    at += 1
    return true
  }
}
