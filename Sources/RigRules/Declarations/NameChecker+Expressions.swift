internal import LuaRuntime

extension NameChecker {
  mutating func expressions() throws(Lost) -> [KnownValue] {
    var values: [KnownValue] = []
    repeat { values.append(try expression()) } while try take(",")
    return values
  }

  /// The strength with which an operator binds to its left and to its right; 0 for none.
  private static func strength(_ sign: LuaSign) -> (left: Int, right: Int) {
    switch sign {
    case "or": (1, 1)
    case "and": (2, 2)
    case "<", ">", "<=", ">=", "~=", "==": (3, 3)
    case "|": (4, 4)
    case "~": (5, 5)
    case "&": (6, 6)
    case "<<", ">>": (7, 7)
    case "..": (9, 8)
    case "+", "-": (10, 10)
    case "*", "/", "//", "%": (11, 11)
    case "^": (14, 13)
    default: (0, 0)
    }
  }

  mutating func expression(above limit: Int = 0) throws(Lost) -> KnownValue {
    var left: KnownValue
    switch sign() {
    case "not", "#", "~":
      try step()
      _ = try expression(above: 12)
      left = .unknown
    case "-":
      try step()
      let isNumber = kind() == .number
      _ = try expression(above: 12)
      left = isNumber ? .belowOne(isLoop: false) : .unknown
    default: left = try simple()
    }
    while true {
      let word = sign()
      let strength = Self.strength(word)
      guard strength.left > limit else { return left }
      let token = at
      try step()
      let right = try expression(above: strength.right)
      left = combined(left, word, right, token)
    }
  }

  private mutating func combined(
    _ left: KnownValue, _ word: LuaSign, _ right: KnownValue, _ token: Int
  ) -> KnownValue {
    switch word {
    case "and":
      letGo(left)
      return right
    case "or":
      if left == right || right == .emptyTable { return left }
      if left == .nil { return right }
      letGo(left)
      letGo(right)
      return .unknown
    case "==", "~=":
      compare(left, right)
      compare(right, left)
      return .unknown
    default: return .unknown
    }
  }

  private mutating func simple() throws(Lost) -> KnownValue {
    let token = at
    switch kind() {
    case .number:
      try step()
      return ["0", "0.0"].contains(words.word(token)) ? .belowOne(isLoop: false) : .unknown
    case .string:
      try step()
      return .text(token)
    default: break
    }
    switch sign() {
    case "nil":
      try step()
      return .nil
    case "true", "false", "...":
      try step()
      return .unknown
    case "{": return try tableConstructor()
    case "function":
      try step()
      return try functionBody()
    default: return try suffixed()
    }
  }

  /// A name or a value in brackets with all that follows: `.x`, `[i]`, `:m()`, `(…)`.
  mutating func suffixed(isTarget: Bool = false) throws(Lost) -> KnownValue {
    var value: KnownValue
    if try take("(") {
      value = try expression()
      try expect(")")
    } else {
      let token = at
      let word = try name()
      let isAssigned = isTarget && ["=", ","].contains(sign())
      value = variable(word, token, isTarget: isAssigned)
    }
    while true {
      switch sign() {
      case ".":
        try step()
        let token = at
        value = field(try name(), of: value, at: token)
      case "[": value = try indexed(value)
      case ":":
        try step()
        _ = try name()
        letGo(value)
        _ = try arguments()
        value = .unknown
      case "(", "{": value = try called(value)
      default:
        guard kind() == .string else { return value }
        value = try called(value)
      }
    }
  }

  private mutating func variable(_ word: String, _ token: Int, isTarget: Bool) -> KnownValue {
    if let value = scope.value(of: word) {
      trace(word, value, at: token)
      return value
    }
    if isTarget || assigned.contains(word) { return .unknown }
    if let library = SandboxLibrary.libraries.firstIndex(where: { $0.name == word }) {
      return .library(library)
    }
    checkGlobal(word, token)
    return .unknown
  }

  private mutating func indexed(_ value: KnownValue) throws(Lost) -> KnownValue {
    try step()
    let token = at
    let index = try expression()
    let isLiteral = at == token + 1
    try expect("]")
    switch (value, index) {
    case (.list(let kind), .belowOne(let isLoop)):
      let reason =
        isLoop
        ? "the loop starts at 0 or below, and lists count from 1 in Lua"
        : "lists count from 1 in Lua: write `[1]` for the first"
      refuse(token, "undefined-name", reason)
      return table.elements[kind]
    case (.list(let kind), _):
      if isLiteral, let text = literal(index) { return field(text, of: value, at: token) }
      accept(token)
      return table.elements[kind]
    case (_, .text):
      guard isLiteral, let text = literal(index) else { return .unknown }
      return field(text, of: value, at: token)
    default:
      accept(token)
      return .unknown
    }
  }

