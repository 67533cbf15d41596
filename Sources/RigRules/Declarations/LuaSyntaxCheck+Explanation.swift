internal import LuaRuntime
internal import RigModel

extension LuaSyntaxCheck {
  /// What a failure means.
  func explanation(of failure: Failure) -> SyntaxProblem? {
    if failure.reason == .unfinished { return unfinished(failure.token) }
    return character(failure.token) ?? headColon(failure) ?? foreignOperator(failure) ?? statement(
      failure)
      ?? key(failure) ?? separator(failure) ?? block(failure) ?? plain(failure)
  }

  // MARK: Places

  private func problem(_ tokens: ClosedRange<Int>, _ message: String) -> SyntaxProblem? {
    guard let last = words.tokens.indices.last else { return nil }
    let first = words.tokens[min(tokens.lowerBound, last)].range
    let end = words.tokens[min(tokens.upperBound, last)].range
    return SyntaxProblem(range: first.lowerBound..<end.upperBound, message: message)
  }

  /// Right behind a token, where something is missing.
  private func behind(_ token: Int, _ message: String) -> SyntaxProblem? {
    guard words.tokens.indices.contains(token) else { return problem(0...0, message) }
    let end = words.tokens[token].range.upperBound
    return SyntaxProblem(range: end..<end + 1, message: message)
  }

  /// `line 8, column 5`.
  private func place(of token: Int) -> String {
    let excerpt = SourceExcerpt(words.tokens[token].range, in: words.source)
    return "line \(excerpt.line)" + (excerpt.column.map { ", column \($0)" } ?? "")
  }

  private func shown(_ token: Int) -> String {
    token < words.tokens.count ? Quoted.key(words.word(token)) : "the end of the file"
  }

  private func touch(_ left: Int) -> Bool {
    words.tokens.indices.contains(left + 1)
      && words.tokens[left].range.upperBound == words.tokens[left + 1].range.lowerBound
  }

  // MARK: Characters

  private func unfinished(_ token: Int) -> SyntaxProblem? {
    let range = words.tokens[token].range
    let quote = String(UnicodeScalar(words.source[range.lowerBound]))
    guard quote == "\"" || quote == "'" else {
      return problem(token...token, "the long string that begins here is not closed; write `]]`")
    }
    var index = range.lowerBound
    while index < range.upperBound {
      if let (scalar, length) = LookAlike.scalar(at: index, in: words.source), length > 1,
        ["\"", "'"].contains(LookAlike.sign(for: scalar))
      {
        return SyntaxProblem(
          range: index..<index + length,
          message: "the string is closed by \(LookAlike.described(scalar)); write `\(quote)`")
      }
      index += 1
    }
    let other = quote == "\"" ? "'" : "\""
    let isMixed = words.word(token).contains(other)
    return SyntaxProblem(
      range: range.lowerBound..<range.lowerBound + 1,
      message: "the string that begins here is not closed on its line; close it with `\(quote)`"
        + (isMixed ? ", the quote it began with" : ""))
  }

  /// A character that Lua does not have.
  private func character(_ token: Int) -> SyntaxProblem? {
    guard words.tokens.indices.contains(token) else { return nil }
    let start = words.tokens[token].range.lowerBound
    guard words.source[start] >= 0x80 else { return nil }
    guard let (scalar, length) = LookAlike.scalar(at: start, in: words.source) else {
      return problem(token...token, "a byte stands here that is not text")
    }
    let isKey = LookAlike.sign(for: scalar) == ":" && entryStarts.last == token - 1
    let remedy =
      isKey
      ? "write `=` after a key of a table"
      : LookAlike.remedy(for: scalar)
        ?? "names have ASCII letters, digits and `_`; other text stands in quotes"
    return SyntaxProblem(
      range: start..<start + length,
      message: "\(LookAlike.described(scalar)) is not part of Lua; \(remedy)")
  }

  /// `if x:` and `else:`, as Python writes them.
  private func headColon(_ failure: Failure) -> SyntaxProblem? {
    let colon: Int
    switch failure.reason {
    case .methodName: colon = failure.token - 1
    default: colon = failure.token
    }
    guard words.sign(colon) == ":", isLastOnLine(colon) else { return nil }
    var first = colon
    while !isFirstOnLine(first) { first -= 1 }
    switch words.sign(first) {
    case "if", "elseif": return problem(colon...colon, "write `then` after the condition, not `:`")
    case "while", "for":
      return problem(colon...colon, "write `do` after the head of the loop, not `:`")
    case "else", "function", "local", "do", "repeat":
      return problem(colon...colon, "Lua has no `:` at the begin of a block; take it out")
    default: return nil
    }
  }

