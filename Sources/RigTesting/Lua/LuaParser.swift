internal import LuaRuntime

/// Reads the statements and expressions of Lua 5.4 and notes what an outline holds.
struct LuaParser {
  struct Failure: Error {}

  private(set) var outline: LuaOutline
  private(set) var at = 0
  private var function: Int?
  private var depth = 0
  /// Lua itself nests no deeper.
  private static let maximumDepth = 400

  init(outline: LuaOutline) { self.outline = outline }

  mutating func parse() throws(Failure) -> LuaOutline {
    try block()
    guard at == outline.tokens.count else { throw Failure() }
    return outline
  }

  // MARK: Tokens

  /// The word of the token ahead where it is a keyword or a symbol, else nothing.
  private func peek(_ ahead: Int = 0) -> String {
    let index = at + ahead
    guard index < outline.tokens.count else { return "" }
    switch outline.tokens[index].kind {
    case .keyword, .symbol: return outline.words[index]
    default: return ""
    }
  }

  private var kind: LuaToken.Kind? {
    at < outline.tokens.count ? outline.tokens[at].kind : nil
  }

  private mutating func take(_ word: String) -> Bool {
    guard peek() == word else { return false }
    at += 1
    return true
  }

  private mutating func expect(_ word: String) throws(Failure) {
    guard take(word) else { throw Failure() }
  }

  private mutating func name() throws(Failure) {
    guard kind == .name else { throw Failure() }
    at += 1
  }

  private mutating func deeper() throws(Failure) {
    depth += 1
    guard depth < Self.maximumDepth else { throw Failure() }
  }

  // MARK: Statements

  private mutating func block() throws(Failure) {
    try deeper()
    while at < outline.tokens.count {
      switch peek() {
      case "end", "else", "elseif", "until":
        depth -= 1
        return
      case "return":
        try returnStatement()
        depth -= 1
        return
      default: try statement()
      }
    }
    depth -= 1
  }

  private mutating func mark() {
    outline.statements.append(LuaOutline.Statement(token: at, function: function))
  }

  private mutating func returnStatement() throws(Failure) {
    mark()
    at += 1
    switch peek() {
    case "end", "else", "elseif", "until", ";": break
    default: if at < outline.tokens.count { try expressions() }
    }
    _ = take(";")
  }

  private mutating func statement() throws(Failure) {
    switch peek() {
    case ";": at += 1
    case "::":
      at += 1
      try name()
      try expect("::")
    case "if": try ifStatement()
    case "while":
      mark()
      at += 1
      try condition(.while)
      try doBlock()
    case "do":
      at += 1
      try block()
      try expect("end")
    case "for": try forStatement()
    case "repeat":
      at += 1
      try block()
      try expect("until")
      try condition(.until)
    case "function":
      mark()
      at += 1
      try name()
      while take(".") || take(":") { try name() }
      try functionBody()
    case "local": try localStatement()
    case "break":
      mark()
      at += 1
    case "goto":
      mark()
      at += 1
      try name()
    default: try expressionStatement()
    }
  }

  private mutating func ifStatement() throws(Failure) {
    mark()
    at += 1
    try condition(.if)
    try expect("then")
    try block()
    while take("elseif") {
      try condition(.elseif)
      try expect("then")
      try block()
    }
    if take("else") { try block() }
    try expect("end")
  }

  private mutating func doBlock() throws(Failure) {
    try expect("do")
    try block()
    try expect("end")
  }

  private mutating func forStatement() throws(Failure) {
    mark()
    at += 1
    try name()
    while take(",") { try name() }
    if !take("=") { try expect("in") }
    try expressions()
    try doBlock()
  }

