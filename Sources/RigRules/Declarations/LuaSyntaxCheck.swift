internal import LuaRuntime
internal import RigModel

/// Why a source is not Lua, in the words of someone who writes rules: the place, the cause, the fix.
///
/// Only asked where the compiler of Lua has refused a source. It knows the grammar, and stops at the
/// same mistake, but at its own place and with what people bring from other languages in mind.
struct SyntaxProblem: Hashable {
  let range: Range<Int>
  let message: String
}

struct LuaSyntaxCheck {
  struct Failure: Error {
    let token: Int
    /// What the grammar wants there; empty where it wants a statement or a value.
    let expected: String
    var reason = Reason.unexpected
    /// What was opened and is not closed, or the first token of the statement.
    var start: Int?
  }

  enum Reason {
    case unexpected, missing, statement, methodName, methodArguments, unfinished, tooMany
  }

  /// A block or bracket that is open.
  struct Opener {
    let token: Int
    let isTable: Bool
  }

  let words: LuaWords
  var at = 0
  var depth = 0
  var open: [Opener] = []
  /// Openers whose `end` stands further left than they do: most likely the end of another.
  var suspects: [Int] = []
  /// First tokens of the entries of the tables that are open.
  var entryStarts: [Int] = []

  /// nil where the grammar finds no mistake.
  static func problem(in source: [UInt8]) -> SyntaxProblem? {
    var check = LuaSyntaxCheck(words: LuaWords(source))
    do throws(Failure) {
      try check.block()
      if check.at < check.words.tokens.count {
        throw Failure(token: check.at, expected: "", reason: .tooMany)
      }
      return nil
    } catch {
      return check.explanation(of: error)
    }
  }

  // MARK: Tokens

  func sign(_ ahead: Int = 0) -> String { words.sign(at + ahead) }
  func kind(_ ahead: Int = 0) -> LuaToken.Kind? { words.kind(at + ahead) }

  mutating func take(_ word: String) -> Bool {
    guard sign() == word else { return false }
    at += 1
    return true
  }

  mutating func expect(_ word: String, since start: Int? = nil) throws(Failure) {
    guard take(word) else {
      throw Failure(token: at, expected: word, reason: .missing, start: start)
    }
  }

  mutating func name() throws(Failure) {
    guard kind() == .name else { throw Failure(token: at, expected: "a name") }
    at += 1
  }

  mutating func deeper() throws(Failure) {
    depth += 1
    guard depth < 190 else { throw Failure(token: at, expected: "") }
  }

  /// The `end` of a block.
  mutating func close(_ opener: Int) throws(Failure) {
    try expect("end", since: opener)
    if isFirstOnLine(at - 1), indent(ofLineOf: at - 1) < indent(ofLineOf: opener) {
      suspects.append(opener)
    }
    open.removeLast()
  }

  func isFirstOnLine(_ token: Int) -> Bool {
    token == 0 || words.tokens[token - 1].line < words.tokens[token].line
  }

  /// Blanks before the first character of the line that a token stands in.
  func indent(ofLineOf token: Int) -> Int {
    let start = words.tokens[token].range.lowerBound
    let line = words.source[..<start].lastIndex { $0 == 0x0a || $0 == 0x0d }.map { $0 + 1 } ?? 0
    return words.source[line...].prefix { $0 == 0x20 || $0 == 0x09 }.count
  }

  // MARK: Statements

  mutating func block() throws(Failure) {
    try deeper()
    defer { depth -= 1 }
    while at < words.tokens.count {
      switch sign() {
      case "end", "else", "elseif", "until": return
      case "return":
        at += 1
        switch sign() {
        case "end", "else", "elseif", "until", ";": break
        default: if at < words.tokens.count { try expressions() }
        }
        _ = take(";")
        return
      default: try statement()
      }
    }
  }

  private mutating func statement() throws(Failure) {
    let start = at
    switch sign() {
    case ";", "break": at += 1
    case "::":
      at += 1
      try name()
      try expect("::")
    case "goto":
      at += 1
      try name()
    case "if": try ifStatement()
    case "while":
      at += 1
      try expression()
      try loopBody(start)
    case "do": try loopBody(start)
    case "for":
      at += 1
      try name()
      while take(",") { try name() }
      if !take("=") { try expect("in", since: start) }
      try expressions()
      try loopBody(start)
    case "repeat":
      at += 1
      open.append(Opener(token: start, isTable: false))
      try block()
      try expect("until", since: start)
      open.removeLast()
      try expression()
    case "function":
      at += 1
      try name()
      while take(".") || take(":") { try name() }
      try functionBody(start)
    case "local": try localStatement()
    default: try expressionStatement()
    }
  }

  private mutating func ifStatement() throws(Failure) {
    let start = at
    open.append(Opener(token: start, isTable: false))
    repeat {
      at += 1
      try expression()
      try expect("then", since: start)
      try block()
    } while sign() == "elseif"
    if take("else") { try block() }
    try close(start)
  }

