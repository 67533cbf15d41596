internal import LuaRuntime

/// Where the keys of a rule's table stand in its file; made only when there is something to say.
package struct RuleSourceMap {
  private let source: [UInt8]
  private let tokens: [LuaToken]
  /// The first token of each key or entry.
  private var keys: [String: Int] = [:]

  package init(_ source: [UInt8]) {
    self.source = source
    tokens = LuaSource.tokens(of: source)
    if let open = returnedTable() { _ = readTable(at: open, path: "") }
  }

  /// The line of a key by its path (`params.overhead.min`, `examples[2].name`), or of the nearest
  /// key around it.
  package func line(of path: String) -> Int { token(of: path).map { tokens[$0].line } ?? 1 }

  /// The bytes of the same key; nil where the file returns no table.
  package func range(of path: String) -> Range<Int>? { token(of: path).map { tokens[$0].range } }

  private func token(of path: String) -> Int? {
    var path = Substring(path)
    while !path.isEmpty {
      if let token = keys[String(path)] { return token }
      guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { break }
      path = path[..<cut]
    }
    return keys[""]
  }

  /// The `{` of the table that the file returns, which closes with the file's last `}`.
  private func returnedTable() -> Int? {
    guard var index = tokens.lastIndex(where: { text($0) == "}" }) else { return nil }
    var depth = 0
    while index >= 0 {
      if text(tokens[index]) == "}" { depth += 1 }
      if text(tokens[index]) == "{" { depth -= 1 }
      if depth == 0 { return index }
      index -= 1
    }
    return nil
  }

  private func text(_ token: LuaToken) -> String {
    String(decoding: source[token.range], as: UTF8.self)
  }

  private func symbol(_ index: Int) -> String {
    index < tokens.count && tokens[index].kind == .symbol ? text(tokens[index]) : ""
  }

  /// Reads from the `{` at `open`; returns the index behind its `}`.
  private mutating func readTable(at open: Int, path: String) -> Int {
    keys[path] = keys[path] ?? open
    var index = open + 1
    var position = 0
    while index < tokens.count, symbol(index) != "}" {
      let entry: String
      let first = index
      if tokens[index].kind == .name, symbol(index + 1) == "=" {
        entry = join(path, text(tokens[index]))
        index += 2
      } else if symbol(index) == "[", index + 1 < tokens.count, tokens[index + 1].kind == .string,
        symbol(index + 2) == "]"
      {
        entry = join(path, String(text(tokens[index + 1]).dropFirst().dropLast()))
        index += 4
      } else {
        position += 1
        entry = "\(path)[\(position)]"
      }
      if keys[entry] == nil { keys[entry] = first }
      index = readValue(at: index, path: entry)
      if symbol(index) == "," || symbol(index) == ";" { index += 1 }
    }
    return index + 1
  }

  private func join(_ path: String, _ key: String) -> String {
    path.isEmpty ? key : "\(path).\(key)"
  }

  /// Skips one expression; returns the index of the `,`, `;` or `}` behind it.
  private mutating func readValue(at start: Int, path: String) -> Int {
    var index = start
    if symbol(index) == "{" { index = readTable(at: index, path: path) }
    var depth = 0
    while index < tokens.count {
      let word = text(tokens[index])
      switch (tokens[index].kind, word) {
      case (.symbol, "("), (.symbol, "{"), (.symbol, "["): depth += 1
      case (.symbol, ")"), (.symbol, "]"): depth -= 1
      case (.symbol, "}"):
        if depth == 0 { return index }
        depth -= 1
      case (.symbol, ","), (.symbol, ";"): if depth == 0 { return index }
      // `for` and `while` open their block with `do`.
      case (.keyword, "function"), (.keyword, "if"), (.keyword, "do"), (.keyword, "repeat"):
        depth += 1
      case (.keyword, "end"), (.keyword, "until"): depth -= 1
      default: break
      }
      index += 1
    }
    return index
  }
}