  private func isLastOnLine(_ token: Int) -> Bool {
    token + 1 >= words.tokens.count || words.tokens[token + 1].line > words.tokens[token].line
  }

  // MARK: What other languages have

  private func foreignOperator(_ failure: Failure) -> SyntaxProblem? {
    let token = failure.token
    let word = words.sign(token)
    let next = words.sign(token + 1)
    switch word {
    case "!" where next == "=" && touch(token):
      return problem(token...token + 1, "Lua has no `!=`; write `~=`")
    case "!" where next == "==" && touch(token):
      return problem(token...token + 1, "Lua has no `!==`; write `~=`")
    case "!": return problem(token...token, "Lua has no `!`; write `not`")
    case "&" where words.sign(token - 1) == "&":
      return problem(token - 1...token, "Lua has no `&&`; write `and`")
    case "|" where words.sign(token - 1) == "|":
      return problem(token - 1...token, "Lua has no `||`; write `or`")
    case "?":
      return problem(token...token, "Lua has no `? :`; write `condition and value or other`")
    case "@", "$", "`", "\\":
      return problem(token...token, "the character \(Quoted.key(word)) has no meaning in Lua")
    case "==" where failure.reason == .statement:
      return problem(token...token, "`==` compares; write `=` to assign")
    case "=": return equals(failure)
    case "+", "-", "*", "/", "//", "%", "^", "..", "|", "&", "<<", ">>":
      return failure.reason == .statement ? compound(failure) : nil
    default: return nil
    }
  }

  private func equals(_ failure: Failure) -> SyntaxProblem? {
    let token = failure.token
    let before = words.sign(token - 1)
    if ["<", ">", "=", "~"].contains(before), touch(token - 1) {
      return problem(token - 1...token, "`\(before)=` is not an operator here")
    }
    switch failure.expected {
    case "then", "do", ")":
      return problem(token...token, "`=` assigns and cannot stand in a condition; write `==`")
    case "}":
      return problem(
        token...token, "this is not a key; a key that is not a plain name is written `[\"…\"] =`")
    default:
      if failure.reason == .statement, let start = failure.start {
        return problem(start...token, "nothing can be assigned to a call")
      }
      return problem(token...token, "`=` assigns and cannot stand in a value; `==` compares")
    }
  }

  /// `x += 1` and `x++`.
  private func compound(_ failure: Failure) -> SyntaxProblem? {
    let token = failure.token
    guard let start = failure.start else { return nil }
    let range =
      words.tokens[start].range.lowerBound..<words.tokens[max(start, token - 1)].range.upperBound
    let target = Quoted.clean(String(decoding: words.source[range], as: UTF8.self), limit: 40)
    let word = words.sign(token)
    if words.sign(token + 1) == "=", touch(token) {
      return problem(
        token...token + 1, "Lua has no `\(word)=`; write `\(target) = \(target) \(word) …`")
    }
    if words.sign(token + 1) == word, touch(token) {
      return problem(
        token...token + 1, "Lua has no `\(word)\(word)`; write `\(target) = \(target) \(word) 1`")
    }
    return nil
  }