  func literal(_ value: KnownValue) -> String? {
    if case .text(let token) = value { return words.literal(token) }
    return nil
  }

  // MARK: Calls

  private mutating func called(_ value: KnownValue) throws(Lost) -> KnownValue {
    let given = try arguments()
    guard case .function(let number) = value else {
      for argument in given { letGo(argument) }
      return .unknown
    }
    return try call(number, given)
  }

  private mutating func arguments() throws(Lost) -> [KnownValue] {
    if kind() == .string {
      try step()
      return [.text(at - 1)]
    }
    if sign() == "{" { return [try tableConstructor()] }
    try expect("(")
    if try take(")") { return [] }
    let values = try expressions()
    try expect(")")
    return values
  }

  /// Follows a function of the file with what it is given; what it returns where that is certain.
  mutating func call(_ number: Int, _ given: [KnownValue]) throws(Lost) -> KnownValue {
    var function = functions[number]
    let arguments = function.parameters.indices.map { index -> KnownValue in
      guard index < given.count else { return .unknown }
      // A text is another value at every call, and says nothing about names.
      if case .text = given[index] { return .unknown }
      return given[index]
    }
    for value in given.dropFirst(function.parameters.count) { letGo(value) }
    functions[number].isFollowed = true
    let call = CodeCall(function: number, arguments: arguments)
    if let known = results[call] { return known }
    guard nesting < 60 else { throw Lost() }
    results[call] = .unknown  // a call of itself
    let outer = (at, scope, returned, tableKey)
    nesting += 1
    at = function.body
    scope = function.scope
    returned = []
    tableKey = nil
    for (parameter, value) in zip(function.parameters, arguments) { declare(parameter, value) }
    try block()
    try expect("end")
    function.isFollowed = true
    let given = returned.filter { $0 != .nil }
    let result = given.first.map { first in given.allSatisfy { $0 == first } ? first : .unknown }
    nesting -= 1
    (at, scope, returned, tableKey) = outer
    results[call] = result ?? .unknown
    return result ?? .unknown
  }

  /// From `(`: notes the function and goes behind it; its body is followed when it is called.
  mutating func functionBody(isMethod: Bool = false) throws(Lost) -> KnownValue {
    try expect("(")
    var parameters = isMethod ? ["self"] : []
    while try !take(")") {
      if try !take("...") { parameters.append(try name()) }
      _ = try take(",")
    }
    let body = at
    functions.append(CodeFunction(parameters: parameters, body: body, scope: scope))
    let number = functions.count - 1
    var depth = 1
    while depth > 0 {
      guard at < words.tokens.count else { throw Lost() }
      switch sign() {
      case "function", "if", "do", "repeat": depth += 1
      case "end", "until": depth -= 1
      default: break
      }
      try step()
    }
    return .function(number)
  }

  // MARK: Tables

  private mutating func tableConstructor() throws(Lost) -> KnownValue {
    let outerKey = tableKey
    defer { tableKey = outerKey }
    try expect("{")
    if try take("}") { return .emptyTable }
    while try !take("}") {
      var key: String?
      if sign() == "[" {
        try step()
        let value = try expression()
        key = literal(value)
        try expect("]")
        try expect("=")
      } else if kind() == .name, sign(1) == "=" {
        key = words.word(at)
        try step()
        try step()
      }
      // Examples are data, most of a file, and no part of what the rule does.
      if outerKey == "", key == "examples", sign() == "{" {
        at = words.behindBracket(at: at)
      } else {
        // A table inside the returned one keeps the depth that keys of ours stand at.
        tableKey = outerKey == nil ? nil : outerKey! + "." + (key ?? "")
        try keep(try expression(), under: key, in: outerKey)
      }
      if try !take(",") { _ = try take(";") }
    }
    return .unknown
  }

  /// The value of a key: the functions of a rule and of a fact are called with what is known.
  private mutating func keep(_ value: KnownValue, under key: String?, in table: String?)
    throws(Lost)
  {
    guard case .function(let number) = value else { return letGo(value) }
    functions[number].isExported = true
    guard let key, let table, isOurs(key, in: table) else { return }
    let arguments: [KnownValue] = [.component(0), .context]
    let isSwapped = isSwapped(functions[number], key: key)
    _ = try call(number, isSwapped ? arguments.reversed() : arguments)
  }

  private func isOurs(_ key: String, in table: String) -> Bool {
    switch names.kind {
    case .rule: table.isEmpty && (key == "check" || key == "when")
    // A fact is a function, or a table with one.
    case .manifest: table == ".facts" || key == "compute" && table.hasPrefix(".facts.")
    case .module: false
    }
  }
}
