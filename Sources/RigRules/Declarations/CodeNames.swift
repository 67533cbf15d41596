internal import LuaRuntime
internal import RigModel

/// The names that the code of a file may use, all of them closed sets.
struct CodeNames {
  enum Kind { case rule, manifest, module }

  var kind = Kind.rule
  /// The parameters of the rule with the values allowed; nil where the file does not say, as in a
  /// module.
  var parameters: [Parameter]?
  /// The facts that can be asked for, by plugin; nil where that is not known.
  var facts: [String: [String]]?

  /// What `ctx` has in the functions of a rule, in the facts of a plugin, and in a module, which the
  /// importers and reporters of a plugin call as well.
  static let ruleContext = ["report", "unknown", "score", "params", "lang", "facts"]
  static let factContext = ["lang", "facts", "params"]
  static let moduleContext = ruleContext + ["file", "rules", "today"]

  var context: [String] {
    switch kind {
    case .rule: Self.ruleContext
    case .manifest: Self.factContext
    case .module: Self.moduleContext
    }
  }
}

/// A name in code that stands for nothing.
struct CodeProblem: Hashable {
  let code: String
  let message: String
  /// The bytes of the name.
  let range: Range<Int>
  let line: Int
}

/// A source split into its words.
struct LuaWords {
  let source: [UInt8]
  let tokens: [LuaToken]
  private let signs: [LuaSign]

  init(_ source: [UInt8]) { self.init(LuaText(source)) }

  init(_ text: LuaText) {
    source = text.source
    tokens = text.tokens
    signs = tokens.map { LuaSign(word: $0.word) }
  }

  /// The keyword or symbol at a place; empty for others.
  func mark(_ index: Int) -> LuaSign { signs.indices.contains(index) ? signs[index] : "" }

  /// The text of a token; nothing behind the last.
  func word(_ index: Int) -> String {
    guard tokens.indices.contains(index) else { return "" }
    return source.withUnsafeBufferPointer { bytes in
      String(decoding: UnsafeBufferPointer(rebasing: bytes[tokens[index].range]), as: UTF8.self)
    }
  }

  /// Whether a token is a name, this one.
  func isName(_ name: StaticString, at index: Int) -> Bool {
    guard kind(index) == .name, tokens[index].range.count == name.utf8CodeUnitCount else {
      return false
    }
    return source[tokens[index].range].elementsEqual(
      UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }

  /// Where a keyword or symbol stands.
  func places(of sign: LuaSign) -> [Int] { signs.indices.filter { signs[$0] == sign } }

  /// The word of a keyword or symbol; nothing for others.
  func sign(_ index: Int) -> String {
    guard tokens.indices.contains(index) else { return "" }
    switch tokens[index].kind {
    case .keyword, .symbol: return word(index)
    default: return ""
    }
  }

  func kind(_ index: Int) -> LuaToken.Kind? {
    tokens.indices.contains(index) ? tokens[index].kind : nil
  }

  /// The contents of a short string without escapes; nil for any other.
  func literal(_ index: Int) -> String? {
    guard kind(index) == .string else { return nil }
    return source.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[tokens[index].range])
      guard let quote = text.first, quote == 0x22 || quote == 0x27, text.count >= 2,
        text.last == quote, !text.contains(UInt8(ascii: "\\"))
      else { return nil }
      let inner = UnsafeBufferPointer(rebasing: text[1..<text.count - 1])
      return String(decoding: inner, as: UTF8.self)
    }
  }

  /// The index behind the bracket that closes the one at `open`.
  func behindBracket(at open: Int) -> Int {
    var depth = 0
    var index = open
    while index < tokens.count {
      switch mark(index) {
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return index
  }
}