  private static let keywords = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
    "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
  ]

  private static let foreignWords = [
    "continue":
      "Lua has no `continue`; put the rest of the loop into an `if`, or write `goto continue` with "
      + "`::continue::` before the loop's `end`",
    "var": "write `local`", "let": "write `local`", "const": "write `local`",
    "def": "write `function`", "func": "write `function`", "fn": "write `function`",
    "elif": "write `elseif`", "elsif": "write `elseif`", "elseIf": "write `elseif`",
    "import": "write `local name = require \"lib.name\"`",
    "switch": "write `if … elseif … end`", "case": "write `if … elseif … end`",
    "try": "rules have no `try`; test the value first", "foreach": "write `for … in ipairs(…) do`",
    "pass": "leave it out: a block may be empty",
  ]

  /// A statement that is only a value.
  private func statement(_ failure: Failure) -> SyntaxProblem? {
    guard failure.reason == .statement, let start = failure.start else { return nil }
    let first = words.word(start)
    if let remedy = Self.foreignWords[first] {
      let isWhole = remedy.hasPrefix("Lua has") || remedy.hasPrefix("rules have")
      return problem(start...start, isWhole ? remedy : "Lua has no `\(first)`; \(remedy)")
    }
    let end = words.tokens[max(start, failure.token - 1)].range.upperBound
    if words.source[end...].starts(with: Array("--".utf8)) {
      let name = Quoted.clean(first, limit: 40)
      return SyntaxProblem(
        range: end..<end + 2,
        message: "`--` begins a comment; write `\(name) = \(name) - 1`")
    }
    if failure.token == start + 1, let near = nearestName(first, among: Self.keywords) {
      return problem(start...start, "\(shown(start)) is not a statement; did you mean `\(near)`?")
    }
    return problem(
      start...max(start, failure.token - 1),
      "a value alone does nothing; assign it (`x = …`) or call it (`f()`)")
  }

  // MARK: Tables

  /// `key: value` and `"key": value`.
  private func key(_ failure: Failure) -> SyntaxProblem? {
    guard let start = entryStarts.last, open.last?.isTable == true else { return nil }
    let colon: Int
    switch failure.reason {
    case .methodName: colon = failure.token - 1
    case .methodArguments: colon = failure.token - 2
    default: colon = failure.token
    }
    guard words.sign(colon) == ":", colon == start + 1 else { return nil }
    let name = words.kind(start) == .string ? "[\(words.word(start))]" : words.word(start)
    return problem(
      colon...colon,
      "a key of a table is written with `=`: `\(Quoted.clean(name, limit: 60)) = …`")
  }

  private func beginsValue(_ token: Int) -> Bool {
    switch words.kind(token) {
    case .name, .number, .string: true
    default: ["{", "[", "function", "nil", "true", "false", "not", "("].contains(words.sign(token))
    }
  }

  /// A comma, `then`, `do` or bracket that is missing.
  private func separator(_ failure: Failure) -> SyntaxProblem? {
    guard failure.reason == .missing else { return nil }
    let token = failure.token
    switch failure.expected {
    case "then", "do":
      let what = failure.expected == "then" ? "the condition" : "the head of the loop"
      if [":", "{"].contains(words.sign(token)) {
        return problem(
          token...token, "write `\(failure.expected)` after \(what), not `\(words.sign(token))`")
      }
      return behind(token - 1, "`\(failure.expected)` is missing after \(what)")
    case "}" where beginsValue(token):
      return behind(token - 1, "`,` is missing between two entries of the table")
    case ")" where beginsValue(token):
      return behind(token - 1, "`,` or `)` is missing")
    case "}", ")", "]":
      guard let start = failure.start else { return nil }
      return behind(
        token - 1,
        "`\(failure.expected)` is missing before \(shown(token)): it closes the "
          + "`\(words.sign(start))` at \(place(of: start))")
    case "=": return behind(token - 1, "`=` is missing after the key")
    case "in":
      return problem(token...token, "write `for key, value in pairs(…) do` or `for i = 1, n do`")
    default: return nil
    }
  }

  // MARK: Blocks

  /// An `end` that is missing: at the block that is most likely not closed.
  private func block(_ failure: Failure) -> SyntaxProblem? {
    let isEnd = failure.token >= words.tokens.count
    let closes =
      isEnd
      || [",", ")", "}", "]", "until", "else", "elseif"].contains(
        words.sign(failure.token))
    guard failure.expected == "end" || failure.expected.isEmpty && closes else {
      guard failure.reason == .tooMany else { return nil }
      return problem(
        failure.token...failure.token, "there is nothing open that \(shown(failure.token)) ends")
    }
    if let wrong = words.tokens.indices.first(where: { index in
      words.sign(index) == "else" && words.sign(index + 1) == "if"
        && words.tokens[index].line == words.tokens[index + 1].line
    }) {
      return problem(
        wrong...wrong + 1, "`else if` opens another `if`, which needs its own `end`; write `elseif`"
      )
    }
    let opener = suspects.first ?? failure.start ?? open.last { !$0.isTable }?.token
    guard let opener else { return nil }
    let word = words.sign(opener)
    return problem(
      opener...opener, "`end` is missing: the `\(word)` that begins here is not closed")
  }

  private func plain(_ failure: Failure) -> SyntaxProblem? {
    let what = shown(failure.token)
    if failure.expected == "a name", words.kind(failure.token) == .keyword {
      return problem(
        failure.token...failure.token,
        "\(what) is a word of the language and cannot be a name; for a key write `[\"…\"]`")
    }
    let isName = failure.expected.hasPrefix("a ")
    let expected = isName ? failure.expected : "`\(failure.expected)`"
    let wanted =
      failure.expected.isEmpty
      ? "is not expected here" : "stands here, where \(expected) is expected"
    if failure.token >= words.tokens.count { return behind(failure.token - 1, "\(what) \(wanted)") }
    return problem(failure.token...failure.token, "\(what) \(wanted)")
  }
}