  private mutating func loopBody(_ start: Int) throws(Failure) {
    try expect("do", since: start)
    open.append(Opener(token: start, isTable: false))
    try block()
    try close(start)
  }

  private mutating func localStatement() throws(Failure) {
    at += 1
    if sign() == "function" {
      let start = at
      at += 1
      try name()
      return try functionBody(start)
    }
    repeat {
      try name()
      if take("<") {
        try name()
        try expect(">")
      }
    } while take(",")
    if take("=") { try expressions() }
  }

  private mutating func expressionStatement() throws(Failure) {
    let start = at
    guard kind() == .name || sign() == "(" else { throw Failure(token: at, expected: "") }
    var isCall = try suffixed()
    var isTarget = !isCall
    while take(",") {
      isCall = try suffixed()
      isTarget = isTarget && !isCall
    }
    if take("=") {
      if !isTarget { throw Failure(token: at - 1, expected: "", reason: .statement, start: start) }
      return try expressions()
    }
    if !isCall { throw Failure(token: at, expected: "=", reason: .statement, start: start) }
  }

  private mutating func functionBody(_ start: Int) throws(Failure) {
    open.append(Opener(token: start, isTable: false))
    try expect("(")
    if !take(")") {
      repeat {
        if take("...") { break }
        try name()
      } while take(",")
      try expect(")")
    }
    try block()
    try close(start)
  }

  // MARK: Expressions

  mutating func expressions() throws(Failure) {
    repeat { try expression() } while take(",")
  }

  mutating func expression() throws(Failure) {
    try deeper()
    defer { depth -= 1 }
    while ["not", "-", "#", "~"].contains(sign()) { at += 1 }
    try simple()
    switch sign() {
    case "or", "and", "<", ">", "<=", ">=", "~=", "==", "|", "~", "&", "<<", ">>", "..", "+", "-",
      "*", "/", "//", "%", "^":
      at += 1
      try expression()
    default: break
    }
  }

  private mutating func simple() throws(Failure) {
    let start = at
    switch kind() {
    case .number: at += 1
    case .string: try string()
    default:
      switch sign() {
      case "nil", "true", "false", "...": at += 1
      case "{": try table()
      case "function":
        at += 1
        try functionBody(start)
      default:
        guard kind() == .name || sign() == "(" else { throw Failure(token: at, expected: "") }
        _ = try suffixed()
      }
    }
  }

  /// A string, which must end where it began to be one.
  private mutating func string() throws(Failure) {
    let bytes = words.source[words.tokens[at].range]
    let isShort = bytes.first == 0x22 || bytes.first == 0x27
    let isClosed =
      isShort
      ? bytes.count >= 2 && bytes.last == bytes.first && !endsInEscape(bytes)
      : bytes.last == UInt8(ascii: "]")
    guard isClosed else { throw Failure(token: at, expected: "", reason: .unfinished) }
    at += 1
  }

  /// Whether the last character is escaped, as in `"a\"`.
  private func endsInEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
    let escapes = bytes.dropLast().reversed().prefix { $0 == UInt8(ascii: "\\") }.count
    return escapes % 2 == 1
  }

  /// Whether it ends in a call.
  private mutating func suffixed() throws(Failure) -> Bool {
    if sign() == "(" {
      let start = at
      at += 1
      try expression()
      try expect(")", since: start)
    } else {
      try name()
    }
    var isCall = false
    while true {
      switch sign() {
      case ".":
        at += 1
        try name()
        isCall = false
      case "[":
        let start = at
        at += 1
        try expression()
        try expect("]", since: start)
        isCall = false
      case ":":
        at += 1
        guard kind() == .name else {
          throw Failure(token: at, expected: "a name", reason: .methodName)
        }
        at += 1
        guard kind() == .string || sign() == "(" || sign() == "{" else {
          throw Failure(token: at, expected: "(", reason: .methodArguments)
        }
        try arguments()
        isCall = true
      case "(", "{":
        try arguments()
        isCall = true
      default:
        guard kind() == .string else { return isCall }
        try string()
        isCall = true
      }
    }
  }

  private mutating func arguments() throws(Failure) {
    if kind() == .string { return try string() }
    if sign() == "{" { return try table() }
    let start = at
    try expect("(")
    if take(")") { return }
    try expressions()
    try expect(")", since: start)
  }

  private mutating func table() throws(Failure) {
    let start = at
    at += 1
    open.append(Opener(token: start, isTable: true))
    while !take("}") {
      entryStarts.append(at)
      if sign() == "[" {
        at += 1
        try expression()
        try expect("]")
        try expect("=")
        try expression()
      } else if kind() == .name, sign(1) == "=" {
        at += 2
        try expression()
      } else {
        try expression()
      }
      if sign() == "}" {
        entryStarts.removeLast()
        continue
      }
      guard take(",") || take(";") else {
        throw Failure(token: at, expected: "}", reason: .missing, start: start)
      }
      entryStarts.removeLast()
    }
    open.removeLast()
  }
}
