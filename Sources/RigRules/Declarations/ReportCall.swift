internal import LuaRuntime

/// The `ctx.report("id", { key = … })` calls of a file, as far as they are written out: what a
/// typo in them would otherwise hide until the rule fails.
struct ReportCall: Hashable {
  let id: String
  let line: Int
  /// The keys of the data table; nil where it is not written out.
  let keys: Set<String>?

  static func all(in source: SourceTokens) -> [ReportCall] {
    let tokens = source.tokens
    let text = source.text
    var calls: [ReportCall] = []
    for index in source.indices(ofName: "report") {
      guard index > 0, text(index - 1) == ".", text(index + 1) == "(",
        index + 2 < tokens.count, tokens[index + 2].kind == .string
      else { continue }
      let end = text(index + 3)
      guard end == "," || end == ")" else { continue }  // the id is put together
      calls.append(
        ReportCall(
          id: String(text(index + 2).dropFirst().dropLast()), line: tokens[index].line,
          keys: end == ")" ? [] : dataKeys(tokens, at: index + 4, text: text)))
    }
    return calls
  }

  /// The keys of the table literal at `start`, where all of them are plain names.
  private static func dataKeys(
    _ tokens: [LuaToken], at start: Int, text: (Int) -> String
  ) -> Set<String>? {
    guard text(start) == "{" else { return nil }
    var keys: Set<String> = []
    var index = start + 1
    var depth = 0
    var expectsKey = true
    while index < tokens.count {
      let word = text(index)
      if tokens[index].kind == .symbol || tokens[index].kind == .keyword {
        if depth == 0 && word == "}" {
          // `{ … }` followed by anything but the call's end is part of an expression.
          let next = text(index + 1)
          return next == "," || next == ")" ? keys : nil
        }
        if ["(", "{", "[", "function", "if", "do"].contains(word) { depth += 1 }
        if [")", "}", "]", "end"].contains(word) { depth -= 1 }
        if depth == 0 && (word == "," || word == ";") {
          expectsKey = true
          index += 1
          continue
        }
      }
      if expectsKey {
        guard tokens[index].kind == .name, text(index + 1) == "=" else { return nil }
        keys.insert(word)
        expectsKey = false
        index += 1
      }
      index += 1
    }
    return nil
  }
}
