internal import LuaRuntime
internal import RigModel

/// Looks through the code of a file for names that stand for nothing: fields that no part has,
/// parameters and facts that are not declared, variables that are not defined.
///
/// Such a name would be nil, and a rule that reads nil where it means a field passes in silence. The
/// code is followed from `build` and `ctx` through locals, loops and calls of the file's own
/// functions. Only what is certain is reported: a name that is right in one call of a function and
/// not in another is left alone.
struct NameChecker {
  let words: LuaWords
  let names: CodeNames
  let table: FieldTable
  var at = 0
  var scope = CodeScope()
  var functions: [CodeFunction] = []
  /// What each function gives for arguments that it was followed with.
  var results: [CodeCall: KnownValue] = [:]
  /// What `return` gives in the function that is followed.
  var returned: [KnownValue] = []
  /// Calls that are followed inside each other.
  var nesting = 0
  /// Tokens that may still be looked at: functions are followed once for each kind of arguments.
  var budget: Int
  /// By token: bit 0 where the name is right, or unknown, bit 1 where it is wrong.
  private var marks: [UInt8]
  private var found: [Int: CodeProblem] = [:]
  /// Variables that are assigned after they are declared, whose value is therefore not followed.
  let assigned: Set<String>
  let checksGlobals: Bool
  /// Where keys of the returned table give functions: `check`.
  var tableKey: String?
  /// A line of which every name is noted with what it is known to be.
  var tracedLine: Int?
  var traced: [(name: String, value: KnownValue)] = []

  /// Raised where the walk does not understand the code, which the compiler of Lua then does.
  struct Lost: Error {}

  static func problems(in words: LuaWords, names: CodeNames) -> [CodeProblem] {
    var checker = NameChecker(words: words, names: names, table: .version1)
    do {
      try checker.file()
    } catch {
      return []
    }
    return checker.certain
  }

  /// What the names on a line are known to be.
  static func values(onLine line: Int, in words: LuaWords, names: CodeNames)
    -> [(name: String, value: KnownValue)]
  {
    var checker = NameChecker(words: words, names: names, table: .version1)
    checker.tracedLine = line
    do { try checker.file() } catch { return [] }
    return checker.traced
  }

  mutating func trace(_ name: String, _ value: KnownValue, at token: Int) {
    guard tracedLine == words.tokens[token].line, value != .unknown else { return }
    traced.append((name, value))
  }

  private init(words: LuaWords, names: CodeNames, table: FieldTable) {
    self.words = words
    self.names = names
    self.table = table
    assigned = Self.assignedNames(in: words)
    checksGlobals = !Self.hasOwnEnvironment(words)
    marks = [UInt8](repeating: 0, count: words.tokens.count)
    budget = 40 * words.tokens.count + 1000
  }

  // MARK: Problems

  private var certain: [CodeProblem] {
    found.filter { marks[$0.key] == 2 }.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Notes that the name is right as far as it is known.
  mutating func accept(_ token: Int) {
    if marks.indices.contains(token) { marks[token] |= 1 }
  }

  mutating func refuse(_ token: Int, _ code: String, _ message: String) {
    guard marks.indices.contains(token) else { return }
    marks[token] |= 2
    if found[token] == nil {
      let place = words.tokens[token]
      found[token] = CodeProblem(
        code: code, message: message, range: place.range, line: place.line)
    }
  }

  // MARK: Tokens

  func sign(_ ahead: Int = 0) -> LuaSign { words.mark(at + ahead) }
  func kind(_ ahead: Int = 0) -> LuaToken.Kind? { words.kind(at + ahead) }

  mutating func step() throws(Lost) {
    at += 1
    budget -= 1
    guard budget > 0 else { throw Lost() }
  }

  mutating func take(_ word: LuaSign) throws(Lost) -> Bool {
    guard sign() == word else { return false }
    try step()
    return true
  }

  mutating func expect(_ word: LuaSign) throws(Lost) {
    guard try take(word) else { throw Lost() }
  }

  mutating func name() throws(Lost) -> String {
    guard kind() == .name else { throw Lost() }
    let name = words.word(at)
    try step()
    return name
  }

  // MARK: The file

  private mutating func file() throws(Lost) {
    try block()
    guard at >= words.tokens.count else { throw Lost() }
    // What nothing calls from here is followed with what its parameters are named for.
    var next = 0
    while next < functions.count {
      let function = functions[next]
      if !function.isFollowed || function.escapes {
        _ = try call(next, function.escapes ? [] : conventional(function))
      }
      next += 1
    }
  }

  /// In a module the caller is elsewhere; `build` and `ctx` are named so everywhere.
  private func conventional(_ function: CodeFunction) -> [KnownValue] {
    if names.kind == .manifest { return [] }
    return function.parameters.map { parameter in
      switch parameter {
      case "build": function.isExported ? .component(0) : .unknown
      case "ctx": .context
      default: .unknown
      }
    }
  }

  /// Whether the file has an environment of its own, so that globals are not what they seem.
  private static func hasOwnEnvironment(_ words: LuaWords) -> Bool {
    words.tokens.indices.contains { words.isName("_ENV", at: $0) }
  }

  /// Names that a statement other than their declaration gives a value.
  private static func assignedNames(in words: LuaWords) -> Set<String> {
    var names: Set<String> = []
    var brackets: [LuaSign] = []
    for index in words.tokens.indices {
      let sign = words.mark(index)
      switch sign {
      case "": continue
      case "(", "[", "{", "function", "if", "do", "repeat": brackets.append(sign)
      case ")", "]", "}", "end", "until": _ = brackets.popLast()
      case "=" where brackets.last != "{" && brackets.last != "(":
        var first = index - 1
        var targets: [Int] = []
        while words.kind(first) == .name {
          targets.append(first)
          guard words.mark(first - 1) == "," else { break }
          first -= 2
        }
        let before = words.mark(first - 1)
        if !["local", "for", ".", ":", ">"].contains(before) {
          names.formUnion(targets.map(words.word))
        }
      default: break
      }
      if sign == "function", words.kind(index + 1) == .name, words.mark(index - 1) != "local",
        words.mark(index + 2) == "("
      {
        names.insert(words.word(index + 1))
      }
    }
    return names
  }
}

/// The locals that are visible at a place.
struct CodeScope {
  /// The beginning of a name tells most of two names apart, and is compared in one step.
  private var entries: [(start: UInt64, name: String, value: KnownValue)] = []

  var depth: Int { entries.count }
  var all: [String] { entries.map(\.name) }

  mutating func declare(_ name: String, _ value: KnownValue) {
    entries.append((Self.start(of: name), name, value))
  }
  mutating func leave(to depth: Int) { entries.removeSubrange(depth...) }

  func value(of name: String) -> KnownValue? {
    let start = Self.start(of: name)
    return entries.last { $0.start == start && $0.name == name }?.value
  }

  /// The first eight bytes of a name.
  private static func start(of name: String) -> UInt64 {
    var start: UInt64 = 0
    for byte in name.utf8.prefix(8) { start = start << 8 | UInt64(byte) }
    return start
  }
}

/// A function of the file.
struct CodeFunction {
  let parameters: [String]
  /// The first token of its body, and what it sees.
  let body: Int
  let scope: CodeScope
  /// Whether others than this file's code can call it with what they like.
  var escapes = false
  /// Whether it is a field of a table, as the functions of modules are.
  var isExported = false
  var isFollowed = false
}

/// A call: what a function gives follows from its arguments.
struct CodeCall: Hashable {
  let function: Int
  let arguments: [KnownValue]
}
