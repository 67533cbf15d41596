internal import LuaRuntime

/// The `ctx.report("id", { key = … }, { at = …, suggest = … })` calls of a file, as far as they are
/// written out: what a typo in them would otherwise hide until the rule fails.
struct ReportCall {
  /// A key of the options with the tokens of its value.
  struct Option {
    let key: String
    let token: Int
    let value: Range<Int>
  }

  let id: String
  /// The token of the id.
  let token: Int
  /// The keys of the data table; nil where it is not written out.
  let keys: Set<String>?
  let options: [Option]

  static func all(in words: LuaWords) -> [ReportCall] {
    var calls: [ReportCall] = []
    for index in places(ofCallsOf: "report", in: words) {
      let token = index + 2
      guard let id = words.literal(token) else { continue }
      let end = words.mark(index + 3)
      guard end == "," || end == ")" else { continue }  // the id is put together
      var keys: Set<String>? = []
      var options: [Option] = []
      if end == "," {
        let data = words.table(at: index + 4)
        keys = data.flatMap { $0.keys }
        // What stands first may be any expression; the options follow its comma.
        let next = data?.end ?? words.behindValue(at: index + 4)
        if words.mark(next) == "," { options = words.table(at: next + 1)?.options ?? [] }
      }
      calls.append(ReportCall(id: id, token: token, keys: keys, options: options))
    }
    return calls
  }

  /// The tokens of paths that `ctx.unknown` is given as texts.
  static func unknownPaths(in words: LuaWords) -> [Range<Int>] {
    places(ofCallsOf: "unknown", in: words).map { index in
      index + 2..<words.behindValue(at: index + 2)
    }
  }

  /// The tokens of a name where `.name(` stands.
  private static func places(ofCallsOf name: StaticString, in words: LuaWords) -> [Int] {
    words.places(of: ".").map { $0 + 1 }.filter { index in
      words.mark(index + 1) == "(" && words.isName(name, at: index)
    }
  }
}

extension LuaWords {
  /// A table that is written out, with nothing behind it but the next argument or the call's end.
  struct Table {
    let entries: [(key: String?, token: Int, value: Range<Int>)]
    /// The index behind its `}`.
    let end: Int

    /// The keys where all are plain names.
    var keys: Set<String>? {
      let keys = entries.compactMap(\.key)
      return keys.count == entries.count ? Set(keys) : nil
    }
    var options: [ReportCall.Option] {
      entries.compactMap { entry in
        entry.key.map { ReportCall.Option(key: $0, token: entry.token, value: entry.value) }
      }
    }
  }

  /// `isArgument`: whether the next argument or the call's end must follow.
  func table(at start: Int, isArgument: Bool = true) -> Table? {
    guard mark(start) == "{" else { return nil }
    var entries: [(key: String?, token: Int, value: Range<Int>)] = []
    var index = start + 1
    while index < tokens.count, mark(index) != "}" {
      let token = index
      var key: String?
      if kind(index) == .name, mark(index + 1) == "=" {
        key = word(index)
        index += 2
      } else if mark(index) == "[", let text = literal(index + 1), mark(index + 2) == "]" {
        key = text
        index += 4
      }
      let end = behindValue(at: index)
      guard end > index else { return nil }
      entries.append((key, token, index..<end))
      index = end
      if mark(index) == "," || mark(index) == ";" { index += 1 }
    }
    // `{ … }` followed by anything but the call's end is part of an expression.
    guard mark(index) == "}",
      !isArgument || mark(index + 1) == "," || mark(index + 1) == ")"
    else { return nil }
    return Table(entries: entries, end: index + 1)
  }

  /// The index of the `,`, `;` or closing bracket behind one expression.
  func behindValue(at start: Int) -> Int {
    var index = start
    var depth = 0
    while index < tokens.count {
      switch mark(index) {
      case "(", "[", "{", "function", "if", "do", "repeat": depth += 1
      case ")", "]", "}":
        if depth == 0 { return index }
        depth -= 1
      case "end", "until": depth -= 1
      case ",", ";": if depth == 0 { return index }
      default: break
      }
      index += 1
    }
    return index
  }

  /// The text that is put together from texts written out (`"a" .. "b"`); what is computed stands
  /// as a zero character. nil for any other expression.
  func text(of range: Range<Int>) -> String? {
    if let format = format(of: range) { return format }
    var text = ""
    var index = range.lowerBound
    var hasText = false
    while index < range.upperBound {
      if let literal = literal(index), isOperandEnd(index + 1, range) {
        text += literal
        hasText = true
        index += 1
      } else {
        // One operand: up to the next `..` outside of brackets.
        var depth = 0
        while index < range.upperBound, depth > 0 || mark(index) != ".." {
          switch mark(index) {
          case "(", "[", "{": depth += 1
          case ")", "]", "}": depth -= 1
          case "and", "or", "==", "~=", "<", ">", "<=", ">=": return nil
          default: break
          }
          index += 1
        }
        text += "\0"
      }
      if index < range.upperBound { index += 1 }
    }
    return hasText ? text : nil
  }

  private func isOperandEnd(_ index: Int, _ range: Range<Int>) -> Bool {
    index == range.upperBound || mark(index) == ".."
  }

  /// The format of `("gpus[%d]"):format(i)` and `string.format("gpus[%d]", i)`.
  private func format(of range: Range<Int>) -> String? {
    let start = range.lowerBound
    var text: String?
    if mark(start) == "(", mark(start + 2) == ")", mark(start + 3) == ":",
      word(start + 4) == "format"
    {
      text = literal(start + 1)
    } else if word(start) == "string", mark(start + 1) == ".", word(start + 2) == "format",
      mark(start + 3) == "("
    {
      text = literal(start + 4)
    }
    guard let text else { return nil }
    return text.replacing("%d", with: "\0").replacing("%i", with: "\0").replacing("%s", with: "\0")
  }
}
