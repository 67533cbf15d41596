internal import CLuaSandbox

/// A token of Lua source.
public struct LuaToken: Sendable, Hashable {
  /// The lexical kind of a token.
  public enum Kind: UInt32, Sendable, Hashable {
    case name = 1
    case keyword, string, number, symbol
  }
  /// Its lexical kind.
  public let kind: Kind
  /// Its bytes in the source.
  public let range: Range<Int>
  /// Its line, from 1.
  public let line: Int
  /// The bytes of a keyword or symbol, the first of them lowest; 0 for other tokens.
  public let word: UInt64

  init(_ token: cls_token) {
    kind = Kind(rawValue: token.kind) ?? .symbol
    range = Int(token.start)..<Int(token.end)
    line = Int(token.line)
    word = token.word
  }
}

/// Lua source that was read: what the compiler and those who look through the code need of it.
public struct LuaText: Sendable {
  /// The bytes that were read.
  public let source: [UInt8]
  /// All tokens, without comments; read when they are asked for unless they were kept.
  public var tokens: [LuaToken] { kept ?? Self.tokens(of: source).map(LuaToken.init) }
  private let kept: [LuaToken]?
  /// Whether it is within the limits that a source must respect before it is compiled.
  let isAccepted: Bool
  /// What the compiler made of it, where that was asked for and it is right.
  private(set) var code: LuaCode?

  /// Reads a source, which need not be Lua. Tokens that are not going to be asked for need not be kept.
  public init(_ source: [UInt8], keepsTokens: Bool = true) {
    self.source = source
    let tokens = keepsTokens ? Self.tokens(of: source) : nil
    kept = tokens?.map(LuaToken.init)
    isAccepted = source.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return false }
      guard let tokens else { return cls_accepts_source(start, bytes.count, nil, 0) }
      return cls_accepts_source(start, bytes.count, tokens, tokens.count)
    }
  }

  package var isCompiled: Bool { code != nil }

  /// The same with its compiled code, so that who loads it need not compile it.
  public func compiled() -> LuaText {
    var text = self
    if isAccepted { text.code = LuaCode(source) }
    return text
  }

  private static func tokens(of source: [UInt8]) -> [cls_token] {
    source.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return [] }
      return tokens(start, bytes.count)
    }
  }

  private static func tokens(_ start: UnsafePointer<CChar>, _ length: Int) -> [cls_token] {
    // A token takes at least one byte; most take more, so a second pass is rare.
    var capacity = length / 3 + 16
    while true {
      var count = 0
      let tokens = [cls_token](unsafeUninitializedCapacity: capacity) { buffer, initialized in
        count = cls_tokens(start, length, buffer.baseAddress, capacity)
        initialized = min(count, capacity)
      }
      if count <= capacity { return tokens }
      capacity = count
    }
  }
}

/// Compiled Lua of this process: it is made here and never read from outside.
///
/// `@unchecked`: nothing changes it.
final class LuaCode: @unchecked Sendable {
  let pointer: OpaquePointer

  /// Compiles a source that is accepted; nil where loading the source has an error to tell.
  init?(_ source: [UInt8]) {
    let compiled = source.withUnsafeBytes { bytes in
      bytes.baseAddress.flatMap { cls_compile($0.assumingMemoryBound(to: CChar.self), bytes.count) }
    }
    guard let compiled else { return nil }
    pointer = compiled
  }

  deinit { cls_free_compiled(pointer) }
}

/// Reads Lua source without running it.
public enum LuaSource {
  /// All tokens, without comments.
  public static func tokens(of source: [UInt8]) -> [LuaToken] { LuaText(source).tokens }

  /// A source with `{}` in the place of the table of literals that `literalField` found. Its lines
  /// have the numbers that they have in the source.
  public static func code(of source: [UInt8], without literal: Range<Int>) -> [UInt8] {
    precondition(literal.upperBound <= source.count, "the table is part of the source")
    return [UInt8](unsafeUninitializedCapacity: source.count + 2) { code, count in
      source.withUnsafeBytes { bytes in
        guard let text = bytes.baseAddress, let out = UnsafeMutableRawPointer(code.baseAddress)
        else { return }
        count = cls_without_literal(
          text.assumingMemoryBound(to: CChar.self), bytes.count, literal.lowerBound,
          literal.upperBound, out.assumingMemoryBound(to: CChar.self))
      }
    }
  }

  /// Where the value of a key stands in the table that a file returns, if the value is a table of
  /// literals alone: then the file runs the same with `{}` in its place. Returns nil if there is no
  /// such value, or if there is any doubt.
  public static func literalField(_ name: String, in source: [UInt8]) -> Range<Int>? {
    source.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return nil }
      var first = 0
      var end = 0
      let isThere = cls_literal_field(start, bytes.count, name, &first, &end)
      return isThere ? first..<end : nil
    }
  }
}

/// Sanitizes text before it is shown to a person.
public enum CleanText {
  /// Returns one line of valid UTF-8 without control characters, terminal escapes and direction
  /// overrides, at most `limit` bytes.
  public static func clean(_ text: String, limit: Int = 4096) -> String {
    var text = text
    return text.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return "" }
      return String(unsafeUninitializedCapacity: limit) { out in
        start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { source in
          out.withMemoryRebound(to: CChar.self) { target in
            cls_clean(source, bytes.count, target.baseAddress, target.count)
          }
        }
      }
    }
  }
}