  private mutating func localStatement() throws(Failure) {
    mark()
    at += 1
    if take("function") {
      try name()
      return try functionBody()
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
    mark()
    _ = try suffixed()
    while take(",") { _ = try suffixed() }
    if take("=") { try expressions() }
  }

  private mutating func condition(_ kind: LuaOutline.Decision.Kind) throws(Failure) {
    let place = outline.decisions.count
    let (range, isConstant) = try expression()
    if isConstant { return }
    // Before the decisions within it, so that the order is that of the text.
    outline.decisions.insert(
      LuaOutline.Decision(kind: kind, tokens: range, function: function), at: place)
  }

  private mutating func functionBody() throws(Failure) {
    let start = at
    let outer = function
    let own = outline.functions.count
    outline.functions.append(LuaOutline.Function(tokens: start..<start))
    function = own
    try expect("(")
    while !take(")") {
      if !take("...") { try name() }
      _ = take(",")
    }
    try block()
    try expect("end")
    function = outer
    outline.functions[own] = LuaOutline.Function(tokens: start..<at)
  }

  // MARK: Expressions

  private mutating func expressions() throws(Failure) {
    repeat { _ = try expression() } while take(",")
  }

  /// The strength with which an operator binds to its left and to its right.
  private static let binary: [String: (left: Int, right: Int)] = [
    "or": (1, 1), "and": (2, 2), "<": (3, 3), ">": (3, 3), "<=": (3, 3), ">=": (3, 3),
    "~=": (3, 3), "==": (3, 3), "|": (4, 4), "~": (5, 5), "&": (6, 6), "<<": (7, 7),
    ">>": (7, 7), "..": (9, 8), "+": (10, 10), "-": (10, 10), "*": (11, 11), "/": (11, 11),
    "//": (11, 11), "%": (11, 11), "^": (14, 13),
  ]

  /// The tokens of the next expression, and whether it is a literal, which decides nothing.
  private mutating func expression(above limit: Int = 0) throws(Failure)
    -> (range: Range<Int>, isConstant: Bool)
  {
    try deeper()
    let start = at
    var isConstant = false
    switch peek() {
    case "not", "-", "#", "~":
      outline.operators.append(LuaOutline.Operator(token: at, isUnary: true))
      at += 1
      _ = try expression(above: 12)
    default: isConstant = try simple()
    }
    while let (left, right) = Self.binary[peek()], left > limit {
      let word = peek()
      outline.operators.append(LuaOutline.Operator(token: at, isUnary: false))
      if let kind = LuaOutline.Decision.Kind(rawValue: word), !isConstant {
        outline.decisions.append(
          LuaOutline.Decision(kind: kind, tokens: start..<at, function: function))
      }
      at += 1
      _ = try expression(above: right)
      isConstant = false
    }
    depth -= 1
    return (start..<at, isConstant)
  }

  /// True for a literal.
  private mutating func simple() throws(Failure) -> Bool {
    switch kind {
    case .number, .string:
      at += 1
      return true
    default: break
    }
    switch peek() {
    case "nil", "true", "false":
      at += 1
      return true
    case "...":
      at += 1
      return false
    case "{":
      try table()
      return true
    case "function":
      at += 1
      try functionBody()
      return true
    default:
      try suffixed()
      return false
    }
  }

  private mutating func suffixed() throws(Failure) {
    if take("(") {
      _ = try expression()
      try expect(")")
    } else {
      try name()
    }
    while true {
      switch peek() {
      case ".":
        at += 1
        try name()
      case "[":
        at += 1
        _ = try expression()
        try expect("]")
      case ":":
        at += 1
        try name()
        try arguments()
      case "(", "{": try arguments()
      default:
        guard kind == .string else { return }
        at += 1
      }
    }
  }

  private mutating func arguments() throws(Failure) {
    if kind == .string {
      at += 1
    } else if peek() == "{" {
      try table()
    } else {
      try expect("(")
      if !take(")") {
        try expressions()
        try expect(")")
      }
    }
  }

  private mutating func table() throws(Failure) {
    let start = at
    var fields: [(name: String, value: Range<Int>)] = []
    try expect("{")
    while !take("}") {
      var key: String?
      if take("[") {
        let isText = kind == .string && peek(1) == "]"
        if isText { key = String(outline.words[at].dropFirst().dropLast()) }
        _ = try expression()
        try expect("]")
        try expect("=")
      } else if kind == .name, peek(1) == "=" {
        key = outline.words[at]
        at += 2
      }
      let value = try expression().range
      if let key { fields.append((key, value)) }
      if !take(","), !take(";"), peek() != "}" { throw Failure() }
    }
    outline.tables.append(LuaOutline.Table(tokens: start..<at, fields: fields))
  }
}
