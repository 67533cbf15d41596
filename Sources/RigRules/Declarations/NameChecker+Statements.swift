internal import LuaRuntime

extension NameChecker {
  /// Statements up to what closes the block, which stays.
  mutating func block() throws(Lost) {
    let depth = scope.depth
    defer { scope.leave(to: depth) }
    while at < words.tokens.count {
      switch sign() {
      case "end", "else", "elseif", "until": return
      case "return":
        try returnStatement()
        return
      default: try statement()
      }
    }
  }

  private mutating func returnStatement() throws(Lost) {
    try step()
    switch sign() {
    case "end", "else", "elseif", "until", ";": break
    default:
      guard at < words.tokens.count else { break }
      // The table of the file: its keys say what its functions are given.
      let isFile = nesting == 0
      if isFile { tableKey = "" }
      let values = try expressions()
      if isFile { tableKey = nil }
      returned.append(values.count == 1 ? values[0] : .unknown)
      for value in values.dropFirst() { letGo(value) }
    }
    _ = try take(";")
  }

  private mutating func statement() throws(Lost) {
    switch sign() {
    case ";", "break": try step()
    case "::":
      try step()
      _ = try name()
      try expect("::")
    case "goto":
      try step()
      _ = try name()
    case "if": try ifStatement()
    case "while":
      try step()
      _ = try expression()
      try body()
    case "do": try body()
    case "for": try forStatement()
    case "repeat": try repeatStatement()
    case "function": try functionStatement()
    case "local": try localStatement()
    default: try expressionStatement()
    }
  }

  /// `do … end`.
  private mutating func body() throws(Lost) {
    try expect("do")
    try block()
    try expect("end")
  }

  private mutating func ifStatement() throws(Lost) {
    repeat {
      try step()
      _ = try expression()
      try expect("then")
      try block()
    } while sign() == "elseif"
    if try take("else") { try block() }
    try expect("end")
  }

  private mutating func repeatStatement() throws(Lost) {
    try step()
    // The condition sees the locals of the block.
    let depth = scope.depth
    while at < words.tokens.count, sign() != "until" {
      if sign() == "return" { try returnStatement() } else { try statement() }
    }
    try expect("until")
    _ = try expression()
    scope.leave(to: depth)
  }

  private mutating func forStatement() throws(Lost) {
    try step()
    var variables = [try name()]
    while try take(",") { variables.append(try name()) }
    let depth = scope.depth
    if try take("=") {
      let values = try expressions()
      if case .belowOne? = values.first {
        declare(variables[0], .belowOne(isLoop: true))
      } else {
        declare(variables[0], .unknown)
      }
    } else {
      try expect("in")
      let items = try iterated()
      for (index, variable) in variables.enumerated() {
        declare(variable, index == 1 ? items : .unknown)
      }
    }
    try body()
    scope.leave(to: depth)
  }

  /// What the second variable of a loop holds: an element where it is `ipairs(list)`.
  private mutating func iterated() throws(Lost) -> KnownValue {
    let isPairs =
      kind() == .name && ["ipairs", "pairs"].contains(words.word(at)) && sign(1) == "("
      && scope.value(of: words.word(at)) == nil
    guard isPairs else {
      _ = try expressions()
      return .unknown
    }
    try step()
    try step()
    let value = try expression()
    while try take(",") { _ = try expression() }
    try expect(")")
    if case .list(let kind) = value { return table.elements[kind] }
    return .unknown
  }

  private mutating func functionStatement() throws(Lost) {
    try step()
    let token = at
    let first = try name()
    var isPlain = true
    var isMethod = false
    while [".", ":"].contains(sign()) {
      isPlain = false
      isMethod = sign() == ":"
      try step()
      _ = try name()
    }
    if !isPlain, scope.value(of: first) == nil { checkGlobal(first, token) }
    let value = try functionBody(isMethod: isMethod)
    if case .function(let number) = value { functions[number].isExported = true }
  }

  private mutating func localStatement() throws(Lost) {
    try step()
    if try take("function") {
      let own = try name()
      // Visible in its own body, for calls of itself.
      let isAssigned = assigned.contains(own)
      scope.declare(own, isAssigned ? .unknown : .function(functions.count))
      let value = try functionBody()
      if isAssigned { letGo(value) }
      return
    }
    var variables: [String] = []
    repeat {
      variables.append(try name())
      if try take("<") {
        _ = try name()
        try expect(">")
      }
    } while try take(",")
    var values: [KnownValue] = []
    if try take("=") { values = try expressions() }
    for (index, variable) in variables.enumerated() {
      // The last of fewer values may be a call that gives several.
      let isSure =
        index < values.count
        && (variables.count == 1 || index < values.count - 1
          || values.count == variables.count)
      declare(variable, isSure ? values[index] : .unknown)
    }
  }

  /// What is assigned later is not followed.
  mutating func declare(_ name: String, _ value: KnownValue) {
    if assigned.contains(name) {
      letGo(value)
      scope.declare(name, .unknown)
    } else {
      scope.declare(name, value)
    }
  }

  private mutating func expressionStatement() throws(Lost) {
    _ = try suffixed(isTarget: true)
    while try take(",") { _ = try suffixed(isTarget: true) }
    if try take("=") {
      for value in try expressions() { letGo(value) }
    }
  }

  /// A value that goes where it is not followed: a function may be called there with anything.
  mutating func letGo(_ value: KnownValue) {
    if case .function(let number) = value { functions[number].escapes = true }
  }
}
